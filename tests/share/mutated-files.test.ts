/** A thousand files that somebody or something has changed: each opens or is refused in sentences, none throws, none takes a second. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatFault, readScenario } from '../../src/scenario/index.ts';
import { readDoor } from '../../src/share/door.ts';
import { sketches } from '../../src/systems/registry.ts';
import { full } from './full-file.ts';
import { spentOn } from './hostile.ts';

const file = JSON.stringify(full, null, 1);

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
      const spent = spentOn(() => {
        const read = readScenario(text, sketches);
        if (read.ok) {
          const { says } = readDoor(read.scenario.about);
          for (const sentence of says) expect(sentence).not.toBe('');
        } else {
          expect(read.faults.length).toBeGreaterThan(0);
          for (const fault of read.faults) expect(formatFault(fault)).not.toMatch(/[\n\u0000]/);
        }
      });
      expect(spent).toBeLessThan(1_000);
    }),
    { numRuns: 1_000 },
  );
});
