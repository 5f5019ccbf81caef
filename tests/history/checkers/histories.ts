/** Histories for checkers: of an object that really did one thing at a time, of one that did not, and every order tried by hand. */
import fc from 'fast-check';
import type { Model, Operation } from '../../../src/history/checkers/model.ts';
import type { CellInput } from '../../../src/history/checkers/models/cell.ts';

export type Cell = Operation<CellInput, string>;

/** What an operation will be: its place among the effects, how far its interval reaches to both sides, and whether its answer came. */
interface Draft {
  readonly input: CellInput;
  readonly before: number;
  readonly after: number;
  readonly fate: 'answered' | 'open, done' | 'open, not done';
}

const value = fc.integer({ min: 0, max: 3 }).map(String);
const keys = fc.constantFrom('', 'k');

export const inputs: fc.Arbitrary<CellInput> = fc.oneof(
  fc.record({ f: fc.constant('read' as const), key: keys }),
  fc.record({ f: fc.constant('write' as const), key: keys, value }),
  fc.record({
    f: fc.constant('cas' as const),
    key: keys,
    from: fc.oneof(value, fc.constant('null')),
    to: value,
  }),
);

export const drafts = (maxLength: number, reach = 5): fc.Arbitrary<readonly Draft[]> =>
  fc.array(
    fc.record({
      input: inputs,
      before: fc.nat(reach),
      after: fc.nat(reach),
      fate: fc.constantFrom<Draft['fate']>(
        'answered',
        'answered',
        'answered',
        'open, done',
        'open, not done',
      ),
    }),
    { maxLength, size: 'max' },
  );

/** Effects happen in the order of the drafts; what was answered is what the object answered then. A cas that does not fit failed. */
export function realRun(model: Model<string, CellInput, string>, all: readonly Draft[]): Cell[] {
  const states = new Map<string, string>();
  return all.flatMap(({ input, before, after, fate }, place): Cell[] => {
    const state = states.get(input.key) ?? model.init;
    if (fate !== 'open, not done') {
      const next = model.step(state, input, undefined) as string;
      if (input.f === 'cas' && fate === 'answered' && state !== input.from) return [];
      states.set(input.key, next);
    }
    const output = fate !== 'answered' ? undefined : input.f === 'read' ? state : '';
    // Calls, effects and returns never share a place; the fractions keep places of one kind apart.
    const call = place - before - 0.3 + place / 10_000;
    const returned = fate === 'answered' ? place + after + 0.3 + place / 10_000 : null;
    return [{ id: `o${place}`, process: `p${place}`, call, returned, input, output }];
  });
}

/** Random answers in random intervals: mostly impossible. */
export const wildRun = (maxLength: number): fc.Arbitrary<Cell[]> =>
  fc
    .array(
      fc.record({
        input: inputs,
        call: fc.nat(12),
        length: fc.nat(12),
        open: fc.nat(3),
        answer: fc.oneof(value, fc.constant('null')),
      }),
      { maxLength },
    )
    .map((all) =>
      all.map(({ input, call, length, open, answer }, place) => ({
        id: `o${place}`,
        process: `p${place}`,
        call: call + place / 100,
        returned: open === 0 ? null : call + length + 0.5 + place / 100,
        input,
        output: open === 0 ? undefined : input.f === 'read' ? answer : '',
      })),
    );

/** Every order of every choice of the open ones: the definition, word for word. */
export function bruteForce(model: Model<string, CellInput, string>, operations: readonly Cell[]): boolean {
  const go = (left: readonly Cell[], states: ReadonlyMap<string, string>): boolean => {
    if (left.every(({ returned }) => returned === null)) return true;
    return left.some((one) => {
      if (left.some(({ returned }) => returned !== null && returned < one.call)) return false;
      const { key } = one.input;
      const next = model.step(states.get(key) ?? model.init, one.input, one.output);
      if (next === undefined) return false;
      return go(
        left.filter((other) => other !== one),
        new Map(states).set(key, next),
      );
    });
  };
  return go(operations, new Map());
}
