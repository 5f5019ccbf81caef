/** What a link carries beside a run: read as it was written, and what is no good of it is left out with a sentence and takes nothing along. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readScenario, writeScenario } from '../../src/scenario/index.ts';
import { PLAIN_DOOR, readDoor, writeDoor, type Door } from '../../src/share/door.ts';
import { packLink, readLink } from '../../src/share/link.ts';
import { sketches } from '../../src/systems/registry.ts';

const time = fc.nat(90_000_000);
const words = (most = 40) => fc.string({ unit: 'grapheme', minLength: 1, maxLength: most });
const id = fc.constantFrom('n1', 'store2', 'kvn3');
const names = fc.option(fc.array(words(), { maxLength: 5 }));
const holds = fc.option(fc.constant({ node: 'n1', is: 'down' }));
const asked = words(200).filter((text) => text.trim() !== '');

const door: fc.Arbitrary<Door> = fc.record({
  at: time,
  look: fc.option(
    fc.oneof(
      fc.record({ kind: fc.constant('node' as const), id }),
      fc.record({ kind: fc.constant('key' as const), key: words() }),
      fc.record({ kind: fc.constant('message' as const), name: words(), copy: fc.nat(9) }),
      fc.record({ kind: fc.constant('link' as const), from: id, to: id }),
    ),
  ),
  lesson: fc.option(fc.record({ id: words(), step: fc.option(words()) })),
  question: fc.option(asked),
  answers: fc.option(
    fc.oneof(
      fc.record({
        kind: fc.constant('choices' as const),
        choices: fc.array(fc.record({ says: words(), holds }), { minLength: 2, maxLength: 6 }),
        wait: time,
      }),
      fc.record({
        kind: fc.constant('point' as const),
        at: fc.constantFrom('nodes' as const, 'keys' as const),
        holds,
        wait: time,
      }),
    ),
  ),
  notes: fc
    .array(fc.record({ at: time, says: words(), node: fc.option(id) }), { maxLength: 8 })
    .map((notes) => notes.sort((left, right) => left.at - right.at)),
  preset: fc.record({
    tools: names,
    tabs: names,
    parts: names,
    faults: names,
    words: fc.option(fc.constantFrom('plain' as const, 'textbook' as const)),
    pace: fc.option(fc.constantFrom(0.001, 0.1, 1, 1_000)),
    isLocked: fc.boolean(),
  }),
});

test('what is written reads back, through a whole link', () => {
  fc.assert(
    fc.property(door, (written) => {
      const about = writeDoor({ title: 'Any', licence: 'CC BY 4.0' }, written);
      expect(readDoor(about)).toEqual({ door: written, says: [] });
      const read = readScenario({ version: 1, system: 'cache', about }, sketches);
      if (!read.ok) throw new Error(JSON.stringify(read.faults));
      const packed = packLink(writeScenario(read.scenario, sketches));
      if (!packed.ok) return;
      const link = readLink(packed.link);
      if (!link.ok) throw new Error(link.says);
      const back = (JSON.parse(link.text) as { about: object }).about;
      expect(back).toMatchObject({ title: 'Any', licence: 'CC BY 4.0' });
      expect(readDoor(back)).toEqual({ door: written, says: [] });
    }),
    { numRuns: 300 },
  );
});

test('what is usual is not written, and what was there before is gone', () => {
  expect(writeDoor({}, PLAIN_DOOR)).toEqual({});
  const before = { title: 'Any', question: 'Who?', notes: [], stage: { at: '1s' }, answers: {} };
  expect(writeDoor(before, PLAIN_DOOR)).toEqual({ title: 'Any' });
});

test.each([undefined, null, 3, 'about', [], {}])('no door at all: %j', (about) => {
  expect(readDoor(about)).toEqual({ door: PLAIN_DOOR, says: [] });
});

test('each fault has its sentence, and the rest stands', () => {
  const { door: read, says } = readDoor({
    question: 'Who?',
    answers: { choices: [{ says: 'Alfa' }, { says: 'Bravo' }], point: 'nodes' },
    notes: [
      { at: '9s', says: 'later' },
      { at: '-1s', says: 'x' },
      { at: '2s', says: 'sooner', node: 'n1' },
      { says: 'never' },
    ],
    stage: { at: 'soon', look: { from: 'n1' }, lesson: { id: 'x' }, tools: 'all', pace: 0.1, colour: 1 },
  });
  expect(read).toEqual({
    ...PLAIN_DOOR,
    question: 'Who?',
    lesson: { id: 'x', step: null },
    notes: [
      { at: 2_000_000, says: 'sooner', node: 'n1' },
      { at: 9_000_000, says: 'later', node: null },
    ],
    preset: { ...PLAIN_DOOR.preset, pace: 0.1 },
  });
  expect(says).toEqual([
    'about.stage.colour: this key is not known here',
    'about.stage.at: "soon" is not a time (a number of milliseconds, or a text like "1.5s" in us, ms, s, m or h)',
    'about.stage.look: a node, a key, a message, or from and to are named here',
    'about.stage.tools: "all" is not a list',
    'about.answers: there are either choices or something to point at',
    'about.notes[1].at: a time cannot be negative',
    'about.notes[3].at: this key is missing',
  ]);
});

test('whatever a stranger writes, reading it throws nothing and says what was wrong', () => {
  fc.assert(
    fc.property(
      fc.record(
        {
          question: fc.jsonValue(),
          answers: fc.jsonValue(),
          notes: fc.oneof(fc.jsonValue(), fc.array(fc.jsonValue())),
          stage: fc.oneof(fc.jsonValue(), fc.dictionary(fc.string(), fc.jsonValue())),
        },
        { requiredKeys: [] },
      ),
      (about) => {
        const { door: read, says } = readDoor(about);
        // What was taken is sound: written and read again it is the same, and nothing is said any more.
        expect(readDoor(writeDoor({}, read))).toEqual({ door: read, says: [] });
        for (const sentence of says) expect(sentence).toMatch(/^about\.(stage|answers|notes).*: ./);
      },
    ),
    { numRuns: 2_000 },
  );
});
