/** Reads what bytes-out.ts wrote. The bytes have passed their checks: what makes no sense here was never written by this engine. */
import { bytesFrom, type Bytes } from '../bytes.ts';

export interface BytesIn {
  readonly bytes: Uint8Array;
  offset: number;
}

export function newBytesIn(bytes: Uint8Array): BytesIn {
  return { bytes, offset: 0 };
}

/** Where the next so many bytes begin. */
function skip(source: BytesIn, length: number): number {
  const start = source.offset;
  if (length > source.bytes.length - start) throw new Error('what was written on the disk ends too early');
  source.offset += length;
  return start;
}

export function readByte(source: BytesIn): number {
  return source.bytes[skip(source, 1)] as number;
}

export function readCount(source: BytesIn): number {
  let count = 0;
  for (let factor = 1; ; factor *= 128) {
    const byte = readByte(source);
    count += (byte & 127) * factor;
    if (byte < 128) return count;
  }
}

export function readDouble(source: BytesIn): number {
  const { bytes } = source;
  return new DataView(bytes.buffer, bytes.byteOffset).getFloat64(skip(source, 8));
}

export function readBytes(source: BytesIn): Bytes {
  const start = skip(source, readCount(source));
  return bytesFrom(source.bytes, start, source.offset);
}
