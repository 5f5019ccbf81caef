/** The list of kinds: one placement for each, with one face. */
import { newBounded } from './bounded.ts';
import { newJump } from './jump.ts';
import { newMaglev } from './maglev.ts';
import { newMemo, recall } from './memo.ts';
import { newModulo } from './modulo.ts';
import {
  checkPlacement,
  inOrder,
  type PlacedNode,
  type Placement,
  type PlacementKind,
  type PlacementOptions,
} from './placement.ts';
import { newRendezvous } from './rendezvous.ts';
import { newRing } from './ring.ts';
import { newSlots } from './slots.ts';

const makers: Record<PlacementKind, (nodes: readonly PlacedNode[], virtualNodes: number) => Placement> = {
  ring: newRing,
  modulo: newModulo,
  jump: newJump,
  rendezvous: newRendezvous,
  maglev: newMaglev,
  bounded: newBounded,
  slots: newSlots,
};

/** All nodes of a cluster make the same few placements, and a storm makes them again and again. */
const made = newMemo<Placement>(16);

/** The placement of these nodes, in whatever order they are given. Throws what `checkPlacement` says: ask it first where people typed. */
export function newPlacement(nodes: readonly PlacedNode[], options: PlacementOptions): Placement {
  const wrong = checkPlacement(nodes, options);
  if (wrong !== undefined) throw new Error(wrong);
  const { kind, virtualNodes } = options;
  const list = inOrder(nodes).map(({ id, weight }) => ({ id, weight }));
  return recall(made, JSON.stringify([kind, virtualNodes, list]), () => makers[kind](list, virtualNodes));
}
