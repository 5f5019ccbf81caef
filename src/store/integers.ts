/**
 * 64-bit integers as Redis reads and prints them. What fits a JS number exactly is a number, the rest of the range is a bigint; the two
 * never overlap, so equal integers are equal values.
 */
import type { Bytes } from './bytes.ts';

export type Integer = number | bigint;

export const INTEGER_MAX = 9_223_372_036_854_775_807n;
export const INTEGER_MIN = -9_223_372_036_854_775_808n;

/** As many digits as a JS number holds whatever they are. */
const SAFE_DIGITS = 15;
const DIGITS_MAX = 19;

/**
 * The integer that these bytes spell, or undefined. Strict, for the spelling must survive a round trip: no plus, no blanks, no leading
 * zeros, no `-0`, nothing outside 64 bits.
 */
export function parseInteger(text: Bytes): Integer | undefined {
  const { length } = text;
  const negative = text.charCodeAt(0) === 45;
  const start = negative ? 1 : 0;
  const digits = length - start;
  if (digits < 1 || digits > DIGITS_MAX) return undefined;
  const first = text.charCodeAt(start);
  if (first === 48) return length === 1 ? 0 : undefined;
  let value = 0;
  for (let index = start; index < length; index += 1) {
    const digit = text.charCodeAt(index) - 48;
    if (digit < 0 || digit > 9) return undefined;
    value = value * 10 + digit;
  }
  if (digits <= SAFE_DIGITS) return negative ? -value : value;
  return narrow(BigInt(text));
}

/** The sum, or undefined when it leaves 64 bits. */
export function addIntegers(left: Integer, right: Integer): Integer | undefined {
  if (typeof left === 'number' && typeof right === 'number') {
    const sum = left + right;
    if (Number.isSafeInteger(sum)) return sum;
  }
  return narrow(BigInt(left) + BigInt(right));
}

/** The product, or undefined when it leaves 64 bits. */
export function multiplyIntegers(left: Integer, right: Integer): Integer | undefined {
  return narrow(BigInt(left) * BigInt(right));
}

/** The one form of an integer: a number where it is exact; undefined outside 64 bits. */
export function narrow(value: bigint): Integer | undefined {
  if (value > INTEGER_MAX || value < INTEGER_MIN) return undefined;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}
