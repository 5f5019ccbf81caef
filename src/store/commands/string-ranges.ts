/** Strings as bytes: parts of them, and how long they are. */
import { argument, readIndex, readInteger, toIndex } from '../arguments.ts';
import type { Bytes } from '../bytes.ts';
import { keyAt, type CommandSpec } from '../command.ts';
import type { Context } from '../context.ts';
import { changed, lookupString, put, writableString } from '../keyspace.ts';
import { bytesOf } from '../memory.ts';
import { refuse } from '../refusals.ts';
import type { Reply } from '../reply.ts';
import { reserve } from '../room.ts';
import type { Entry } from '../store.ts';
import { rawString, textOf, type StringValue } from '../values.ts';

const TOO_LONG = refuse('ERR string exceeds maximum allowed size (proto-max-bulk-len)');
const BAD_OFFSET = refuse('ERR offset is out of range');

function checkLength(context: Context, length: number): void {
  if (length > context.store.settings['proto-max-bulk-len']) throw TOO_LONG;
}

function append(context: Context, args: readonly Bytes[]): Reply {
  const key = argument(args, 1);
  const tail = argument(args, 2);
  const entry = writableString(context, key);
  if (entry === undefined) {
    put(context, key, tail);
    return tail.length;
  }
  const text = textOf(entry.value);
  checkLength(context, text.length + tail.length);
  return rewrite(context, entry, text + tail);
}

function setrange(context: Context, args: readonly Bytes[]): Reply {
  const key = argument(args, 1);
  const part = argument(args, 3);
  const offset = readIndex(args[2]);
  if (offset < 0) throw BAD_OFFSET;
  const before = writableString(context, key);
  if (part === '') return before === undefined ? 0 : textOf(before.value).length;
  checkLength(context, offset + part.length);
  reserve(context, bytesOf(key, '', null) + offset + part.length);
  const entry = writableString(context, key);
  const text = entry === undefined ? '' : textOf(entry.value);
  const gap = '\0'.repeat(Math.max(0, offset - text.length));
  const changedText = text.slice(0, offset) + gap + part + text.slice(offset + part.length);
  if (entry !== undefined) return rewrite(context, entry, changedText);
  put(context, key, rawString(changedText));
  return changedText.length;
}

/** Changes a string in place, as its encoding will tell. */
function rewrite(context: Context, entry: Entry<StringValue>, text: Bytes): number {
  entry.value = rawString(text);
  changed(context, entry);
  return text.length;
}

function getrange(context: Context, args: readonly Bytes[]): Reply {
  const first = readInteger(args[2]);
  const last = readInteger(args[3]);
  const entry = lookupString(context, argument(args, 1));
  if (entry === undefined) return '';
  const text = textOf(entry.value);
  // Before they are cut to what a string can have: two places far in front of it are still one after the other.
  if (first < 0 && last < 0 && first > last) return '';
  let start = toIndex(first);
  let end = toIndex(last);
  if (start < 0) start = Math.max(0, text.length + start);
  if (end < 0) end = Math.max(0, text.length + end);
  return text.slice(start, Math.max(start, end + 1));
}

function strlen(context: Context, args: readonly Bytes[]): Reply {
  const entry = lookupString(context, argument(args, 1));
  return entry === undefined ? 0 : textOf(entry.value).length;
}

export const stringRanges: readonly CommandSpec[] = [
  {
    name: 'append',
    arity: 3,
    flags: ['write', 'denyoom', 'fast'],
    keys: [keyAt(1, 'RW insert')],
    group: 'string',
    errors: ['ERR string exceeds maximum allowed size (proto-max-bulk-len)'],
    run: append,
  },
  {
    name: 'strlen',
    arity: 2,
    flags: ['readonly', 'fast'],
    keys: [keyAt(1, 'RO')],
    group: 'string',
    run: strlen,
  },
  {
    name: 'getrange',
    arity: 4,
    flags: ['readonly'],
    keys: [keyAt(1, 'RO access')],
    group: 'string',
    run: getrange,
  },
  {
    name: 'setrange',
    arity: 4,
    flags: ['write', 'denyoom'],
    keys: [keyAt(1, 'RW update')],
    group: 'string',
    errors: ['ERR offset is out of range', 'ERR string exceeds maximum allowed size (proto-max-bulk-len)'],
    run: setrange,
  },
];
