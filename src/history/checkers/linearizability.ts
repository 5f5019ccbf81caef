/**
 * Is a history linearizable: could one object, doing one thing at a time, have answered every client as it was answered?
 *
 * The parts of a history (the operations on one key, say) are judged apart, which is what makes long histories feasible. One budget of steps
 * holds for all: each part gets its share first, then those that are not done yet get what is left. The verdict is `unknown` when it is spent;
 * it is never `ok` unless an order of every part was found.
 */
import type { Model, Operation } from './model.ts';
import { Search } from './search.ts';
import { witnessOf, type Witness } from './witness.ts';

export type Verdict<Input, Output> =
  | { readonly verdict: 'ok' }
  | { readonly verdict: 'violated'; readonly witness: Witness<Input, Output> }
  | { readonly verdict: 'unknown'; readonly says: string };

/** At worst some seconds on an ordinary machine; an easy history needs a few steps an operation. */
export const BUDGET = 5_000_000;

interface Part<State, Input, Output> {
  readonly key: string;
  readonly operations: readonly Operation<Input, Output>[];
  /** Fewer of them, where fewer say as much. What is found in all of them says more about when it went wrong. */
  readonly core: readonly Operation<Input, Output>[];
  readonly search: Search<State, Input, Output>;
}

export function judgeLinearizability<State, Input, Output>(
  model: Model<State, Input, Output>,
  operations: readonly Operation<Input, Output>[],
  budget = BUDGET,
): Verdict<Input, Output> {
  const parts = [...model.partition(operations)].flatMap(([key, own]): Part<State, Input, Output>[] => {
    const core = model.core?.(own) ?? own;
    // Nothing in it can be wrong.
    if (core.length === 0) return [];
    return [{ key, operations: own, core, search: new Search(model, own) }];
  });
  let left = budget - parts.reduce((sum, { search }) => sum + search.steps, 0);
  let waiting = parts;
  while (waiting.length > 0 && left >= waiting.length) {
    const share = Math.floor(left / waiting.length);
    const unfinished: typeof parts = [];
    for (const part of waiting) {
      const before = part.search.steps;
      const ending = part.search.run(share);
      left -= part.search.steps - before;
      if (ending === 'violated') {
        const { key, search } = part;
        return {
          verdict: 'violated',
          witness: witnessOf(model, key, part.operations, search.furthest, Math.max(left, search.steps)),
        };
      }
      if (ending === 'unknown') unfinished.push(part);
    }
    waiting = unfinished;
  }
  if (waiting.length === 0) return { verdict: 'ok' };
  for (const { key, operations: own, core } of waiting) {
    if (core.length === own.length) continue;
    const search = new Search(model, core);
    if (search.run(budget) === 'violated')
      return { verdict: 'violated', witness: witnessOf(model, key, core, search.furthest, budget) };
  }
  const longest = waiting.reduce((most, { operations: { length } }) => Math.max(most, length), 0);
  return {
    verdict: 'unknown',
    says:
      `${budget} steps were not enough: ${waiting.length} of ${parts.length} ` +
      `${parts.length === 1 ? 'part' : 'parts'} undecided, the longest of ${longest} operations`,
  };
}
