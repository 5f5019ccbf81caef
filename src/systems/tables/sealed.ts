/**
 * A JSON object as it stands on a disk: its last field is a checksum of everything before it.
 *
 * The disk is not believed. A changed digit is still a number, and JSON of the right form: nothing but a checksum tells it from what was written. The
 * write-ahead log has its own; this is for what stands in files beside it. Both lanes of the fold are kept, whose steps lose nothing: one changed byte
 * always changes them. The field itself is compared letter by letter, so no byte of a file is without a guard.
 */
import { decodeText, encodeText } from '../../kernel/bytes.ts';
import { Fold } from '../../kernel/fold.ts';

const HEAD = ',"checksum":"';
const TAIL_LENGTH = HEAD.length + 16 + '"}'.length;

/** `json` is of an object that is not empty. */
export function seal(json: string): Uint8Array {
  const bytes = encodeText(`${json.slice(0, -1)}${' '.repeat(TAIL_LENGTH)}`);
  const end = bytes.length - TAIL_LENGTH;
  bytes.set(encodeText(tailOf(bytes.subarray(0, end))), end);
  return bytes;
}

/** The object without its checksum; null where these are not the bytes that were written. */
export function unseal(bytes: Uint8Array): string | null {
  const end = bytes.length - TAIL_LENGTH;
  if (end <= 0) return null;
  const head = bytes.subarray(0, end);
  return decodeText(bytes.subarray(end)) === tailOf(head) ? `${decodeText(head)}}` : null;
}

function tailOf(head: Uint8Array): string {
  const fold = new Fold();
  fold.bytes(head);
  const lanes = [fold.a, fold.b].map((lane) => (lane >>> 0).toString(16).padStart(8, '0'));
  return `${HEAD}${lanes.join('')}"}`;
}
