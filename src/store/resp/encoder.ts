/**
 * Typed replies to bytes, into one buffer that grows and is used again. Everything that protocol 2 cannot say is flattened here and
 * nowhere else: commands answer the richest type they have, and protocol 3 is another `writeRecord`.
 */
import { copyBytes } from '../bytes.ts';
import { formatDouble } from '../doubles.ts';
import { OK, type Reply } from '../reply.ts';
import type { WriteBytes } from './byte-text.ts';

export interface ReplyBuffer {
  bytes: Uint8Array;
  /** Bytes written. */
  length: number;
}

const CAPACITY_MIN = 16_384;
/** The most that a number and the marks around it take. */
const HEAD_MAX = 32;
/** Up to this length a loop beats any call into the host. */
const LOOP_MAX = 24;

const LF = 0x0a;
const CR = 0x0d;
const PLUS = 0x2b;
const MINUS = 0x2d;
const COLON = 0x3a;
const DOLLAR = 0x24;
const STAR = 0x2a;
const ZERO = 0x30;

export function createReplyBuffer(): ReplyBuffer {
  return { bytes: new Uint8Array(CAPACITY_MIN), length: 0 };
}

/** Ready for the next batch. One giant reply must not hold its memory for ever. */
export function clearReplies(buffer: ReplyBuffer, capacityMax: number): void {
  if (buffer.bytes.length > capacityMax) buffer.bytes = new Uint8Array(CAPACITY_MIN);
  buffer.length = 0;
}

export function writeReply(buffer: ReplyBuffer, reply: Reply, write: WriteBytes = copyBytes): void {
  switch (typeof reply) {
    case 'string':
      writeBulk(buffer, reply, write);
      return;
    case 'number':
      writeHead(buffer, COLON, reply);
      return;
    case 'bigint':
      writeLine(buffer, COLON, String(reply), write);
      return;
    default:
      break;
  }
  if (reply === OK) writeOk(buffer);
  else if (reply === null) writeHead(buffer, DOLLAR, -1);
  else if (Array.isArray(reply)) writeArray(buffer, reply as readonly Reply[], write);
  else writeRecord(buffer, reply as Exclude<Reply, Plain>, write);
}

type Plain = number | bigint | string | null | readonly Reply[];

/** What protocol 2 makes of the richer types. */
function writeRecord(buffer: ReplyBuffer, reply: Exclude<Reply, Plain>, write: WriteBytes): void {
  if ('status' in reply) writeLine(buffer, PLUS, reply.status, write);
  else if ('error' in reply) writeLine(buffer, MINUS, reply.error, write);
  else if ('nilArray' in reply) writeHead(buffer, STAR, -1);
  else if ('double' in reply) writeBulk(buffer, formatDouble(reply.double), write);
  else if ('map' in reply) writeArray(buffer, reply.map, write);
  else if ('set' in reply) writeArray(buffer, reply.set, write);
  else if ('push' in reply) writeArray(buffer, reply.push, write);
  else if ('boolean' in reply) writeHead(buffer, COLON, reply.boolean ? 1 : 0);
  else writeBulk(buffer, reply.verbatim, write);
}

function writeArray(buffer: ReplyBuffer, items: readonly Reply[], write: WriteBytes): void {
  writeHead(buffer, STAR, items.length);
  for (let index = 0; index < items.length; index += 1) writeReply(buffer, items[index] as Reply, write);
}

function writeOk(buffer: ReplyBuffer): void {
  const bytes = reserve(buffer, 5);
  const at = buffer.length;
  bytes[at] = PLUS;
  bytes[at + 1] = 0x4f;
  bytes[at + 2] = 0x4b;
  bytes[at + 3] = CR;
  bytes[at + 4] = LF;
  buffer.length = at + 5;
}

function writeBulk(buffer: ReplyBuffer, text: string, write: WriteBytes): void {
  const { length } = text;
  const bytes = reserve(buffer, length + HEAD_MAX);
  let at = writeNumber(bytes, buffer.length, DOLLAR, length);
  at = writeText(bytes, at, text, write);
  bytes[at] = CR;
  bytes[at + 1] = LF;
  buffer.length = at + 2;
}

function writeLine(buffer: ReplyBuffer, mark: number, text: string, write: WriteBytes): void {
  const bytes = reserve(buffer, text.length + 3);
  bytes[buffer.length] = mark;
  const at = writeText(bytes, buffer.length + 1, text, write);
  bytes[at] = CR;
  bytes[at + 1] = LF;
  buffer.length = at + 2;
}

function writeText(bytes: Uint8Array, start: number, text: string, write: WriteBytes): number {
  const { length } = text;
  if (length > LOOP_MAX) write(text, bytes, start);
  else for (let index = 0; index < length; index += 1) bytes[start + index] = text.charCodeAt(index);
  return start + length;
}

function writeHead(buffer: ReplyBuffer, mark: number, value: number): void {
  const bytes = reserve(buffer, HEAD_MAX);
  buffer.length = writeNumber(bytes, buffer.length, mark, value);
}

/** A mark, a whole number within ±2^53 and the end of the line; returns the offset behind them. */
function writeNumber(bytes: Uint8Array, offset: number, mark: number, value: number): number {
  bytes[offset] = mark;
  let at = offset + 1;
  let left = value;
  if (left < 0) {
    bytes[at] = MINUS;
    at += 1;
    left = -left;
  }
  let digits = 1;
  for (let bound = 10; bound <= left; bound *= 10) digits += 1;
  let write = at + digits;
  bytes[write] = CR;
  bytes[write + 1] = LF;
  const end = write + 2;
  while (left > 0x7fffffff) {
    const rest = Math.floor(left / 10);
    write -= 1;
    bytes[write] = ZERO + (left - rest * 10);
    left = rest;
  }
  // Within 31 bits the division is one of integers, several times as fast.
  let small = left | 0;
  do {
    const rest = (small / 10) | 0;
    write -= 1;
    bytes[write] = ZERO + (small - rest * 10);
    small = rest;
  } while (write > at);
  return end;
}

/** The buffer's bytes, with room for `count` more. */
function reserve(buffer: ReplyBuffer, count: number): Uint8Array {
  const needed = buffer.length + count;
  if (needed <= buffer.bytes.length) return buffer.bytes;
  const bytes = new Uint8Array(Math.max(needed, 2 * buffer.bytes.length));
  bytes.set(buffer.bytes.subarray(0, buffer.length));
  buffer.bytes = bytes;
  return bytes;
}
