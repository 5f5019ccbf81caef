/** What one command changed, as one record of the log: all of it or nothing of it comes back. */
import type { Bytes } from '../bytes.ts';
import { newBytesIn, readBytes, readCount, type BytesIn } from './bytes-in.ts';
import { bytesWritten, newBytesOut, writeBytes, writeCount } from './bytes-out.ts';

/** A command that makes the same change again on any copy. */
export interface Effect {
  readonly database: number;
  readonly args: readonly Bytes[];
}

/** The place of effects that are no commands, where a database would stand. */
export const ANNEX = 1_000_000;

/**
 * What an owner keeps beside the data and wants of the same instant, such as the versions of keys. It is written in the form of effects too,
 * in `ANNEX` instead of a database, and comes back in the order in which it went.
 */
export interface Annex {
  /** All there is, for a snapshot. */
  all(): Iterable<readonly Bytes[]>;
  restore(args: readonly Bytes[]): void;
}

export function encodeEffects(effects: readonly Effect[]): Uint8Array {
  const out = newBytesOut();
  for (const { database, args } of effects) {
    writeCount(out, database);
    writeCount(out, args.length);
    for (const argument of args) writeBytes(out, argument);
  }
  return bytesWritten(out);
}

export function decodeEffects(record: Uint8Array): readonly Effect[] {
  const source = newBytesIn(record);
  const effects: Effect[] = [];
  while (source.offset < record.length) {
    const database = readCount(source);
    effects.push({ database, args: readArguments(source) });
  }
  return effects;
}

function readArguments(source: BytesIn): Bytes[] {
  const args: Bytes[] = [];
  for (let left = readCount(source); left > 0; left -= 1) args.push(readBytes(source));
  return args;
}
