import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesFrom, compareBytes, copyBytes, isWord, lowerCase, octetsOf } from '../../src/store/bytes.ts';

const octets = fc.uint8Array({ maxLength: 40 });

describe('byte strings', () => {
  test('are octets and back', () => {
    fc.assert(
      fc.property(octets, (array) => {
        expect(octetsOf(bytesFrom(array))).toEqual(array);
      }),
    );
    const long = Uint8Array.from({ length: 100_000 }, (_, index) => index & 255);
    expect(octetsOf(bytesFrom(long))).toEqual(long);
    expect(bytesFrom(long, 10, 13)).toBe('\x0a\x0b\x0c');
  });

  test('compare as memcmp does', () => {
    fc.assert(
      fc.property(octets, octets, (left, right) => {
        const order = compareBytes(bytesFrom(left), bytesFrom(right));
        expect(Math.sign(order)).toBe(Math.sign(Buffer.compare(left, right)));
      }),
    );
  });

  test('are written at an offset', () => {
    const target = new Uint8Array(6);
    expect(copyBytes('abc', target, 2)).toBe(5);
    expect([...target]).toEqual([0, 0, 97, 98, 99, 0]);
  });

  test('fold A to Z and nothing else', () => {
    expect(lowerCase('ABCxyzÄ[@`Z\xC0')).toBe('abcxyzÄ[@`z\xC0');
    expect(isWord('GeT', 'get')).toBe(true);
    expect(isWord('gett', 'get')).toBe(false);
    expect(isWord(undefined, 'get')).toBe(false);
  });
});
