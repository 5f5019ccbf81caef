/**
 * S3-FIFO (Yang and others, SOSP 2023): three queues and two bits a key.
 *
 * The idea: most keys are used once. So newcomers wait in a small queue, a tenth of the cache, and only who was used again there enters
 * the main queue; the others leave soon, and take nobody's place. Their names stay for a while in a ghost queue, as long as the main
 * queue: who comes back while its ghost is still there has been gone by mistake and enters the main queue at once. In the main queue, who
 * was used goes round again with one use less; the first without uses goes.
 *
 * In detail, as published: uses are counted up to 3; "used again" in the small queue means more than once after the insert; uses are
 * cleared on the way from small to main. Room is made in the main queue when that is over its share, else in the small one.
 *
 * The cost: a hit counts to three in two bits; no key moves on a hit. Ghosts cost a name each (here the key, in production a fingerprint).
 *
 * The known weakness: the tenth is fixed. A key whose second and third use come later than the small queue is long is thrown out, found
 * again as a ghost, and has cost a second miss; a loop just larger than the small queue is the worst of this.
 */
import { add, drop, keyOf, lengthOf, move, newArena, NONE, oldestOf, slotOf, type Arena } from './arena.ts';
import type { Policy } from './policy.ts';

export interface S3FifoState {
  /** Three lists; the mark is the number of uses. A ghost is a slot like any other, but nobody's home. */
  arena: Arena;
  capacity: number;
}

const SMALL = 0;
const MAIN = 1;
const GHOST = 2;

const USES_MAX = 3;
/** Fewer uses than this in the small queue, and a key goes. */
const USES_TO_STAY = 2;

export const s3Fifo: Policy<S3FifoState> = {
  summary: 'newcomers prove themselves in a small queue before they enter the main one',

  create: (capacity) => ({ arena: newArena(3), capacity }),

  onInsert({ arena }, key) {
    const ghost = slotOf(arena, key);
    if (ghost === NONE) add(arena, SMALL, key);
    else move(arena, MAIN, ghost);
  },

  onHit({ arena }, key) {
    const slot = slotOf(arena, key);
    if (slot === NONE || arena.list[slot] === GHOST) return false;
    const uses = arena.mark[slot] as number;
    if (uses < USES_MAX) arena.mark[slot] = uses + 1;
    return true;
  },

  onRemove({ arena }, key) {
    const slot = slotOf(arena, key);
    if (slot !== NONE && arena.list[slot] !== GHOST) drop(arena, slot);
  },

  victim(state) {
    const { arena } = state;
    const limit = state.capacity || lengthOf(arena, SMALL) + lengthOf(arena, MAIN);
    const smallShare = Math.max(1, Math.floor(limit / 10));
    const mainShare = limit - smallShare;
    if (lengthOf(arena, MAIN) > mainShare) return victimOfMain(arena);
    return victimOfSmall(arena, mainShare) ?? victimOfMain(arena);
  },
};

function victimOfSmall(arena: Arena, ghostsMax: number): string | undefined {
  for (;;) {
    const slot = oldestOf(arena, SMALL);
    if (slot === NONE) return undefined;
    const uses = arena.mark[slot] as number;
    arena.mark[slot] = 0;
    if (uses >= USES_TO_STAY) {
      move(arena, MAIN, slot);
      continue;
    }
    const key = keyOf(arena, slot);
    move(arena, GHOST, slot);
    while (lengthOf(arena, GHOST) > ghostsMax) drop(arena, oldestOf(arena, GHOST));
    return key;
  }
}

function victimOfMain(arena: Arena): string | undefined {
  for (;;) {
    const slot = oldestOf(arena, MAIN);
    if (slot === NONE) return undefined;
    const uses = arena.mark[slot] as number;
    if (uses === 0) return drop(arena, slot);
    arena.mark[slot] = uses - 1;
    move(arena, MAIN, slot);
  }
}
