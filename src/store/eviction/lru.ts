/**
 * Exact LRU: the least recently used goes.
 *
 * The idea: what was used lately will be used again soon. One list in order of last use; a hit moves its key to the newest end, the victim
 * stands at the oldest.
 *
 * The cost: two links and a move on every hit, so even a read writes. That is why Redis only approximates it by sampling.
 *
 * The known weakness: it believes everybody. A scan of as many new keys as the cache holds, each used once and never again, empties it of
 * everything that was worth keeping. And a loop over one key more than fits never hits at all.
 */
import { add, drop, move, newArena, NONE, oldestOf, slotOf, type Arena } from './arena.ts';
import type { Policy } from './policy.ts';

const USED = 0;

export const lru: Policy<Arena> = {
  summary: 'the least recently used goes',

  create: () => newArena(1),

  onInsert(arena, key) {
    add(arena, USED, key);
  },

  onHit(arena, key) {
    const slot = slotOf(arena, key);
    if (slot === NONE) return false;
    move(arena, USED, slot);
    return true;
  },

  onRemove(arena, key) {
    const slot = slotOf(arena, key);
    if (slot !== NONE) drop(arena, slot);
  },

  victim(arena) {
    const slot = oldestOf(arena, USED);
    return slot === NONE ? undefined : drop(arena, slot);
  },
};
