/** The operation in the middle of the ring: whose answers it needs, which have come, and how it stands. */
import type { NodeId } from '../../kernel/contract.ts';

export interface Slot {
  readonly node: NodeId;
  readonly hasAnswered: boolean;
}

export interface Running {
  /** Those who have answered first, in the order in which they did. */
  readonly slots: readonly Slot[];
  /** So many answers are enough. */
  readonly needed: number;
  readonly isWrite: boolean;
}
