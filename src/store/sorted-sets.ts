/**
 * Sorted sets: members with scores. A Map leads from a member to its slot in a skip list, which keeps the order; so a score is found with
 * one look, and whatever has to do with order in some log n steps.
 *
 * Redis keeps a small set in another way, as a plain packed list, and so do its answers tell: it is called by another encoding, and it knows
 * no negative zero, for it writes scores that are whole numbers as integers. Here both are the same inside.
 */
import type { Bytes } from './bytes.ts';
import { COLLECTION_BYTES, ELEMENT_BYTES, SCORE_BYTES } from './memory.ts';
import type { Settings } from './settings.ts';
import {
  newSkipList,
  skipAdd,
  skipAt,
  skipBefore,
  skipNext,
  skipRank,
  skipRemove,
  skipRescore,
  skipSize,
  type SkipList,
} from './sorted-sets-skip-list.ts';
import type { Collection } from './values.ts';

export interface SortedSet extends Collection {
  readonly type: 'zset';
  encoding: 'listpack' | 'skiplist';
  slots: Map<Bytes, number>;
  order: SkipList;
}

/** Up to what a set is small. */
export type SmallLimits = Pick<Settings, 'zset-max-listpack-entries' | 'zset-max-listpack-value'>;

export function newSortedSet(): SortedSet {
  return {
    type: 'zset',
    encoding: 'listpack',
    bytes: COLLECTION_BYTES,
    slots: new Map(),
    order: newSkipList(),
  };
}

/** A set with these members and scores, which is small wherever it may be: what is stored as a whole has no history. */
export function sortedSetOf(
  scores: ReadonlyMap<Bytes, number>,
  limits: SmallLimits,
  random: () => number,
): SortedSet {
  const set = newSortedSet();
  for (const member of scores.keys()) grow(set, member, scores.size, limits);
  for (const [member, score] of scores) insert(set, member, score, random);
  return set;
}

export function zsetSize({ order }: SortedSet): number {
  return skipSize(order);
}

export function zsetScore({ slots, order }: SortedSet, member: Bytes): number | undefined {
  const slot = slots.get(member);
  return slot === undefined ? undefined : order.scores[slot];
}

/** How many stand before this member. */
export function zsetRank({ slots, order }: SortedSet, member: Bytes): number | undefined {
  const slot = slots.get(member);
  return slot === undefined ? undefined : skipRank(order, slot);
}

/** Gives a member a score, whether it was there or not. */
export function zsetPut(
  set: SortedSet,
  member: Bytes,
  score: number,
  limits: SmallLimits,
  random: () => number,
): void {
  const slot = set.slots.get(member);
  if (slot === undefined) {
    grow(set, member, zsetSize(set) + 1, limits);
    insert(set, member, score, random);
  } else {
    skipRescore(set.order, slot, kept(set, score));
  }
}

/** True when it was there. */
export function zsetRemove(set: SortedSet, member: Bytes): boolean {
  const { slots, order } = set;
  const slot = slots.get(member);
  if (slot === undefined) return false;
  slots.delete(member);
  skipRemove(order, slot);
  const moved = order.members[slot];
  if (moved !== undefined) slots.set(moved, slot);
  set.bytes -= ELEMENT_BYTES + SCORE_BYTES + member.length;
  return true;
}

/**
 * Meets up to `count` members from a rank on, upwards or downwards, until `visit` answers false. The set must not change meanwhile.
 */
export function zsetWalk(
  { order }: SortedSet,
  rank: number,
  count: number,
  backward: boolean,
  visit: (member: Bytes, score: number) => boolean | void,
): void {
  if (rank < 0 || rank >= skipSize(order)) return;
  let slot = skipAt(order, rank);
  for (let left = count; left > 0 && slot !== 0; left -= 1) {
    if (visit(order.members[slot] as Bytes, order.scores[slot] as number) === false) return;
    slot = backward ? skipBefore(order, slot) : skipNext(order, slot);
  }
}

/** As a set that comes from a snapshot: small wherever it may be, and then it forgets the sign of −0. */
export function packSortedSet(set: SortedSet, limits: SmallLimits): void {
  const { slots, order } = set;
  const wasSmall = set.encoding === 'listpack';
  const lengthMax = wasSmall ? Infinity : limits['zset-max-listpack-value'];
  const isSmall = slots.size <= limits['zset-max-listpack-entries'];
  const isLarge = !isSmall || [...slots.keys()].some(({ length }) => length > lengthMax);
  set.encoding = isLarge ? 'skiplist' : 'listpack';
  if (!isLarge && !wasSmall)
    for (const slot of slots.values()) order.scores[slot] = (order.scores[slot] as number) + 0;
}

/** Whether this member, or the size that it brings, makes the set a large one. Only a snapshot makes it small again. */
function grow(set: SortedSet, member: Bytes, size: number, limits: SmallLimits): void {
  if (size > limits['zset-max-listpack-entries'] || member.length > limits['zset-max-listpack-value'])
    set.encoding = 'skiplist';
}

function insert(set: SortedSet, member: Bytes, score: number, random: () => number): void {
  set.slots.set(member, skipAdd(set.order, member, kept(set, score), random));
  set.bytes += ELEMENT_BYTES + SCORE_BYTES + member.length;
}

/** As this set keeps a score: 0 for -0 while it is small. */
function kept({ encoding }: SortedSet, score: number): number {
  return encoding === 'listpack' ? score + 0 : score;
}
