/**
 * SIEVE (Zhang and others, NSDI 2024): a queue, one bit a key, and a hand that sifts.
 *
 * The idea: newcomers enter at the new end; a hit only sets the key's bit. The hand starts at the old end and walks towards the new. A key
 * whose bit is set loses the bit and stays where it is; the first whose bit is not set goes. The hand then rests where it stopped. Keys
 * that were kept are never moved, so the old part of the queue becomes a place for what has proved itself, and the hand spends its time
 * among the newer ones: one-hit wonders go soon. It is CLOCK but for one thing: CLOCK carries survivors back to the new end, and mixes
 * them with the strangers.
 *
 * The cost: a hit writes one bit, at most. A victim may cost a walk, but every step clears a bit that a hit had to set.
 *
 * The known weakness: what was popular once and no longer is keeps its place until the hand has come round twice; and a scan is only
 * resisted while the kept keys are hit between two rounds of the hand. Neighbours in size or age count for nothing.
 */
import { add, drop, newArena, NONE, oldestOf, slotOf, type Arena } from './arena.ts';
import type { Policy } from './policy.ts';

export interface SieveState {
  /** One list in order of arrival; mark 1: visited. */
  arena: Arena;
  /** Where the hand rests; NONE: it starts again at the oldest. */
  hand: number;
}

const ARRIVED = 0;

export const sieve: Policy<SieveState> = {
  summary: 'a hand walks from old to new and takes the first that was not used since it last passed',

  create: () => ({ arena: newArena(1), hand: NONE }),

  onInsert({ arena }, key) {
    add(arena, ARRIVED, key);
  },

  onHit({ arena }, key) {
    const slot = slotOf(arena, key);
    if (slot === NONE) return false;
    arena.mark[slot] = 1;
    return true;
  },

  onRemove(state, key) {
    const slot = slotOf(state.arena, key);
    if (slot === NONE) return;
    if (slot === state.hand) state.hand = state.arena.newer[slot] as number;
    drop(state.arena, slot);
  },

  victim(state) {
    const { arena } = state;
    let slot = state.hand === NONE ? oldestOf(arena, ARRIVED) : state.hand;
    if (slot === NONE) return undefined;
    while (arena.mark[slot] === 1) {
      arena.mark[slot] = 0;
      slot = arena.newer[slot] as number;
      if (slot === NONE) slot = oldestOf(arena, ARRIVED);
    }
    state.hand = arena.newer[slot] as number;
    return drop(arena, slot);
  },
};
