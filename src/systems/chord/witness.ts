/** What the invariants need to know of a node. */
import type { NodeId, Witness } from '../../kernel/contract.ts';
import { tableEntries } from '../../kernel/table.ts';
import type { Identifier } from '../../placement/identifier.ts';
import type { ChordOptions } from './options.ts';
import type { Peer } from './ring/peers.ts';
import type { Standing, State } from './state.ts';

export interface ChordWitness {
  readonly me: Peer;
  readonly bits: number;
  readonly standing: Standing;
  readonly predecessor: Peer | null;
  readonly successors: readonly Peer[];
  readonly fingers: readonly (Peer | null)[];
  readonly actsFrom: Identifier | null;
  readonly isFilling: boolean;
  readonly cells: readonly (readonly [key: string, count: number, node: NodeId, value: string | null])[];
}

export function witnessOf(state: State, { bits }: ChordOptions): Witness {
  const { me, standing, predecessor, successors, fingers, actsFrom, isFilling, cells } = state;
  const witness: ChordWitness = {
    ...{ me, bits, standing, predecessor, successors, fingers: [...fingers], actsFrom, isFilling },
    cells: [...tableEntries(cells)].map(
      ([key, { count, node, value }]) => [key, count, node, value] as const,
    ),
  };
  return witness as unknown as Witness;
}
