/** A log for whoever only looks on; apart from the log itself, which every node carries. */
import { concatBytes } from '../kernel/bytes.ts';
import { FRAME_BYTES, HEAD_BYTES, TAIL_BYTES } from './log-frames.ts';

export interface Framed {
  readonly payload: Uint8Array;
  /** Where it ends, in the segment. */
  readonly end: number;
}

/** The records of a segment for whoever only looks on: nothing is proved, and a record that was cut is none. */
export function framesOf(chunks: readonly Uint8Array[]): readonly Framed[] {
  const bytes = concatBytes(
    chunks,
    chunks.reduce((sum, { length }) => sum + length, 0),
  );
  const view = new DataView(bytes.buffer);
  const found: Framed[] = [];
  let offset = 0;
  while (offset + FRAME_BYTES <= bytes.length) {
    const length = view.getUint32(offset);
    const end = offset + length + FRAME_BYTES;
    if (end > bytes.length) break;
    found.push({ payload: bytes.subarray(offset + HEAD_BYTES, end - TAIL_BYTES), end });
    offset = end;
  }
  return found;
}
