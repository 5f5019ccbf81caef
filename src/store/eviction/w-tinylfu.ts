/**
 * W-TinyLFU (Einziger, Friedman and Manes, 2017): before a newcomer may take somebody's place, the two are compared.
 *
 * The idea: a sketch remembers how often every key was asked for lately, resident or not. Newcomers enter a window, an LRU list of one
 * hundredth of the cache. Who falls out of the window meets the one who would have to go from the main part, and the one that was asked
 * for more often stays. So a scan passes through the window and touches nothing else. The main part is a segmented LRU: a fifth on
 * probation, four fifths protected; a hit on probation is a promotion, and who falls out of protection is on probation again.
 *
 * The window is there for keys that come in bursts: used ten times within a moment, they would be refused ten times before the sketch
 * knew them.
 *
 * The cost: an LRU's moves, and hashing the key on every use; the sketch is about twenty bytes for each resident key.
 *
 * The known weakness: it is slow to change its mind. When all interests change at once, newcomers lose against old counts until these have
 * been halved a few times; and a window of one hundredth is too small where recency is all that matters (its authors later let it adapt).
 * Ties go to the resident; an attacker who knows the hash can make a bad key stay, which production versions soften by chance.
 */
import { add, drop, keyOf, lengthOf, move, newArena, NONE, oldestOf, slotOf, type Arena } from './arena.ts';
import type { Policy } from './policy.ts';
import { estimateUses, fitSketch, newSketch, recordUse, type Sketch } from './sketch.ts';

export interface WTinyLfuState {
  arena: Arena;
  sketch: Sketch;
  capacity: number;
}

const WINDOW = 0;
const PROBATION = 1;
const PROTECTED = 2;

export const wTinyLfu: Policy<WTinyLfuState> = {
  summary: 'a newcomer stays only if it was asked for more often than the one who would have to go',

  create: (capacity) => ({ arena: newArena(3), sketch: newSketch(capacity), capacity }),

  onInsert(state, key) {
    const { arena, sketch } = state;
    add(arena, WINDOW, key);
    fitSketch(sketch, resident(arena));
    recordUse(sketch, key);
    // While there is room, nobody has to be compared.
    while (lengthOf(arena, WINDOW) > windowShare(state)) move(arena, PROBATION, oldestOf(arena, WINDOW));
  },

  onHit(state, key) {
    const { arena } = state;
    const slot = slotOf(arena, key);
    if (slot === NONE) return false;
    recordUse(state.sketch, key);
    if (arena.list[slot] === WINDOW) {
      move(arena, WINDOW, slot);
      return true;
    }
    move(arena, PROTECTED, slot);
    while (lengthOf(arena, PROTECTED) > protectedShare(state))
      move(arena, PROBATION, oldestOf(arena, PROTECTED));
    return true;
  },

  onRemove({ arena }, key) {
    const slot = slotOf(arena, key);
    if (slot !== NONE) drop(arena, slot);
  },

  victim(state) {
    const { arena, sketch } = state;
    const candidate = oldestOf(arena, WINDOW);
    const probation = oldestOf(arena, PROBATION);
    const incumbent = probation === NONE ? oldestOf(arena, PROTECTED) : probation;
    if (incumbent === NONE) return candidate === NONE ? undefined : drop(arena, candidate);
    // A window with a free place takes the newcomer as it is, so the room has to be made in the main part.
    if (lengthOf(arena, WINDOW) < windowShare(state)) return drop(arena, incumbent);
    const isAdmitted =
      estimateUses(sketch, keyOf(arena, candidate)) > estimateUses(sketch, keyOf(arena, incumbent));
    if (!isAdmitted) return drop(arena, candidate);
    const key = drop(arena, incumbent);
    move(arena, PROBATION, candidate);
    return key;
  },
};

function resident(arena: Arena): number {
  return lengthOf(arena, WINDOW) + lengthOf(arena, PROBATION) + lengthOf(arena, PROTECTED);
}

function windowShare({ arena, capacity }: WTinyLfuState): number {
  return Math.max(1, Math.floor((capacity || resident(arena)) / 100));
}

function protectedShare(state: WTinyLfuState): number {
  const main = (state.capacity || resident(state.arena)) - windowShare(state);
  return Math.floor((main * 4) / 5);
}
