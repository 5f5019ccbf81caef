/** What a node of a Chord store says of itself, for pictures, books and checks: its own tables and nothing else. */
import type { NodeId } from '../../kernel/contract.ts';
import type { Identifier } from '../../placement/identifier.ts';
import type { Mutant } from './mutants.ts';
import type { Peer } from './ring/peers.ts';
import type { Standing } from './state.ts';

export interface ChordBelief {
  readonly me: Peer;
  readonly bits: number;
  /** From 0 up to 1. */
  readonly place: number;
  readonly standing: Standing;
  readonly refused: string | null;
  readonly predecessor: Peer | null;
  readonly successors: readonly Peer[];
  /** Each once, with the lowest finger that points to it and the identifier that this one is the owner of. */
  readonly fingers: readonly { readonly finger: number; readonly start: Identifier; readonly to: Peer }[];
  /** It answers for what stands behind this; null: for whatever comes. */
  readonly actsFrom: Identifier | null;
  readonly isFilling: boolean;
  readonly suspects: readonly NodeId[];
  /** Requests that it has issued and that are open, with where they are as far as it knows. */
  readonly open: readonly {
    readonly request: string;
    readonly deed: string;
    readonly key: string | null;
    readonly target: Identifier;
    readonly path: readonly NodeId[];
  }[];
  readonly copies: number;
  readonly mutants: readonly Mutant[];
}
