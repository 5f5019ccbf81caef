/** Reading the bounds of ranges: `(1.5` and `+inf`, `[a` and `-`. */
import { argument } from '../arguments.ts';
import type { Bytes } from '../bytes.ts';
import { compareBytes } from '../bytes.ts';
import { parseDouble, readHexadecimal } from '../doubles.ts';
import { refuse } from '../refusals.ts';
import type { Bounds } from '../sorted-sets-ranges.ts';

const NOT_SCORES = refuse('ERR min or max is not a float');
const NOT_MEMBERS = refuse('ERR min or max not valid string range item');
export const BOUND_ERRORS: readonly string[] = [NOT_SCORES.error, NOT_MEMBERS.error];

interface Bound<Limit> {
  readonly limit: Limit;
  /** Whether the limit itself is outside. */
  readonly open: boolean;
}

/** A member, or the end of the world before or behind all members. */
type Edge = Bytes | -1 | 1;

/** The range between the scores that these two arguments spell. */
export function readScores(args: readonly Bytes[], min: number, max: number): Bounds {
  const low = readScore(argument(args, min));
  const high = readScore(argument(args, max));
  return {
    empty: isEmpty(low.limit - high.limit, low, high),
    isBelow: (_, score) => (low.open ? score <= low.limit : score < low.limit),
    isAbove: (_, score) => (high.open ? score >= high.limit : score > high.limit),
  };
}

/** The range between the members that these two arguments spell. */
export function readMembers(args: readonly Bytes[], min: number, max: number): Bounds {
  const low = readEdge(argument(args, min));
  const high = readEdge(argument(args, max));
  return {
    empty: isEmpty(compareEdges(low.limit, high.limit), low, high),
    isBelow: (member) => compareEdges(member, low.limit) < (low.open ? 1 : 0),
    isAbove: (member) => compareEdges(member, high.limit) > (high.open ? -1 : 0),
  };
}

/** `order`: how the lower limit compares with the higher. */
function isEmpty(order: number, low: Bound<unknown>, high: Bound<unknown>): boolean {
  return order > 0 || (order === 0 && (low.open || high.open));
}

function compareEdges(left: Edge, right: Edge): number {
  if (left === right) return 0;
  if (left === -1 || right === 1) return -1;
  if (left === 1 || right === -1) return 1;
  return compareBytes(left, right);
}

/** `1.5`, or `(1.5` without it. */
function readScore(text: Bytes): Bound<number> {
  const open = text.startsWith('(');
  const limit = looseDouble(open ? text.slice(1) : text);
  if (limit === undefined) throw NOT_SCORES;
  return { limit, open };
}

/** `[a`, or `(a` without it; `-` and `+` for the ends. */
function readEdge(text: Bytes): Bound<Edge> {
  const sign = text.charAt(0);
  if (sign === '[' || sign === '(') return { limit: text.slice(1), open: sign === '(' };
  if ((sign !== '-' && sign !== '+') || (text.length > 1 && text.charAt(1) !== '\0')) throw NOT_MEMBERS;
  return { limit: sign === '-' ? -1 : 1, open: true };
}

/**
 * A double as `strtod` alone reads it, without the checks that Redis makes of a score: blanks in front, nothing at all for 0, a NUL for the
 * end, and whatever is too large or too small for a double for the nearest one.
 */
function looseDouble(text: Bytes): number | undefined {
  const end = text.indexOf('\0');
  const shown = end < 0 ? text : text.slice(0, end);
  if (shown === '') return 0;
  const word = shown.replace(/^[ \t-\r]+/, '');
  const exact = parseDouble(word);
  if (exact !== undefined) return exact;
  if (/^[+-]?[\d.]+(?:e[+-]?\d+)?$/i.test(word)) {
    const nearest = Number(word);
    return Number.isNaN(nearest) ? undefined : nearest;
  }
  const fraction = readHexadecimal(word);
  if (fraction === undefined) return undefined;
  const nearest = fraction.exponent > 0 ? Infinity : 0;
  return fraction.mantissa < 0n ? -nearest : nearest;
}
