/** A model together with the reader that puts requests into its words: what stands behind one name of `--model`. */
import type { Data } from '../../kernel/contract.ts';
import { BUDGET, judgeLinearizability, type Verdict } from './linearizability.ts';
import type { Model, Operation } from './model.ts';
import type { Request } from './request.ts';
import type { Witness } from './witness.ts';

/** A request in a model's words. What has `says` cannot be read, and the history with it. */
export type Reading<Input, Output> =
  | { readonly operations: readonly Operation<Input, Output>[] }
  /** The model says nothing of such an operation: all that shares its key, or everything, cannot be judged. */
  | { readonly beyond: string; readonly key: string | null }
  | { readonly says: string };

export interface Language<State, Input, Output> {
  readonly name: string;
  /** For people, in one line. */
  readonly about: string;
  /** The model of an object that begins with this value. */
  model(initial: Data): Model<State, Input, Output>;
  read(request: Request): Reading<Input, Output>;
  /** What an operation acts on, as `beyond` names it. */
  keyOf(input: Input): string;
}

export interface JudgeOptions {
  readonly initial?: Data;
  readonly budget?: number;
}

/** A witness in plain data, each operation in words. */
export interface PlainWitness {
  readonly key: string;
  readonly operations: readonly PlainOperation[];
  readonly impossible: PlainOperation;
  readonly fine: number;
  readonly order: readonly string[];
  readonly isShortest: boolean;
}

export interface PlainOperation {
  readonly id: string;
  readonly process: string;
  readonly says: string;
}

export type Judgement =
  | { readonly verdict: 'ok' }
  | { readonly verdict: 'violated'; readonly witness: PlainWitness }
  | { readonly verdict: 'unknown'; readonly says: string }
  /** The history is none of this model's. */
  | { readonly verdict: 'unreadable'; readonly request: Request; readonly says: string };

export interface Checker {
  readonly name: string;
  readonly about: string;
  judge(requests: readonly Request[], options?: JudgeOptions): Judgement;
}

export function checkerOf<State, Input, Output>(language: Language<State, Input, Output>): Checker {
  const { name, about } = language;
  return {
    name,
    about,
    judge(requests, { initial = null, budget = BUDGET } = {}) {
      const operations: Operation<Input, Output>[] = [];
      const beyond = new Map<string | null, string>();
      for (const request of requests) {
        // What failed did not happen: its client was told so.
        if (request.status === 'failed') continue;
        const reading = language.read(request);
        if ('says' in reading) return { verdict: 'unreadable', request, says: reading.says };
        if ('operations' in reading) for (const operation of reading.operations) operations.push(operation);
        else if (!beyond.has(reading.key)) beyond.set(reading.key, reading.beyond);
      }
      const everything = beyond.get(null);
      if (everything !== undefined) return { verdict: 'unknown', says: everything };
      const model = language.model(initial);
      const judged = operations.filter(({ input }) => !beyond.has(language.keyOf(input)));
      const verdict = judgeLinearizability(model, judged, budget);
      const [left] = beyond.values();
      if (verdict.verdict === 'ok' && left !== undefined) return { verdict: 'unknown', says: left };
      return plain(model, verdict);
    },
  };
}

function plain<State, Input, Output>(
  model: Model<State, Input, Output>,
  verdict: Verdict<Input, Output>,
): Judgement {
  if (verdict.verdict !== 'violated') return verdict;
  return { verdict: 'violated', witness: plainWitness(model, verdict.witness) };
}

function plainWitness<State, Input, Output>(
  model: Model<State, Input, Output>,
  { key, operations, impossible, fine, order, isShortest }: Witness<Input, Output>,
): PlainWitness {
  const say = ({ id, process, input, output }: Operation<Input, Output>): PlainOperation => ({
    id,
    process,
    says: model.describe(input, output),
  });
  return {
    key,
    operations: operations.map(say),
    impossible: say(impossible),
    fine,
    order: order.map(({ id }) => id),
    isShortest,
  };
}

/** By a text that the input gives; the keys in the order in which they first appear. */
export function partitionBy<Input, Output>(
  operations: readonly Operation<Input, Output>[],
  keyOf: (input: Input) => string,
): Map<string, Operation<Input, Output>[]> {
  const parts = new Map<string, Operation<Input, Output>[]>();
  for (const operation of operations) {
    const key = keyOf(operation.input);
    const part = parts.get(key);
    if (part === undefined) parts.set(key, [operation]);
    else part.push(operation);
  }
  return parts;
}
