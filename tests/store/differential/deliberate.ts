/**
 * Every difference from Redis 7.0 that is meant, and how replies are compared in spite of it. What is not here is equal byte for byte.
 *
 * `unordered`: the same elements in any order. `pairs`: the same, two by two. `near`: integers no more than a few seconds apart, for the
 * two clocks are read one after the other. `shape`: the same type of reply, whatever it says. `walk`: a cursor's whole walk meets the same
 * elements, twice or not. `repair`: a random pick; afterwards the engine is given what Redis picked.
 */
import type { Parsed } from './resp.ts';

export type Compare = 'exact' | 'unordered' | 'pairs' | 'near' | 'shape' | 'walk';

export interface Difference {
  /** In lower case; subcommands as `object|freq`. */
  readonly commands: readonly string[];
  readonly why: string;
  readonly compare: Compare;
  /** Commands that bring the engine to where Redis is, after both picked by chance. */
  repair?(args: readonly string[], real: Parsed, ours: Parsed): readonly (readonly string[])[];
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
 * - `maxmemory`: we make room before a command for what it may add, so that the limit holds after it; Redis may end above.
 * - `CONFIG` knows the settings that mean something here.
 * - COMMAND INFO without the subcommands that are not there, and without the notes that Redis has on some keys.
 * - DUMP, RESTORE and whatever else is not in the table of commands.
 */

const byCommand = new Map(
  differences.flatMap((difference) => difference.commands.map((name) => [name, difference] as const)),
);

export function differenceOf(args: readonly string[]): Difference | undefined {
  const [name = '', second = ''] = args;
  return byCommand.get(`${name}|${second}`.toLowerCase()) ?? byCommand.get(name.toLowerCase());
}
