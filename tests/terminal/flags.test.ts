import { describe, expect, it } from 'vitest';
import { explainFlags, missingFlag, readFlags, usageOf, type Flag } from '../../src/terminal/flags.ts';
import { readShell } from '../../src/terminal/shell.ts';

const flags: readonly Flag[] = [
  { name: 'table-name', value: '<name>', isRequired: true, says: 'The table.' },
  { name: 'sort-key', value: '<text>', isRequired: false, says: 'The sort key.' },
];
const read = (text: string, places: readonly string[] = []) => {
  const line = readShell(text, []);
  if (!line.ok) throw new Error(line.says);
  const found = readFlags(line.words, flags, places);
  return found.ok ? [Object.fromEntries(found.values), found.wantsHelp] : found.says;
};

describe('flags', () => {
  it('have their value behind them, with or without a sign', () => {
    expect(read('--table-name Music --sort-key "Let It Be"')).toEqual([
      { 'table-name': 'Music', 'sort-key': 'Let It Be' },
      false,
    ]);
    expect(read("-table-name=Music --sort-key='a=b\nc'")).toEqual([
      { 'table-name': 'Music', 'sort-key': 'a=b\nc' },
      false,
    ]);
    expect(read('--sort-key=')).toEqual([{ 'sort-key': '' }, false]);
    expect(read('--sort-key ""')).toEqual([{ 'sort-key': '' }, false]);
  });

  it('may have values that look like flags, in quotes', () => {
    expect(read("--sort-key '--table-name'")).toEqual([{ 'sort-key': '--table-name' }, false]);
    expect(read('--sort-key -5')).toEqual([{ 'sort-key': '-5' }, false]);
  });

  it('are not needed where words have their places', () => {
    expect(read('Music "Let It Be"', ['table-name', 'sort-key'])).toEqual([
      { 'table-name': 'Music', 'sort-key': 'Let It Be' },
      false,
    ]);
    expect(read('x --table-name Music', ['table-name', 'sort-key'])).toEqual([
      { 'table-name': 'Music', 'sort-key': 'x' },
      false,
    ]);
  });

  it('name what is wrong', () => {
    expect(read('--tabel-name Music')).toBe('There is no flag --tabel-name.');
    expect(read('--table-name')).toBe('--table-name needs a value.');
    expect(read('--table-name --sort-key x')).toBe('--table-name needs a value.');
    expect(read('--table-name a --table-name b')).toBe('--table-name is given twice.');
    expect(read('Music')).toBe('Music is not expected here.');
    expect(read('a b c', ['table-name', 'sort-key'])).toBe('c is not expected here.');
    expect(missingFlag(new Map([['sort-key', 'x']]), flags)?.name).toBe('table-name');
    expect(missingFlag(new Map([['table-name', 'x']]), flags)).toBe(null);
  });

  it('explain themselves', () => {
    expect(read('--help')).toEqual([{}, true]);
    expect(read('--sort-key x -h')).toEqual([{ 'sort-key': 'x' }, true]);
    expect(usageOf('get-item', flags)).toBe('get-item --table-name <name> [--sort-key <text>]');
    expect(explainFlags(flags)).toEqual([
      '  --table-name <name>  The table.',
      '  --sort-key <text>    The sort key.',
    ]);
  });
});
