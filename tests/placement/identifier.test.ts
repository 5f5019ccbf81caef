/** S2-10: identifiers are SHA-1 cut to m bits, as anybody can check by `printf %s n1 | sha1sum`. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { identifierOf, isBetween, isUpTo, offsetBy, placeOn } from '../../src/placement/identifier.ts';

const LENGTHS = [8, 9, 13, 16, 31, 32, 61, 64, 127, 159, 160];

function byHand(text: string, bits: number): bigint {
  const digest = createHash('sha1').update(text, 'utf8').digest('hex');
  return BigInt(`0x${digest}`) >> BigInt(160 - bits);
}

describe('an identifier', () => {
  it.each(LENGTHS)(
    'of %i bits is the beginning of the SHA-1, and texts stand in the order of numbers',
    (bits) => {
      const names = ['n1', 'apple', '東京', '', ...Array.from({ length: 200 }, (_, index) => `key:${index}`)];
      const all = names.map((name) => [identifierOf(name, bits), byHand(name, bits)] as const);
      for (const [text, number] of all) expect(BigInt(`0x${text}`)).toBe(number);
      const byText = [...all].sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0));
      const byNumber = [...all].sort(([, left], [, right]) => (left < right ? -1 : left > right ? 1 : 0));
      expect(byText.map(([text]) => text)).toEqual(byNumber.map(([text]) => text));
      for (const [text, number] of all)
        expect(placeOn(text, bits)).toBeCloseTo(Number((number * 1_000_000_000n) >> BigInt(bits)) / 1e9, 8);
    },
  );

  it.each(LENGTHS)('of %i bits moves on by powers of two, round the end', (bits) => {
    const at = identifierOf('n1', bits);
    for (let power = 0; power < bits; power += 1) {
      const expected = (byHand('n1', bits) + (1n << BigInt(power))) % (1n << BigInt(bits));
      expect(BigInt(`0x${offsetBy(at, power, bits)}`)).toBe(expected);
    }
  });

  it('lies between two others clockwise', () => {
    expect(isBetween('20', '10', '30')).toBe(true);
    expect(isBetween('05', 'f0', '10')).toBe(true);
    expect(isBetween('f5', 'f0', '10')).toBe(true);
    expect(isBetween('20', 'f0', '10')).toBe(false);
    expect(isBetween('10', '10', '30')).toBe(false);
    expect(isBetween('30', '10', '30')).toBe(false);
    expect(isUpTo('30', '10', '30')).toBe(true);
    expect(isUpTo('10', '10', '30')).toBe(false);
    // Where both ends are one, the stretch is the whole circle.
    expect(isBetween('20', '10', '10')).toBe(true);
    expect(isBetween('10', '10', '10')).toBe(false);
    expect(isUpTo('10', '10', '10')).toBe(true);
  });
});
