/**
 * Every difference from Redis 7.0 that is meant, and how replies are compared in spite of it. What is not here is equal byte for byte.
 *
 * `unordered`: the same elements in any order. `pairs`: the same, two by two. `near`: integers no more than a few seconds apart, for the
 * two clocks are read one after the other. `shape`: the same type of reply, whatever it says. `size`: and as many elements. `walk`: a cursor's whole walk meets the same
 * elements, twice or not. `repair`: a random pick; afterwards the engine is given what Redis picked.
 */
import type { Parsed } from './resp.ts';

export type Compare = 'exact' | 'unordered' | 'pairs' | 'near' | 'shape' | 'size' | 'walk';

/** Asks the engine, to see how it keeps what a command is about. */
export type Ask = (...args: readonly string[]) => Parsed;

export interface Difference {
  /** In lower case; subcommands as `object|freq`. */
  readonly commands: readonly string[];
  readonly why: string;
  readonly compare: Compare | ((args: readonly string[], ask: Ask) => Compare);
  /** Commands that bring the engine to where Redis is, after both picked by chance. */
  repair?(args: readonly string[], real: Parsed, ours: Parsed, ask: Ask): readonly (readonly string[])[];
}

export const differences: readonly Difference[] = [
  {
    commands: ['keys'],
    why: 'Redis promises no order; ours is that of slots, its own that of a hash seeded at every start.',
    compare: 'unordered',
  },
  {
    commands: ['scan', 'sscan', 'hscan', 'zscan'],
    why: 'Cursors are private to a server. The promise is that a walk meets all that stays.',
    compare: 'walk',
  },
  {
    commands: ['randomkey'],
    why: 'A random pick.',
    compare: 'shape',
  },
  {
    commands: ['smembers', 'sinter', 'sunion', 'sdiff'],
    why: 'A hashtable has the order of its hash, seeded at every start. An intset is in ascending order, with both.',
    compare: (args, ask) => (areIntegers(args.slice(1), ask) ? 'exact' : 'unordered'),
  },
  {
    commands: ['hgetall'],
    why: 'The same of hashes: a listpack has the order in which its fields came, with both.',
    compare: ([, key = ''], ask) => (isListpack(key, ask) ? 'exact' : 'pairs'),
  },
  {
    commands: ['hkeys', 'hvals'],
    why: 'The same.',
    compare: ([, key = ''], ask) => (isListpack(key, ask) ? 'exact' : 'unordered'),
  },
  {
    commands: ['srandmember'],
    why: 'A random pick.',
    compare: 'size',
  },
  {
    commands: ['spop'],
    why: 'A random pick. And Redis, leaving few of many, makes the set anew, so that it may become an intset by chance, though not on its replicas: ours stays as it was.',
    compare: 'size',
    repair: repairPop,
  },
  {
    commands: ['ttl', 'pttl', 'expiretime', 'pexpiretime'],
    why: 'Times: the two clocks are read one after the other.',
    compare: 'near',
  },
  {
    commands: ['time', 'lastsave', 'info', 'client|id', 'hello'],
    why: 'What differs between any two servers.',
    compare: 'shape',
  },
  {
    commands: ['object|freq', 'object|idletime'],
    why: 'The counter grows by chance; and after a change of policy the one is read as the other, also in what Redis shares.',
    compare: 'shape',
  },
  {
    commands: ['memory|usage'],
    why: 'The accounting is our own (memory.ts): the same in every browser, where an allocator’s cannot be.',
    compare: 'shape',
  },
  {
    commands: ['command', 'command|count', 'command|list'],
    why: 'We have fewer commands. COMMAND INFO of those that are there is compared by a test of its own.',
    compare: 'shape',
  },
];

/**
 * Differences that the streams steer clear of, because no way of comparing bridges them:
 *
 * - `HELLO 3`: only protocol 2 is spoken yet.
 * - `CLIENT SETINFO`: Redis has it from 7.2 on; refusing it would only clutter the connections of newer clients.
 * - `… HELP`: the texts are Redis's own.
 * - A key at the very millisecond of its deadline: gone with us, there with Redis one millisecond longer.
 * - `maxmemory`: we make room before a command for what it may add, so that the limit holds after it; Redis may end above. So EXPIRE, GETEX
 *   with a time, RENAME to a longer name, and whatever makes more than its arguments bring, answer OOM where Redis goes over its limit.
 * - `AUTH` and `HELLO … AUTH` take longer after three wrong passwords in a row for a name (attempts.ts). What they answer is Redis's.
 * - `CONFIG GET requirepass` answers `(redacted)` once there is a password: replies stand in histories and links, and it must not.
 * - Ranges BYLEX over members with different scores, in a sorted set too large to be a listpack: Redis promises nothing, and what it answers
 *   depends on the chance that built its skip list. In a small one, walked from its beginning, ours are the same to the byte.
 * - `keyspace_hits` in INFO: Redis counts one for a SPOP that takes a whole set with a count, because it reads the set once more on its way.
 * - `SRANDMEMBER` with a negative count below about a million: refused, where Redis would fill its memory.
 * - `OBJECT REFCOUNT` of a small integer: by the settings of now, where Redis goes by those under which it was set.
 * - `CONFIG` knows the settings that mean something here.
 * - COMMAND INFO without the subcommands that are not there, and without the notes that Redis has on some keys.
 * - DUMP, RESTORE and whatever else is not in the table of commands.
 */

/** Whether all of these sets, and what is made of them, are intsets. */
function areIntegers(keys: readonly string[], ask: Ask): boolean {
  const size = keys.reduce((sum, key) => sum + Number(ask('SCARD', key).text), 0);
  return size <= integersMax(ask) && keys.every((key) => ask('OBJECT', 'ENCODING', key).text !== 'hashtable');
}

function isListpack(key: string, ask: Ask): boolean {
  return ask('OBJECT', 'ENCODING', key).text === 'listpack';
}

function integersMax(ask: Ask): number {
  return Number(ask('CONFIG', 'GET', 'set-max-intset-entries').items[1]?.text);
}

/** As Redis: where it leaves at most a fifth of what it takes, it makes the set anew. */
const MADE_ANEW = 5;

/** What we took comes back and what Redis took goes; without an intset becoming too large on the way. */
function repairPop(
  args: readonly string[],
  real: Parsed,
  ours: Parsed,
  ask: Ask,
): readonly (readonly string[])[] {
  const key = args[1] ?? '';
  const members = (reply: Parsed) =>
    (reply.type === '*' ? reply.items : [reply]).map(({ text }) => text).filter((text) => text !== null);
  const taken = members(real);
  if (taken.length === 0) return [];
  const left = Number(ask('SCARD', key).text);
  const setting = (max: number) => ['CONFIG', 'SET', 'set-max-intset-entries', String(max)];
  const isAnew = args.length === 3 && left > 0 && left * MADE_ANEW <= taken.length;
  return [
    setting(2 ** 30),
    ['SADD', key, ...members(ours)],
    ['SREM', key, ...taken],
    setting(integersMax(ask)),
    ...(isAnew ? [['SUNIONSTORE', key, key]] : []),
  ];
}

const byCommand = new Map(
  differences.flatMap((difference) => difference.commands.map((name) => [name, difference] as const)),
);

/** How to compare the replies to this command. */
export function compareOf(args: readonly string[], ask: Ask): Compare {
  const compare = differenceOf(args)?.compare ?? 'exact';
  return typeof compare === 'string' ? compare : compare(args, ask);
}

export function differenceOf(args: readonly string[]): Difference | undefined {
  const [name = '', second = ''] = args;
  return byCommand.get(`${name}|${second}`.toLowerCase()) ?? byCommand.get(name.toLowerCase());
}
