/**
 * The server's side of RESP: bytes, cut anywhere, to commands. What it accepts, what it refuses and in which words is what Redis 7.0
 * does, oddities included, because clients were written against those: a header ends at the first CR and the byte after it is skipped
 * unread; the two bytes after a bulk are skipped too; a NUL hides the rest of a header, as it does from C's `strchr`.
 *
 * The idea: a chunk is read where it lies, by offsets, and only what is left over at its end is copied. Each byte is looked at once,
 * however small the chunks: the search for a line's end remembers how far it came, and a bulk is waited for by counting.
 *
 *   feedRequests(parser, chunk);
 *   for (let args; (args = takeRequest(parser)) !== null; ) …      a parser that failed gives no more
 *
 * Taking one by one leaves the caller free to stop between two commands, for a client that blocks or has quit. It must then call
 * `keepRest`, before the chunk's bytes become another's.
 */
import { byteText, type ReadBytes } from './byte-text.ts';
import { splitInline } from './inline.ts';
import { CR, createSource, feedSource, findLineEnd, keepSource, LF, type ByteSource } from './source.ts';

/** The longest line without its end, in bytes. */
const LINE_MAX = 65_536;
const ARGUMENTS_MAX = 2_147_483_647;
/** Until a connection has said who it is, it gets no more memory than saying so takes. */
const STRANGER_ARGUMENTS_MAX = 10;
const STRANGER_BULK_MAX = 16_384;
/** 512 MiB in Redis. Here 24 bytes less, whatever the settings say: longer strings do not exist in V8. */
const BULK_MAX = 536_870_888;
export const DEFAULT_LIMITS: RequestLimits = {
  isStranger: false,
  bulkMax: BULK_MAX,
  queryMax: 1_073_741_824,
};
/** Roughly what an argument costs beside its bytes. */
const ARGUMENT_COST = 24;

const NUL = 0x00;
const DOLLAR = 0x24;
const STAR = 0x2a;
const ZERO = 0x30;

/** What a stream may ask for. Looked at only where it matters, so that what one command changes holds for the next one, at no cost. */
export interface RequestLimits {
  /** The connection has yet to say who it is: tighter limits hold. */
  readonly isStranger: boolean;
  /** The longest argument, in bytes. */
  readonly bulkMax: number;
  /** Bytes that one unfinished command may hold. */
  readonly queryMax: number;
}

/** Plain data, like all state of a node: an unfinished command survives a checkpoint. */
export interface RequestParser extends ByteSource {
  /** Set by the first violation: the error to answer, after which the connection closes. Empty: it closes without a word. */
  failure: string | null;
  args: string[];
  /** Arguments still to come; 0 between commands. */
  missing: number;
  /** -1 while the length of the next argument is not known. */
  bulkLength: number;
  /** Of `args`: how many were counted into `held`, and what they cost. */
  counted: number;
  held: number;
}

export function createRequestParser(): RequestParser {
  return {
    ...createSource(),
    failure: null,
    args: [],
    missing: 0,
    bulkLength: -1,
    counted: 0,
    held: 0,
  };
}

/** Hands over the first `length` bytes of a chunk. They are read by the `takeRequest` calls that follow. */
export function feedRequests(parser: RequestParser, chunk: Uint8Array, length = chunk.length): void {
  if (parser.failure === null) feedSource(parser, chunk, length);
}

/** The next whole command, or null when more bytes are needed or the stream has failed. */
export function takeRequest(
  parser: RequestParser,
  read: ReadBytes = byteText,
  limits: RequestLimits = DEFAULT_LIMITS,
): string[] | null {
  while (parser.position < parser.end && parser.failure === null) {
    const isMultibulk = parser.missing > 0 || parser.bytes[parser.position] === STAR;
    const isWhole = isMultibulk ? readMultibulk(parser, read, limits) : readInline(parser, read);
    if (!isWhole) break;
    const { args } = parser;
    if (args.length === 0) continue;
    parser.args = [];
    if (parser.counted > 0) {
      parser.counted = 0;
      parser.held = 0;
    }
    return args;
  }
  keepRest(parser, limits);
  return null;
}

/** Moves what is not read yet into the parser's own memory: the host's chunk is free afterwards. */
export function keepRest(parser: RequestParser, limits: RequestLimits = DEFAULT_LIMITS): void {
  if (parser.failure !== null) parser.position = parser.end;
  parser.expected = parser.bulkLength + 2;
  keepSource(parser);
  const { args } = parser;
  for (; parser.counted < args.length; parser.counted += 1) {
    parser.held += ARGUMENT_COST + (args[parser.counted] as string).length;
  }
  if (parser.held + parser.end > limits.queryMax) parser.failure = '';
}

function fail(parser: RequestParser, problem: string): false {
  parser.failure = `ERR Protocol error: ${problem}`;
  return false;
}

/**
 * Reads as many arguments as there are. True when the command is whole; an empty or negative count is one without arguments, which
 * the caller passes over.
 */
function readMultibulk(parser: RequestParser, read: ReadBytes, limits: RequestLimits): boolean {
  if (parser.missing === 0) {
    const count = readNumber(parser, STAR, 'too big mbulk count string', read);
    if (count === INCOMPLETE) return false;
    if (count > ARGUMENTS_MAX || count === INVALID) return fail(parser, 'invalid multibulk length');
    if (count > STRANGER_ARGUMENTS_MAX && limits.isStranger) {
      return fail(parser, 'unauthenticated multibulk length');
    }
    if (count <= 0) return true;
    parser.missing = count;
  }
  const { args, bytes, end } = parser;
  let { position, missing, bulkLength: length } = parser;
  for (; missing > 0; missing -= 1) {
    if (length < 0) {
      length = shortLength(bytes, position, end);
      if (length >= 0) position += length < 10 ? 4 : 5;
      else {
        parser.position = position;
        parser.missing = missing;
        parser.bulkLength = -1;
        if (!readBulkLength(parser, read, limits)) return false;
        length = parser.bulkLength;
        position = parser.position;
      }
    }
    const stop = position + length;
    if (stop + 2 > end) {
      parser.position = position;
      parser.missing = missing;
      parser.bulkLength = length;
      return false;
    }
    args[args.length] = read(bytes, position, stop);
    position = stop + 2;
    length = -1;
  }
  parser.position = position;
  parser.missing = 0;
  parser.bulkLength = -1;
  return true;
}

/** The length in a bulk's header of one or two digits, as nearly all are, if it is there and in order; else -1. No limit is that low. */
function shortLength(bytes: Uint8Array, position: number, end: number): number {
  if (position + 5 > end || bytes[position] !== DOLLAR) return -1;
  const first = (bytes[position + 1] as number) - ZERO;
  if (first < 0 || first > 9) return -1;
  const second = (bytes[position + 2] as number) - ZERO;
  if (second === CR - ZERO) return first;
  if (first === 0 || second < 0 || second > 9 || bytes[position + 3] !== CR) return -1;
  return first * 10 + second;
}

function readBulkLength(parser: RequestParser, read: ReadBytes, limits: RequestLimits): boolean {
  const mark = parser.bytes[parser.position];
  const length = readNumber(parser, DOLLAR, 'too big bulk count string', read);
  if (length === INCOMPLETE) return false;
  if (mark !== DOLLAR) {
    // An error is one line: a line's end within it becomes a blank.
    const got = mark === CR || mark === LF ? ' ' : String.fromCharCode(mark as number);
    return fail(parser, `expected '$', got '${got}'`);
  }
  if (!(length >= 0 && length <= limits.bulkMax && length <= BULK_MAX))
    return fail(parser, 'invalid bulk length');
  if (length > STRANGER_BULK_MAX && limits.isStranger) return fail(parser, 'unauthenticated bulk length');
  parser.bulkLength = length;
  return true;
}

const INCOMPLETE = -Infinity;
const INVALID = Infinity;

/**
 * The number in the header that begins at `position`: what stands between its first byte and its CR. Steps over the header. A header
 * of up to nine digits that lies whole in the chunk, which is nearly every one, is read without a search.
 */
function readNumber(parser: RequestParser, mark: number, problem: string, read: ReadBytes): number {
  const { bytes, position, end } = parser;
  if (bytes[position] !== mark) return readOddNumber(parser, problem, read);
  let at = position + 1;
  let value = 0;
  const last = Math.min(end - 2, position + 10);
  for (; at <= last; at += 1) {
    const digit = (bytes[at] as number) - ZERO;
    if (digit >= 0 && digit <= 9) {
      value = value * 10 + digit;
      continue;
    }
    const digits = at - position - 1;
    if (digit !== CR - ZERO || digits === 0 || (bytes[position + 1] === ZERO && digits > 1)) break;
    parser.position = parser.scanned = at + 2;
    return value;
  }
  return readOddNumber(parser, problem, read);
}

function readOddNumber(parser: RequestParser, problem: string, read: ReadBytes): number {
  const { position } = parser;
  const stop = findLineEnd(parser, CR, NUL);
  if ((stop < 0 ? parser.end : stop) - position > LINE_MAX) fail(parser, problem);
  if (parser.failure !== null || stop < 0 || stop + 1 >= parser.end) return INCOMPLETE;
  parser.position = parser.scanned = stop + 2;
  // An empty header: the CR stands where the type byte should be.
  if (stop === position || stop - position > 21) return INVALID;
  return signedNumber(read(parser.bytes, position + 1, stop));
}

/** As strict as Redis is: no sign but a minus, no zero in front, nothing beyond 64 bits. */
function signedNumber(text: string): number {
  if (text === '0') return 0;
  if (!/^-?[1-9][0-9]*$/.test(text)) return INVALID;
  return BigInt(text) < -(1n << 63n) ? INVALID : Number(text);
}

function readInline(parser: RequestParser, read: ReadBytes): boolean {
  const { position } = parser;
  const stop = findLineEnd(parser, LF, NUL);
  if ((stop < 0 ? parser.end : stop) - position > LINE_MAX) return fail(parser, 'too big inline request');
  if (stop < 0) return false;
  const hasReturn = stop > position && parser.bytes[stop - 1] === CR;
  const words = splitInline(read(parser.bytes, position, hasReturn ? stop - 1 : stop));
  if (words === null) return fail(parser, 'unbalanced quotes in request');
  parser.position = parser.scanned = stop + 1;
  parser.args = words;
  return true;
}
