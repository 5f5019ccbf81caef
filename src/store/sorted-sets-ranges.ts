/**
 * Ranges of a sorted set between two bounds, which are scores or members.
 *
 * By members a range means something only where all scores are equal; Redis does not check that, and simply walks: to the first member in
 * the range, and on as long as they are. A small set is walked so here too, since there Redis's answer is certain whatever the scores. In a
 * large set both jump, and what they meet is up to chance.
 */
import type { Bytes } from './bytes.ts';
import { zsetSize, zsetWalk, type SortedSet } from './sorted-sets.ts';
import { skipCount } from './sorted-sets-skip-list.ts';

export interface Bounds {
  /** Whether nothing at all can lie between them. */
  readonly empty: boolean;
  /** Whether it lies before the range. */
  isBelow(member: Bytes, score: number): boolean;
  /** Whether it lies behind the range. */
  isAbove(member: Bytes, score: number): boolean;
}

export interface RangeOptions {
  readonly backward: boolean;
  /** How many are passed over first, in the range or not; where it is negative, all. */
  readonly offset: number;
  /** How many are met; where it is negative, all. */
  readonly limit: number;
}

export function zsetWalkBetween(
  set: SortedSet,
  bounds: Bounds,
  { backward, offset, limit }: RangeOptions,
  visit: (member: Bytes, score: number) => void,
): void {
  const start = startOf(set, bounds, backward);
  if (start < 0 || offset < 0) return;
  const isOut = backward ? bounds.isBelow : bounds.isAbove;
  const rank = backward ? start - offset : start + offset;
  zsetWalk(set, rank, limit < 0 ? Infinity : limit, backward, (member, score) => {
    if (isOut(member, score)) return false;
    visit(member, score);
    return true;
  });
}

export function zsetCountBetween(set: SortedSet, bounds: Bounds): number {
  const start = startOf(set, bounds, false);
  if (start < 0) return 0;
  if (set.encoding === 'skiplist') return countBefore(set, bounds, 'end') - start;
  let count = 0;
  zsetWalkBetween(set, bounds, { backward: false, offset: 0, limit: -1 }, () => {
    count += 1;
  });
  return count;
}

/** The rank of the first member in the range, or of the last; negative for none. */
function startOf(set: SortedSet, bounds: Bounds, backward: boolean): number {
  const last = zsetSize(set) - 1;
  if (bounds.empty || isAt(set, last, bounds.isBelow) || isAt(set, 0, bounds.isAbove)) return -1;
  const rank = backward ? lastOf(set, bounds) : firstOf(set, bounds);
  return isAt(set, rank, backward ? bounds.isBelow : bounds.isAbove) ? -1 : rank;
}

/** The first that is not below; there is one. */
function firstOf(set: SortedSet, bounds: Bounds): number {
  if (set.encoding === 'skiplist') return countBefore(set, bounds, 'start');
  return countWhile(set, 0, bounds.isBelow);
}

/** The last that is not above; there is one. */
function lastOf(set: SortedSet, bounds: Bounds): number {
  if (set.encoding === 'skiplist') return countBefore(set, bounds, 'end') - 1;
  const last = zsetSize(set) - 1;
  return last - countWhile(set, last, bounds.isAbove);
}

/** By walking from one of the ends. */
function countWhile(set: SortedSet, from: number, holds: Bounds['isBelow']): number {
  let count = 0;
  zsetWalk(set, from, Infinity, from > 0, (member, score) => {
    if (!holds(member, score)) return false;
    count += 1;
    return true;
  });
  return count;
}

/** By jumping: how many stand before the range, or before its end. */
function countBefore({ order }: SortedSet, bounds: Bounds, edge: 'start' | 'end'): number {
  const { members, scores } = order;
  return skipCount(order, (slot) => {
    const member = members[slot] as Bytes;
    const score = scores[slot] as number;
    return edge === 'start' ? bounds.isBelow(member, score) : !bounds.isAbove(member, score);
  });
}

function isAt(set: SortedSet, rank: number, test: Bounds['isBelow']): boolean {
  let found = false;
  zsetWalk(set, rank, 1, false, (member, score) => {
    found = test(member, score);
  });
  return found;
}
