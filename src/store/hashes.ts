/**
 * Hashes, in Redis's two ways. A small one is a flat array of fields and values in turn, in the order in which the fields came: a search
 * looks at all of it, which is quicker than any index as long as that is little. Too many fields, or one field or value too long, make it a
 * dense array with an index. It goes back only on its way through a snapshot, which keeps fields and no history.
 */
import type { Bytes } from './bytes.ts';
import { denseDelete, denseGet, denseSet, denseSize, newDense, type Dense } from './dense.ts';
import { COLLECTION_BYTES, ELEMENT_BYTES } from './memory.ts';
import type { Collection } from './values.ts';

export interface Hash extends Collection {
  readonly type: 'hash';
  encoding: 'listpack' | 'hashtable';
  /** Fields and values in turn. Empty in a hashtable. */
  pairs: Bytes[];
  /** All fields of a hashtable; null in a listpack. */
  table: Dense<Bytes> | null;
}

/** The settings `hash-max-listpack-entries` and `hash-max-listpack-value`. */
export interface HashLimits {
  readonly entries: number;
  readonly length: number;
}

export function newHash(): Hash {
  return { type: 'hash', encoding: 'listpack', bytes: COLLECTION_BYTES, pairs: [], table: null };
}

export function hashSize({ pairs, table }: Hash): number {
  return table === null ? pairs.length / 2 : denseSize(table);
}

export function fieldValue({ pairs, table }: Hash, field: Bytes): Bytes | undefined {
  if (table !== null) return denseGet(table, field);
  const place = placeOf(pairs, field);
  return place < 0 ? undefined : pairs[place + 1];
}

/** True when the field is new. */
export function setField(hash: Hash, field: Bytes, value: Bytes, limits: HashLimits): boolean {
  const isLong = field.length > limits.length || value.length > limits.length;
  const table = isLong ? toTable(hash) : hash.table;
  const old = table === null ? putPair(hash.pairs, field, value) : denseGet(table, field);
  if (table !== null) denseSet(table, field, value);
  const before = old === undefined ? -ELEMENT_BYTES - field.length : old.length;
  hash.bytes += value.length - before;
  // What was there before counts too: the setting may have been lowered.
  if (hashSize(hash) > limits.entries) toTable(hash);
  return old === undefined;
}

/** Answers the value before. */
function putPair(pairs: Bytes[], field: Bytes, value: Bytes): Bytes | undefined {
  const place = placeOf(pairs, field);
  if (place < 0) {
    pairs.push(field, value);
    return undefined;
  }
  const old = pairs[place + 1];
  pairs[place + 1] = value;
  return old;
}

/** True when the field was there. */
export function removeField(hash: Hash, field: Bytes): boolean {
  const old = fieldValue(hash, field);
  if (old === undefined) return false;
  if (hash.table === null) hash.pairs.splice(placeOf(hash.pairs, field), 2);
  else denseDelete(hash.table, field);
  hash.bytes -= ELEMENT_BYTES + field.length + old.length;
  return true;
}

/** In the order of their coming in a listpack, in no order that means anything in a hashtable. */
export function fieldsOf({ pairs, table }: Hash): Bytes[] {
  return table === null ? pairs.filter((_, index) => index % 2 === 0) : table.keys.slice();
}

/** In the order of their fields. */
export function valuesOf({ pairs, table }: Hash): Bytes[] {
  return table === null ? pairs.filter((_, index) => index % 2 === 1) : table.values.slice();
}

/** Fields and values in turn. */
export function pairsOf({ pairs, table }: Hash): Bytes[] {
  return table === null
    ? pairs.slice()
    : table.keys.flatMap((field, place) => [field, table.values[place] as Bytes]);
}

/** As a hash that comes from a snapshot: small wherever it may be. */
export function packHash(hash: Hash, { entries, length }: HashLimits): void {
  const { table } = hash;
  if (hashSize(hash) > entries) toTable(hash);
  else if (table !== null) {
    const pairs = pairsOf(hash);
    if (pairs.some((text) => text.length > length)) return;
    hash.pairs = pairs;
    hash.table = null;
    hash.encoding = 'listpack';
  }
}

function toTable(hash: Hash): Dense<Bytes> {
  if (hash.table !== null) return hash.table;
  const { pairs } = hash;
  const table = newDense<Bytes>();
  for (let index = 0; index < pairs.length; index += 2) {
    denseSet(table, pairs[index] as Bytes, pairs[index + 1] as Bytes);
  }
  hash.pairs = [];
  hash.table = table;
  hash.encoding = 'hashtable';
  return table;
}

/** Where the field stands, −1 where it does not. */
function placeOf(pairs: readonly Bytes[], field: Bytes): number {
  for (let index = 0; index < pairs.length; index += 2) if (pairs[index] === field) return index;
  return -1;
}
