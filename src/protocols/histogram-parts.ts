/**
 * What came to a histogram within a time. Of a stretch of time few buckets have anything, so only these are kept, and stretches can be put together
 * again: the percentiles of a minute are those of its seconds added up, which no mean of percentiles could be.
 */
import { endOf, newHistogram, type Histogram } from './histogram.ts';

/** (bucket, how many) pairs in rising order. */
export interface Sparse {
  readonly pairs: readonly number[];
  readonly sum: number;
}

interface Counts {
  readonly counts: readonly number[];
  readonly sum: number;
}

/** What has come since; of no earlier one, all of it. */
export function cameSince({ counts, sum }: Counts, earlier: Counts | null): Sparse {
  const pairs: number[] = [];
  for (let bucket = 0; bucket < counts.length; bucket += 1) {
    const more = (counts[bucket] as number) - (earlier?.counts[bucket] ?? 0);
    if (more > 0) pairs.push(bucket, more);
  }
  return { pairs, sum: sum - (earlier?.sum ?? 0) };
}

/** All of them together, as a histogram. How far the least and the greatest value lay within their buckets is not known any more. */
export function gathered(parts: Iterable<Sparse>): Histogram {
  const whole = newHistogram();
  for (const { pairs, sum } of parts) {
    whole.sum += sum;
    for (let place = 0; place < pairs.length; place += 2) {
      const [bucket, more] = [pairs[place] as number, pairs[place + 1] as number];
      while (whole.counts.length <= bucket) whole.counts.push(0);
      whole.counts[bucket] = (whole.counts[bucket] as number) + more;
      whole.count += more;
    }
  }
  if (whole.count === 0) return whole;
  const first = whole.counts.findIndex((count) => count > 0);
  whole.min = first === 0 ? 0 : endOf(first - 1) + 1;
  whole.max = endOf(whole.counts.length - 1);
  return whole;
}

/** Two of them as one of the same kind. */
export function together({ pairs: left, sum }: Sparse, { pairs: right, sum: more }: Sparse): Sparse {
  const pairs: number[] = [];
  let [one, other] = [0, 0];
  while (one < left.length || other < right.length) {
    const bucket = Math.min(left[one] ?? Infinity, right[other] ?? Infinity);
    let count = 0;
    if (left[one] === bucket) {
      count += left[one + 1] as number;
      one += 2;
    }
    if (right[other] === bucket) {
      count += right[other + 1] as number;
      other += 2;
    }
    pairs.push(bucket, count);
  }
  return { pairs, sum: sum + more };
}
