/** Messages as bytes, for whoever has to encrypt them. Structural and exact: what comes out is equal to what went in. */
import type { Data } from '../../../kernel/contract.ts';

const NULL = 0;
const TRUE = 1;
const FALSE = 2;
const INTEGER = 3;
const NEGATIVE = 4;
const DOUBLE = 5;
/** A text whose characters all fit a byte, as keys and arguments do. */
const NARROW = 6;
const WIDE = 7;
const BYTES = 8;
const LIST = 9;
const RECORD = 10;

interface Writer {
  bytes: Uint8Array;
  length: number;
}

export function encode(data: unknown): Uint8Array {
  const writer: Writer = { bytes: new Uint8Array(256), length: 0 };
  write(writer, data as Data);
  return writer.bytes.slice(0, writer.length);
}

function byte(writer: Writer, value: number): void {
  if (writer.length === writer.bytes.length) reserve(writer, 1);
  writer.bytes[writer.length] = value;
  writer.length += 1;
}

function reserve(writer: Writer, more: number): void {
  const needed = writer.length + more;
  if (needed <= writer.bytes.length) return;
  const larger = new Uint8Array(Math.max(needed, 2 * writer.bytes.length));
  larger.set(writer.bytes);
  writer.bytes = larger;
}

/** Seven bits a byte, the lowest first. */
function natural(writer: Writer, value: number): void {
  let rest = value;
  while (rest >= 128) {
    byte(writer, (rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  byte(writer, rest);
}

function write(writer: Writer, data: Data): void {
  if (data === null) byte(writer, NULL);
  else if (typeof data === 'boolean') byte(writer, data ? TRUE : FALSE);
  else if (typeof data === 'number') writeNumber(writer, data);
  else if (typeof data === 'string') writeText(writer, data);
  else if (data instanceof Uint8Array) {
    byte(writer, BYTES);
    natural(writer, data.length);
    reserve(writer, data.length);
    writer.bytes.set(data, writer.length);
    writer.length += data.length;
  } else if (isList(data)) {
    byte(writer, LIST);
    natural(writer, data.length);
    for (const item of data) write(writer, item);
  } else writeRecord(writer, data as Readonly<Record<string, Data | undefined>>);
}

function isList(data: object): data is readonly Data[] {
  return Array.isArray(data);
}

function writeRecord(writer: Writer, data: Readonly<Record<string, Data | undefined>>): void {
  const fields = Object.entries(data).filter(([, field]) => field !== undefined);
  byte(writer, RECORD);
  natural(writer, fields.length);
  for (const [name, field] of fields) {
    writeText(writer, name);
    write(writer, field as Data);
  }
}

function writeNumber(writer: Writer, value: number): void {
  if (Number.isSafeInteger(value)) {
    byte(writer, value < 0 ? NEGATIVE : INTEGER);
    natural(writer, Math.abs(value));
    return;
  }
  byte(writer, DOUBLE);
  reserve(writer, 8);
  new DataView(writer.bytes.buffer).setFloat64(writer.length, value);
  writer.length += 8;
}

function writeText(writer: Writer, text: string): void {
  const isNarrow = isByteText(text);
  byte(writer, isNarrow ? NARROW : WIDE);
  natural(writer, text.length);
  reserve(writer, isNarrow ? text.length : 2 * text.length);
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (!isNarrow) byte(writer, code >>> 8);
    byte(writer, code & 0xff);
  }
}

function isByteText(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) if (text.charCodeAt(index) > 0xff) return false;
  return true;
}

interface Reader {
  readonly bytes: Uint8Array;
  offset: number;
}

/** Only for bytes that `encode` made: they come from behind a seal. */
export function decode(bytes: Uint8Array): Data {
  return read({ bytes, offset: 0 });
}

function take(reader: Reader): number {
  const value = reader.bytes[reader.offset];
  if (value === undefined) throw new Error('the bytes of a message end too early');
  reader.offset += 1;
  return value;
}

function takeNatural(reader: Reader): number {
  let value = 0;
  for (let unit = 1; ; unit *= 128) {
    const next = take(reader);
    value += (next & 127) * unit;
    if (next < 128) return value;
  }
}

function read(reader: Reader): Data {
  const tag = take(reader);
  switch (tag) {
    case NULL:
      return null;
    case TRUE:
    case FALSE:
      return tag === TRUE;
    case INTEGER:
      return takeNatural(reader);
    case NEGATIVE:
      return -takeNatural(reader);
    case DOUBLE:
      return readDouble(reader);
    case NARROW:
    case WIDE:
      return readText(reader, tag === WIDE);
    case BYTES:
      return readBytes(reader);
    case LIST:
      return Array.from({ length: takeNatural(reader) }, () => read(reader));
    case RECORD:
      return readRecord(reader);
    default:
      throw new Error('no message has such bytes');
  }
}

function readDouble(reader: Reader): number {
  const { buffer, byteOffset } = reader.bytes;
  const value = new DataView(buffer, byteOffset).getFloat64(reader.offset);
  reader.offset += 8;
  return value;
}

function readText(reader: Reader, isWide: boolean): string {
  const length = takeNatural(reader);
  let text = '';
  for (let index = 0; index < length; index += 1) {
    const high = isWide ? take(reader) : 0;
    text += String.fromCharCode(high * 256 + take(reader));
  }
  return text;
}

function readBytes(reader: Reader): Uint8Array {
  const length = takeNatural(reader);
  const bytes = reader.bytes.slice(reader.offset, reader.offset + length);
  reader.offset += length;
  return bytes;
}

function readRecord(reader: Reader): Data {
  const fields: [string, Data][] = [];
  for (let count = takeNatural(reader); count > 0; count -= 1) {
    const name = read(reader) as string;
    fields.push([name, read(reader)]);
  }
  return Object.fromEntries(fields);
}
