/**
 * What can be asked in quorum mode: strings, whole, with what concerns keys and their time to live.
 *
 * A value is one thing with one stamp, so a command that changes part of what is there (APPEND, SETNX, GETSET, PERSIST …) is made of a
 * read and a write: the coordinator reads R copies, runs the command on the newest value, and writes the outcome to W copies. **Between the
 * two another coordinator may write**, and one of both is lost: such commands are not atomic here, neither are those over several keys. As a lock,
 * SETNX is worth nothing in this mode. INCR and its like are refused for that reason: a counter that loses counts is none.
 */
import { upperCase } from '../../../store/bytes.ts';
import { failure } from '../../../store/reply.ts';

export const NOT_FOR_SIBLINGS = failure('ERR not available where siblings are kept');

const AVAILABLE: ReadonlySet<string> = new Set([
  ...['get', 'getrange', 'strlen', 'mget', 'exists', 'type', 'touch'],
  ...['ttl', 'pttl', 'expiretime', 'pexpiretime'],
  ...['set', 'setex', 'psetex', 'mset', 'setnx', 'getset', 'getdel', 'getex', 'append'],
  ...['del', 'unlink', 'expire', 'pexpire', 'expireat', 'pexpireat', 'persist'],
]);

/** What makes sense of several values at once. */
const FOR_SIBLINGS: ReadonlySet<string> = new Set([
  ...['get', 'exists', 'type', 'set', 'setex', 'psetex', 'mset', 'del', 'unlink'],
]);

const BLIND: ReadonlySet<string> = new Set(['set', 'setex', 'psetex', 'mset']);

export function isAvailable(name: string): boolean {
  return AVAILABLE.has(name);
}

export function isForSiblings(name: string, args: readonly string[]): boolean {
  return FOR_SIBLINGS.has(name) && (!BLIND.has(name) || isBlind(name, args));
}

const LOOKS = new Set(['NX', 'XX', 'GET', 'KEEPTTL']);

/** Whether the outcome does not depend on what is there: then nothing needs to be read first. */
export function isBlind(name: string, args: readonly string[]): boolean {
  if (!BLIND.has(name)) return false;
  return name !== 'set' || !args.slice(3).some((option) => LOOKS.has(upperCase(option)));
}

/** A deletion is written down even where nothing was found: those who were not asked may have it. */
export function isDeletion(name: string): boolean {
  return name === 'del' || name === 'unlink';
}
