/** What one command changed, as one record of the log: all of it or nothing of it comes back. */
import type { Bytes } from '../bytes.ts';
import { foreign, listOf, pack, unpack } from './messagepack.ts';

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

/** A list of lists: each the place and the words behind it. */
export function encodeEffects(effects: readonly Effect[]): Uint8Array {
  return pack(effects.map(({ database, args }) => [database, ...args]));
}

export function decodeEffects(record: Uint8Array): readonly Effect[] {
  return listOf(unpack(record)).map((effect) => {
    const [database, ...args] = listOf(effect);
    if (typeof database !== 'number' || !areWords(args)) throw foreign('a word of a command is missing');
    return { database, args };
  });
}

function areWords(list: readonly unknown[]): list is readonly Bytes[] {
  return list.every((word) => typeof word === 'string');
}
