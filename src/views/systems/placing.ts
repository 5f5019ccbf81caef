/** Where a key or a node would stand that is not there yet: shares of the circle, from 0 at the top, clockwise. */
import type { NodeId } from '../../kernel/contract.ts';

export interface Placing {
  keyAt(key: string): number;
  /** Who would keep it, the owner first. */
  ownersOf(key: string): readonly NodeId[];
  /** Every place of a node with this id; none where no hash of it decides. */
  nodeAt(id: NodeId, weight: number): readonly number[];
  /** How much of the circle would be its own; null where nothing would. */
  shareOf(id: NodeId, weight: number): number | null;
}
