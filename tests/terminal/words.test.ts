import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandWord, readLine } from '../../src/terminal/words.ts';
import { runs } from '../support/scenarios.ts';

const words = (text: string) => {
  const line = readLine(text);
  return line.ok ? [line.words, line.target] : line.says;
};

describe('a line', () => {
  it('is words between spaces of any kind', () => {
    expect(words('SET apple 1')).toEqual([['SET', 'apple', '1'], null]);
    expect(words('  SET\tapple \r\n 1  ')).toEqual([['SET', 'apple', '1'], null]);
    expect(words('')).toEqual([[], null]);
    // Only what a keyboard types as space; a non-breaking one is part of its word.
    expect(words('a\u00a0b')).toEqual([['a\u00a0b'], null]);
  });

  it('keeps together what is quoted, and reads escapes in double quotes only', () => {
    expect(words('SET "two words" \'it "is"\'')).toEqual([['SET', 'two words', 'it "is"'], null]);
    expect(words('"a\\n\\t\\r\\"\\\\b" \'a\\n\'')).toEqual([['a\n\t\r"\\b', 'a\\n'], null]);
    expect(words('"" \'\'')).toEqual([['', ''], null]);
    // A quote within a word is a letter like any other.
    expect(words('it\'s O"K')).toEqual([["it's", 'O"K'], null]);
  });

  it('is addressed by an unquoted last word with an at sign', () => {
    expect(words('GET apple @n2')).toEqual([['GET', 'apple'], 'n2']);
    expect(words('GET @n2 apple')).toEqual([['GET', '@n2', 'apple'], null]);
    expect(words('SET mail "@n2"')).toEqual([['SET', 'mail', '@n2'], null]);
    expect(words('GET @')).toEqual([['GET', '@'], null]);
    expect(words('@n2')).toEqual([[], 'n2']);
  });

  it('says where a quote is open or a space is missing', () => {
    expect(words('SET "apple')).toBe('The quote opened at character 5 is never closed.');
    expect(words("'a\\")).toBe('The quote opened at character 1 is never closed.');
    expect(words('"a"b')).toBe('After the quote that ends at character 3 a space is missing.');
  });

  it('gives back any words that were quoted into it', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { maxLength: 5 }), (list) => {
        const quoted = list.map((word) => `"${word.replace(/[\\"]/g, '\\$&')}"`).join(' ');
        expect(words(quoted)).toEqual([list, null]);
      }),
      runs(300),
    );
  });
});

describe('a command word', () => {
  it('is the same in either case, by ASCII alone', () => {
    expect(commandWord('incr')).toBe('INCR');
    expect(commandWord('ıñß-z9')).toBe('ıñß-Z9');
  });
});
