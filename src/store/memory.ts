/**
 * The accounting of memory: what `maxmemory` limits, `used_memory` shows and MEMORY USAGE answers.
 *
 * It counts what the data would take in a lean native store, by fixed rules and not by asking the engine that runs it: the answer must be
 * the same in every browser, or evictions would differ and histories with them. The rules:
 *
 *     an entry             64 bytes, and the bytes of its key
 *     a deadline           16 bytes more
 *     a string             its bytes
 *     a collection         COLLECTION_BYTES, and for each element ELEMENT_BYTES and the bytes of what it holds
 *
 * A store of which everything was deleted has used 0. Sessions, buffers and the log are not data and are not counted.
 */
import type { Bytes } from './bytes.ts';
import type { Integer } from './integers.ts';
import { isString, textOf, type Value } from './values.ts';

export const ENTRY_BYTES = 64;
export const DEADLINE_BYTES = 16;
export const COLLECTION_BYTES = 64;
/** For each element of a list, member of a set, field of a hash, member of a sorted set. */
export const ELEMENT_BYTES = 16;
/** The score of a member. */
export const SCORE_BYTES = 8;

export function bytesOf(key: Bytes, value: Value, deadline: Integer | null): number {
  const held =
    typeof value === 'string' ? value.length : isString(value) ? textOf(value).length : value.bytes;
  return ENTRY_BYTES + key.length + held + (deadline === null ? 0 : DEADLINE_BYTES);
}
