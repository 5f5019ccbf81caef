/**
 * What of a system's life is worth seeing, as the system itself tells it: the time line marks it, and whoever waits for the next happening is
 * stopped there. Nothing of this decides anything in a cluster.
 */
import type { Data, NodeId } from './contract.ts';

/** doubt and trust: what somebody makes of another. notice and back: what all have agreed on. */
export type MomentKind =
  'doubt' | 'trust' | 'notice' | 'back' | 'takeover' | 'election' | 'move' | 'moved' | 'repair' | 'trouble';

/**
 * Many say it, and it happens once: from now on `name` is `value`. Whoever says so later says nothing new, nor does who speaks of an older state
 * of things.
 */
export interface Fact {
  readonly name: string;
  readonly value: string;
  /** How it was before anybody spoke of it. */
  readonly usual: string;
  readonly order: number;
}

export interface Moment {
  readonly kind: MomentKind;
  /** Whom it is about, where that is not the one who says it. */
  readonly of: NodeId | null;
  readonly fact?: Fact;
}

export interface Moments {
  /** Kinds of messages that go on all the time: while nothing else is under way everybody only waits. */
  readonly beats: readonly string[];
  /** What a note of a node tells people; null for what they need not be stopped for. */
  tells(kind: string, detail: Data): Moment | null;
  /** What an operation is about, so that two askings of one thing are known for that, and whether it leaves everything as it is. */
  operation(body: Data): { readonly subject: string; readonly reads: boolean };
}

/** Of a system that has nothing of its own to tell. */
export const NO_MOMENTS: Moments = {
  beats: [],
  tells: () => null,
  operation: () => ({ subject: '', reads: false }),
};
