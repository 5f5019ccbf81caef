/**
 * The search for one order of a history that its object could have followed: each operation at one point between its call and its return.
 *
 * The idea is old: of the operations that may come first (none of the others returned before their call) try one, go on with
 * the rest, and take it back if that leads nowhere. A memory makes it quick: what was done, in whatever order, and the state it led to say all about
 * what is still possible, so a pair that failed once is never tried again. Calls and returns stand in one linked list in arrays; an
 * operation that is put in order is lifted out and, should it come to that, put back.
 *
 * Four things keep histories with many timed-out operations from exploding. Such an operation may take effect at any time or
 * never, so each of them doubles what is possible:
 *
 * - It is tried last, and only when it changes the state. What nobody needs is never put in order.
 * - Of several with the same input the one called first goes first: the others could only do the same, later.
 * - Right after another one it must build on it. If it leads to the same state without the other, the other was wasted.
 * - A failure with few of them spent covers all those with the same ones and more spent. So the memory keeps, for each pair, only the smallest
 *   sets of spent ones.
 *
 * And a read that fits the state is put in order at once, without trying anything else in its place: it changes nothing, so if it fits now,
 * nothing that comes later is lost by having it here.
 *
 * The cost stays exponential at worst, since the question is NP-complete. Hence the budget, and an answer that says so when it is spent.
 */
import type { Model, Operation } from './model.ts';

export type Ending = 'ok' | 'violated' | 'unknown';

/** Operations that never returned, all with one input, by their calls. */
interface Class<Input> {
  readonly input: Input;
  readonly members: { readonly index: number; readonly call: number }[];
}

/** One thing put in order, and what is needed to take it back. */
interface Placed<State> {
  /** The operation; or the class of open ones that one was taken from, as `-1 - class`. */
  readonly what: number;
  readonly before: State;
  /** Where the list stood when it was chosen. */
  readonly entry: number;
  /** Nothing else need be tried in its place. */
  readonly isSure: boolean;
}

/** So many sets of spent ones are remembered for one state. To forget one costs time, never truth. */
const KEPT_MAX = 100;

export class Search<State, Input, Output> {
  /** Steps of the model so far, and looks into the memory: what budgets are counted in. */
  steps = 0;
  /**
   * The return that no order ever got beyond: everything before it can be ordered, and together with it nothing can. Right once the search
   * has ended in `violated`. −1 while there is none.
   */
  furthest = -1;

  readonly #model: Model<State, Input, Output>;
  readonly #operations: readonly Operation<Input, Output>[];
  /** The closed operations, by their calls. Entry 2i is the call of the i-th, 2i + 1 its return; `#end` is both ends of the list. */
  readonly #closed: readonly number[];
  readonly #end: number;
  readonly #next: Int32Array;
  readonly #previous: Int32Array;
  readonly #isDone: Uint8Array;
  #done = 0;
  readonly #classes: readonly Class<Input>[];
  readonly #spent: number[];
  /** The classes of the open ones that are in order now, in that order. */
  readonly #taken: number[] = [];
  #state: State;
  readonly #placed: Placed<State>[] = [];
  /** What is tried next: an entry of the list; and once that is a return, the classes of open ones from `#class` on. */
  #entry: number;
  #class = -1;
  #ending: Ending = 'unknown';
  /** For each state and set of closed operations that failed, the smallest sets of open ones with which it did. */
  readonly #failed = new Map<string, (readonly number[])[]>();
  readonly #states = new Map<string, number>();

  constructor(model: Model<State, Input, Output>, operations: readonly Operation<Input, Output>[]) {
    this.#model = model;
    this.#operations = operations;
    this.#state = model.init;
    const byCall = operations.map((_, index) => index);
    byCall.sort((left, right) => this.#operation(left).call - this.#operation(right).call);
    this.#closed = byCall.filter((index) => this.#operation(index).returned !== null);
    this.#classes = classesOf(
      operations,
      byCall.filter((index) => {
        const { returned, input } = this.#operation(index);
        return returned === null && !model.isRead(input);
      }),
    );
    this.#spent = this.#classes.map(() => 0);
    const count = this.#closed.length;
    this.#end = 2 * count;
    this.#isDone = new Uint8Array(count);
    this.#next = new Int32Array(2 * count + 1);
    this.#previous = new Int32Array(2 * count + 1);
    this.#link();
    this.#entry = this.#end;
    this.#descend();
  }

  /** Goes on for at most so many steps. `unknown` means that they were not enough; ask again to go on. */
  run(budget: number): Ending {
    const limit = this.steps + budget;
    while (this.#ending === 'unknown' && this.steps < limit) {
      if (this.#class < 0) this.#tryClosed();
      else this.#tryOpen();
    }
    return this.#ending;
  }

  /** The order found, once the search has ended in `ok`. Open operations that had no effect are not in it. */
  get order(): readonly Operation<Input, Output>[] {
    const taken = this.#classes.map(() => 0);
    return this.#placed.map(({ what }) => {
      if (what >= 0) return this.#operation(this.#closed[what] as number);
      const { members } = this.#classes[-1 - what] as Class<Input>;
      const member = members[taken[-1 - what] as number] as { readonly index: number };
      taken[-1 - what] = (taken[-1 - what] as number) + 1;
      return this.#operation(member.index);
    });
  }

  #operation(index: number): Operation<Input, Output> {
    return this.#operations[index] as Operation<Input, Output>;
  }

  /** The instant of an entry. */
  #position(entry: number): number {
    const { call, returned } = this.#operation(this.#closed[entry >> 1] as number);
    return (entry & 1) === 0 ? call : (returned as number);
  }

  #link(): void {
    const entries = Array.from({ length: this.#end }, (_, entry) => entry);
    // At one instant calls come first: what might be at the same time is taken to be.
    entries.sort((left, right) => this.#position(left) - this.#position(right) || (left & 1) - (right & 1));
    let last = this.#end;
    for (const entry of entries) {
      this.#next[last] = entry;
      this.#previous[entry] = last;
      last = entry;
    }
    this.#next[last] = this.#end;
    this.#previous[this.#end] = last;
  }

  // --- Forth ----------------------------------------------------------------------------------------------------------

  #tryClosed(): void {
    const entry = this.#entry;
    if ((entry & 1) === 1) {
      // Nothing that is called later may come before what returns here.
      const position = this.#position(entry);
      if (position > this.furthest) this.furthest = position;
      this.#class = 0;
      return;
    }
    this.#entry = this.#next[entry] as number;
    const { input, output } = this.#operation(this.#closed[entry >> 1] as number);
    // A read that fits would have been taken already.
    if (this.#model.isRead(input)) return;
    const after = this.#step(this.#state, input, output);
    if (after === undefined) return;
    this.#place({ what: entry >> 1, before: this.#state, entry, isSure: false }, after);
    this.#descend();
  }

  #tryOpen(): void {
    const index = this.#class;
    const candidate = this.#classes[index];
    if (candidate === undefined) {
      this.#retreat();
      return;
    }
    this.#class = index + 1;
    const member = candidate.members[this.#spent[index] as number];
    if (member === undefined || member.call > this.#position(this.#entry)) return;
    const after = this.#step(this.#state, candidate.input, undefined);
    if (after === undefined || this.#isEqual(after, this.#state) || this.#isWasteful(candidate.input, after))
      return;
    this.#place({ what: -1 - index, before: this.#state, entry: this.#entry, isSure: false }, after);
    this.#descend();
  }

  /** Whether the open operation just before this one need not have happened. */
  #isWasteful(input: Input, after: State): boolean {
    const last = this.#placed.at(-1);
    if (last === undefined || last.what >= 0) return false;
    const without = this.#step(last.before, input, undefined);
    return without !== undefined && this.#isEqual(without, after);
  }

  #step(state: State, input: Input, output: Output | undefined): State | undefined {
    this.steps += 1;
    return this.#model.step(state, input, output);
  }

  #isEqual(left: State, right: State): boolean {
    return left === right || this.#model.text(left) === this.#model.text(right);
  }

  /** Something was put in order: takes what is sure, and begins with what may come next, unless it is known to lead nowhere. */
  #descend(): void {
    this.#takeReads();
    this.#entry = this.#next[this.#end] as number;
    this.#class = -1;
    if (this.#entry === this.#end) this.#ending = 'ok';
    else if (this.#hasFailed()) this.#retreat();
  }

  #takeReads(): void {
    let entry = this.#next[this.#end] as number;
    while (entry !== this.#end && (entry & 1) === 0) {
      const { input, output } = this.#operation(this.#closed[entry >> 1] as number);
      const isTaken = this.#model.isRead(input) && this.#step(this.#state, input, output) !== undefined;
      if (isTaken) this.#place({ what: entry >> 1, before: this.#state, entry, isSure: true }, this.#state);
      // What was lifted out may have held back others.
      entry = isTaken ? (this.#next[this.#end] as number) : (this.#next[entry] as number);
    }
  }

  // --- Back -----------------------------------------------------------------------------------------------------------

  #retreat(): void {
    for (;;) {
      const last = this.#placed.pop();
      if (last === undefined) {
        this.#ending = 'violated';
        return;
      }
      this.#state = last.before;
      if (last.what < 0) {
        this.#spend(-1 - last.what, -1);
        this.#taken.pop();
        this.#entry = last.entry;
        this.#class = -last.what;
        return;
      }
      this.#putBack(last.what);
      if (last.isSure) continue;
      this.#entry = this.#next[last.entry] as number;
      this.#class = -1;
      return;
    }
  }

  #place(placed: Placed<State>, after: State): void {
    this.#placed.push(placed);
    this.#state = after;
    if (placed.what >= 0) {
      this.#lift(placed.what);
      return;
    }
    this.#spend(-1 - placed.what, 1);
    this.#taken.push(-1 - placed.what);
  }

  #spend(index: number, by: 1 | -1): void {
    this.#spent[index] = (this.#spent[index] as number) + by;
  }

  #lift(closed: number): void {
    this.#isDone[closed] = 1;
    this.#done += 1;
    for (const entry of [2 * closed, 2 * closed + 1]) {
      const next = this.#next[entry] as number;
      const previous = this.#previous[entry] as number;
      this.#next[previous] = next;
      this.#previous[next] = previous;
    }
  }

  #putBack(closed: number): void {
    this.#isDone[closed] = 0;
    this.#done -= 1;
    // In the opposite order, so that each finds its neighbours as it left them.
    for (const entry of [2 * closed + 1, 2 * closed]) {
      this.#next[this.#previous[entry] as number] = entry;
      this.#previous[this.#next[entry] as number] = entry;
    }
  }

  // --- Memory ---------------------------------------------------------------------------------------------------------

  /** Whether this was tried before, with no more spent than now. If not, it is remembered: it is tried now, and once only. */
  #hasFailed(): boolean {
    const key = this.#key();
    const spent = this.#spentNow();
    const known = this.#failed.get(key);
    if (known === undefined) {
      this.#failed.set(key, [spent]);
      return false;
    }
    // Counted too, or a budget would not bound the time.
    this.steps += known.length;
    if (known.some((one) => isWithin(one, spent))) return true;
    const smallest = known.filter((one) => !isWithin(spent, one));
    smallest.push(spent);
    this.#failed.set(key, smallest.length > KEPT_MAX ? smallest.slice(-KEPT_MAX) : smallest);
    return false;
  }

  /** How many of each class are spent: class and count in turn, by class. */
  #spentNow(): number[] {
    const spent: number[] = [];
    for (const index of new Set(this.#taken.toSorted((left, right) => left - right)))
      spent.push(index, this.#spent[index] as number);
    return spent;
  }

  /** The state and what is done: the first operation that is not, and those done beyond it. */
  #key(): string {
    const text = this.#model.text(this.#state);
    let state = this.#states.get(text);
    if (state === undefined) this.#states.set(text, (state = this.#states.size));
    const first = this.#entry >> 1;
    let key = `${state}:${first}`;
    let beyond = this.#done - first;
    for (let index = first + 1; beyond > 0; index += 1) {
      if (this.#isDone[index] === 0) continue;
      key += `,${index - first}`;
      beyond -= 1;
    }
    return key;
  }
}

/** Whether the one has no more of any class than the other. */
function isWithin(part: readonly number[], whole: readonly number[]): boolean {
  let place = 0;
  for (let index = 0; index < part.length; index += 2) {
    const wanted = part[index] as number;
    while (place < whole.length && (whole[place] as number) < wanted) place += 2;
    if (whole[place] !== wanted || (whole[place + 1] as number) < (part[index + 1] as number)) return false;
    place += 2;
  }
  return true;
}

function classesOf<Input, Output>(
  operations: readonly Operation<Input, Output>[],
  open: readonly number[],
): Class<Input>[] {
  const classes = new Map<string, Class<Input>>();
  for (const index of open) {
    const { input, call } = operations[index] as Operation<Input, Output>;
    // Inputs are plain data. Two that are equal but were written in another order are only tried twice.
    const text = JSON.stringify(input);
    let one = classes.get(text);
    if (one === undefined) classes.set(text, (one = { input, members: [] }));
    one.members.push({ index, call });
  }
  return [...classes.values()];
}
