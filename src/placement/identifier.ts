/**
 * Chord's circle (Stoica and others, 2001): 2^bits identifiers, and nodes and keys stand on it where SHA-1 puts their names. By the rule of
 * `printf %s n1 | sha1sum`: the first `bits` bits, read as a number, and written in as many hex digits as it takes. So the order of texts is
 * the order of numbers, and an identifier is plain data at any length.
 */
import { sha1 } from '@noble/hashes/legacy.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { encodeText } from '../kernel/bytes.ts';

/** Lower-case hex digits, all of one length on one circle. */
export type Identifier = string;

/** Beyond so many names all are made again, which nobody can tell. A map will do: `memo.ts` stays in one file with what the first ring loads. */
const DIGESTS_MOST = 131_072;
const digests = new Map<string, string>();

export function identifierOf(text: string, bits: number): Identifier {
  const digest = digests.get(text) ?? digestOf(text);
  const digits = digitsOf(bits);
  const spare = digits * 4 - bits;
  if (spare === 0) return digest.slice(0, digits);
  return hex(BigInt(`0x${digest.slice(0, digits)}`) >> BigInt(spare), bits);
}

function digestOf(text: string): string {
  const digest = bytesToHex(sha1(encodeText(text)));
  if (digests.size >= DIGESTS_MOST) digests.clear();
  digests.set(text, digest);
  return digest;
}

/** at + 2^power, around the end of the circle. */
export function offsetBy(at: Identifier, power: number, bits: number): Identifier {
  const circle = 1n << BigInt(bits);
  return hex((BigInt(`0x${at}`) + (1n << BigInt(power))) % circle, bits);
}

/** Clockwise behind `after` and before `before`; where both are one, everywhere but there. */
export function isBetween(at: Identifier, after: Identifier, before: Identifier): boolean {
  return after < before ? at > after && at < before : at > after || at < before;
}

/** Clockwise behind `after`, up to and with `upTo`; where both are one, everywhere. */
export function isUpTo(at: Identifier, after: Identifier, upTo: Identifier): boolean {
  return after < upTo ? at > after && at <= upTo : at > after || at <= upTo;
}

/** Where it stands, from 0 up to 1: for pictures, which need no more than the first digits. */
export function placeOn(at: Identifier, bits: number): number {
  const digits = Math.min(at.length, 13);
  let place = Number.parseInt(at.slice(0, digits), 16);
  // The first digit of an odd number of bits has fewer than four.
  for (let bit = bits - (at.length - digits) * 4; bit > 0; bit -= 1) place /= 2;
  return place;
}

function digitsOf(bits: number): number {
  return Math.ceil(bits / 4);
}

function hex(value: bigint, bits: number): Identifier {
  return value.toString(16).padStart(digitsOf(bits), '0');
}
