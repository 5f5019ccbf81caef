// What the reader of scenarios must know of a system: its usual nodes, its options, the acts it understands. Systems hand this
// sketch in; the reader imports none of them, so a scenario can be judged where no system is loaded.

import type { Member } from '../kernel/contract.ts';
import type { Options } from '../kernel/system.ts';
import type { Keys } from './fault.ts';
import type { Json, OptionValue } from './types.ts';

/** What a system says of an option that only it can judge: what it is when complete, or all that is wrong with it, by path. */
export type Judgement =
  | { readonly ok: true; readonly value: Json }
  | { readonly ok: false; readonly faults: readonly { readonly keys: Keys; readonly says: string }[] };

export type OptionSpec =
  | { readonly kind: 'choice'; readonly values: readonly string[]; readonly default: string }
  | { readonly kind: 'integer'; readonly min: number; readonly max: number; readonly default: number }
  | { readonly kind: 'number'; readonly min: number; readonly max: number; readonly default: number }
  | { readonly kind: 'boolean'; readonly default: boolean }
  /** In microseconds here, like every resolved time; written with a unit in the file. At most 365 days where no `max` is given. */
  | { readonly kind: 'duration'; readonly min?: number; readonly max?: number; readonly default: number }
  | { readonly kind: 'text'; readonly default: string }
  /** Some of `values`, each at most once. */
  | { readonly kind: 'list'; readonly values: readonly string[]; readonly default: readonly string[] }
  /** Any plain data that the system itself takes. */
  | { readonly kind: 'judged'; readonly default: Json; judge(value: Json): Judgement };

/** What is wrong with an option beside the others, each of them being right by itself. */
export interface OptionFault {
  readonly option: string;
  readonly says: string;
}

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

/** Somebody of whom a typed line may speak. */
export interface Present extends Member {
  /** Absent: nobody asks. Who was removed keeps its id for ever. */
  readonly status?: 'up' | 'frozen' | 'down' | 'removed';
}

/** A typed line that acts on the cluster: the action, as it would stand in a script, and what the prompt says of it; or why it cannot be. */
export type ConsoleLine =
  | { readonly ok: true; readonly act: Readonly<Record<string, unknown>>; readonly says: string }
  | { readonly ok: false; readonly says: string };

export interface SystemSketch {
  readonly id: string;
  /** The nodes of a scenario that names none. */
  readonly nodes: readonly NodeSketch[];
  /** The roles that nodes may have; absent: a scenario of this system speaks of no roles. */
  readonly roles?: readonly string[];
  readonly options: Readonly<Record<string, OptionSpec>>;
  /** Absent: none of them. */
  readonly actions?: readonly OptionalVerb[];
  /** Judges options together, and beside the number of nodes; `given` are those that the scenario names. Absent: they do not depend on each other. */
  check?(options: Options, given: ReadonlySet<string>, nodes: number): readonly OptionFault[];
  /**
   * The text of a command as it may be kept: without passwords, but so that it still does what it did. It comes before anything keeps the
   * command (script, history, link), and to seal twice is to seal once. Absent: this system knows no secrets.
   */
  seal?(text: string, options: Options): string;
  /** Its nodes are web servers, and a client passes on what it is given: `http GET n1 /status`. Absent: there is nothing to pass on. */
  readonly takesRequests?: true;
  /** Reads a command that acts on the cluster itself; null for one that is a question to its nodes. Absent: all of them are. */
  console?(text: string, present: readonly Present[]): ConsoleLine | null;
}
