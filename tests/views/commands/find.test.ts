/** The list of commands: what is offered for what was typed. */
import { describe, expect, it } from 'vitest';
import { acts } from '../../../src/views/commands/acts.ts';
import { isReady, keyText, offersFor, type Known } from '../../../src/views/commands/find.ts';

const known: Known = {
  nodes: [
    { id: 'n1', name: 'Alfa' },
    { id: 'n2', name: 'Bravo' },
    { id: 'n3', name: 'Charlie' },
  ],
  keys: ['apple', 'apricot', 'plum'],
  messages: ['n1>n2/c1.1/copy/0'],
  node: null,
  key: null,
};
const labels = (typed: string) => offersFor(typed, known).map(({ label }) => label);

describe('the list', () => {
  it('has every act when nothing was typed', () => {
    expect(offersFor('  ', known)).toHaveLength(acts.length);
  });

  it('finds acts by what they do and by what can be typed, nodes and keys by their names', () => {
    expect(labels('plug')).toEqual(['Pull the plug of a node']);
    expect(labels('bra')).toEqual(['Show Bravo']);
    expect(labels('n2')).toEqual(['Show Bravo']);
    expect(labels('ap')).toEqual(expect.arrayContaining(['Show apple', 'Show apricot']));
    expect(labels('see')).toContain('Go to a moment');
    expect(labels('zzz')).toEqual([]);
  });

  it('goes on where a line ends, with whoever is there', () => {
    expect(labels('KILL ')).toEqual(
      expect.arrayContaining(['Pull the plug of a node', 'KILL Alfa', 'KILL Bravo', 'KILL Charlie']),
    );
    expect(labels('kill b')).toEqual(['Run kill b', 'KILL Bravo']);
    expect(labels('SLOW Alfa ')).toEqual(expect.arrayContaining(['SLOW Alfa Bravo', 'SLOW Alfa Charlie']));
    expect(labels('GET apple @')).toContain('GET apple @Charlie');
    expect(labels('DROP ')).toContain('DROP n1>n2/c1.1/copy/0');
    expect(labels('SHOW p')).toEqual(expect.arrayContaining(['SHOW plum']));
  });

  it('runs a line that is complete', () => {
    expect(offersFor('KILL Bravo', known)[0]).toEqual({
      kind: 'run',
      line: 'KILL Bravo',
      label: 'Run KILL Bravo',
    });
    expect(offersFor('untie', known)[0]).toMatchObject({ kind: 'run', line: 'untie' });
  });
});

it('an act is done at once when it needs nobody, or somebody is looked at', () => {
  const act = (id: string) => acts.find((one) => one.id === id)!;
  expect(isReady(act('heal'), known)).toBe(true);
  expect(isReady(act('kill'), known)).toBe(false);
  expect(isReady(act('kill'), { ...known, node: 'n1' })).toBe(true);
  expect(isReady(act('read'), { ...known, node: 'n1' })).toBe(false);
  expect(isReady(act('read'), { ...known, key: 'apple' })).toBe(true);
  expect(isReady(act('slow'), { ...known, node: 'n1' })).toBe(false);
});

it('keys are written as they are printed', () => {
  expect(['k', ' ', 'Mod+k', 'Shift+ArrowLeft', '?', 'Delete'].map(keyText)).toEqual([
    'K',
    'Space',
    'Ctrl K',
    'Shift ←',
    '?',
    'Delete',
  ]);
});
