/** Doubles as the C library of Redis reads and prints them: `strtod` over the whole text, and `%.17g`. */
import type { Bytes } from './bytes.ts';
import { isWord } from './bytes.ts';

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const HEXADECIMAL = /^([+-]?)0[xX](?:([\da-fA-F]+)\.?([\da-fA-F]*)|\.([\da-fA-F]+))(?:[pP]([+-]?\d+))?$/;

/** The double that these bytes spell; undefined for anything else, for what overflows or vanishes, and for NaN. */
export function parseDouble(text: Bytes): number | undefined {
  if (DECIMAL.test(text)) {
    const value = Number(text);
    if (value === Infinity || value === -Infinity) return undefined;
    return value === 0 && vanished(text) ? undefined : value;
  }
  const infinity = parseInfinity(text);
  if (infinity !== undefined) return infinity;
  return parseHexadecimal(text);
}

/** `inf`, `-Infinity` and the like. */
export function parseInfinity(text: Bytes): number | undefined {
  const sign = text.charCodeAt(0);
  const word = sign === 43 || sign === 45 ? text.slice(1) : text;
  if (!isWord(word, 'inf') && !isWord(word, 'infinity')) return undefined;
  return sign === 45 ? -Infinity : Infinity;
}

/** A zero that was not written as zero: too small for a double. */
function vanished(text: Bytes): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code >= 49 && code <= 57) return true;
    if (code === 69 || code === 101) return false;
  }
  return false;
}

/** An exact fraction `mantissa · 2^exponent`, as a hexadecimal float spells one. */
export interface BinaryFraction {
  readonly mantissa: bigint;
  readonly exponent: number;
}

export function readHexadecimal(text: Bytes): BinaryFraction | undefined {
  const match = HEXADECIMAL.exec(text);
  if (match === null) return undefined;
  const [, sign = '', whole = '', part = '', only = '', power = '0'] = match;
  const fraction = part + only;
  const mantissa = BigInt(`0x0${whole}${fraction}`);
  const exponent = Math.max(-1e6, Math.min(1e6, Number(power))) - 4 * fraction.length;
  return { mantissa: sign === '-' ? -mantissa : mantissa, exponent };
}

const MANTISSA_BITS = 53;
const EXPONENT_MIN = -1_074;

function parseHexadecimal(text: Bytes): number | undefined {
  const fraction = readHexadecimal(text);
  if (fraction === undefined) return undefined;
  if (fraction.mantissa === 0n) return text.startsWith('-') ? -0 : 0;
  const { mantissa, exponent } = roundFraction(fraction, MANTISSA_BITS, EXPONENT_MIN);
  // Scaled in halves, because a single power of two may lie outside the range that its product lies in.
  const half = Math.trunc(exponent / 2);
  const value = Number(mantissa) * powerOfTwo(half) * powerOfTwo(exponent - half);
  return value === 0 || value === Infinity || value === -Infinity ? undefined : value;
}

function powerOfTwo(exponent: number): number {
  if (exponent > 1_100) return Infinity;
  if (exponent < -1_100) return 0;
  let power = 1;
  for (let left = Math.abs(exponent); left > 0; left -= 1) power *= exponent < 0 ? 0.5 : 2;
  return power;
}

/** Rounds half to even to so many bits, or fewer where the exponent would fall under its floor. */
export function roundFraction(
  { mantissa, exponent }: BinaryFraction,
  bits: number,
  exponentMin: number,
): BinaryFraction {
  const size = bitLength(mantissa);
  const shift = Math.max(size - bits, exponentMin - exponent);
  if (shift <= 0) return { mantissa, exponent };
  if (shift > size + 1) return { mantissa: 0n, exponent: 0 };
  return { mantissa: shiftToEven(mantissa, shift), exponent: exponent + shift };
}

export function bitLength(value: bigint): number {
  return (value < 0n ? -value : value).toString(2).length;
}

/** `value / 2^shift`, half to even. */
export function shiftToEven(value: bigint, shift: number): bigint {
  const negative = value < 0n;
  const size = negative ? -value : value;
  const width = BigInt(shift);
  let quotient = size >> width;
  const rest = (size - (quotient << width)) << 1n;
  const unit = 1n << width;
  if (rest > unit || (rest === unit && (quotient & 1n) === 1n)) quotient += 1n;
  return negative ? -quotient : quotient;
}

/** `%.17g` */
export function formatDouble(value: number): Bytes {
  if (value === Infinity) return 'inf';
  if (value === -Infinity) return '-inf';
  // Sixty-fourths of a moderate number have at most six decimals, so the shortest spelling is the exact one.
  if (Number.isInteger(value * 64) && value < 1e9 && value > -1e9) {
    return value === 0 && 1 / value < 0 ? '-0' : String(value);
  }
  const spelled = roundToSeventeen(value);
  const split = spelled.indexOf('e');
  const exponent = Number(spelled.slice(split + 1));
  const negative = spelled.startsWith('-');
  const digits = spelled
    .slice(negative ? 1 : 0, split)
    .replace('.', '')
    .replace(/0+$/, '');
  return (negative ? '-' : '') + layOut(digits, exponent);
}

/**
 * Seventeen digits in scientific form. The language rounds a tie away from zero, C rounds it to even: a tie ends in a 5 at the
 * eighteenth digit with nothing behind it, and no double comes closer to one than forty digits without being one.
 */
function roundToSeventeen(value: number): string {
  const spelled = value.toExponential(16);
  const longer = value.toExponential(17);
  const split = longer.indexOf('e');
  if (longer.charCodeAt(split - 1) !== 53 || !/50*e/.test(value.toExponential(60))) return spelled;
  const exact = value.toExponential(60);
  if (!exact.startsWith(longer.slice(0, split)) || !/^0*e/.test(exact.slice(split))) return spelled;
  const even = (longer.charCodeAt(split - 2) & 1) === 0;
  return even ? longer.slice(0, split - 1) + longer.slice(split) : spelled;
}

function layOut(digits: string, exponent: number): string {
  if (exponent < -4 || exponent >= 17) {
    const fraction = digits.length > 1 ? `.${digits.slice(1)}` : '';
    const size = String(Math.abs(exponent)).padStart(2, '0');
    return `${digits.slice(0, 1)}${fraction}e${exponent < 0 ? '-' : '+'}${size}`;
  }
  if (exponent < 0) return `0.${'0'.repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  const fraction = digits.slice(exponent + 1);
  return fraction === '' ? whole : `${whole}.${fraction}`;
}
