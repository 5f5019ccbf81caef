/**
 * Random: anybody goes.
 *
 * The idea: without knowledge, be fair. Every resident key has the same chance to be the victim.
 *
 * The cost: one index. A hit writes nothing.
 *
 * The known weakness: it throws out the best as gladly as the worst. Still it is the measure that others must beat, and on a loop just
 * larger than the cache, where LRU and FIFO never hit, it does.
 */
import { newTable, tableDelete, tableGet, tableSet, type Table } from '../../kernel/table.ts';
import type { Policy } from './policy.ts';

export interface RandomState {
  /** Without gaps, so that one draw finds a victim: who leaves is replaced by the last. */
  keys: string[];
  places: Table<number>;
}

export const random: Policy<RandomState> = {
  summary: 'anybody goes',

  create: () => ({ keys: [], places: newTable() }),

  onInsert({ keys, places }, key) {
    tableSet(places, key, keys.push(key) - 1);
  },

  onHit: ({ places }, key) => tableGet(places, key) !== undefined,

  onRemove(state, key) {
    const place = tableGet(state.places, key);
    if (place !== undefined) take(state, place);
  },

  victim(state, draw) {
    const { length } = state.keys;
    return length === 0 ? undefined : take(state, Math.floor(draw() * length));
  },
};

function take({ keys, places }: RandomState, place: number): string {
  const key = keys[place] as string;
  const last = keys.pop() as string;
  if (last !== key) {
    keys[place] = last;
    tableSet(places, last, place);
  }
  tableDelete(places, key);
  return key;
}
