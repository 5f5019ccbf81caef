import { describe, expect, it } from 'vitest';
import { readScenario } from '../../src/scenario/index.ts';
import { sketches } from '../../src/systems/registry.ts';
import { marksOf } from '../../src/views/script.ts';

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

describe('script', () => {
  it('reads times with units, in marks too', () => {
    const marks = marksOf(script, (id) => id);
    expect(marks.map(({ at }) => at / SECOND)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(marks[3]?.text).toBe('n1 ↔ n2: takes 80 ms to 120 ms');
    expect(marks[4]?.text).toBe('The clock of n2 is 2 s slow');
    expect(marks.map(({ shape }) => shape)).toEqual(['rope', 'rope', 'start', 'fault', 'fault', 'start']);
  });
});
