/**
 * How long did things take? A histogram that remembers every value to within 1 %, whatever its size, in a few hundred counts; so p99 of a
 * day costs no more than p99 of a minute, and those of many nodes can be added up, which no mean of percentiles could.
 *
 * Log-linear: each power of two is cut into 64 buckets of one width (the layout that HdrHistogram made known). Whole numbers up to 64 are
 * exact. A bucket includes its upper end, so that powers of two are ends and "at most 1024" is answered exactly.
 */
export interface Histogram {
  /** How many values fell into each bucket; as long as its highest bucket needs. */
  counts: number[];
  count: number;
  sum: number;
  /** Of no values 0. */
  min: number;
  max: number;
}

const STEPS = 64;
const STEP_BITS = 6;

/** What a quantile may be off by, as a share of it: half a bucket. */
export const QUANTILE_ERROR = 1 / (2 * STEPS);

export function newHistogram(): Histogram {
  return { counts: [], count: 0, sum: 0, min: 0, max: 0 };
}

/** The bucket of a whole number: 0 to itself, then the numbers up to 64 one by one, then 64 for each power of two. */
function bucketOf(value: number): number {
  let last = value - 1;
  let octave = 0;
  // Behind 2³¹ by division; below it the bits say at once how often.
  while (last > 0x7fffffff) {
    last = Math.floor(last / 2);
    octave += 1;
  }
  const shift = Math.max(0, 31 - Math.clz32(last) - STEP_BITS);
  return value === 0 ? 0 : 1 + (octave + shift) * STEPS + (last >>> shift);
}

/** The greatest value of a bucket. */
export function endOf(bucket: number): number {
  if (bucket <= 2 * STEPS) return bucket;
  const octave = Math.floor((bucket - 1) / STEPS) - 1;
  let end = bucket - octave * STEPS;
  for (let doubling = 0; doubling < octave; doubling += 1) end *= 2;
  return end;
}

/** A whole number from 0 to 2⁵³, in whatever unit; what is not one is made one. */
export function record(histogram: Histogram, given: number): void {
  const value = Math.max(0, Math.round(given));
  const { counts } = histogram;
  const bucket = bucketOf(value);
  while (counts.length <= bucket) counts.push(0);
  counts[bucket] = (counts[bucket] as number) + 1;
  histogram.min = histogram.count === 0 ? value : Math.min(histogram.min, value);
  histogram.max = Math.max(histogram.max, value);
  histogram.count += 1;
  histogram.sum += value;
}

/** Both together, as if one had recorded everything. */
export function mergeHistograms(left: Histogram, right: Histogram): Histogram {
  if (left.count === 0) return { ...right, counts: [...right.counts] };
  if (right.count === 0) return { ...left, counts: [...left.counts] };
  const [long, short] = left.counts.length >= right.counts.length ? [left, right] : [right, left];
  return {
    counts: long.counts.map((count, bucket) => count + (short.counts[bucket] ?? 0)),
    count: left.count + right.count,
    sum: left.sum + right.sum,
    min: Math.min(left.min, right.min),
    max: Math.max(left.max, right.max),
  };
}

/** The value that a share `q` of all values does not exceed: 0.5 the median, 0.99 p99. Of no values 0. */
export function quantile({ counts, count, min, max }: Histogram, q: number): number {
  const rank = Math.ceil(q * count);
  // The first and the last of all are known without buckets.
  if (rank <= 1) return min;
  if (rank >= count) return max;
  let seen = 0;
  for (const [bucket, here] of counts.entries()) {
    seen += here;
    if (seen < rank) continue;
    const middle = Math.ceil((endOf(bucket - 1) + 1 + endOf(bucket)) / 2);
    return Math.min(max, Math.max(min, middle));
  }
  return max;
}

/** How many values were at most `value`: exact where `value` ends a bucket, as every power of two does. */
export function countUpTo({ counts }: Histogram, value: number): number {
  const last = bucketOf(value);
  let seen = 0;
  for (let bucket = 0; bucket <= last && bucket < counts.length; bucket += 1)
    seen += counts[bucket] as number;
  return seen;
}
