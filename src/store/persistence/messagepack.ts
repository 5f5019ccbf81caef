/**
 * Any value of the store as MessagePack, and back. Values are plain data by rule, so one codec serves all types, those to come included, and
 * what is read is the very same to the last bit: the same order in a Map, the same −0. A format of the types' own would be smaller and
 * would outlive a change of a type; what is on a virtual disk need not.
 *
 * What the format has is written as it has it, so that any of its readers can look into a log; what it lacks stands in extensions, below.
 * Byte strings take one byte a character: as `str` where all of them are ASCII, which is shorter by its head and quicker, else as `bin`. Read,
 * the two are one, for a text of people is its UTF-8 to us.
 *
 * Nothing is known of two places that hold the same object: they would hold equal ones afterwards. No value has such places.
 */
import { Decoder, Encoder, ExtData } from '@msgpack/msgpack';
import { bytesFrom, octetsOf, type Bytes } from '../bytes.ts';
import { byteText } from '../resp/byte-text.ts';

/** Types of extensions. These two hold nothing, those without a word MessagePack again. */
const UNDEFINED = 16;
const MINUS_ZERO = 17;
/** In digits: an integer that is a bigint though a number could hold it, or that is beyond 64 bits. */
const BIG = 18;
/** Keys and values in turn, in order: the format's own maps are our records. */
const MAP = 19;
const SET = 20;
/** And from here on typed arrays, in the order of `TYPED`. */
const TYPED_FIRST = 32;

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

/** Extensions are made before the library sees a value and opened after it: it offers no way to make one of a number or of nothing. */
const OPTIONS = {
  extensionCodec: {
    tryToEncode: (value: unknown) => (value instanceof ExtData ? value : null),
    decode: (data: Uint8Array, type: number) => new ExtData(type, data),
  },
  useBigInt64: true,
  rawStrings: true,
};

/** Its buffer serves one record after the other, which is four times as quick as a new one for each. One that has grown large goes. */
let encoder = new Encoder(OPTIONS);
const KEPT_MAX = 65_536;

export function pack(value: unknown): Uint8Array {
  const bytes = encoder.encode(wired(value));
  if (bytes.length > KEPT_MAX) encoder = new Encoder(OPTIONS);
  return bytes;
}

// --- Towards the wire ---------------------------------------------------------------------------------------------------

/** The same in what the format has. The very same where that is all there is. */
function wired(value: unknown): unknown {
  switch (typeof value) {
    case 'string':
      return NOT_ASCII.test(value) ? octetsOf(value) : value;
    case 'number':
      return Object.is(value, -0) ? new ExtData(MINUS_ZERO, NOTHING) : value;
    case 'boolean':
      return value;
    case 'undefined':
      return new ExtData(UNDEFINED, NOTHING);
    case 'bigint':
      return isWide(value) ? value : new ExtData(BIG, octetsOf(String(value)));
    case 'object':
      return value === null ? null : wiredObject(value);
    default:
      throw new Error('a function or a symbol cannot be part of a value');
  }
}

const NOT_ASCII = /[^\0-\x7f]/;
const NOTHING = new Uint8Array(0);

/** Whether it is one of 64 bits that only a bigint can be. */
function isWide(value: bigint): boolean {
  if (Number.isSafeInteger(Number(value))) return false;
  return BigInt.asIntN(64, value) === value || BigInt.asUintN(64, value) === value;
}

function wiredObject(value: object): unknown {
  if (Array.isArray(value)) return wiredList(value);
  if (value instanceof Map) return new ExtData(MAP, pack([...value].flat(1)));
  if (value instanceof Set) return new ExtData(SET, pack([...value]));
  if (!ArrayBuffer.isView(value)) return wiredRecord(value as Record<string, unknown>);
  const kind = TYPED.findIndex((made) => value instanceof made);
  if (kind < 0) throw new Error('there is no codec for this kind of array');
  // Number by number, for the bytes of an array lie as its host pleases.
  return new ExtData(TYPED_FIRST + kind, pack([...(value as Float64Array)]));
}

function wiredList(list: readonly unknown[]): readonly unknown[] {
  let copy: unknown[] | null = null;
  for (let index = 0; index < list.length; index += 1) {
    const item = wired(list[index]);
    if (item === list[index]) continue;
    copy ??= [...list];
    copy[index] = item;
  }
  return copy ?? list;
}

function wiredRecord(record: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  let copy: Record<string, unknown> | null = null;
  for (const name of Object.keys(record)) {
    const field = wired(record[name]);
    if (field === record[name]) continue;
    copy ??= { ...record };
    copy[name] = field;
  }
  return copy ?? record;
}

// --- And back -----------------------------------------------------------------------------------------------------------

export function unpack(bytes: Uint8Array): unknown {
  const values = decoded(bytes);
  if (values.length === 0) throw new Error(TOO_EARLY);
  if (values.length > 1) throw foreign('something stands behind it');
  return revived(values[0]);
}

const TOO_EARLY = 'what was written on the disk ends too early';

/** The bytes have passed their checks: what makes no sense here was never written by this engine. */
export function foreign(why: string): Error {
  return new Error(`what was written on the disk is not of this store: ${why}`);
}

function decoded(bytes: Uint8Array): unknown[] {
  try {
    return [...new Decoder(OPTIONS).decodeMulti(bytes)];
  } catch (error) {
    // The library's word for bytes that are missing.
    if (error instanceof RangeError) throw new Error(TOO_EARLY, { cause: error });
    throw foreign((error as Error).message);
  }
}

/** In place: what was decoded belongs to nobody else. */
function revived(value: unknown): unknown {
  if (typeof value === 'bigint') return integerOf(value);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Uint8Array) return byteText(value, 0, value.length);
  if (value instanceof ExtData) return extended(value.type, value.data as Uint8Array);
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) value[index] = revived(value[index]);
    return value;
  }
  const record = value as Record<string, unknown>;
  for (const name of Object.keys(record)) record[name] = revived(record[name]);
  return record;
}

/** Others may have written a small one in 64 bits. */
function integerOf(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

function extended(type: number, data: Uint8Array): unknown {
  switch (type) {
    case UNDEFINED:
      return undefined;
    case MINUS_ZERO:
      return -0;
    case BIG:
      return bigOf(bytesFrom(data));
    case MAP:
      return mapOf(listIn(data));
    case SET:
      return new Set(listIn(data));
    default:
      return typedOf(type, data);
  }
}

function bigOf(digits: Bytes): bigint {
  if (!/^-?[0-9]+$/.test(digits)) throw foreign('an integer is not made of digits');
  return BigInt(digits);
}

function listIn(data: Uint8Array): readonly unknown[] {
  return listOf(unpack(data));
}

export function listOf(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw foreign('a list is missing');
  return value;
}

function mapOf(list: readonly unknown[]): Map<unknown, unknown> {
  if (list.length % 2 !== 0) throw foreign('a key has no value');
  const map = new Map<unknown, unknown>();
  for (let index = 0; index < list.length; index += 2) map.set(list[index], list[index + 1]);
  return map;
}

function typedOf(type: number, data: Uint8Array): unknown {
  const made = TYPED[type - TYPED_FIRST];
  if (made === undefined) throw foreign(`nobody knows its extension of type ${type}`);
  const list = listIn(data);
  if (!areNumbers(list)) throw foreign('an array of numbers holds something else');
  return made.from(list);
}

function areNumbers(list: readonly unknown[]): list is readonly number[] {
  return list.every((item) => typeof item === 'number');
}
