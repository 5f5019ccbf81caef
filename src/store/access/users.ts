/**
 * Users and what they may do, as plain data, in the words of Redis's ACL rules:
 *
 *     on off                     may speak, or may not
 *     nopass >password #sha256   with any password, this one, the one with this hash      <password !sha256 resetpass   not any more
 *     +get -get +config|get      commands, and subcommands
 *     +@read -@dangerous         all commands of a category; +@all or allcommands, -@all or nocommands
 *     ~app:* %R~log:* %W~log:*   keys, to do anything with, to read, to write; allkeys, resetkeys
 *     &news:* allchannels resetchannels
 *     reset                      as a new user: off, and nothing allowed
 *
 * Rules apply in order and the last that speaks of a command decides, so `+@all -flushall` and `-@all +get` mean what they seem to.
 */
import { lowerCase, type Bytes } from '../bytes.ts';
import { newSecret, opens, type Secret } from './passwords.ts';

export interface CommandRule {
  readonly allows: boolean;
  /** `@read`, `get`, `config|get`; `@all` for everything. In lower case. */
  readonly what: Bytes;
}

export interface KeyRule {
  readonly pattern: Bytes;
  readonly reads: boolean;
  readonly writes: boolean;
}

export interface User {
  readonly name: Bytes;
  readonly isOn: boolean;
  /** Any password will do. */
  readonly isOpen: boolean;
  readonly secrets: readonly Secret[];
  readonly commands: readonly CommandRule[];
  readonly keys: readonly KeyRule[];
  readonly channels: readonly Bytes[];
}

export function newUser(name: Bytes): User {
  return { name, isOn: false, isOpen: false, secrets: [], commands: [], keys: [], channels: [] };
}

const EVERYTHING: CommandRule = { allows: true, what: '@all' };
const EVERY_KEY: KeyRule = { pattern: '*', reads: true, writes: true };

/** Who everybody is that did not say otherwise: may do all. */
export function newDefaultUser(name: Bytes): User {
  return {
    ...newUser(name),
    isOn: true,
    isOpen: true,
    commands: [EVERYTHING],
    keys: [EVERY_KEY],
    channels: ['*'],
  };
}

/** Nobody else's password any more; an empty one means that none is needed. */
export function withPassword(user: User, password: Bytes, salt: string): User {
  if (password === '') return { ...user, isOpen: true, secrets: [] };
  return { ...user, isOpen: false, secrets: [newSecret(salt, password)] };
}

// --- Rules --------------------------------------------------------------------------------------------------------------

export interface RuleHelp {
  readonly salt: string;
  /** Whether there is a command, a subcommand or, with its `@`, a category of this name: see known.ts. */
  knows(what: Bytes): boolean;
}

/** The user after these rules, or in Redis's words what is wrong with one of them. */
export function withRules(
  user: User,
  rules: readonly Bytes[],
  help: RuleHelp,
): { readonly user: User } | { readonly wrong: string } {
  let after = user;
  for (const rule of rules) {
    const outcome = withRule(after, rule, help);
    if (typeof outcome === 'string') {
      // A rule that is wrong may still hold a password.
      const shown = /^[><#!]/.test(rule) ? `${rule.slice(0, 1)}…` : rule;
      return { wrong: `Error in ACL SETUSER modifier '${shown}': ${outcome}` };
    }
    after = outcome;
  }
  return { user: after };
}

const SYNTAX = 'Syntax error';
const UNKNOWN_COMMAND = 'Unknown command or category name in ACL';
const NO_SUCH_PASSWORD = 'The password you are trying to remove from the user does not exist';
const NO_HASH =
  'The provided password hash must be exactly 64 characters and contain only lowercase hexadecimal characters';

type Outcome = User | string;

function withRule(user: User, rule: Bytes, help: RuleHelp): Outcome {
  const word = WORDS.get(lowerCase(rule));
  if (word !== undefined) return word(user);
  const rest = rule.slice(1);
  switch (rule[0]) {
    case '>':
      return { ...user, isOpen: false, secrets: [...user.secrets, newSecret(help.salt, rest)] };
    case '<':
      return withoutSecret(user, (secret) => opens(secret, rest));
    case '#':
      return HASH.test(rest)
        ? { ...user, isOpen: false, secrets: [...user.secrets, { salt: '', hash: rest }] }
        : NO_HASH;
    case '!':
      return HASH.test(rest) ? withoutSecret(user, ({ hash }) => hash === rest) : NO_HASH;
    case '+':
    case '-':
      return withCommand(user, rule[0] === '+', lowerCase(rest), help);
    case '~':
      return withKeys(user, rest, 'rw');
    case '%':
      return withPermissions(user, rest);
    case '&':
      return { ...user, channels: [...user.channels, rest] };
    default:
      return SYNTAX;
  }
}

const HASH = /^[0-9a-f]{64}$/;

const WORDS: ReadonlyMap<string, (user: User) => User> = new Map([
  ['on', (user: User) => ({ ...user, isOn: true })],
  ['off', (user: User) => ({ ...user, isOn: false })],
  ['nopass', (user: User) => ({ ...user, isOpen: true, secrets: [] })],
  ['resetpass', (user: User) => ({ ...user, isOpen: false, secrets: [] })],
  ['allkeys', (user: User) => ({ ...user, keys: [EVERY_KEY] })],
  ['resetkeys', (user: User) => ({ ...user, keys: [] })],
  ['allchannels', (user: User) => ({ ...user, channels: ['*'] })],
  ['resetchannels', (user: User) => ({ ...user, channels: [] })],
  ['allcommands', (user: User) => ({ ...user, commands: [EVERYTHING] })],
  ['+@all', (user: User) => ({ ...user, commands: [EVERYTHING] })],
  ['nocommands', (user: User) => ({ ...user, commands: [] })],
  ['-@all', (user: User) => ({ ...user, commands: [] })],
  ['reset', ({ name }: User) => newUser(name)],
]);

function withoutSecret(user: User, goes: (secret: Secret) => boolean): Outcome {
  const secrets = user.secrets.filter((secret) => !goes(secret));
  return secrets.length === user.secrets.length ? NO_SUCH_PASSWORD : { ...user, secrets };
}

function withCommand(user: User, allows: boolean, what: Bytes, { knows }: RuleHelp): Outcome {
  return knows(what) ? { ...user, commands: [...user.commands, { allows, what }] } : UNKNOWN_COMMAND;
}

/** `R~pattern`, `W~pattern`, `RW~pattern` */
function withPermissions(user: User, rest: Bytes): Outcome {
  const end = rest.indexOf('~');
  const permissions = lowerCase(rest.slice(0, Math.max(0, end)));
  if (!/^[rw]+$/.test(permissions)) return SYNTAX;
  return withKeys(user, rest.slice(end + 1), permissions);
}

function withKeys(user: User, pattern: Bytes, permissions: string): Outcome {
  if (/[\s\0]/.test(pattern)) return SYNTAX;
  const rule = { pattern, reads: permissions.includes('r'), writes: permissions.includes('w') };
  return { ...user, keys: [...user.keys, rule] };
}
