// What the reader of scenarios must know of a system: its usual nodes, its options, the acts it understands. Systems hand this
// sketch in; the reader imports none of them, so a scenario can be judged where no system is loaded. Plain data, so it crosses threads.

import type { OptionValue } from './types.ts';

export type OptionSpec =
  | { readonly kind: 'choice'; readonly values: readonly string[]; readonly default: string }
  | { readonly kind: 'integer'; readonly min: number; readonly max: number; readonly default: number }
  | { readonly kind: 'number'; readonly min: number; readonly max: number; readonly default: number }
  | { readonly kind: 'boolean'; readonly default: boolean }
  /** In microseconds here, like every resolved time; written with a unit in the file. At most 365 days where no `max` is given. */
  | { readonly kind: 'duration'; readonly min?: number; readonly max?: number; readonly default: number }
  | { readonly kind: 'text'; readonly default: string }
  /** Some of `values`, each at most once. */
  | { readonly kind: 'list'; readonly values: readonly string[]; readonly default: readonly string[] };

export interface NodeSketch {
  readonly id: string;
  /** Where it is absent, the spelling alphabet gives one by position. */
  readonly name?: string;
  readonly weight?: number;
  readonly role?: string;
  /** The node is only there when this option has this value (a proxy when `proxy` is true). */
  readonly when?: { readonly option: string; readonly is: OptionValue };
}

/** Acts that only some systems understand; all others belong to the cluster and always work. */
export type OptionalVerb = 'add' | 'remove' | 'weight' | 'rebalance' | 'option';

export interface SystemSketch {
  readonly id: string;
  /** The nodes of a scenario that names none. */
  readonly nodes: readonly NodeSketch[];
  /** The roles that nodes may have; absent: a scenario of this system speaks of no roles. */
  readonly roles?: readonly string[];
  readonly options: Readonly<Record<string, OptionSpec>>;
  /** Absent: none of them. */
  readonly actions?: readonly OptionalVerb[];
}
