import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatDouble, parseDouble } from '../../src/store/doubles.ts';
import {
  addIntegers,
  INTEGER_MAX,
  INTEGER_MIN,
  multiplyIntegers,
  narrow,
  parseInteger,
} from '../../src/store/integers.ts';
import { addLongDoubles, formatLongDouble, parseLongDouble } from '../../src/store/long-doubles.ts';

const int64 = fc.bigInt({ min: INTEGER_MIN, max: INTEGER_MAX });

describe('integers', () => {
  test('every 64-bit integer survives being printed and read', () => {
    fc.assert(
      fc.property(int64, (value) => {
        const read = parseInteger(String(value));
        expect(BigInt(read as number)).toBe(value);
        expect(typeof read).toBe(Number.isSafeInteger(Number(value)) ? 'number' : 'bigint');
      }),
    );
  });

  test('what is read prints as it was written', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^-?[0-9 +.]{0,21}$/), (text) => {
        const read = parseInteger(text);
        if (read !== undefined) expect(String(read)).toBe(text);
      }),
    );
  });

  test.each([
    '',
    '-',
    '+1',
    '01',
    '-0',
    '1 ',
    ' 1',
    '1.0',
    '1e3',
    '0x1',
    '9223372036854775808',
    '-9223372036854775809',
  ])('%j is none', (text) => expect(parseInteger(text)).toBeUndefined());

  test('sums and products are exact or refused', () => {
    fc.assert(
      fc.property(int64, int64, (left, right) => {
        const one = narrow(left) ?? 0;
        const other = narrow(right) ?? 0;
        expect(addIntegers(one, other)).toBe(narrow(left + right));
        expect(multiplyIntegers(one, other)).toBe(narrow(left * right));
      }),
    );
  });
});

describe('doubles', () => {
  test('every double survives being printed and read', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), (value) => {
        expect(parseDouble(formatDouble(value))).toBe(value);
      }),
    );
  });

  test.each([
    [0.1, '0.10000000000000001'],
    [3, '3'],
    [-0, '-0'],
    [1e17, '1e+17'],
    [1e16, '10000000000000000'],
    [123456.789, '123456.789'],
    [0.0001, '0.0001'],
    [0.00001, '1.0000000000000001e-05'],
    [2 ** 50 + 0.25, '1125899906842624.2'],
    [2 ** 50 + 0.75, '1125899906842624.8'],
    [Infinity, 'inf'],
    [-Infinity, '-inf'],
  ])('%d is printed as %s', (value, text) => expect(formatDouble(value)).toBe(text));

  test.each(['', ' 1', '1 ', 'nan', '1e400', '1e-400', '.', 'e1', '0x', '1\0', 'infinit'])(
    '%j is none',
    (text) => expect(parseDouble(text)).toBeUndefined(),
  );

  test.each([
    ['inf', Infinity],
    ['-Infinity', -Infinity],
    ['0x10', 16],
    ['0x1.8p1', 3],
    ['0x1p-1074', 5e-324],
    ['.5', 0.5],
    ['5.', 5],
  ])('%s is %d', (text, value) => expect(parseDouble(text)).toBe(value));
});

function add(left: string, right: string): string {
  const sum = addLongDoubles(parseLongDouble(left) ?? NaN, parseLongDouble(right) ?? NaN);
  return typeof sum === 'number' ? String(sum) : formatLongDouble(sum);
}

describe('long doubles', () => {
  test.each([
    ['10.5', '0.1', '10.6'],
    ['0.1', '0.2', '0.3'],
    ['3', '1.00000000000000005', '4.00000000000000005'],
    ['5e3', '0', '5000'],
    ['1e20', '1', '100000000000000000000'],
    ['1e19', '1', '10000000000000000001'],
    ['-1.5', '1.5', '0'],
    ['1e4932', '1e4932', 'Infinity'],
  ])('%s + %s = %s', (left, right, sum) => expect(add(left, right)).toBe(sum));

  test('integers of 63 bits add exactly', () => {
    const half = fc.bigInt({ min: -(2n ** 62n), max: 2n ** 62n });
    fc.assert(
      fc.property(half, half, (left, right) => {
        expect(add(String(left), String(right))).toBe(String(left + right));
      }),
    );
  });

  test('addition commutes', () => {
    const text = fc.double({ noNaN: true, noDefaultInfinity: true }).map(String);
    fc.assert(
      fc.property(text, text, (left, right) => {
        expect(add(left, right)).toBe(add(right, left));
      }),
    );
  });
});
