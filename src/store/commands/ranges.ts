/** Ranges of indexes, as LRANGE, LTRIM, ZRANGE and their kin take them. */
import { readIndex } from '../arguments.ts';
import type { Bytes } from '../bytes.ts';

/** Where a range begins in a sequence of this size, and how many elements it takes: 0 for an empty one. */
export type IndexRange = (size: number) => readonly [start: number, count: number];

/** The range of `args[from]` to `args[from + 1]`, both included; negative ones count from the end. */
export function readRange(args: readonly Bytes[], from: number): IndexRange {
  const first = readIndex(args[from]);
  const last = readIndex(args[from + 1]);
  return (size) => {
    const start = Math.max(0, first < 0 ? size + first : first);
    const end = Math.min(size - 1, last < 0 ? size + last : last);
    return [start, Math.max(0, end - start + 1)];
  };
}
