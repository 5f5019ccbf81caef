/**
 * Cursors of SCAN and its kin. A cursor is a place in a dense array that is walked downwards (kernel/slot-table.ts says why): whatever is
 * there from the first call to the last is returned, whatever comes and goes between them. 0 begins a walk and ends it.
 */
import type { Bytes } from './bytes.ts';
import { isWord } from './bytes.ts';
import { globMatches } from './glob.ts';
import { readIndex } from './arguments.ts';
import { refuse, SYNTAX } from './refusals.ts';
import type { Reply } from './reply.ts';

export const INVALID_CURSOR = refuse('ERR invalid cursor');
const COUNT_USUAL = 10;
const CURSOR_MAX = 18_446_744_073_709_551_615n;

export interface ScanOptions {
  readonly count: number;
  /** Whether the pattern, if there is one, takes this. */
  matches(text: Bytes): boolean;
  /** Only SCAN has it. */
  readonly type: Bytes | undefined;
}

/** As `strtoul` reads it: signs and nothing at all are numbers to it, blanks in front are not to Redis. */
export function readCursor(text: Bytes): number {
  const end = text.indexOf('\0');
  const shown = end < 0 ? text : text.slice(0, end);
  if (shown === '') return 0;
  if (!/^[+-]?\d+$/.test(shown)) throw INVALID_CURSOR;
  const size = BigInt(shown.replace(/^[+-]/, ''));
  if (size > CURSOR_MAX) throw INVALID_CURSOR;
  // A negative one wraps around to something far beyond the end, where any walk begins anew.
  return Number(shown.startsWith('-') && size > 0n ? CURSOR_MAX : size);
}

/** The options from `args[from]` on. */
export function readScanOptions(args: readonly Bytes[], from: number, typed = false): ScanOptions {
  let count = COUNT_USUAL;
  let pattern: Bytes | undefined;
  let type: Bytes | undefined;
  for (let index = from; index < args.length; index += 2) {
    const value = args[index + 1];
    if (value === undefined) throw SYNTAX;
    if (isWord(args[index], 'count')) {
      count = readIndex(value);
      if (count < 1) throw SYNTAX;
    } else if (isWord(args[index], 'match')) {
      pattern = value;
    } else if (typed && isWord(args[index], 'type')) {
      type = value;
    } else {
      throw SYNTAX;
    }
  }
  const glob = pattern;
  const all = glob === undefined || glob === '*';
  return { count, type, matches: (text) => all || globMatches(glob, text) };
}

/**
 * One step of a walk over a dense array of this length: `visit` gets up to `count` places. Answers the cursor to go on with, 0 at the end.
 */
export function walk(length: number, cursor: number, count: number, visit: (place: number) => void): number {
  let place = cursor === 0 || cursor > length ? length : cursor;
  const end = Math.max(0, place - count);
  while (place > end) {
    place -= 1;
    visit(place);
  }
  return end;
}

export function scanReply(cursor: number, items: readonly Reply[]): Reply {
  return [String(cursor), items];
}
