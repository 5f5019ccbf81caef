/**
 * What an entry may hold. A string is a byte string, without anything around it. A collection is a record of plain data with its type, its
 * encoding (what `OBJECT ENCODING` answers) and its bytes by the accounting of memory.ts, which the file of that type keeps up to date.
 */
import type { Bytes } from './bytes.ts';
import { parseInteger } from './integers.ts';

export type CollectionType = 'list' | 'set' | 'hash' | 'zset';
export type TypeName = 'string' | CollectionType;

/** The common head of all collections: each type extends it by what it keeps. */
export interface Collection {
  readonly type: CollectionType;
  encoding: string;
  /** All that the collection holds, without the entry and the key. */
  bytes: number;
}

/** A string that Redis keeps in another encoding than its content would suggest, because of how it came to be. */
export interface KeptString {
  readonly type: 'string';
  readonly encoding: 'raw' | 'embstr';
  readonly text: Bytes;
}

export type StringValue = Bytes | KeptString;
export type Value = StringValue | Collection;

export function typeOf(value: Value): TypeName {
  return typeof value === 'string' ? 'string' : value.type;
}

export function isString(value: Value): value is StringValue {
  return typeof value === 'string' || value.type === 'string';
}

export function textOf(value: StringValue): Bytes {
  return typeof value === 'string' ? value : value.text;
}

/** Longest string that Redis allocates together with its object. */
const EMBEDDED_MAX = 44;

/** The value for a string that was changed in place; it says so only where the content does not. */
export function rawString(text: Bytes): StringValue {
  return text.length > EMBEDDED_MAX ? text : { type: 'string', encoding: 'raw', text };
}

/** The value for a text that was never looked at as an integer, though it may be one. */
export function unparsedString(text: Bytes): StringValue {
  return parseInteger(text) === undefined ? text : { type: 'string', encoding: 'embstr', text };
}

export function encodingOf(value: Value): string {
  if (typeof value === 'string') {
    if (parseInteger(value) !== undefined) return 'int';
    return value.length > EMBEDDED_MAX ? 'raw' : 'embstr';
  }
  return value.encoding;
}
