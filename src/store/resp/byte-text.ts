/**
 * Bytes ⇄ byte strings at the edge, where it is the whole cost of reading a command: see bytes.ts for what a byte string is.
 */
import { bytesFrom, type Bytes } from '../bytes.ts';

/** Bytes from `start` up to, but not including, `end`, as a byte string. A host may know a faster way than `byteText` for long ones. */
export type ReadBytes = (octets: Uint8Array, start: number, end: number) => Bytes;

/** Writes a byte string at `offset`, where there is room for all of it. */
export type WriteBytes = (bytes: Bytes, target: Uint8Array, offset: number) => void;

/** Up to this length `shortText` is faster than anything else an engine offers: twice as fast as Node's `latin1Slice` at 16 bytes. */
export const SHORT_MAX = 20;

export const byteText: ReadBytes = (octets, start, end) =>
  end - start <= SHORT_MAX ? shortText(octets, start, end) : bytesFrom(octets, start, end);

/**
 * One call with all char codes makes one flat string. A loop that adds char by char makes a chain of pieces, which the first lookup has
 * to flatten, and a spread call copies its arguments twice; so the lengths that keys and command names have are written out.
 */
export const shortText: ReadBytes = (octets, start, end) => {
  const length = end - start;
  return length <= 10 ? shortest(octets, start, length) : shorter(octets, start, length);
};

const of = String.fromCharCode;

// prettier-ignore
function shortest(b: Uint8Array, s: number, length: number): string {
  switch (length) {
    case 0: return '';
    case 1: return of(b[s]!);
    case 2: return of(b[s]!, b[s + 1]!);
    case 3: return of(b[s]!, b[s + 1]!, b[s + 2]!);
    case 4: return of(b[s]!, b[s + 1]!, b[s + 2]!, b[s + 3]!);
    case 5: return of(b[s]!, b[s + 1]!, b[s + 2]!, b[s + 3]!, b[s + 4]!);
    case 6: return of(b[s]!, b[s + 1]!, b[s + 2]!, b[s + 3]!, b[s + 4]!, b[s + 5]!);
    case 7: return of(b[s]!, b[s + 1]!, b[s + 2]!, b[s + 3]!, b[s + 4]!, b[s + 5]!, b[s + 6]!);
    case 8: return of(b[s]!, b[s + 1]!, b[s + 2]!, b[s + 3]!, b[s + 4]!, b[s + 5]!, b[s + 6]!, b[s + 7]!);
    case 9: return of(b[s]!, b[s + 1]!, b[s + 2]!, b[s + 3]!, b[s + 4]!, b[s + 5]!, b[s + 6]!, b[s + 7]!, b[s + 8]!);
    default: return of(b[s]!, b[s + 1]!, b[s + 2]!, b[s + 3]!, b[s + 4]!, b[s + 5]!, b[s + 6]!, b[s + 7]!, b[s + 8]!, b[s + 9]!);
  }
}

// prettier-ignore
function shorter(b: Uint8Array, s: number, length: number): string {
  const b0 = b[s]!, b1 = b[s + 1]!, b2 = b[s + 2]!, b3 = b[s + 3]!, b4 = b[s + 4]!, b5 = b[s + 5]!, b6 = b[s + 6]!, b7 = b[s + 7]!;
  const b8 = b[s + 8]!, b9 = b[s + 9]!, t = s + 10;
  switch (length) {
    case 11: return of(b0, b1, b2, b3, b4, b5, b6, b7, b8, b9, b[t]!);
    case 12: return of(b0, b1, b2, b3, b4, b5, b6, b7, b8, b9, b[t]!, b[t + 1]!);
    case 13: return of(b0, b1, b2, b3, b4, b5, b6, b7, b8, b9, b[t]!, b[t + 1]!, b[t + 2]!);
    case 14: return of(b0, b1, b2, b3, b4, b5, b6, b7, b8, b9, b[t]!, b[t + 1]!, b[t + 2]!, b[t + 3]!);
    case 15: return of(b0, b1, b2, b3, b4, b5, b6, b7, b8, b9, b[t]!, b[t + 1]!, b[t + 2]!, b[t + 3]!, b[t + 4]!);
    case 16: return of(b0, b1, b2, b3, b4, b5, b6, b7, b8, b9, b[t]!, b[t + 1]!, b[t + 2]!, b[t + 3]!, b[t + 4]!, b[t + 5]!);
    case 17: return of(b0, b1, b2, b3, b4, b5, b6, b7, b8, b9, b[t]!, b[t + 1]!, b[t + 2]!, b[t + 3]!, b[t + 4]!, b[t + 5]!, b[t + 6]!);
    case 18: return of(b0, b1, b2, b3, b4, b5, b6, b7, b8, b9, b[t]!, b[t + 1]!, b[t + 2]!, b[t + 3]!, b[t + 4]!, b[t + 5]!, b[t + 6]!, b[t + 7]!);
    case 19: return of(b0, b1, b2, b3, b4, b5, b6, b7, b8, b9, b[t]!, b[t + 1]!, b[t + 2]!, b[t + 3]!, b[t + 4]!, b[t + 5]!, b[t + 6]!, b[t + 7]!, b[t + 8]!);
    default: return of(b0, b1, b2, b3, b4, b5, b6, b7, b8, b9, b[t]!, b[t + 1]!, b[t + 2]!, b[t + 3]!, b[t + 4]!, b[t + 5]!, b[t + 6]!, b[t + 7]!, b[t + 8]!, b[t + 9]!);
  }
}
