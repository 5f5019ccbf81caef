/**
 * Belady's MIN (1966): the one whose next use is farthest away goes.
 *
 * The idea: know the future. No policy that brings in every key it misses can hit more often, so MIN is not a policy to run but the ruler
 * to measure others with: what is left between a policy and MIN is all that cleverness could still gain.
 *
 * The cost: the whole future in memory, and a heap by next use: log n on each use.
 *
 * The known weakness: it needs the future. And it is the best for equal sizes and equal costs of a miss only.
 *
 * Each use of a key consumes the next place in the future where it stands. If the present leaves the foretold path (a use that does not
 * happen, a key that was never foretold), MIN goes on with what it knows: places that lie behind are skipped, a stranger never comes again.
 */
import { newTable, tableGet, tableSet, type Table } from '../../kernel/table.ts';
import type { Policy } from './policy.ts';

export interface BeladyState {
  /** A number for each key, foretold or met. All lists below are by this number. */
  numbers: Table<number>;
  keys: string[];
  /** The places of all uses, key by key, in order. */
  uses: Int32Array;
  /** Where in `uses` the next use of a key stands, and where its uses end. */
  upcoming: number[];
  end: number[];
  /** The place of the last use. */
  now: number;
  /** Resident keys, the farthest next use at the root. */
  heap: number[];
  /** Where in the heap a key stands; NOWHERE: it is not resident. */
  place: number[];
}

const NOWHERE = -1;
const NEVER = Infinity;

export const belady: Policy<BeladyState> = {
  summary: 'the one whose next use is farthest away goes (knows the future)',

  create: (_capacity, future = []) => foresee(future),

  onInsert(state, key) {
    const number = tableGet(state.numbers, key) ?? meetStranger(state, key);
    pass(state, number);
    state.place[number] = state.heap.push(number) - 1;
    rise(state, number);
  },

  onHit(state, key) {
    const number = tableGet(state.numbers, key);
    if (number === undefined || state.place[number] === NOWHERE) return false;
    pass(state, number);
    // The next use was now, and is later now: it can only be farther.
    rise(state, number);
    return true;
  },

  onRemove(state, key) {
    const number = tableGet(state.numbers, key);
    if (number !== undefined && state.place[number] !== NOWHERE) takeOut(state, number);
  },

  victim(state) {
    const number = state.heap[0];
    if (number === undefined) return undefined;
    takeOut(state, number);
    return state.keys[number] as string;
  },
};

/** Sorts the future by key: counts first, so that all places fit into one array. */
function foresee(future: readonly string[]): BeladyState {
  const state: BeladyState = {
    numbers: newTable(),
    keys: [],
    uses: new Int32Array(future.length),
    upcoming: [],
    end: [],
    now: NOWHERE,
    heap: [],
    place: [],
  };
  const order = new Int32Array(future.length);
  const counts: number[] = [];
  future.forEach((key, place) => {
    const number = tableGet(state.numbers, key) ?? meetStranger(state, key);
    order[place] = number;
    counts[number] = (counts[number] ?? 0) + 1;
  });
  let from = 0;
  counts.forEach((count, number) => {
    state.upcoming[number] = from;
    state.end[number] = from;
    from += count;
  });
  order.forEach((number, place) => {
    const end = state.end[number] as number;
    state.uses[end] = place;
    state.end[number] = end + 1;
  });
  return state;
}

function meetStranger(state: BeladyState, key: string): number {
  const number = state.keys.push(key) - 1;
  tableSet(state.numbers, key, number);
  state.upcoming.push(0);
  state.end.push(0);
  state.place.push(NOWHERE);
  return number;
}

/** A key is used: time moves to that place of the future. */
function pass(state: BeladyState, number: number): void {
  while (nextUse(state, number) <= state.now) skip(state, number);
  if (nextUse(state, number) === NEVER) return;
  state.now = nextUse(state, number);
  skip(state, number);
}

function skip(state: BeladyState, number: number): void {
  state.upcoming[number] = (state.upcoming[number] as number) + 1;
}

function nextUse({ upcoming, end, uses }: BeladyState, number: number): number {
  const index = upcoming[number] as number;
  return index < (end[number] as number) ? (uses[index] as number) : NEVER;
}

function takeOut(state: BeladyState, number: number): void {
  const place = state.place[number] as number;
  const last = state.heap.pop() as number;
  state.place[number] = NOWHERE;
  if (last === number) return;
  state.heap[place] = last;
  state.place[last] = place;
  rise(state, last);
  sink(state, last);
}

function rise(state: BeladyState, number: number): void {
  const { heap, place } = state;
  const use = nextUse(state, number);
  let at = place[number] as number;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (nextUse(state, heap[parent] as number) >= use) break;
    put(state, at, heap[parent] as number);
    at = parent;
  }
  put(state, at, number);
}

function sink(state: BeladyState, number: number): void {
  const { heap, place } = state;
  const use = nextUse(state, number);
  let at = place[number] as number;
  for (;;) {
    let child = at * 2 + 1;
    if (child >= heap.length) break;
    const right = child + 1;
    if (right < heap.length && nextUse(state, heap[right] as number) > nextUse(state, heap[child] as number))
      child = right;
    if (nextUse(state, heap[child] as number) <= use) break;
    put(state, at, heap[child] as number);
    at = child;
  }
  put(state, at, number);
}

function put({ heap, place }: BeladyState, at: number, number: number): void {
  heap[at] = number;
  place[number] = at;
}
