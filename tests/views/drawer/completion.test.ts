import { describe, expect, it } from 'vitest';
import { common, completionOf, usageOf, type Vocabulary } from '../../../src/views/drawer/completion.ts';
import { commandsOf } from '../../../src/views/systems/vocabulary.ts';

const vocabulary: Vocabulary = {
  commands: [
    { word: 'SET', usage: 'key value [NX | XX] [EX seconds]', takes: 'keys' },
    { word: 'SETNX', usage: 'key value', takes: 'keys' },
    { word: 'KILL', usage: 'Bravo', takes: 'nodes' },
    { word: 'CLUSTER NODES', usage: '', takes: 'nothing' },
    { word: 'SHOW', usage: 'key-or-node', takes: 'both' },
  ],
  nodes: ['Alfa', 'Bravo'],
  keys: ['apple', 'banana split', 'Avocado'],
};
const options = (line: string): readonly string[] => completionOf(line, vocabulary).options;

describe('completion', () => {
  it.each([
    ['se', ['SET', 'SETNX']],
    ['SET', ['SETNX']],
    ['', []],
    ['clu', ['CLUSTER NODES']],
    ['cluster n', ['CLUSTER NODES']],
    ['SET a', ['apple', 'Avocado']],
    ['SET b', ['"banana split"']],
    ['kill ', ['Alfa', 'Bravo']],
    ['KILL br', ['Bravo']],
    ['SHOW A', ['apple', 'Avocado', 'Alfa']],
    ['GET apple @', ['@Alfa', '@Bravo']],
    ['GET apple @br', ['@Bravo']],
    ['CLUSTER NODES x', []],
  ])('%j', (line, expected) => expect(options(line)).toEqual(expected));

  it('completes the end of the line', () => {
    expect(completionOf('GET apple @br', vocabulary).from).toBe(10);
    expect(completionOf('  se', vocabulary).from).toBe(2);
  });

  it('goes as far as all agree', () => {
    expect(common(['key:10', 'key:11'], 'k')).toBe('key:1');
    expect(common(['apple', 'Avocado'], 'a')).toBe('a');
  });
});

it.each([
  ['SET ', 'key value [NX | XX] [EX seconds]'],
  ['SET apple ', 'value [NX | XX] [EX seconds]'],
  ['SET apple red ', '[NX | XX] [EX seconds]'],
  ['CLUSTER NODES', null],
  ['FLY', null],
])('what is still to come after %j', (line, usage) => expect(usageOf(line, vocabulary.commands)).toBe(usage));

it('every command of the cache is known, with those that act on the cluster', async () => {
  const words = (await commandsOf('cache')).map(({ word }) => word);
  for (const word of ['SET', 'ZRANGE', 'CONFIG GET', 'KILL', 'ROPE', 'SHOW', 'CLUSTER NODES'])
    expect(words).toContain(word);
  expect(new Set(words).size).toBe(words.length);
  expect((await commandsOf('counter')).map(({ word }) => word)).toEqual(['INCR', 'BUMP', 'GET']);
  expect(await commandsOf('relay')).toEqual([]);
  const chord = await commandsOf('chord');
  for (const word of ['PUT', 'LOOKUP', 'LEAVE', 'KILL']) expect(chord.map((one) => one.word)).toContain(word);
  expect(usageOf('put city', chord)).toBe('<json>');
});
