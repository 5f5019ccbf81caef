/** The names of what of the page can be there: one vocabulary, whoever speaks it. */
import { expect, test } from 'vitest';
import { SIGHTS, TOOLS as TAUGHT } from '../../src/lessons/types.ts';
import { PLAIN_DOOR } from '../../src/share/door.ts';
import { hiddenBy, KINDS, unknownNames, vocabulary } from '../../src/share/stage-names.ts';

const { preset } = PLAIN_DOOR;
const all = KINDS.flatMap((kind) => vocabulary[kind]);

test('no name stands in two lists', () => {
  expect(new Set(all).size).toBe(all.length);
});

test('what a lesson gives and a stage names has one name', () => {
  // Those that a stage does not name: they are no part of the page that could be taken away.
  const others = [
    'untie',
    'dial',
    'readout',
    'copies',
    'arcs',
    'slices',
    'heartbeats',
    'inspector',
    'metrics',
    'slots',
  ];
  const known: readonly string[] = [...all, ...others];
  expect([...TAUGHT, ...SIGHTS].filter((name) => !known.includes(name))).toEqual([]);
});

test('a kind of which nothing is said is there, an empty list is none of it', () => {
  expect([...hiddenBy(preset)]).toEqual([]);
  expect([...hiddenBy({ ...preset, tabs: [] })]).toEqual([...vocabulary.tabs]);
  expect([...hiddenBy({ ...preset, tabs: ['events'], faults: ['kill', 'revive'] })].sort()).toEqual(
    [
      ...vocabulary.tabs.filter((name) => name !== 'events'),
      ...vocabulary.faults.filter((name) => !/kill|revive/.test(name)),
    ].sort(),
  );
});

test('whoever misspells a name is told', () => {
  expect(unknownNames({ ...preset, tools: ['rpoe', 'rope'], parts: ['kill'] })).toEqual(['rpoe', 'kill']);
});
