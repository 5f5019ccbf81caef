/** REFERENCE, Linearizability: the laws of the checker, and the definition as its judge. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judgeLinearizability } from '../../../src/history/checkers/linearizability.ts';
import type { CellInput } from '../../../src/history/checkers/models/cell.ts';
import { registerModel } from '../../../src/history/checkers/models/register.ts';
import { Search } from '../../../src/history/checkers/search.ts';
import { bruteForce, drafts, realRun, wildRun, type Cell } from './histories.ts';

const model = registerModel();
const verdictOf = (history: readonly Cell[], budget?: number) => judgeLinearizability(model, history, budget);
const isOk = (history: readonly Cell[]): boolean => verdictOf(history).verdict === 'ok';

const read = (id: string, call: number, returned: number, output: string): Cell => ({
  ...{ id, process: id, call, returned, input: { f: 'read', key: '' }, output },
});
const write = (id: string, call: number, returned: number | null, value: string): Cell => ({
  ...{ id, process: id, call, returned, input: { f: 'write', key: '', value } },
  output: returned === null ? undefined : '',
});

/** Of one register its reads, and the first write of each value. */
function differing(history: readonly Cell[]): Cell[] {
  const written = new Set<string>();
  return history.flatMap((cell): Cell[] => {
    const { input } = cell;
    if (input.f === 'cas' || input.key !== '') return [];
    if (input.f === 'read') return [cell];
    const isNew = !written.has(input.value);
    written.add(input.value);
    return isNew ? [cell] : [];
  });
}

describe('REFERENCE, Linearizability', () => {
  test('what one object really did is ok', () => {
    fc.assert(
      fc.property(drafts(60), (all) => {
        expect(verdictOf(realRun(model, all))).toEqual({ verdict: 'ok' });
      }),
      { numRuns: 500 },
    );
  });

  test('the definition, tried order by order, says the same of tiny histories', () => {
    let violated = 0;
    fc.assert(
      fc.property(
        fc.oneof(
          wildRun(6),
          drafts(6, 3).map((all) => realRun(model, all)),
        ),
        (history) => {
          const expected = bruteForce(model, history);
          if (!expected) violated += 1;
          expect(isOk(history)).toBe(expected);
        },
      ),
      { numRuns: 20_000 },
    );
    // Neither answer is rare here, or the property would say little.
    expect(violated).toBeGreaterThan(2_000);
    expect(violated).toBeLessThan(18_000);
  });

  test('where all writes differ the definition says the same, and the core of a wrong history is wrong', () => {
    let violated = 0;
    fc.assert(
      fc.property(wildRun(7), (history) => {
        const own = differing(history);
        const expected = bruteForce(model, own);
        if (!expected) violated += 1;
        const core = model.core?.(own) ?? own;
        expect(core.length === 0).toBe(expected);
        expect(bruteForce(model, core)).toBe(expected);
      }),
      { numRuns: 10_000 },
    );
    expect(violated).toBeGreaterThan(1_000);
    expect(violated).toBeLessThan(9_000);
  });

  test('a long history with many writes at once is judged without a search', () => {
    const writes = Array.from({ length: 200 }, (_, place) =>
      write(`w${place}`, place, 1_000 + place, `${place}`),
    );
    const seen = [...writes, read('r1', 2_000, 2_001, '7')];
    expect(verdictOf(seen, 5_000)).toEqual({ verdict: 'ok' });
    const other = verdictOf([...seen, read('r2', 2_002, 2_003, '8')], 5_000);
    expect(other).toMatchObject({ verdict: 'violated' });
  });

  test('a wider interval can only turn violated into ok', () => {
    fc.assert(
      fc.property(wildRun(8), fc.nat(7), fc.nat(5), fc.nat(6), (history, which, before, after) => {
        const wider = history.map((one, index) => {
          if (index !== which % history.length) return one;
          const { call, returned } = one;
          return {
            ...one,
            call: call - before,
            returned: after === 6 || returned === null ? null : returned + after,
          };
        });
        if (isOk(history)) expect(isOk(wider)).toBe(true);
      }),
      { numRuns: 3_000 },
    );
  });

  test('other names for the values change nothing', () => {
    const named = (value: string): string =>
      value === 'null' || value === '' ? value : `"name of ${value}"`;
    const renamed = (input: CellInput): CellInput => {
      if (input.f === 'read') return input;
      if (input.f === 'cas') return { ...input, from: named(input.from), to: named(input.to) };
      return { ...input, value: named(input.value) };
    };
    fc.assert(
      fc.property(wildRun(8), (history) => {
        const others = history.map((one) => ({
          ...one,
          input: renamed(one.input),
          output: one.output === undefined ? undefined : named(one.output),
        }));
        expect(verdictOf(others).verdict).toBe(verdictOf(history).verdict);
      }),
      { numRuns: 2_000 },
    );
  });

  test('what is unknown stays open to the end: it may happen late, or never, but not before its call', () => {
    const late = [
      write('w1', 0, 1, '1'),
      write('u', 2, null, '2'),
      read('r1', 3, 4, '1'),
      read('r2', 50, 51, '2'),
    ];
    expect(isOk(late)).toBe(true);
    expect(isOk(late.slice(0, 3))).toBe(true);
    expect(isOk([...late, read('r3', 60, 61, '1')])).toBe(false);
    expect(isOk([read('early', 0, 1, '2'), write('u', 2, null, '2')])).toBe(false);
  });

  test('a spent budget is unknown, whatever the history, and never ok', () => {
    fc.assert(
      fc.property(drafts(40), fc.integer({ min: 0, max: 400 }), (all, budget) => {
        const history = realRun(model, all);
        const verdict = verdictOf(history, budget);
        if (verdict.verdict === 'unknown') expect(verdict.says).toContain('steps were not enough');
        else expect(verdict.verdict).toBe('ok');
      }),
      { numRuns: 300 },
    );
    expect(verdictOf([write('v', 0, 1, '1'), write('w', 2, 3, '1')], 0).verdict).toBe('unknown');
  });

  test('a search that is cut into pieces ends as one that is not', () => {
    fc.assert(
      fc.property(wildRun(10), fc.integer({ min: 1, max: 7 }), (history, piece) => {
        const whole = new Search(model, history);
        const cut = new Search(model, history);
        const ending = whole.run(1_000_000);
        while (cut.run(piece) === 'unknown');
        expect([cut.run(1), cut.steps, cut.furthest]).toEqual([ending, whole.steps, whole.furthest]);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the witness', () => {
  const letGo = ({ id, process, input }: Cell): Cell => ({
    id,
    process,
    input,
    call: -1,
    returned: null,
    output: undefined,
  });

  test('cannot be ordered, is as short as can be, and stands at the end of the longest beginning that can be', () => {
    fc.assert(
      fc.property(wildRun(7), (history) => {
        const one = history.filter(({ input: { key } }) => key === '');
        const verdict = verdictOf(one);
        if (verdict.verdict !== 'violated') return;
        const { operations, impossible, order, fine, isShortest } = verdict.witness;
        expect(isShortest).toBe(true);
        const instant = impossible.returned as number;
        const beginning = one
          .filter(({ call }) => call <= instant)
          .map((each) =>
            (each.returned ?? instant) < instant ? each : { ...each, returned: null, output: undefined },
          );
        expect(bruteForce(model, beginning)).toBe(true);
        expect(fine).toBe(beginning.filter(({ returned }) => returned !== null).length);
        expect(
          bruteForce(
            model,
            beginning.map((each) => (each.id === impossible.id ? impossible : each)),
          ),
        ).toBe(false);
        const keep = (ids: readonly string[]): Cell[] =>
          beginning.map((each) => {
            if (!ids.includes(each.id)) return letGo(each);
            return each.id === impossible.id ? impossible : each;
          });
        const ids = operations.map(({ id }) => id);
        expect(bruteForce(model, keep(ids))).toBe(false);
        for (const id of ids) expect(bruteForce(model, keep(ids.filter((other) => other !== id)))).toBe(true);
        // The last possible order is one: every operation fits the state that those before it left.
        order.reduce((state, { input, output, returned }) => {
          const after = model.step(
            state,
            input,
            returned !== null && returned < instant ? output : undefined,
          );
          expect(after).toBeDefined();
          return after as string;
        }, 'null');
      }),
      { numRuns: 2_000 },
    );
  });

  test('a stale read is told by what was overwritten, by what, and by who still read it', () => {
    const noise = Array.from({ length: 30 }, (_, index) => write(`n${index}`, 2 * index, 2 * index + 1, '0'));
    const verdict = verdictOf([
      ...noise,
      write('old', 100, 101, '1'),
      write('new', 102, 105, '2'),
      read('fresh', 103, 104, '2'),
      read('stale', 106, 107, '1'),
      read('later', 108, 109, '2'),
    ]);
    if (verdict.verdict !== 'violated') throw new Error(verdict.verdict);
    const { operations, impossible, fine } = verdict.witness;
    expect(impossible.id).toBe('stale');
    expect(fine).toBe(33);
    expect(operations.map(({ id }) => id)).toEqual(['old', 'new', 'stale']);
  });
});

describe('speed is not asserted, but what must not explode ends within its budget', () => {
  /** Clients on one register, a third of whose operations time out. */
  function crowd(seed: number, isSound: boolean): Cell[] {
    const [history] = fc.sample(
      drafts(180, 4)
        .filter(({ length }) => length > 160)
        .map((all) =>
          realRun(
            model,
            all.map((draft) => ({ ...draft, input: { ...draft.input, key: '' } })),
          ),
        ),
      { numRuns: 1, seed },
    ) as [Cell[]];
    if (isSound) return history;
    const reads = history.filter(({ input, output }) => input.f === 'read' && output !== undefined);
    const victim = reads[Math.floor(reads.length / 2)] as Cell;
    return history.map((one) => (one === victim ? { ...one, output: '17' } : one));
  }

  test('102 histories of about 170 operations on one register, a third of them timed out', () => {
    for (let seed = 1; seed <= 51; seed += 1) {
      expect(verdictOf(crowd(seed, true)).verdict).toBe('ok');
      expect(verdictOf(crowd(seed, false)).verdict).toBe('violated');
    }
  });
});
