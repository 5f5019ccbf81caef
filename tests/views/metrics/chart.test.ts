/** The maths of charts: round scales, the instant under a pointer, and never more points than pixels. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nearest, roundUp, thinned, timeOf, xOf, yOf, type Plot } from '../../../src/views/geometry/chart.ts';
import { placeByKey } from '../../../src/views/metrics/keys.ts';

const plot: Plot = { width: 200, top: 10, bottom: 110, end: 10_000_000, low: 0, high: 50 };

describe('a chart', () => {
  test('has its instants from left to right and its values from the foot up', () => {
    expect([xOf(plot, 0), xOf(plot, 5_000_000), xOf(plot, 10_000_000)]).toEqual([0, 100, 200]);
    expect([yOf(plot, 0), yOf(plot, 25), yOf(plot, 50)]).toEqual([110, 60, 10]);
    expect([timeOf(plot, 100), timeOf(plot, -5), timeOf(plot, 900)]).toEqual([5_000_000, 0, 10_000_000]);
    // Both ways: the axis lies in the middle.
    expect(yOf({ ...plot, low: -50 }, 0)).toBe(60);
  });

  test('ends at a round number', () => {
    for (const [value, end] of [
      [0, 1],
      [NaN, 1],
      [1, 1],
      [1.1, 1.5],
      [23, 30],
      [51, 60],
      [100, 100],
      [1_900, 2_000],
    ] as const)
      expect(roundUp(value, 1)).toBe(end);
  });

  test('finds the instant that is nearest', () => {
    expect([-1, 4, 6, 14, 16, 99].map((at) => nearest([0, 10, 20], at))).toEqual([0, 0, 1, 1, 2, 2]);
    expect(nearest([], 5)).toBe(-1);
  });

  test('draws no more points than two a pixel, and loses neither top nor bottom', () => {
    const value = fc.oneof(fc.integer({ min: 0, max: 1_000 }), fc.constant(NaN));
    fc.assert(
      fc.property(fc.array(value, { maxLength: 3_000 }), (values) => {
        const times = values.map((_, place) => (place * plot.end) / values.length);
        const kept = thinned(times, (place) => values[place] as number, plot);
        expect(kept.length).toBeLessThanOrEqual(2 * plot.width + 2);
        expect([...kept].sort((left, right) => left - right)).toEqual(kept);
        const said = (places: readonly number[]) =>
          places.map((place) => values[place] as number).filter((one) => !Number.isNaN(one));
        const all = said(values.map((_, place) => place));
        expect(Math.max(...said(kept))).toBe(Math.max(...all));
        if (!values.includes(NaN)) expect(Math.min(...said(kept))).toBe(Math.min(...all));
      }),
    );
  });
});

test('keys go from point to point and not past the ends', () => {
  const to = (key: string, place: number, shiftKey = false) => placeByKey({ key, shiftKey }, place, 40);
  expect([to('ArrowRight', 5), to('ArrowLeft', 5), to('ArrowRight', 5, true)]).toEqual([6, 4, 15]);
  expect([to('Home', 5), to('End', 5), to('ArrowLeft', 0), to('PageUp', 38)]).toEqual([0, 39, 0, 39]);
  expect([to('Enter', 5), to('a', 5)]).toEqual([null, null]);
});
