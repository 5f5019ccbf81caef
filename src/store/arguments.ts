/** Reading the arguments of a command; each of these throws Redis's refusal. */
import type { Bytes } from './bytes.ts';
import { parseDouble } from './doubles.ts';
import { parseInteger, type Integer } from './integers.ts';
import { NOT_FLOAT, NOT_INTEGER, NOT_POSITIVE } from './refusals.ts';
import type { Failure } from './reply.ts';

/** The command's own arity has made sure that the argument is there. */
export function argument(args: readonly Bytes[], index: number): Bytes {
  return args[index] as Bytes;
}

/** Any 64-bit integer. */
export function readInteger(text: Bytes | undefined, wrong: Failure = NOT_INTEGER): Integer {
  const value = text === undefined ? undefined : parseInteger(text);
  if (value === undefined) throw wrong;
  return value;
}

/**
 * A 64-bit integer that counts or points at something: beyond ±2^53 there is nothing to count or to point at, so it is cut to that.
 */
export function readIndex(text: Bytes | undefined, wrong: Failure = NOT_INTEGER): number {
  return toIndex(readInteger(text, wrong));
}

export function toIndex(value: Integer): number {
  if (typeof value === 'number') return value;
  return value < 0n ? -Number.MAX_SAFE_INTEGER : Number.MAX_SAFE_INTEGER;
}

/** A count that must not be negative. */
export function readCount(text: Bytes | undefined, wrong: Failure = NOT_POSITIVE): number {
  const value = readIndex(text, wrong);
  if (value < 0) throw wrong;
  return value;
}

export function readDouble(text: Bytes | undefined, wrong: Failure = NOT_FLOAT): number {
  const value = text === undefined ? undefined : parseDouble(text);
  if (value === undefined) throw wrong;
  return value;
}
