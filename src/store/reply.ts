/**
 * What a command answers: a typed value, which the edge encodes for the protocol that its client speaks. Plain values stand for the
 * common replies, so that the hot path allocates nothing:
 *
 *     number, bigint   an integer (`bigint` beyond ±2^53, up to 64 bits)
 *     string           a bulk string of bytes, see bytes.ts
 *     null             the nil bulk
 *     array            an array of replies
 *
 * and a small record, told apart by its first field, for everything else. A command answers the richest of them; protocol 2 has fewer
 * words and the encoder flattens: a map into an array of its keys and values, a set and a push into arrays, a double and a verbatim
 * text into bulks, a boolean into 0 or 1.
 */
import type { Bytes } from './bytes.ts';

export type Reply =
  | number
  | bigint
  | Bytes
  | null
  | readonly Reply[]
  | StatusReply
  | Failure
  | NilArray
  | DoubleReply
  | MapReply
  | SetReply
  | PushReply
  | BooleanReply
  | VerbatimReply;

/** `+OK` */
export interface StatusReply {
  readonly status: string;
}

/** `-ERR …`: the whole text with its code, without CR or LF. */
export interface Failure {
  readonly error: string;
}

/** The nil where an array was expected: `*-1` in protocol 2, the one null in protocol 3. */
export interface NilArray {
  readonly nilArray: true;
}

/** Printed by `formatDouble` of doubles.ts. */
export interface DoubleReply {
  readonly double: number;
}

/** Keys and values in turn. */
export interface MapReply {
  readonly map: readonly Reply[];
}

export interface SetReply {
  readonly set: readonly Reply[];
}

/** Out of turn: no answer to a command. */
export interface PushReply {
  readonly push: readonly Reply[];
}

export interface BooleanReply {
  readonly boolean: boolean;
}

/** Text with a format of three letters, `txt` or `mkd`. */
export interface VerbatimReply {
  readonly verbatim: Bytes;
  readonly format: string;
}

export const OK: StatusReply = Object.freeze({ status: 'OK' });
export const PONG: StatusReply = Object.freeze({ status: 'PONG' });
export const NIL_ARRAY: NilArray = Object.freeze({ nilArray: true });
export const EMPTY: readonly Reply[] = Object.freeze([]);

export function failure(error: string): Failure {
  return Object.freeze({ error });
}

export function isFailure(reply: unknown): reply is Failure {
  return typeof reply === 'object' && reply !== null && 'error' in reply;
}

export function double(value: number): DoubleReply {
  return { double: value };
}

export function mapReply(...keysAndValues: readonly Reply[]): MapReply {
  return { map: keysAndValues };
}
