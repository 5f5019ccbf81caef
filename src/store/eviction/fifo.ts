/**
 * FIFO: first in, first out. Who came first goes first, however often it was used.
 *
 * The idea: none, and that is its charm. One queue; a hit changes nothing at all.
 *
 * The cost: the least there is. Reads write nothing, so many threads can read at once; victims stand in a row, which flash disks like.
 *
 * The known weakness: the most popular key is thrown out as soon as it has gone through the queue, only to come back with the next miss.
 * SIEVE and S3-FIFO keep the queue and mend just this.
 */
import { add, drop, newArena, NONE, oldestOf, slotOf, type Arena } from './arena.ts';
import type { Policy } from './policy.ts';

const ARRIVED = 0;

export const fifo: Policy<Arena> = {
  summary: 'who came first goes first',

  create: () => newArena(1),

  onInsert(arena, key) {
    add(arena, ARRIVED, key);
  },

  onHit: (arena, key) => slotOf(arena, key) !== NONE,

  onRemove(arena, key) {
    const slot = slotOf(arena, key);
    if (slot !== NONE) drop(arena, slot);
  },

  victim(arena) {
    const slot = oldestOf(arena, ARRIVED);
    return slot === NONE ? undefined : drop(arena, slot);
  },
};
