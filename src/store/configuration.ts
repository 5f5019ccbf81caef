/**
 * How a store is opened, as one object of plain data that may stand in a scenario or in a file:
 *
 *     {
 *       "salt": "of this cluster",
 *       "requirepass": "#5f1d…",
 *       "settings": { "maxmemory": "100mb", "maxmemory-policy": "allkeys-lru", "appendonly": true },
 *       "users": [{ "name": "alice", "passwords": ["#9c2e…"], "commands": ["+@read", "-keys"], "keys": ["~app:*", "%R~log:*"] }]
 *     }
 *
 * Passwords stand in it as proofs only, `salted(password, salt)`: a scenario travels in links, so a password in the clear is refused. A user
 * who is not told to be `"on": false` is on; one with `"nopass": true` needs no password. Commands and keys are Redis's rules.
 */
import { utf8, type Bytes } from './bytes.ts';

export type Scalar = string | number | boolean;

export type UserConfiguration = {
  readonly name: string;
  readonly on: boolean;
  readonly nopass: boolean;
  /** Proofs. */
  readonly passwords: readonly string[];
  /** `+get`, `-@dangerous`, … in the order in which they apply. */
  readonly commands: readonly string[];
  /** `~pattern`, `%R~pattern`, `%W~pattern` */
  readonly keys: readonly string[];
};

/** A configuration that was read: complete, and plain data still. */
export type Configuration = {
  /** What all its proofs were made with; empty where there is none. */
  readonly salt: string;
  /** The proof of the default user's password; empty for none. */
  readonly requirepass: string;
  readonly settings: Readonly<Record<string, Scalar>>;
  readonly users: readonly UserConfiguration[];
};

export const NO_CONFIGURATION: Configuration = { salt: '', requirepass: '', settings: {}, users: [] };

/** What proofs are made with in a cluster whose configuration names no salt, for then it names no password either. */
const SALT_DEFAULT = 'ringside';

export function proofSaltOf({ salt }: Configuration): string {
  return salt === '' ? SALT_DEFAULT : salt;
}

/** In Redis's words: true is `yes`. */
export function textOfSetting(value: Scalar): Bytes {
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : utf8(String(value));
}
