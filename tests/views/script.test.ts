import { describe, expect, it } from 'vitest';
import { MarkBook, markOfAct, type Mark as LabMark } from '../../src/history/marks.ts';
import { readScenario } from '../../src/scenario/index.ts';
import { sketches } from '../../src/systems/registry.ts';
import { marksOf, markText, shapeOf } from '../../src/views/script.ts';

const scenario = {
  version: 1,
  system: 'echo',
  script: [
    { at: '1s', do: 'isolate', node: 'n1' },
    { at: '2s', do: 'partition', groups: [['n2'], ['n3']] },
    { at: '3s', do: 'heal', node: 'n1' },
    { at: '4s', do: 'link', from: 'n1', to: 'n2', latency: { min: '80ms', max: '120ms' } },
    { at: '5s', do: 'skew', node: 'n2', by: '-2s' },
    { at: '6s', do: 'heal' },
  ],
};
const read = readScenario(JSON.stringify(scenario), sketches);
if (!read.ok) throw new Error('the scenario of this test is faulty');
const { script } = read.scenario;
const SECOND = 1_000_000;
const name = (id: string): string => ({ n1: 'Alfa', n2: 'Bravo' })[id] ?? id;

describe('marks', () => {
  it('of acts to come: times with units, and what will be done', () => {
    const planned = script.map((action) => ({ ...markOfAct(action), isPlanned: true }));
    const marks = marksOf(planned, name);
    expect(marks.map(({ at }) => at / SECOND)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(marks[3]?.text).toBe('To come: Alfa ↔ Bravo: takes 80 ms to 120 ms');
    expect(marks[4]?.text).toBe('To come: The clock of Bravo is 2 s slow');
    const shapes = ['rope', 'rope', 'heal', 'fault', 'fault', 'heal'];
    expect(marks.map(({ shape }) => shape)).toEqual(shapes);
    expect(script.map(shapeOf)).toEqual(shapes);
  });

  it('say who did what to whom, once for many of a kind', () => {
    const none = { at: 5, count: 1, of: null, text: null, action: null, isTraffic: false };
    const mark = (given: Partial<LabMark> & Pick<LabMark, 'kind'>): LabMark => {
      return { ...none, node: 'n1', isStop: true, applied: null, ...given };
    };
    const said = (given: Parameters<typeof mark>[0]): string => markText(mark(given), name);
    expect(said({ kind: 'doubt', of: 'n2' })).toBe('Alfa doubts Bravo.');
    expect(said({ kind: 'notice', of: 'n2', text: 'down' })).toBe(
      'Bravo is given up: Alfa goes on without it.',
    );
    expect(said({ kind: 'repair', of: 'n2', count: 3 })).toBe('Alfa repairs a copy on Bravo. (3 times)');
    expect(said({ kind: 'read', isTraffic: true, count: 1_200 })).toBe('1\u202f200 reads');
    expect(said({ kind: 'kill' })).toBe('Alfa stops.');
    const [drawn] = marksOf([{ ...mark({ kind: 'doubt', of: 'n2' }), isPlanned: false }], name);
    // What happened at an instant is seen right after it.
    expect(drawn).toMatchObject({ at: 5, stand: 6, shape: 'question', tone: 'warn' });
  });
});

describe('a book of marks', () => {
  it('takes everything together when there is too much of it, and loses nothing', () => {
    const book = new MarkBook();
    for (let number = 0; number < 5_000; number += 1) {
      const at = number * 50_000;
      book.record([{ at, node: 'n1', number, what: 'crashed', says: '' }]);
    }
    expect(book.all.length).toBeLessThanOrEqual(600);
    expect(book.all.reduce((sum, { count }) => sum + count, 0)).toBe(5_000);
  });
});
