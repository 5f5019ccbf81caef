/**
 * Why a history is not linearizable, as short as it can be said: few operations that no order can hold, and how far the history went well.
 *
 * To leave an operation out would be the wrong way to shorten: without its write every read is impossible. Instead an operation is let go:
 * it may have taken effect at any time from the start on, or never, and whatever it answered is forgotten. Letting go allows more, never less; so when
 * what is kept cannot be ordered even then, it alone is the reason. What cannot be let go any more, each for itself, is the witness.
 */
import type { Model, Operation } from './model.ts';
import { Search } from './search.ts';

export interface Witness<Input, Output> {
  /** The part of the history that they belong to; empty where there is only one. */
  readonly key: string;
  /** By their calls. No order of these is possible, whatever all others did; without any one of them there is one. */
  readonly operations: readonly Operation<Input, Output>[];
  /** With the return of this one the history went wrong. */
  readonly impossible: Operation<Input, Output>;
  /** The longest beginning of the history that can be ordered: how many operations of this part had returned in it… */
  readonly fine: number;
  /** …and an order of it: the last that was possible. Empty when the budget did not suffice to find one. */
  readonly order: readonly Operation<Input, Output>[];
  /** Whether the budget sufficed to let go of all that can be let go. */
  readonly isShortest: boolean;
}

/** `furthest` is the return that no order gets beyond; `budget` bounds the search for something shorter. */
export function witnessOf<State, Input, Output>(
  model: Model<State, Input, Output>,
  key: string,
  operations: readonly Operation<Input, Output>[],
  furthest: number,
  budget: number,
): Witness<Input, Output> {
  const called = operations.filter(({ call }) => call <= furthest);
  const impossible = called.find(({ returned }) => returned === furthest) as Operation<Input, Output>;
  const before = called.filter((operation) => operation !== impossible).map((one) => openAt(one, furthest));
  const ordered = new Search(model, [...before, { ...impossible, returned: null, output: undefined }]);
  // There is one, for the search that failed came as far; still, finding it again may take another way.
  const isOrdered = ordered.run(budget) === 'ok';
  const shrinking = new Shrinking(model, [...before, impossible], budget);
  const kept = new Set(shrinking.shrink().map(({ id }) => id));
  return {
    key,
    operations: called.filter(({ id }) => kept.has(id)).sort((left, right) => left.call - right.call),
    impossible,
    fine: before.filter(({ returned }) => returned !== null).length,
    order: isOrdered ? originals(ordered.order, called) : [],
    isShortest: shrinking.isDone,
  };
}

/** As it stood at an instant: what returned later was under way. */
function openAt<Input, Output>(
  operation: Operation<Input, Output>,
  instant: number,
): Operation<Input, Output> {
  const { returned } = operation;
  return returned !== null && returned < instant
    ? operation
    : { ...operation, returned: null, output: undefined };
}

function originals<Input, Output>(
  order: readonly Operation<Input, Output>[],
  operations: readonly Operation<Input, Output>[],
): Operation<Input, Output>[] {
  const byId = new Map(operations.map((operation) => [operation.id, operation]));
  return order.map(({ id }) => byId.get(id) as Operation<Input, Output>);
}

const BEGINNING = -1;

class Shrinking<State, Input, Output> {
  /** False when some question took longer than allowed: then more may be kept than necessary. */
  isDone = true;
  readonly #model: Model<State, Input, Output>;
  readonly #all: readonly Operation<Input, Output>[];
  #left: number;

  /** The last of the operations is the impossible one. */
  constructor(model: Model<State, Input, Output>, all: readonly Operation<Input, Output>[], budget: number) {
    this.#model = model;
    this.#all = all;
    this.#left = budget;
  }

  shrink(): readonly Operation<Input, Output>[] {
    let kept = this.#newest();
    for (let size = Math.ceil(kept.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
      // Again at the smallest size until nothing changes: what was needed may not be any more.
      for (let isSmaller = true; isSmaller;) {
        const before = kept.length;
        kept = this.#letGo(kept, size);
        isSmaller = size === 1 && kept.length < before;
      }
    }
    return kept;
  }

  /** The reason mostly lies close to where it went wrong: the fewest of the latest, doubled until they cannot be ordered. */
  #newest(): readonly Operation<Input, Output>[] {
    const byReturn = [...this.#all].sort(
      (left, right) => (left.returned ?? left.call) - (right.returned ?? right.call),
    );
    for (let size = 4; size < byReturn.length; size *= 2) {
      const newest = byReturn.slice(-size);
      if (this.#isImpossible(newest)) return newest;
    }
    return byReturn;
  }

  #letGo(kept: readonly Operation<Input, Output>[], size: number): readonly Operation<Input, Output>[] {
    let all = kept;
    for (let from = 0; from < all.length;) {
      const fewer = [...all.slice(0, from), ...all.slice(from + size)];
      if (fewer.length < all.length && this.#isImpossible(fewer)) all = fewer;
      else from += size;
    }
    return all;
  }

  #isImpossible(kept: readonly Operation<Input, Output>[]): boolean {
    // To ask costs time even where the answer is quick.
    this.#left -= this.#all.length;
    if (this.#left <= 0) {
      this.isDone = false;
      return false;
    }
    const ids = new Set(kept.map(({ id }) => id));
    const others = this.#all.filter(({ id, input }) => !ids.has(id) && !this.#model.isRead(input));
    const letGo = this.#model.relevant?.(others, kept) ?? others;
    const search = new Search(this.#model, [
      ...kept,
      ...letGo.map((one) => ({ ...one, call: BEGINNING, returned: null, output: undefined })),
    ]);
    // One hard question shall not take what is left for all others.
    const ending = search.run(Math.ceil(this.#left / 4));
    this.#left -= search.steps;
    if (ending === 'unknown') this.isDone = false;
    return ending === 'violated';
  }
}
