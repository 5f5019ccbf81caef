/**
 * What a checker is told of an object: how it would behave if nothing ever happened at the same time. All of it is pure, so that a search
 * may go back to any state it has seen.
 */

/** One operation as its client saw it. Its effect fell somewhere between `call` and `returned`, at one point. */
export interface Operation<Input, Output> {
  readonly id: string;
  readonly process: string;
  /** A place in the order of the history's calls and returns, no two at one; what counts is only which is smaller. */
  readonly call: number;
  /** Null: open to the end. It may take effect at any time after its call, or never. */
  readonly returned: number | null;
  readonly input: Input;
  /** Undefined: nobody knows the answer. */
  readonly output: Output | undefined;
}

export interface Model<State, Input, Output> {
  init: State;
  /** The state afterwards; `undefined` when the object could not have answered so. Without an answer to compare, every state goes on. */
  step(state: State, input: Input, output: Output | undefined): State | undefined;
  /** Equal states, and only they, have equal texts: this is equality and hash in one. */
  text(state: State): string;
  /** Never changes any state: then an answer that nobody saw says nothing. */
  isRead(input: Input): boolean;
  /** Operations that can be judged apart from all others, by what they act on. A history is linearizable if and only if its parts are. */
  partition(
    operations: readonly Operation<Input, Output>[],
  ): ReadonlyMap<string, readonly Operation<Input, Output>[]>;
  /**
   * Of operations that were let go (open from the start on, their answers forgotten) those that can matter to the kept ones. To leave the others
   * out must change no verdict. Where it is absent all may matter.
   */
  relevant?(
    letGo: readonly Operation<Input, Output>[],
    kept: readonly Operation<Input, Output>[],
  ): readonly Operation<Input, Output>[];
  /** Some operations of one part that can be put in order if and only if all of it can; none where all can. Absent: all are needed. */
  core?(operations: readonly Operation<Input, Output>[]): readonly Operation<Input, Output>[];
  /** For people: `read → 3`. */
  describe(input: Input, output: Output | undefined): string;
}
