/**
 * Exact LFU: the least frequently used goes; among equals, the least recently used.
 *
 * The idea: count the uses of every resident key. Keys of one count stand in a bucket, in order of last use; the buckets stand in order of
 * count. A hit moves a key into the bucket above, which is made if its count is one too high; so a hit, an insert and a victim each cost a
 * constant number of links, and no heap is needed.
 *
 * The cost: as LRU's and a bucket for every count that occurs. Counts are forgotten when a key leaves.
 *
 * The known weakness: it never forgets while a key stays. What was popular last week outranks what is popular today, and a newcomer, with
 * its count of one, is the next victim before it could prove itself. Redis lets counts decay for that reason; TinyLFU halves them.
 */
import { add, addList, drop, lengthOf, move, newArena, NONE, oldestOf, slotOf, type Arena } from './arena.ts';
import type { Policy } from './policy.ts';

export interface LfuState {
  /** One list for each bucket. */
  arena: Arena;
  /** How often the keys of a bucket were used. By bucket, as are the next two. */
  uses: number[];
  /** The bucket with the next higher count, or NONE; of a bucket not in use: the next such. */
  above: number[];
  below: number[];
  lowest: number;
  free: number;
}

export const lfu: Policy<LfuState> = {
  summary: 'the least frequently used goes, among equals the least recently used',

  create: () => ({ arena: newArena(0), uses: [], above: [], below: [], lowest: NONE, free: NONE }),

  onInsert(state, key) {
    const { lowest } = state;
    const bucket = lowest !== NONE && state.uses[lowest] === 1 ? lowest : open(state, 1, NONE, lowest);
    add(state.arena, bucket, key);
  },

  onHit(state, key) {
    const { arena } = state;
    const slot = slotOf(arena, key);
    if (slot === NONE) return false;
    const bucket = arena.list[slot] as number;
    const uses = (state.uses[bucket] as number) + 1;
    const above = state.above[bucket] as number;
    const hasNext = above !== NONE && state.uses[above] === uses;
    if (!hasNext && lengthOf(arena, bucket) === 1) {
      // Alone in its bucket: the bucket rises with it.
      state.uses[bucket] = uses;
      return true;
    }
    move(arena, hasNext ? above : open(state, uses, bucket, above), slot);
    closeIfEmpty(state, bucket);
    return true;
  },

  onRemove(state, key) {
    const slot = slotOf(state.arena, key);
    if (slot !== NONE) take(state, slot);
  },

  victim(state) {
    const { lowest } = state;
    return lowest === NONE ? undefined : take(state, oldestOf(state.arena, lowest));
  },
};

function take(state: LfuState, slot: number): string {
  const bucket = state.arena.list[slot] as number;
  const key = drop(state.arena, slot);
  closeIfEmpty(state, bucket);
  return key;
}

/** A bucket for a count that none has yet, between two neighbours. */
function open(state: LfuState, uses: number, below: number, above: number): number {
  let bucket = state.free;
  if (bucket === NONE) bucket = addList(state.arena);
  else state.free = state.above[bucket] as number;
  state.uses[bucket] = uses;
  join(state, below, bucket);
  join(state, bucket, above);
  return bucket;
}

function closeIfEmpty(state: LfuState, bucket: number): void {
  if (lengthOf(state.arena, bucket) > 0) return;
  join(state, state.below[bucket] as number, state.above[bucket] as number);
  state.above[bucket] = state.free;
  state.free = bucket;
}

/** Makes two buckets neighbours. NONE below means that the upper one is the lowest of all. */
function join(state: LfuState, below: number, above: number): void {
  if (below === NONE) state.lowest = above;
  else state.above[below] = above;
  if (above !== NONE) state.below[above] = below;
}
