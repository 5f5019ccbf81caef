/**
 * A record as it stands in a log: framed so that a cut can be told from a changed byte.
 *
 *     length    4 bytes
 *     head      4 bytes: proves the length, and that the record stands where it was written
 *     payload
 *     tail      8 bytes: the chain after this record
 *
 * The **chain** is a fold over all payloads from the log's beginning. It makes every check depend on the position: a record that is whole but
 * in another place, missing or there twice does not fit. Both lanes are kept in full, because a fold's step loses nothing: one changed byte
 * always changes what is kept, not only nearly always.
 *
 * The length has a check of its own, and that is what parts the two verdicts. What loses its power leaves a prefix of what was written,
 * and a prefix is either too short to hold a length, or holds a proven one and then too little. So a record is `cut` only where bytes are
 * missing. A changed length is never believed, and never taken for a cut.
 */
import { Fold, type Chain } from '../kernel/fold.ts';

export const HEAD_BYTES = 8;
export const TAIL_BYTES = 8;
/** What a record takes beside its payload. */
export const FRAME_BYTES = HEAD_BYTES + TAIL_BYTES;

/** The payload with everything around it, and the chain behind it. */
export function frame(chain: Chain, payload: Uint8Array): readonly [Uint8Array, Chain] {
  const { length } = payload;
  const bytes = new Uint8Array(length + FRAME_BYTES);
  const after = follow(chain, payload);
  putWord(bytes, 0, length);
  putWord(bytes, 4, headOf(chain, length));
  bytes.set(payload, HEAD_BYTES);
  putWord(bytes, HEAD_BYTES + length, after[0]);
  putWord(bytes, HEAD_BYTES + length + 4, after[1]);
  return [bytes, after];
}

/** By hand: there is a record for every write, and a view of its bytes would cost as much as they do. */
function putWord(bytes: Uint8Array, at: number, word: number): void {
  bytes[at] = word >>> 24;
  bytes[at + 1] = word >>> 16;
  bytes[at + 2] = word >>> 8;
  bytes[at + 3] = word;
}

export type Reading =
  | { readonly is: 'whole'; readonly payload: Uint8Array; readonly end: number; readonly chain: Chain }
  /** Bytes are missing at the end. */
  | { readonly is: 'cut' }
  /** Bytes are not what was written, or not here. */
  | { readonly is: 'wrong' };

const CUT: Reading = { is: 'cut' };
const WRONG: Reading = { is: 'wrong' };

/** The record at an offset. Its payload is a view: no byte is copied. */
export function readFrame(bytes: Uint8Array, offset: number, chain: Chain): Reading {
  if (offset + HEAD_BYTES > bytes.length) return CUT;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const length = view.getUint32(offset);
  if (view.getInt32(offset + 4) !== headOf(chain, length)) return WRONG;
  const end = offset + length + FRAME_BYTES;
  if (end > bytes.length) return CUT;
  const payload = bytes.subarray(offset + HEAD_BYTES, end - TAIL_BYTES);
  const after = follow(chain, payload);
  const isWhole = view.getInt32(end - 8) === after[0] && view.getInt32(end - 4) === after[1];
  return isWhole ? { is: 'whole', payload, end, chain: after } : WRONG;
}

/** For one chain no two lengths have the same check. */
function headOf([a, b]: Chain, length: number): number {
  const word = Math.imul(length ^ a, 0x85ebca6b);
  return ((word << 13) | (word >>> 19)) ^ b;
}

function follow(chain: Chain, payload: Uint8Array): Chain {
  const fold = Fold.from(chain);
  fold.bytes(payload);
  return fold.chain();
}
