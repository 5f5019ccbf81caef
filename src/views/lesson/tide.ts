/**
 * How many keys could be read in a run: at its worst, and by now. What has changed in a learner's own run is told from it. Not in systems whose nodes
 * tell of themselves: there it is told who leads and what was agreed on, and a key that is missing was deleted.
 */
import type { Facts } from '../../kernel/facts.ts';

export interface Tide {
  /** As many as were known at once. */
  readonly all: number;
  readonly low: number;
  readonly now: number;
}

/** Keys that nobody who lives has heard of are not among the facts, so they count as not readable once they were known. */
export function rise(before: Tide | null, { keys }: Facts): Tide {
  let now = 0;
  for (const { isReadable } of keys.values()) if (isReadable) now += 1;
  const all = Math.max(before?.all ?? 0, keys.size);
  return { all, low: Math.min(before?.low ?? now, now), now };
}
