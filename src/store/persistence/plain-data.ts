/**
 * Any value of the store as bytes, and back. Values are plain data by rule, so one codec serves all types, those to come included, and
 * what is read is the very same to the last bit: the same order in a Map, the same −0. A format of the types' own would be smaller and
 * would outlive a change of a type; what is on a virtual disk need not.
 *
 * Nothing is known of two places that hold the same object: they would hold equal ones afterwards. No value has such places.
 */
import type { Bytes } from '../bytes.ts';
import { readByte, readBytes, readCount, readDouble, type BytesIn } from './bytes-in.ts';
import { writeByte, writeBytes, writeCount, writeDouble, type BytesOut } from './bytes-out.ts';

const NULL = 0;
const TRUE = 1;
const FALSE = 2;
const UNDEFINED = 3;
const POSITIVE = 4;
const NEGATIVE = 5;
const DOUBLE = 6;
const BIG = 7;
const BYTES = 8;
const LIST = 9;
const RECORD = 10;
const MAP = 11;
const SET = 12;
/** And from here on typed arrays, in the order of `TYPED`. */
const TYPED_FIRST = 16;

const TYPED = [
  Uint8Array,
  Int8Array,
  Uint16Array,
  Int16Array,
  Uint32Array,
  Int32Array,
  Float32Array,
  Float64Array,
] as const;

export function writeData(out: BytesOut, value: unknown): void {
  switch (typeof value) {
    case 'string':
      writeByte(out, BYTES);
      writeBytes(out, value);
      return;
    case 'number':
      writeNumber(out, value);
      return;
    case 'boolean':
      writeByte(out, value ? TRUE : FALSE);
      return;
    case 'undefined':
      writeByte(out, UNDEFINED);
      return;
    case 'bigint':
      writeByte(out, BIG);
      writeBytes(out, String(value));
      return;
    case 'object':
      if (value === null) writeByte(out, NULL);
      else writeObject(out, value);
      return;
    default:
      throw new Error('a function or a symbol cannot be part of a value');
  }
}

function writeNumber(out: BytesOut, value: number): void {
  const isWhole = Number.isSafeInteger(value) && !Object.is(value, -0);
  writeByte(out, !isWhole ? DOUBLE : value < 0 ? NEGATIVE : POSITIVE);
  if (isWhole) writeCount(out, Math.abs(value));
  else writeDouble(out, value);
}

function writeObject(out: BytesOut, value: object): void {
  if (Array.isArray(value)) {
    writeAll(out, LIST, value.length, value);
  } else if (value instanceof Map) {
    writeAll(out, MAP, value.size, [...value].flat(1));
  } else if (value instanceof Set) {
    writeAll(out, SET, value.size, value);
  } else if (ArrayBuffer.isView(value)) {
    const kind = TYPED.findIndex((made) => value instanceof made);
    if (kind < 0) throw new Error('there is no codec for this kind of array');
    const numbers = value as Float64Array;
    writeByte(out, TYPED_FIRST + kind);
    writeCount(out, numbers.length);
    // Number by number, for the bytes of an array lie as its host pleases.
    for (const number of numbers) writeNumber(out, number);
  } else {
    const fields = Object.entries(value);
    writeByte(out, RECORD);
    writeCount(out, fields.length);
    for (const [name, field] of fields) {
      writeBytes(out, name);
      writeData(out, field);
    }
  }
}

function writeAll(out: BytesOut, tag: number, count: number, items: Iterable<unknown>): void {
  writeByte(out, tag);
  writeCount(out, count);
  for (const item of items) writeData(out, item);
}

export function readData(source: BytesIn): unknown {
  const tag = readByte(source);
  switch (tag) {
    case NULL:
      return null;
    case TRUE:
      return true;
    case FALSE:
      return false;
    case UNDEFINED:
      return undefined;
    case POSITIVE:
      return readCount(source);
    case NEGATIVE:
      return -readCount(source);
    case DOUBLE:
      return readDouble(source);
    case BIG:
      return BigInt(readBytes(source));
    case BYTES:
      return readBytes(source);
    case LIST:
      return readAll(source);
    case RECORD:
      return readRecord(source);
    case MAP:
      return readMap(source);
    case SET:
      return new Set(readAll(source));
    default:
      return readTyped(source, tag);
  }
}

function readAll(source: BytesIn): unknown[] {
  const items: unknown[] = [];
  for (let left = readCount(source); left > 0; left -= 1) items.push(readData(source));
  return items;
}

function readRecord(source: BytesIn): Record<Bytes, unknown> {
  const record: Record<Bytes, unknown> = {};
  for (let left = readCount(source); left > 0; left -= 1) {
    const name = readBytes(source);
    record[name] = readData(source);
  }
  return record;
}

function readMap(source: BytesIn): Map<unknown, unknown> {
  const map = new Map<unknown, unknown>();
  for (let left = readCount(source); left > 0; left -= 1) {
    const key = readData(source);
    map.set(key, readData(source));
  }
  return map;
}

function readTyped(source: BytesIn, tag: number): unknown {
  const made = TYPED[tag - TYPED_FIRST];
  if (made === undefined) throw new Error(`what was written on the disk has a tag ${tag} that nobody knows`);
  const numbers = new made(readCount(source));
  for (let index = 0; index < numbers.length; index += 1) numbers[index] = readData(source) as number;
  return numbers;
}
