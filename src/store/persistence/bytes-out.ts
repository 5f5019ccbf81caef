/** Numbers and byte strings into bytes, one behind the other. What bytes-in.ts reads again. */
import { copyBytes, type Bytes } from '../bytes.ts';

export interface BytesOut {
  bytes: Uint8Array;
  length: number;
}

const FIRST_BYTES = 256;

export function newBytesOut(): BytesOut {
  return { bytes: new Uint8Array(FIRST_BYTES), length: 0 };
}

/** What was written, with a buffer of its own. */
export function bytesWritten({ bytes, length }: BytesOut): Uint8Array {
  return bytes.slice(0, length);
}

export function writeByte(out: BytesOut, byte: number): void {
  reserve(out, 1);
  out.bytes[out.length] = byte;
  out.length += 1;
}

/** A whole number from 0 to 2^53, seven bits a byte, the lowest first: most numbers are small. */
export function writeCount(out: BytesOut, count: number): void {
  reserve(out, COUNT_BYTES_MAX);
  let rest = count;
  for (; rest > 127; rest = Math.floor(rest / 128)) {
    out.bytes[out.length] = (rest % 128) | 128;
    out.length += 1;
  }
  out.bytes[out.length] = rest;
  out.length += 1;
}

/** 53 bits, seven at a time. */
const COUNT_BYTES_MAX = 8;

export function writeDouble(out: BytesOut, value: number): void {
  reserve(out, 8);
  new DataView(out.bytes.buffer).setFloat64(out.length, value);
  out.length += 8;
}

/** With its length before it. */
export function writeBytes(out: BytesOut, bytes: Bytes): void {
  writeCount(out, bytes.length);
  reserve(out, bytes.length);
  out.length = copyBytes(bytes, out.bytes, out.length);
}

function reserve(out: BytesOut, count: number): void {
  if (out.length + count <= out.bytes.length) return;
  const wider = new Uint8Array(Math.max(2 * out.bytes.length, out.length + count));
  wider.set(out.bytes.subarray(0, out.length));
  out.bytes = wider;
}
