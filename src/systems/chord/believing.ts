/** What a node believes, for pictures and checks. */
import type { Belief } from '../../kernel/contract.ts';
import { placeOn } from '../../placement/identifier.ts';
import type { ChordBelief } from './belief.ts';
import type { ChordOptions } from './options.ts';
import { pointersOf } from './ring/pointers.ts';
import type { State } from './state.ts';

export function beliefOf(state: State, options: ChordOptions): Belief {
  const { me, standing, refused, predecessor, successors, actsFrom, isFilling, cells } = state;
  const belief: ChordBelief = {
    ...{ me, bits: options.bits, place: placeOn(me.at, options.bits) },
    ...{ standing, refused, predecessor, successors, actsFrom, isFilling },
    fingers: pointersOf(state, options),
    suspects: [...state.suspects.keys()],
    open: [...state.issued].map(([request, { deed, key, target, trail }]) => ({
      ...{ request, deed, key, target },
      path: trail.map(({ id }) => id),
    })),
    copies: cells.map.size,
    mutants: [...options.mutants],
  };
  return belief as unknown as Belief;
}
