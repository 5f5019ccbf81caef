/** Reads what bytes-out.ts wrote. The bytes have passed their checks: what makes no sense here was never written by this engine. */
import { bytesFrom, type Bytes } from '../bytes.ts';

export interface BytesIn {
  readonly bytes: Uint8Array;
  offset: number;
}

export function newBytesIn(bytes: Uint8Array): BytesIn {
  return { bytes, offset: 0 };
}

export function readByte(source: BytesIn): number {
  const byte = source.bytes[source.offset];
  if (byte === undefined) throw new Error('what was written on the disk ends too early');
  source.offset += 1;
  return byte;
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
  const { bytes, offset } = source;
  source.offset += 8;
  return new DataView(bytes.buffer, bytes.byteOffset).getFloat64(offset);
}

export function readBytes(source: BytesIn): Bytes {
  const length = readCount(source);
  const start = source.offset;
  source.offset += length;
  return bytesFrom(source.bytes, start, source.offset);
}
