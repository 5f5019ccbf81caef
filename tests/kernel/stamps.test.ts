import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Holding } from '../../src/kernel/contract.ts';
import { isNewer, newestOf } from '../../src/kernel/stamps.ts';

const stamp = fc.tuple(fc.nat(3), fc.nat(3), fc.constantFrom('n1', 'n2', 'n10'));

test('of two different stamps exactly one is newer, and whoever is newer than the newer one is newer', () => {
  fc.assert(
    fc.property(stamp, stamp, stamp, (one, other, third) => {
      const isSame = one.every((part, index) => part === other[index]);
      expect(isNewer(one, other) !== isNewer(other, one)).toBe(!isSame);
      if (isNewer(one, other) && isNewer(other, third)) expect(isNewer(one, third)).toBe(true);
    }),
  );
});

test('what goes on where the other one ends is newer; the newest is found wherever it stands', () => {
  expect(isNewer([1, 2, 'n1'], [1, 2])).toBe(true);
  expect(isNewer([1, 2], [1, 2, 'n1'])).toBe(false);
  expect(newestOf([])).toBe(null);
  const all = [
    [1, 2],
    [2, 0],
    [1, 9],
  ].map((each) => ({ stamp: each }) as unknown as Holding);
  expect(newestOf(all)).toBe(all[1]);
});
