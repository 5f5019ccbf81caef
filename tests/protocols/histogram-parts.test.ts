/** Stretches of time, put together again, have the percentiles of the whole. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  mergeHistograms,
  newHistogram,
  quantile,
  QUANTILE_ERROR,
  record,
  type Histogram,
} from '../../src/protocols/histogram.ts';
import { cameSince, gathered, together } from '../../src/protocols/histogram-parts.ts';

const values = fc.array(fc.integer({ min: 0, max: 5_000_000_000 }), { maxLength: 60 });

function of(...lists: readonly (readonly number[])[]): Histogram {
  const histogram = newHistogram();
  for (const value of lists.flat()) record(histogram, value);
  return histogram;
}

describe('parts of a histogram', () => {
  test('give its counts and its sum again', () => {
    fc.assert(
      fc.property(values, values, values, (first, second, third) => {
        const [one, two, three] = [of(first), of(first, second), of(first, second, third)];
        const parts = [cameSince(one, null), cameSince(two, one), cameSince(three, two)] as const;
        const whole = gathered(parts);
        expect(whole.counts).toEqual(three.counts);
        expect([whole.count, whole.sum]).toEqual([three.count, three.sum]);
        const paired = gathered([together(parts[0], together(parts[1], parts[2]))]);
        expect(paired).toEqual(whole);
        // Of the stretch in the middle alone it is as if nothing else had been recorded.
        expect(gathered([parts[1]]).counts).toEqual(of(second).counts);
      }),
    );
  });

  test('give percentiles as near as a histogram’s own', () => {
    fc.assert(
      fc.property(values, values, (first, second) => {
        const before = of(first);
        const after = mergeHistograms(before, of(second));
        const since = gathered([cameSince(after, before)]);
        const own = of(second);
        for (const share of [0.5, 0.95, 0.99]) {
          const expected = quantile(own, share);
          // The ends are known to a bucket only.
          expect(Math.abs(quantile(since, share) - expected)).toBeLessThanOrEqual(
            1 + 2 * QUANTILE_ERROR * expected,
          );
        }
      }),
    );
  });

  test('of nothing there is nothing', () => {
    expect(gathered([])).toEqual(newHistogram());
    expect(cameSince(of([5, 9]), of([5, 9]))).toEqual({ pairs: [], sum: 0 });
    expect(together({ pairs: [], sum: 0 }, { pairs: [3, 1], sum: 3 })).toEqual({ pairs: [3, 1], sum: 3 });
  });
});
