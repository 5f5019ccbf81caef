/** Where keys stand, for whoever draws: no more than a hash, so that a page can have it without the store. */
import { CIRCLE, positionOf } from '../../placement/hash.ts';
import type { PlacementKind } from '../../placement/placement.ts';
import { SLOTS, slotOf } from '../../placement/slots.ts';

/** Where a key stands, as a share of the circle; of slots there are as many as hours on a dial. */
export function placeOf(key: string, kind: PlacementKind): number {
  return kind === 'slots' ? slotOf(key) / SLOTS : positionOf(key) / CIRCLE;
}
