/**
 * What is so at one instant, as a system tells it from what its nodes hold and believe: plain facts without the system's own words, so that a
 * check can be asked of them that knows no system. What has happened stands in the history and not here.
 */
import type { Belief, Data, Holdings, NodeId } from './contract.ts';
import type { Micros } from './time.ts';

/** What a system is given to tell from. Of a dead node nothing is known. */
export interface Insides {
  readonly at: Micros;
  readonly options: Readonly<Record<string, Data>>;
  readonly nodes: Readonly<
    Record<NodeId, { readonly belief: Belief; readonly holdings: Holdings | null } | undefined>
  >;
}

export interface CopyFacts {
  readonly node: NodeId;
  /** Null where it is deleted. */
  readonly value: string | null;
  /** Nobody who lives has a newer one. */
  readonly isNewest: boolean;
}

export interface KeyFacts {
  /** Who keeps it, its home first. A death changes nothing of that. */
  readonly owners: readonly NodeId[];
  /** Who answers for it; null while nobody does. */
  readonly answers: NodeId | null;
  /** Those with nodes that live. */
  readonly copies: readonly CopyFacts[];
  readonly isReadable: boolean;
}

export interface BeliefFacts {
  readonly node: NodeId;
  readonly about: NodeId;
  readonly is: 'up' | 'suspected' | 'down';
}

export interface Facts {
  readonly at: Micros;
  /** Every key that somebody who lives has heard of. Empty where nodes hold too many to name them. */
  readonly keys: ReadonlyMap<string, KeyFacts>;
  readonly beliefs: readonly BeliefFacts[];
  /** Which part of the circle each node answers for, from 0 to 1; empty where keys do not stand in stretches. */
  readonly circle: ReadonlyMap<NodeId, number>;
  /** How many sets of nodes there are whose loss at one instant would lose a part of the circle. */
  readonly deadlySets: number;
  /** What each node that lives says of itself, in plain values; empty in systems whose nodes say nothing. */
  readonly tells: ReadonlyMap<NodeId, Readonly<Record<string, string | number | boolean | null>>>;
}
