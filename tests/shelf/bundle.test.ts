/** Everything in one file: what was written reads back, and what is no good is refused before anything is changed. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readBundle, writeBundle } from '../../src/shelf/bundle.ts';

const session = {
  ...{ version: 1, text: '{}', at: 9, title: '<b>', isPlaying: false, pace: 1, fragment: '', savedAt: 1 },
};
const progress = { version: 1, lesson: 'one', step: 'a', state: 'open', steps: [] };
const snapshot = {
  ...{ version: 1, name: 'Any', text: '{}', at: 9, title: '', system: 'echo', savedAt: 1 },
  picture: { nodes: [['n1', 'Alfa', 0.5, true]], arcs: [[0, 0.5, 0]], keys: [] },
};
const bundle = {
  records: [
    ['session/1', session],
    ['progress/one', progress],
    ['snapshot/1', snapshot],
  ],
  settings: [['theme', 'dark']],
} as const;

test('there and back', () => {
  expect(readBundle(writeBundle(bundle))).toEqual({ ok: true, bundle, skipped: 0 });
});

test('records that are not known here are left out, and counted', () => {
  const strange = [
    ['session/2', { ...session, version: 2 }],
    ['other/1', {}],
    ['session/3', { ...session, at: 0.5 }],
    ['snapshot/2', { ...snapshot, picture: null }],
    ['snapshot/3', { ...snapshot, picture: { ...snapshot.picture, keys: [[0, '<svg>']] } }],
  ] as const;
  const text = writeBundle({ ...bundle, records: [...bundle.records, ...strange] });
  expect(readBundle(text)).toEqual({ ok: true, bundle, skipped: 5 });
});

test.each([
  ['damaged', writeBundle(bundle).slice(0, -30)],
  ['damaged', '{"ringside":"shelf","version":1,"records":[["a"]],"settings":[]}'],
  ['damaged', '{"ringside":"shelf","version":1,"records":[],"settings":[["a",1]]}'],
  ['damaged', '{"ringside":"shelf","version":0}'],
  ['newer', '{"ringside":"shelf","version":2}'],
  ['foreign', ''],
  ['foreign', 'null'],
  ['foreign', '{"version":1,"system":"cache"}'],
])('%s: %s', (why, text) => {
  expect(readBundle(text)).toEqual({ ok: false, why });
});

test('a thousand mutated files throw nothing', () => {
  const text = writeBundle(bundle);
  fc.assert(
    fc.property(
      fc.nat(text.length),
      fc.nat(20),
      fc.string({ unit: 'binary', maxLength: 5 }),
      (place, cut, put) => {
        const read = readBundle(text.slice(0, place) + put + text.slice(place + cut));
        expect(read.ok || ['damaged', 'foreign', 'newer'].includes(read.why)).toBe(true);
      },
    ),
    { numRuns: 1_000 },
  );
});
