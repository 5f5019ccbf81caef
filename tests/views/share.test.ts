/** What is said of a moment that is passed on, and what is put into the parcel. */
import { expect, test } from 'vitest';
import type { Mark } from '../../src/history/marks.ts';
import { readScenario, writeScenario } from '../../src/scenario/index.ts';
import { PLAIN_DOOR, readDoor } from '../../src/share/door.ts';
import { readLink } from '../../src/share/link.ts';
import { sketches } from '../../src/systems/registry.ts';
import { answersIn, answersOfLines, fileName, pack } from '../../src/views/share/parcel.ts';
import { draftQuestion, nameFor, standing, type Moment } from '../../src/views/share/standing.ts';

const mark = (at: number, kind: Mark['kind'], more: Partial<Mark> = {}): Moment['marks'][number] => ({
  ...{ at, kind, count: 1, node: '', of: null, text: null, action: null, isTraffic: false },
  ...{ isStop: true, applied: null, isPlanned: false },
  ...more,
});
const moment = (marks: Moment['marks'], more: Partial<Moment> = {}): Moment => {
  return { at: 9_000_000, marks, down: new Set(), running: 6, isCut: false, ...more };
};
const name = (id: string): string => ({ n2: 'Bravo', n3: 'Charlie' })[id] ?? id;
const died = mark(8_600_000, 'kill', { node: 'n2', applied: 1 });

test.each<[string, Moment, string, string]>([
  ['nothing', moment([], { at: 0 }), '6 nodes run. Nothing has happened yet.', ''],
  ['calm', moment([mark(1, 'ok', { isTraffic: true })]), '6 nodes run.', ''],
  [
    'a death that nobody has noticed',
    moment([died], { down: new Set(['n2']) }),
    'Bravo died 400 ms ago. Nobody has noticed.',
    'Bravo is gone. Who notices, and who answers now?',
  ],
  [
    'a death that somebody doubts',
    moment([died, mark(8_700_000, 'doubt', { node: 'n3', of: 'n2' })], { down: new Set(['n2']) }),
    'Bravo died 400 ms ago. Some doubt it, nobody is sure.',
    'Bravo is gone. Who notices, and who answers now?',
  ],
  [
    'a death that is known, and another one noticed before',
    moment([mark(8_000_000, 'notice', { of: 'n3' }), died, mark(8_900_000, 'notice', { of: 'n2' })], {
      down: new Set(['n2']),
    }),
    'Bravo died 400 ms ago. The others have noticed.',
    'Bravo is gone. Who notices, and who answers now?',
  ],
  [
    'who is back is not dead, and what is planned has not happened',
    moment([died, mark(8_800_000, 'start', { node: 'n2' }), { ...died, at: 8_900_000, isPlanned: true }]),
    '6 nodes run.',
    'Bravo is back. What has it missed?',
  ],
  [
    'a rope',
    moment([mark(6_000_000, 'rope')], { isCut: true }),
    'The network has been cut for 3 s.',
    'The network is cut. Which side still answers?',
  ],
  [
    'another fault',
    moment([mark(6_000_000, 'fault', { node: 'n3', action: { at: 6_000_000, do: 'freeze', node: 'n3' } })]),
    'Freeze Charlie: done 3 s ago.',
    'Freeze Charlie: what does a client notice of it?',
  ],
])('%s', (_, given, sentence, question) => {
  expect(standing(given, name)).toBe(sentence);
  expect(draftQuestion(given, name)).toBe(question);
});

test('a parcel holds the run and the door, as a link and as a file alike', () => {
  const read = readScenario(
    { version: 1, system: 'echo', about: { title: 'Any' }, script: [{ at: '1s', do: 'kill', node: 'n1' }] },
    sketches,
  );
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  const door = { ...PLAIN_DOOR, at: 2_000_000, question: 'Who?' };
  const parcel = pack({ text: writeScenario(read.scenario, sketches), at: door.at }, door);
  expect(parcel).toMatchObject({ nodes: 3, events: 1 });
  const link = parcel.written.ok ? readLink(parcel.written.link) : null;
  if (link?.ok !== true) throw new Error('it is short');
  for (const text of [link.text, parcel.text]) {
    const back = readScenario(text, sketches);
    expect(back).toEqual({
      ok: true,
      scenario: {
        ...read.scenario,
        about: { title: 'Any', question: 'Who?', stage: { at: '2s' } },
      },
    });
    expect(readDoor(back.ok ? back.scenario.about : null)).toEqual({ door, says: [] });
  }
});

test('answers are lines, and one alone is none', () => {
  expect(answersIn(' Alfa \n\nBravo\n', 6)).toEqual(['Alfa', 'Bravo']);
  expect(answersIn('Alfa', 6)).toEqual([]);
  expect(answersIn('1\n2\n3', 2)).toEqual(['1', '2']);
});

test('lines that are those of the question that was opened keep what judges them', () => {
  const holds = { copies: 'kiwi' };
  const choices = [
    { says: 'Yes', holds },
    { says: 'No', holds: { not: holds } },
  ];
  const own = { kind: 'choices', choices, wait: 1_000 } as const;
  expect(answersOfLines(['Yes', 'No'], own)).toBe(own);
  const others = ['Yes', 'Perhaps'].map((says) => ({ says, holds: null }));
  expect(answersOfLines(['Yes', 'Perhaps'], own)).toEqual({ ...own, choices: others, wait: 2_000_000 });
  expect(answersOfLines([], own)).toBeNull();
});

test('a moment is named by what is out of order, else by its run and instant', () => {
  const gone = moment([died], { down: new Set(['n2']) });
  expect(nameFor(gone, name, 'Six nodes')).toBe('Bravo died 400 ms ago. Nobody has noticed');
  expect(nameFor(moment([]), name, 'Six nodes')).toBe('Six nodes, 9.0 s');
});

test.each([
  ['Six nodes keep 26 keys', 'six-nodes-keep-26-keys.json'],
  ['../..\\<img>', 'img.json'],
  ['誰が？', 'ringside.json'],
])('a file name of %j', (title, file) => {
  expect(fileName(title)).toBe(file);
});
