/** Whether a user may run a command on these keys, and Redis's words when not. */
import { isWord, type Bytes } from '../bytes.ts';
import { categoriesOf, keysOf, type CommandSpec } from '../command.ts';
import { globMatches } from '../glob.ts';
import { NO_KEY_PERMISSION, noCommandPermission } from '../refusals.ts';
import type { Failure } from '../reply.ts';
import type { KeyRule, User } from './users.ts';

export function refusalOfUser(user: User, command: CommandSpec, args: readonly Bytes[]): Failure | null {
  if (isUnlimited(user)) return null;
  if (!mayRun(user, command)) return noCommandPermission(command.name);
  return mayTouch(user, command, args) ? null : NO_KEY_PERMISSION;
}

/** Nearly everybody is, and is asked with every command. */
function isUnlimited({ commands, keys }: User): boolean {
  const [rule] = commands;
  const [key] = keys;
  if (commands.length !== 1 || rule?.what !== '@all' || !rule.allows) return false;
  return keys.length === 1 && key?.pattern === '*' && key.reads && key.writes;
}

/** The last rule that speaks of it decides. Saying who one is, is never forbidden. */
function mayRun({ commands }: User, command: CommandSpec): boolean {
  const last = commands.findLast(({ what }) => speaksOf(what, command));
  return last?.allows === true || command.flags.includes('no_auth');
}

function speaksOf(what: Bytes, command: CommandSpec): boolean {
  const { name } = command;
  if (what === '@all' || what === name) return true;
  if (what.startsWith('@')) return categories(command).has(what);
  // A container stands for all its subcommands.
  return name.startsWith(what) && name[what.length] === '|';
}

/** Categories never change, so they are found once for each command. */
const known = new WeakMap<CommandSpec, ReadonlySet<string>>();

function categories(command: CommandSpec): ReadonlySet<string> {
  let set = known.get(command);
  if (set === undefined) known.set(command, (set = new Set(categoriesOf(command))));
  return set;
}

function mayTouch({ keys }: User, command: CommandSpec, args: readonly Bytes[]): boolean {
  if (keys.some(({ pattern, reads, writes }) => pattern === '*' && reads && writes)) return true;
  return keysOf(command, args).every(({ key, use }) => {
    const meant = use.includes('variable_flags') ? useOf(args, use) : use;
    return keys.some((rule) => covers(rule, key, meant));
  });
}

/** SET reads only when it is told to GET. */
function useOf(args: readonly Bytes[], use: string): string {
  if (!isWord(args[0], 'set')) return use;
  return args.some((word, index) => index > 2 && isWord(word, 'get')) ? use : 'OW update';
}

/** One rule has to allow all that the command does with the key. */
function covers({ pattern, reads, writes }: KeyRule, key: Bytes, use: string): boolean {
  if (!reads && use.includes('access')) return false;
  if (!writes && /insert|delete|update/.test(use)) return false;
  return globMatches(pattern, key);
}
