/**
 * The client's side of RESP: bytes, cut anywhere, to typed replies. An unfinished reply is a stack of the arrays that are open, so an
 * array of a million elements that comes byte by byte is read once.
 */
import type { Reply } from '../reply.ts';
import { byteText, type ReadBytes } from './byte-text.ts';
import { CR, createSource, feedSource, findLineEnd, keepSource, type ByteSource } from './source.ts';

const DEPTH_MAX = 32;
const LENGTH_MAX = 536_870_888;

/** An array that waits for its elements. */
interface OpenArray {
  readonly items: Reply[];
  missing: number;
}

/** Plain data. */
export interface ReplyParser extends ByteSource {
  /** Set when the stream is no RESP; nothing can be read after that. */
  failure: string | null;
  open: OpenArray[];
  /** -1 while no bulk is being read. */
  bulkLength: number;
}

export function createReplyParser(): ReplyParser {
  return { ...createSource(), failure: null, open: [], bulkLength: -1 };
}

export function feedReplies(parser: ReplyParser, chunk: Uint8Array, length = chunk.length): void {
  if (parser.failure === null) feedSource(parser, chunk, length);
}

/** The next whole reply, or `undefined` when more bytes are needed or the stream has failed. */
export function takeReply(parser: ReplyParser, read: ReadBytes = byteText): Reply | undefined {
  while (parser.failure === null && parser.position < parser.end) {
    const value = parser.bulkLength < 0 ? readLine(parser, read) : readBulk(parser, read);
    if (value === INCOMPLETE) break;
    if (value === OPENED) continue;
    const whole = place(parser, value);
    if (whole !== undefined) return whole;
  }
  parser.expected = parser.bulkLength + 2;
  keepSource(parser);
  return undefined;
}

const INCOMPLETE = Symbol('incomplete');
const OPENED = Symbol('opened');
type Value = Reply | typeof INCOMPLETE | typeof OPENED;

/** Puts a value where it belongs. Returns it, or the outermost array that it completed. */
function place(parser: ReplyParser, value: Reply): Reply | undefined {
  let whole = value;
  for (;;) {
    const array = parser.open.at(-1);
    if (array === undefined) return whole;
    array.items.push(whole);
    array.missing -= 1;
    if (array.missing > 0) return undefined;
    parser.open.pop();
    whole = array.items;
  }
}

function readLine(parser: ReplyParser, read: ReadBytes): Value {
  const { bytes, position } = parser;
  const stop = findLineEnd(parser, CR);
  if (stop < 0 || stop + 1 >= parser.end) return INCOMPLETE;
  parser.position = parser.scanned = stop + 2;
  if (stop === position) return fail(parser, 'an empty line');
  const text = read(bytes, position + 1, stop);
  switch (bytes[position]) {
    case 0x2b: // +
      return { status: text };
    case 0x2d: // -
      return { error: text };
    case 0x3a: // :
      return integer(parser, text);
    case 0x24: // $
      return openBulk(parser, text);
    case 0x2a: // *
      return openArray(parser, text);
    default:
      return fail(parser, `a reply that begins with ${JSON.stringify(read(bytes, position, position + 1))}`);
  }
}

function readBulk(parser: ReplyParser, read: ReadBytes): Value {
  const start = parser.position;
  const stop = start + parser.bulkLength;
  if (stop + 2 > parser.end) return INCOMPLETE;
  parser.position = stop + 2;
  parser.bulkLength = -1;
  return read(parser.bytes, start, stop);
}

function integer(parser: ReplyParser, text: string): Value {
  if (!/^-?[0-9]{1,20}$/.test(text)) return fail(parser, `the integer ${JSON.stringify(text)}`);
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : BigInt(text);
}

function openBulk(parser: ReplyParser, text: string): Value {
  const length = lengthOf(text);
  if (length < 0) return length === -1 ? null : fail(parser, `the length ${JSON.stringify(text)}`);
  parser.bulkLength = length;
  return OPENED;
}

function openArray(parser: ReplyParser, text: string): Value {
  const length = lengthOf(text);
  if (length === 0) return [];
  if (length < 0) {
    return length === -1 ? { nilArray: true } : fail(parser, `the length ${JSON.stringify(text)}`);
  }
  if (parser.open.length === DEPTH_MAX) return fail(parser, `arrays nested deeper than ${DEPTH_MAX}`);
  parser.open.push({ items: [], missing: length });
  return OPENED;
}

/** -1 is the nil; -2 is no length. */
function lengthOf(text: string): number {
  if (text === '-1') return -1;
  const length = /^[0-9]{1,10}$/.test(text) ? Number(text) : -2;
  return length > LENGTH_MAX ? -2 : length;
}

function fail(parser: ReplyParser, problem: string): typeof INCOMPLETE {
  parser.failure = `Not a reply: ${problem}`;
  return INCOMPLETE;
}
