import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  countUpTo,
  mergeHistograms,
  newHistogram,
  quantile,
  QUANTILE_ERROR,
  record,
  type Histogram,
} from '../../src/protocols/histogram.ts';

function histogramOf(values: readonly number[]): Histogram {
  const histogram = newHistogram();
  for (const value of values) record(histogram, value);
  return histogram;
}

/** Sizes of every order, evenly by their logarithm; their sums stay below 2⁵³. */
const values = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 44 }), fc.double({ min: 1, max: 2, noNaN: true })), {
    minLength: 1,
    maxLength: 60,
  })
  .map((pairs) => pairs.map(([power, factor]) => Math.floor(2 ** power * factor) - 1));

describe('a histogram', () => {
  test('a quantile is that of the sorted list, to within the stated error', () => {
    expect(QUANTILE_ERROR).toBeLessThan(0.01);
    fc.assert(
      fc.property(values, fc.double({ min: 0, max: 1, noNaN: true }), (list, q) => {
        const sorted = list.toSorted((left, right) => left - right);
        const exact = sorted[Math.max(1, Math.ceil(q * list.length)) - 1] as number;
        const found = quantile(histogramOf(list), q);
        expect(Math.abs(found - exact)).toBeLessThanOrEqual(exact * QUANTILE_ERROR);
      }),
    );
  });

  test('small whole numbers are exact, and so are least, greatest, count and sum', () => {
    const small = Array.from({ length: 129 }, (_, index) => index);
    const histogram = histogramOf(small);
    for (const value of small) expect(quantile(histogram, (value + 1) / 129)).toBe(value);
    expect(histogram).toMatchObject({ count: 129, sum: (128 * 129) / 2, min: 0, max: 128 });
    expect(quantile(histogramOf([7, 1_000_003]), 1)).toBe(1_000_003);
  });

  test('merging is recording everything in one', () => {
    fc.assert(
      fc.property(values, values, (left, right) => {
        const merged = mergeHistograms(histogramOf(left), histogramOf(right));
        expect(merged).toEqual(histogramOf([...left, ...right]));
        expect(mergeHistograms(newHistogram(), merged)).toEqual(merged);
        expect(mergeHistograms(merged, newHistogram())).toEqual(merged);
      }),
    );
  });

  test('"at most 2ᵏ" is exact', () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 0, max: 52 }), (list, power) => {
        const expected = list.filter((value) => value <= 2 ** power).length;
        expect(countUpTo(histogramOf(list), 2 ** power)).toBe(expected);
      }),
    );
    const around = Array.from({ length: 40 }, (_, power) => [
      2 ** power - 1,
      2 ** power,
      2 ** power + 1,
    ]).flat();
    for (let power = 0; power < 40; power += 1)
      expect(countUpTo(histogramOf(around), 2 ** power)).toBe(
        around.filter((value) => value <= 2 ** power).length,
      );
  });

  test('of nothing everything is 0; what is no whole number is made one', () => {
    expect(quantile(newHistogram(), 0.99)).toBe(0);
    expect(countUpTo(newHistogram(), 8)).toBe(0);
    expect(histogramOf([-3, 2.4])).toMatchObject({ count: 2, sum: 2, min: 0, max: 2 });
  });

  test('a day of traffic takes little: 1 to 10 s in µs fit into 1 200 counts', () => {
    expect(histogramOf([1, 10_000_000]).counts.length).toBeLessThan(1_200);
  });
});
