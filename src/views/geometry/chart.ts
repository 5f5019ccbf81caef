/** A chart over time: where an instant and a value lie, a scale whose end is a round number, and never more points than there are pixels. */
export interface Plot {
  readonly width: number;
  /** From the top of the scale to its foot. */
  readonly top: number;
  readonly bottom: number;
  /** The time line's length. */
  readonly end: number;
  /** What the foot and the top of the scale stand for. */
  readonly low: number;
  readonly high: number;
}

export function xOf({ width, end }: Plot, at: number): number {
  return (width * at) / end;
}

export function timeOf({ width, end }: Plot, x: number): number {
  return (end * Math.max(0, Math.min(width, x))) / Math.max(1, width);
}

export function yOf({ top, bottom, low, high }: Plot, value: number): number {
  return bottom - ((bottom - top) * (value - low)) / (high - low);
}

/** The next round number that is no smaller; `least` where there is nothing to show. */
export function roundUp(value: number, least: number): number {
  if (!(value > least)) return least;
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 1.5, 2, 3, 4, 5, 6, 8, 10].find((factor) => factor * power >= value) ?? 10;
  return step * power;
}

/** The place of the instant that is nearest; -1 of none. */
export function nearest(times: readonly number[], at: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] as number) < at) low = middle + 1;
    else high = middle;
  }
  const [before, after] = [times[low - 1], times[low]];
  if (before === undefined) return times.length === 0 ? -1 : 0;
  return after === undefined || at - before <= after - at ? low - 1 : low;
}

/** Of the places in one column of pixels the least and the greatest, in their order: a line through them looks the same. */
export function thinned(
  times: readonly number[],
  valueOf: (place: number) => number,
  plot: Plot,
): readonly number[] {
  if (times.length <= 2 * plot.width) return times.map((_, place) => place);
  const kept: number[] = [];
  for (let first = 0; first < times.length;) {
    const column = Math.floor(xOf(plot, times[first] as number));
    let [least, most, next] = [first, first, first];
    for (; next < times.length && Math.floor(xOf(plot, times[next] as number)) === column; next += 1) {
      if (isLess(valueOf(next), valueOf(least))) least = next;
      if (isLess(valueOf(most), valueOf(next))) most = next;
    }
    kept.push(Math.min(least, most));
    if (least !== most) kept.push(Math.max(least, most));
    first = next;
  }
  return kept;
}

/** What is not there is less than anything: a gap stays a gap where there is nothing else. */
function isLess(one: number, other: number): boolean {
  if (Number.isNaN(one) || Number.isNaN(other)) return Number.isNaN(one) && !Number.isNaN(other);
  return one < other;
}
