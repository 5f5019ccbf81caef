/**
 * How a command says no. It throws a `Failure`, and `execute` answers it: so a command reads as parse, call, reply, without a branch for
 * every argument. What is thrown is a frozen record and no Error, for nobody needs its stack. **Throw before the first change**: nothing is
 * undone.
 */
import type { Bytes } from './bytes.ts';
import { failure, type Failure } from './reply.ts';

export const WRONG_TYPE = failure('WRONGTYPE Operation against a key holding the wrong kind of value');
export const SYNTAX = failure('ERR syntax error');
export const NOT_INTEGER = failure('ERR value is not an integer or out of range');
export const NOT_FLOAT = failure('ERR value is not a valid float');
export const NOT_POSITIVE = failure('ERR value is out of range, must be positive');
export const NO_KEY = failure('ERR no such key');
export const INDEX_RANGE = failure('ERR index out of range');
export const OVERFLOW = failure('ERR increment or decrement would overflow');
export const OUT_OF_MEMORY = failure("OOM command not allowed when used memory > 'maxmemory'.");
export const NO_AUTH = failure('NOAUTH Authentication required.');
export const NO_KEY_PERMISSION = failure(
  'NOPERM this user has no permissions to access one of the keys used as arguments',
);
export const WRONG_PASSWORD = failure('WRONGPASS invalid username-password pair or user is disabled.');

/** Subcommands are named `config|get`. */
export function noCommandPermission(command: string): Failure {
  return failure(`NOPERM this user has no permissions to run the '${command}' command`);
}

/** Redis's text for a wrong number of arguments; subcommands are named `config|get`. */
export function wrongArity(command: string): Failure {
  return failure(`ERR wrong number of arguments for '${command}' command`);
}

export function invalidExpire(command: string): Failure {
  return failure(`ERR invalid expire time in '${command}' command`);
}

/** `throw refuse('ERR …')`. A line holds no line breaks: at its ends they are cut off, elsewhere they become blanks. */
export function refuse(error: string): Failure {
  return failure(error.replace(/^[\r\n]+|[\r\n]+$/g, '').replace(/[\r\n]/g, ' '));
}

/** An argument as Redis prints it in a refusal: as a C string, which ends at its first NUL. */
export function shown(argument: Bytes, lengthMax = Infinity): Bytes {
  const end = argument.indexOf('\0');
  return (end < 0 ? argument : argument.slice(0, end)).slice(0, lengthMax);
}
