/** The table of acts: nothing that a hand can do lacks its key or its line, and every line means something. */
import { describe, expect, it } from 'vitest';
import type { Present } from '../../../src/scenario/systems.ts';
import { readConsole } from '../../../src/terminal/console.ts';
import { actOfKey, acts, isSingle, keyOf, wordOf, type ActId } from '../../../src/views/commands/acts.ts';
import { pageCommands } from '../../../src/views/commands/index.ts';
import { performs } from '../../../src/views/commands/perform.ts';
import { en } from '../../../src/views/words/en/index.ts';

const find = (id: ActId) => acts.find((act) => act.id === id)!;

describe('every row of the brief', () => {
  // Of each act: its keys as they are printed, and what can be typed for it.
  it.each<[ActId, readonly string[], string | null]>([
    ['show', ['Enter'], 'SHOW Bravo'],
    ['go', ['ArrowLeft', 'ArrowRight'], null],
    ['kill', ['Delete', 'Backspace'], 'KILL Bravo'],
    ['killProgram', ['Shift+Delete', 'Shift+Backspace'], 'KILL Bravo program'],
    ['revive', ['r'], 'REVIVE Bravo'],
    ['rope', ['l'], 'ROPE Alfa Bravo | *'],
    ['tie', ['Shift+Enter'], null],
    ['heal', ['u'], 'UNTIE'],
    ['link', ['k'], null],
    ['slow', [], 'SLOW Alfa Charlie 800'],
    ['lose', [], 'LOSE Alfa Charlie 30%'],
    ['cut', [], 'CUT Alfa Charlie'],
    ['block', [], 'BLOCK Alfa Charlie'],
    ['mend', [], 'MEND Alfa Charlie'],
    ['add', ['n'], 'ADD Golf'],
    ['put', ['p'], 'SET apple red'],
    ['drop', [], 'DROP message'],
    ['delay', [], 'DELAY message 200'],
    ['twice', [], 'TWICE message'],
    ['weight', [], 'WEIGHT Bravo 2'],
    ['next', [], 'NEXT'],
    ['read', ['g'], 'GET apple @Charlie'],
    ['play', [' '], 'PLAY'],
    ['pause', [' '], 'PAUSE'],
    ['step', ['.'], 'STEP'],
    ['back', [','], 'BACK'],
    ['earlier', ['[', 'Shift+ArrowLeft'], null],
    ['later', [']', 'Shift+ArrowRight'], null],
    ['first', ['Home'], null],
    ['last', ['End'], null],
    ['seek', [], 'SEEK 9.0'],
    ['slower', ['-'], null],
    ['faster', ['=', '+'], null],
    ['speed', [], 'SPEED 0.1'],
    ['undo', ['Mod+z'], 'UNDO'],
    ['setup', [], 'SETUP-CLUSTER 5'],
    ['help', ['?', '/', 'Mod+k'], 'HELP'],
    ['leave', ['Escape'], null],
  ])('%s', (id, keys, line) => expect(find(id)).toMatchObject({ keys, line }));
});

describe('the table', () => {
  it('names every act, in the words of the page', () => {
    expect(Object.keys(en.help.acts).sort()).toEqual(acts.map(({ id }) => id).sort());
    expect(Object.keys(en.help.groups).sort()).toEqual([...new Set(acts.map(({ group }) => group))].sort());
  });

  it('gives a key to one act only, but for the one that has two sides', () => {
    const keys = acts.filter(({ id }) => id !== 'pause').flatMap((act) => act.keys);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('does at once what needs no line, or is done by the element itself', () => {
    const silent = acts.filter(({ id, needs }) => needs !== 'line' && performs[id] === undefined);
    expect(silent.map(({ id }) => id)).toEqual(['go', 'leave']);
  });
});

describe('what can be typed', () => {
  const present: Present[] = ['Alfa', 'Bravo', 'Charlie'].map((name, index) => ({
    ...{ id: `n${index + 1}`, name, role: 'node', weight: 1, status: 'up' },
  }));
  const everybody: Present[] = present.map((node) =>
    node.name === 'Bravo' ? { ...node, status: 'down' } : node,
  );

  it.each(
    acts.filter(({ by, line }) => by === 'cluster' && line !== null).map(({ id, line }) => [id, line!]),
  )('%s: %s', (id, line) =>
    expect(readConsole(line, id === 'revive' ? everybody : present)).toMatchObject({ ok: true }),
  );

  it('is known by its first word, each word once, and what belongs to the system is left to it', () => {
    const words = pageCommands.map(({ word }) => word);
    expect(new Set(words).size).toBe(words.length);
    const own = acts.filter(({ by, line }) => by !== 'system' && line !== null);
    expect(new Set(words)).toEqual(new Set(own.map(wordOf)));
    expect(words).not.toContain('SET');
    expect(words).not.toContain('GET');
  });

  it('is shown by example', () => {
    for (const { word, usage } of pageCommands) expect(usage.split(' ')[0]).toBe(word);
  });
});

describe('a key', () => {
  const pressed = (key: string, more: object = {}) =>
    keyOf({ key, shiftKey: false, ctrlKey: false, metaKey: false, ...more });

  it('is what is printed on it, whatever it takes to type that', () => {
    expect(actOfKey(pressed('?', { shiftKey: true }))?.id).toBe('help');
    expect(actOfKey(pressed('/'))?.id).toBe('help');
    expect(actOfKey(pressed('K', { shiftKey: true }))?.id).toBe('link');
    expect(actOfKey(pressed('k', { ctrlKey: true }))?.id).toBe('help');
    expect(actOfKey(pressed('k', { metaKey: true }))?.id).toBe('help');
    expect(actOfKey(pressed('z', { metaKey: true }))?.id).toBe('undo');
    expect(actOfKey(pressed('Delete'))?.id).toBe('kill');
    expect(actOfKey(pressed('Delete', { shiftKey: true }))?.id).toBe('killProgram');
    expect(actOfKey(pressed('ArrowLeft', { shiftKey: true }))?.id).toBe('earlier');
    expect(actOfKey(pressed('q'))).toBeNull();
    expect(actOfKey(pressed('r', { ctrlKey: true }))).toBeNull();
    expect(actOfKey(pressed('Z', { ctrlKey: true, shiftKey: true }))).toBeNull();
  });

  it('can be turned off where it is a single character', () => {
    for (const key of ['k', '.', '?', '[']) expect(isSingle(key)).toBe(true);
    for (const key of [' ', 'Delete', 'Mod+k', 'Shift+Enter']) expect(isSingle(key)).toBe(false);
  });
});
