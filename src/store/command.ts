/**
 * A command as data: what it is called, what it takes, what it may do, and the function that does it. The table of commands feeds the
 * dispatcher, COMMAND, access control, routing by key and the documentation. What is said of it in words stands in words/.
 */
import { lowerCase, upperCase, type Bytes } from './bytes.ts';
import type { Context } from './context.ts';
import type { Reply } from './reply.ts';

/** Redis's own words, in the order in which COMMAND INFO prints them. */
export const FLAGS = [
  /** Changes data. */
  'write',
  /** Reads data. */
  'readonly',
  /** May take memory: refused when memory is full. */
  'denyoom',
  'admin',
  'pubsub',
  'noscript',
  'blocking',
  'loading',
  'stale',
  'skip_monitor',
  'skip_slowlog',
  'asking',
  'fast',
  /** Allowed before AUTH. */
  'no_auth',
  'may_replicate',
  'sentinel',
  'only_sentinel',
  'no_mandatory_keys',
  'protected',
  'no_async_loading',
  'no_multi',
  'movablekeys',
  'allow_busy',
] as const;
export type Flag = (typeof FLAGS)[number];

export type Group =
  | 'string'
  | 'list'
  | 'set'
  | 'hash'
  | 'sorted-set'
  | 'generic'
  | 'connection'
  | 'server'
  | 'transactions'
  | 'pubsub'
  | 'bitmap';

/** What a command does with a key: the words of COMMAND INFO, such as `RO access` or `RW update`. */
export type KeyUse = string;

/**
 * Where keys stand among the arguments, which count from 1. Either from `first` to `last` (negative: from the end) in steps, or as many as
 * the argument at `count` says, from the one behind it.
 */
export type KeySpec =
  | { readonly use: KeyUse; readonly first: number; readonly last: number; readonly step: number }
  | { readonly use: KeyUse; readonly count: number };

export function keyAt(first: number, use: KeyUse): KeySpec {
  return { use, first, last: first, step: 1 };
}

export function keysFrom(first: number, use: KeyUse, last = -1, step = 1): KeySpec {
  return { use, first, last, step };
}

export function keysCounted(count: number, use: KeyUse): KeySpec {
  return { use, count };
}

export interface CommandSpec {
  /** In lower case; of a subcommand the whole name, `config|get`. */
  readonly name: string;
  /** With the name itself; negative: at least so many. */
  readonly arity: number;
  readonly flags: readonly Flag[];
  readonly keys: readonly KeySpec[];
  readonly group: Group;
  /** Categories of access control that follow neither from flags nor from the group: see `categoriesOf`. */
  readonly categories?: readonly string[];
  /** Of a command whose group is one type's: it takes keys of every type, and so never answers WRONGTYPE. */
  readonly anyType?: true;
  /** Redis's hints for clients and proxies. */
  readonly tips?: readonly string[];
  /** Refusals beyond those that many commands give: of arity, access, type, integers, and of full memory with the flag `denyoom`. */
  readonly errors?: readonly string[];
  readonly subcommands?: readonly CommandSpec[];
  /** `args[0]` is the name as it came. Of a container, only what is left after its subcommands. */
  run(context: Context, args: readonly Bytes[]): Reply;
}

/** What is to be known of a command by those who pass it on and do not run it. */
export interface CommandShape extends Pick<CommandSpec, 'name' | 'flags' | 'keys' | 'tips'> {
  readonly subcommands?: readonly CommandShape[];
}

interface Named<Command> {
  readonly name: string;
  readonly subcommands?: readonly Command[];
}

/** Finds the command or subcommand that the first arguments name; of an unknown subcommand its container. */
export function finderIn<Command extends Named<Command>>(
  commands: readonly Command[],
): (args: readonly Bytes[]) => Command | undefined {
  // Under its name in lower and in upper case, as clients write it: the fold is for those who write it otherwise.
  const byName: ReadonlyMap<string, Command> = new Map(
    commands.flatMap((command) => [
      [command.name, command],
      [upperCase(command.name), command],
    ]),
  );
  const bySubcommand: ReadonlyMap<string, Command> = new Map(
    commands.flatMap(({ subcommands = [] }) =>
      subcommands.map((command) => [command.name, command] as const),
    ),
  );
  return (args) => {
    const name = args[0] as Bytes;
    const command = byName.get(name) ?? byName.get(lowerCase(name));
    if (command?.subcommands === undefined || args.length < 2) return command;
    return bySubcommand.get(`${command.name}|${lowerCase(args[1] as Bytes)}`) ?? command;
  };
}

export function isArity(arity: number, count: number): boolean {
  return arity < 0 ? count >= -arity : count === arity;
}

/** Whether a key of another type than its own is refused with WRONGTYPE. */
export function mindsType({ keys, group, anyType }: CommandSpec): boolean {
  return keys.length > 0 && group !== 'generic' && anyType !== true;
}

/** The keys among the arguments, each with what is done to it. Nothing where the arguments make no sense. */
export function keysOf(
  command: Pick<CommandSpec, 'keys'>,
  args: readonly Bytes[],
): readonly { readonly key: Bytes; readonly use: KeyUse }[] {
  const found: { key: Bytes; use: KeyUse }[] = [];
  for (const spec of command.keys) {
    const [first, last, step] = rangeOf(spec, args);
    for (let index = first; index <= last && index < args.length; index += step) {
      found.push({ key: args[index] as Bytes, use: spec.use });
    }
  }
  return found;
}

/** The same without what becomes of them. */
export function keysIn(command: CommandSpec, args: readonly Bytes[]): readonly Bytes[] {
  const found: Bytes[] = [];
  for (const spec of command.keys) {
    const [first, last, step] = rangeOf(spec, args);
    for (let index = first; index <= last && index < args.length; index += step)
      found.push(args[index] as Bytes);
  }
  return found;
}

function rangeOf(spec: KeySpec, args: readonly Bytes[]): readonly [number, number, number] {
  if ('count' in spec) {
    const count = Number(args[spec.count]);
    const sound = Number.isInteger(count) && count > 0 && spec.count + count < args.length;
    return sound ? [spec.count + 1, spec.count + count, 1] : [1, 0, 1];
  }
  return [spec.first, spec.last < 0 ? args.length + spec.last : spec.last, spec.step];
}

/** `['name', …]` → whether access control may let it pass: the categories with their `@`, in the order of COMMAND INFO. */
export function categoriesOf(command: CommandSpec): readonly string[] {
  const flags = new Set<Flag>(command.flags);
  const own = new Set<string>(command.categories ?? []);
  if (flags.has('write')) own.add('write');
  if (flags.has('readonly')) own.add('read');
  if (flags.has('admin')) own.add('admin').add('dangerous');
  if (flags.has('pubsub')) own.add('pubsub');
  if (flags.has('blocking')) own.add('blocking');
  own.add(flags.has('fast') ? 'fast' : 'slow');
  const group = CATEGORY_OF_GROUP[command.group];
  if (group !== undefined && command.subcommands === undefined) own.add(group);
  return CATEGORIES.filter((category) => own.has(category)).map((category) => `@${category}`);
}

const CATEGORY_OF_GROUP: Readonly<Partial<Record<Group, string>>> = {
  string: 'string',
  list: 'list',
  set: 'set',
  hash: 'hash',
  'sorted-set': 'sortedset',
  generic: 'keyspace',
  connection: 'connection',
  transactions: 'transaction',
  pubsub: 'pubsub',
  bitmap: 'bitmap',
};

/** All categories of access control, in Redis's order. */
export const CATEGORIES = [
  'keyspace',
  'read',
  'write',
  'set',
  'sortedset',
  'list',
  'hash',
  'string',
  'bitmap',
  'hyperloglog',
  'geo',
  'stream',
  'pubsub',
  'admin',
  'fast',
  'slow',
  'blocking',
  'dangerous',
  'connection',
  'transaction',
  'scripting',
] as const;
