import { encodeText } from '../kernel/bytes.ts';

/**
 * Byte strings. Every key, value, member, field and argument is a JS string whose char codes are 0–255, one for each byte: immutable,
 * quick as the key of a Map, compared by `<` exactly as `memcmp` compares, cloned at no cost, and kept by the engine at one byte a
 * character. Text of people is UTF-8 inside such a string.
 */
export type Bytes = string;

/** `String.fromCharCode` takes its codes as arguments; engines stop at some tens of thousands. */
const CHUNK = 8_192;

export function bytesFrom(octets: Uint8Array, start = 0, end: number = octets.length): Bytes {
  if (end - start <= CHUNK) return fromCodes(octets.subarray(start, end));
  let text = '';
  for (let from = start; from < end; from += CHUNK) {
    text += fromCodes(octets.subarray(from, Math.min(from + CHUNK, end)));
  }
  return text;
}

function fromCodes(codes: Uint8Array): Bytes {
  return String.fromCharCode.apply(null, codes as unknown as number[]);
}

export function octetsOf(bytes: Bytes): Uint8Array {
  const octets = new Uint8Array(bytes.length);
  copyBytes(bytes, octets, 0);
  return octets;
}

/** Writes the bytes at an offset of a buffer and returns the offset behind them. */
export function copyBytes(bytes: Bytes, target: Uint8Array, offset: number): number {
  const { length } = bytes;
  for (let index = 0; index < length; index += 1) target[offset + index] = bytes.charCodeAt(index);
  return offset + length;
}

/** What people write, as the engine keeps it. */
export function utf8(text: string): Bytes {
  return bytesFrom(encodeText(text));
}

/** As `memcmp`: below, at or above 0. */
export function compareBytes(left: Bytes, right: Bytes): number {
  return left === right ? 0 : left < right ? -1 : 1;
}

/** A–Z become a–z, all other bytes stay: the fold of the C locale. */
export function lowerCase(bytes: Bytes): Bytes {
  let folded = '';
  let from = 0;
  for (let index = 0; index < bytes.length; index += 1) {
    const code = bytes.charCodeAt(index);
    if (code < 65 || code > 90) continue;
    folded += bytes.slice(from, index) + String.fromCharCode(code + 32);
    from = index + 1;
  }
  return from === 0 ? bytes : folded + bytes.slice(from);
}

/** a–z become A–Z, all other bytes stay. */
export function upperCase(bytes: Bytes): Bytes {
  return bytes.replace(/[a-z]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 32));
}

/** Whether an argument is this word, which is given in lower case, in whatever case. */
export function isWord(argument: Bytes | undefined, word: string): boolean {
  if (argument === undefined || argument.length !== word.length) return false;
  return argument === word || lowerCase(argument) === word;
}
