/**
 * The 80-bit long double of x86, with which Redis computes INCRBYFLOAT and HINCRBYFLOAT: 64 bits of mantissa, rounded half to even,
 * printed as `%.17Lf` without its trailing zeros. That is why 10.5 + 0.1 is 10.6 there. Emulated over bigints: a value is an exact
 * `mantissa · 2^exponent`, and rounding happens where the processor would round.
 */
import type { Bytes } from './bytes.ts';
import { parseInfinity, readHexadecimal, bitLength, roundFraction, shiftToEven } from './doubles.ts';
import type { BinaryFraction } from './doubles.ts';

/** A finite value, or one of the two infinities. */
export type LongDouble = BinaryFraction | number;

const MANTISSA_BITS = 64;
const EXPONENT_MIN = -16_445;
/** The first power of two that is out of range. */
const POWER_MAX = 16_384;
/** The buffer into which Redis copies the text. */
const TEXT_MAX = 5 * 1024;

const ZERO: BinaryFraction = { mantissa: 0n, exponent: 0 };
const DECIMAL = /^([+-]?)(?:(\d+)\.?(\d*)|\.(\d+))(?:[eE]([+-]?\d+))?$/;

/** Undefined for what is no number, what overflows and what vanishes. Infinity may be written out. */
export function parseLongDouble(text: Bytes): LongDouble | undefined {
  if (text.length >= TEXT_MAX) return undefined;
  const infinity = parseInfinity(text);
  if (infinity !== undefined) return infinity;
  const decimal = DECIMAL.exec(text);
  if (decimal === null) {
    const fraction = readHexadecimal(text);
    return fraction && ranged(fraction, fraction.mantissa !== 0n);
  }
  const [, sign = '', whole = '', part = '', only = '', power = '0'] = decimal;
  const digits = BigInt(whole + part + only);
  if (digits === 0n) return ZERO;
  const places = Number(power) - part.length - only.length;
  // Far outside the range: not worth a bigint of a million digits.
  if (places > 10_000 || places < -20_000) return undefined;
  const value = ratio(sign === '-' ? -digits : digits, places);
  return ranged(value, true);
}

/** `digits · 10^places`, to more bits than are kept and with a sticky last bit, so that rounding it once more rounds it right. */
function ratio(digits: bigint, places: number): BinaryFraction {
  if (places >= 0) return { mantissa: digits * powerOfTen(places), exponent: 0 };
  const divisor = powerOfTen(-places);
  const shift = Math.max(0, bitLength(divisor) - bitLength(digits) + MANTISSA_BITS + 3);
  const dividend = digits << BigInt(shift);
  const quotient = dividend / divisor;
  const sticky = quotient * divisor === dividend ? 0n : 1n;
  const signed = digits < 0n ? quotient * 2n - sticky : quotient * 2n + sticky;
  return { mantissa: signed, exponent: -shift - 1 };
}

function powerOfTen(places: number): bigint {
  return BigInt(`1${'0'.repeat(places)}`);
}

function ranged(exact: BinaryFraction, nonzero: boolean): LongDouble | undefined {
  const value = rounded(exact);
  if (typeof value === 'number' || (nonzero && value.mantissa === 0n)) return undefined;
  return value;
}

function rounded(exact: BinaryFraction): LongDouble {
  const value = roundFraction(exact, MANTISSA_BITS, EXPONENT_MIN);
  if (value.mantissa === 0n) return ZERO;
  if (bitLength(value.mantissa) + value.exponent > POWER_MAX) {
    return value.mantissa < 0n ? -Infinity : Infinity;
  }
  return value;
}

/** The sum; an infinity or NaN where the processor would say so. */
export function addLongDoubles(left: LongDouble, right: LongDouble): LongDouble {
  if (typeof left === 'number') return typeof right === 'number' ? left + right : left;
  if (typeof right === 'number') return right;
  const exponent = Math.min(left.exponent, right.exponent);
  const mantissa =
    (left.mantissa << BigInt(left.exponent - exponent)) +
    (right.mantissa << BigInt(right.exponent - exponent));
  return rounded({ mantissa, exponent });
}

const PLACES = 17;

/** `%.17Lf` without trailing zeros. Only for finite values. */
export function formatLongDouble({ mantissa, exponent }: BinaryFraction): Bytes {
  const scaled = mantissa * powerOfTen(PLACES);
  const units = exponent >= 0 ? scaled << BigInt(exponent) : shiftToEven(scaled, -exponent);
  if (units === 0n) return '0';
  const digits = (units < 0n ? -units : units).toString().padStart(PLACES + 1, '0');
  const fraction = digits.slice(-PLACES).replace(/0+$/, '');
  const whole = (units < 0n ? '-' : '') + digits.slice(0, -PLACES);
  return fraction === '' ? whole : `${whole}.${fraction}`;
}
