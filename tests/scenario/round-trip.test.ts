import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readScenario, writeScenario } from '../../src/scenario/index.ts';
import { scenario } from './arbitrary.ts';
import { linesOf, systems } from './sketches.ts';

test('property: what is written reads back to the equal scenario, and is written the same again', () => {
  fc.assert(
    fc.property(scenario, (raw) => {
      const first = readScenario(JSON.stringify(raw), systems);
      if (!first.ok) throw new Error(JSON.stringify(first.faults));
      const text = writeScenario(first.scenario, systems);
      const again = readScenario(text, systems);
      expect(again).toStrictEqual(first);
      expect(writeScenario((again as typeof first).scenario, systems)).toBe(text);
      // Times are integers in order, and nothing is undefined: the scenario is what JSON says it is.
      expect(JSON.parse(JSON.stringify(first.scenario))).toStrictEqual(first.scenario);
    }),
    { numRuns: 300 },
  );
});

test('property: no JSON makes the reader throw, and what it refuses it explains', () => {
  const keys = fc.constantFrom(
    'version',
    'system',
    'nodes',
    'options',
    'network',
    'script',
    'workload',
    'until',
    'ext',
    '__proto__',
    'x',
  );
  const anything = fc.oneof(fc.jsonValue(), fc.dictionary(keys, fc.jsonValue()), fc.string());
  fc.assert(
    fc.property(anything, fc.boolean(), (value, isFramed) => {
      const input =
        isFramed && typeof value === 'object' && value !== null
          ? { version: 1, system: 'cache', ...value }
          : value;
      for (const line of linesOf(input)) expect(line).toMatch(/^[^\n]+$/);
    }),
    { numRuns: 500 },
  );
});

test('property: one byte changed in a good text gives a scenario or sentences, never an exception', () => {
  const text = JSON.stringify({
    version: 1,
    system: 'cache',
    script: [{ at: '1s', do: 'kill', node: 'n1' }],
    until: '2s',
  });
  fc.assert(
    fc.property(fc.nat(text.length - 1), fc.string({ minLength: 0, maxLength: 2 }), (place, inserted) => {
      const mutated = text.slice(0, place) + inserted + text.slice(place + 1);
      const result = readScenario(mutated, systems);
      if (!result.ok) expect(result.faults.length).toBeGreaterThan(0);
    }),
    { numRuns: 500 },
  );
});

test('to write a scenario of an unknown system is a mistake in the program', () => {
  const result = readScenario({ version: 1, system: 'echo' }, systems);
  if (!result.ok) throw new Error('the scenario is good');
  expect(() => writeScenario(result.scenario, new Map())).toThrow('there is no system echo');
});
