/** A thousand files that somebody or something has changed: each opens or is refused in sentences, and none throws. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatFault, readScenario } from '../../src/scenario/index.ts';
import { readDoor } from '../../src/share/door.ts';
import { sketches } from '../../src/systems/registry.ts';

const file = JSON.stringify(
  {
    version: 1,
    about: {
      title: 'Any',
      question: 'Who answers for apple now?',
      answers: { choices: [{ says: 'Alfa', holds: { answers: 'apple', node: 'n1' } }, { says: 'Bravo' }] },
      notes: [{ at: '9s', says: '<img src=x onerror=alert(1)>', node: 'n2' }],
      stage: { at: '9s', look: { node: 'n2' }, pace: 0.1, tools: ['kill'] },
    },
    system: 'cache',
    seed: 42,
    nodes: [{ id: 'n1' }, { id: 'n2' }, { id: 'n3' }],
    workload: [{ clients: 1, rate: 20, keys: 10, spread: 'zipf', reads: 0.9, from: '0s', until: '30s' }],
    script: [
      { at: '8s', do: 'command', client: 'c1', text: 'SET apple "1 2"' },
      { at: '10s', do: 'kill', node: 'n3' },
      { at: '12s', do: 'partition', groups: [['n1'], ['n2', 'n3']] },
    ],
    until: '40s',
    made: { editions: { cache: 1 }, fingerprint: '0a'.repeat(32), at: '20s' },
  },
  null,
  1,
);

/** A place, how much is cut out of it, and what is put there; several times over. */
const cuts = fc.array(
  fc.tuple(
    fc.nat(file.length),
    fc.oneof(fc.constant(0), fc.nat(6), fc.nat(200)),
    fc.oneof(
      fc.constant(''),
      fc.constantFrom('"', '{', '}', '[', ']', ',', '-1', '1e999', 'null', '__proto__', '\\u0000', '"":'),
      fc.string({ unit: 'binary', maxLength: 5 }),
    ),
  ),
  { minLength: 1, maxLength: 4 },
);

test('a thousand mutated files', () => {
  fc.assert(
    fc.property(cuts, (changes) => {
      let text = file;
      for (const [place, cut, put] of changes) text = text.slice(0, place) + put + text.slice(place + cut);
      const read = readScenario(text, sketches);
      if (read.ok) {
        const { says } = readDoor(read.scenario.about);
        for (const sentence of says) expect(sentence).not.toBe('');
      } else {
        expect(read.faults.length).toBeGreaterThan(0);
        for (const fault of read.faults) expect(formatFault(fault)).not.toMatch(/[\n\u0000]/);
      }
    }),
    { numRuns: 1_000 },
  );
});
