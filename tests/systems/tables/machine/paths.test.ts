/** Paths of tables and items: safe, distinct, and read back. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fileOfItem,
  fileOfTable,
  placeOf,
  readPart,
  safePart,
  tableOf,
} from '../../../../src/systems/tables/machine/paths.ts';
import { commandWord } from '../../../../src/terminal/words.ts';
import { runs } from '../../../support/scenarios.ts';

/** All that could go wrong in a path, and any code units at all, halves of pairs among them. */
const key = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('a', 'A', 'b', '/', '.', '%', '~', '_', '0', ' ', "'", '\\') }),
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 5 })
    .map((codes) => String.fromCharCode(...codes)),
  fc.constantFrom(
    '',
    '.',
    '..',
    '/',
    '%',
    '%2e',
    '%_',
    '~1',
    'CON',
    'é',
    'e\u0301',
    '\ufeff',
    '\ufeffa',
    'İ',
  ),
);
const place = fc.record({ table: key, partitionKey: key, sortKey: key });

describe('a path', () => {
  it('shows what it is of', () => {
    expect(fileOfItem({ table: 'Music', partitionKey: 'The Beatles', sortKey: 'Let It Be' })).toBe(
      'tables/Music~1/The%20Beatles~9/Let%20It%20Be~92.json',
    );
    expect(fileOfTable('music')).toBe('tables/music/table.json');
    expect(safePart('../etc')).toBe('%2e%2e%2fetc');
    expect(safePart('')).toBe('%_');
    expect(safePart('Don’t')).toBe('Don%e2%80%99t~1');
  });

  it('is safe: no part of it is empty, leads upwards or has a slash, a dot or anything but plain characters', () => {
    fc.assert(
      fc.property(place, (of) => {
        const parts = fileOfItem(of).split('/');
        expect(parts.length).toBe(4);
        for (const part of [...parts.slice(0, 3), (parts[3] as string).replace(/\.json$/, '')])
          expect(part).toMatch(/^[A-Za-z0-9_~%-]+$/);
      }),
      runs(500),
    );
  });

  it('is read back', () => {
    fc.assert(
      fc.property(place, (of) => {
        expect(placeOf(fileOfItem(of))).toEqual(of);
        expect(tableOf(fileOfTable(of.table))).toBe(of.table);
        expect(placeOf(fileOfTable(of.table))).toBe(null);
        expect(tableOf(fileOfItem(of))).toBe(null);
      }),
      runs(500),
    );
  });

  it('is of one place only, on a disk too that takes capitals and small letters for the same', () => {
    fc.assert(
      fc.property(place, place, (one, other) => {
        const isSame = JSON.stringify(one) === JSON.stringify(other);
        expect(commandWord(fileOfItem(one)) === commandWord(fileOfItem(other))).toBe(isSame);
      }),
      runs(500),
    );
    const spellings = ['music', 'Music', 'MUSIC', 'musiC', 'mUsic'].map((name) =>
      commandWord(safePart(name)),
    );
    expect(new Set(spellings).size).toBe(spellings.length);
  });

  it('that nothing is written so is of nothing', () => {
    for (const part of [
      '',
      '.',
      '..',
      'Music',
      'music~1',
      'a%',
      'a%2',
      'a%zz',
      'a%2E',
      '%61',
      'a b',
      '%ff',
      'é',
    ])
      expect(readPart(part), part).toBe(null);
    for (const file of [
      'tables/a/b',
      'tables/a/b/c/d.json',
      'other/a/b/c.json',
      'tables/a/table.json.json',
      'wal',
    ])
      expect(placeOf(file), file).toBe(null);
  });
});
