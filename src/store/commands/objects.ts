/** How keys are kept: for people who want to see inside. Looking is no use of a key. */
import { argument, readIndex } from '../arguments.ts';
import type { Bytes } from '../bytes.ts';
import { isWord } from '../bytes.ts';
import { keyAt, type CommandSpec } from '../command.ts';
import type { Context } from '../context.ts';
import { decayedCounter } from '../eviction/lfu-counter.ts';
import { idleTime } from '../eviction/lru-clock.ts';
import { countsUses, glance, peek } from '../keyspace.ts';
import { refuse, SYNTAX } from '../refusals.ts';
import type { Reply } from '../reply.ts';
import type { Entry } from '../store.ts';
import { encodingOf } from '../values.ts';

const SWITCHING =
  'Please note that when switching between policies at runtime LRU and LFU data will take some time to adjust.';
const NOT_LFU = refuse(
  `ERR An LFU maxmemory policy is not selected, access frequency not tracked. ${SWITCHING}`,
);
const NOT_LRU = refuse(`ERR An LFU maxmemory policy is selected, idle time not tracked. ${SWITCHING}`);

type Look = (context: Context, entry: Entry) => Reply;

function look(at: Look) {
  return (context: Context, args: readonly Bytes[]): Reply => {
    const entry = glance(context, argument(args, 2));
    return entry === undefined ? null : at(context, entry);
  };
}

const freq: Look = ({ store, now }, entry) => {
  if (!countsUses(store.settings)) throw NOT_LFU;
  const { 'lfu-log-factor': factor, 'lfu-decay-time': decayMinutes } = store.settings;
  return decayedCounter(entry.word, now, { factor, decayMinutes });
};

const idletime: Look = ({ store, now }, entry) => {
  if (countsUses(store.settings)) throw NOT_LRU;
  return Math.floor(idleTime(entry.word, now) / 1_000);
};

/** Redis has the integers below this once, and shares them: unless each has to know its own last use, for an eviction by LRU or LFU. */
const SHARED_INTEGERS = 10_000;
const SHARED_COUNT = 2_147_483_647;

const refcount: Look = ({ store: { settings } }, { value }) => {
  const own = settings.maxmemory > 0 && /l[rf]u$/.test(settings['maxmemory-policy']);
  const shared =
    !own && typeof value === 'string' && encodingOf(value) === 'int' && isSharedInteger(Number(value));
  return shared ? SHARED_COUNT : 1;
};

function isSharedInteger(value: number): boolean {
  return value >= 0 && value < SHARED_INTEGERS;
}

function memoryUsage(context: Context, args: readonly Bytes[]): Reply {
  for (let index = 3; index < args.length; index += 2) {
    if (!isWord(args[index], 'samples') || args[index + 1] === undefined) throw SYNTAX;
    if (readIndex(args[index + 1]) < 0) throw SYNTAX;
  }
  return peek(context, argument(args, 2))?.bytes ?? null;
}

const looking = {
  arity: 3,
  flags: ['readonly'],
  keys: [keyAt(2, 'RO')],
  group: 'generic',
  syntax: 'key',
} as const;
const GONE = 'Nil: there is no such key.';

export const objectCommands: readonly CommandSpec[] = [
  {
    name: 'object',
    arity: -2,
    flags: [],
    keys: [],
    group: 'generic',
    since: '2.2.3',
    summary: 'Look at how a key is kept.',
    syntax: 'subcommand key',
    replies: [],
    run: () => SYNTAX,
    subcommands: [
      {
        ...looking,
        name: 'object|encoding',
        since: '2.2.3',
        tips: ['nondeterministic_output'],
        summary: 'Get the way in which a value is kept.',
        replies: [
          'Bulk: int, embstr, raw, quicklist, intset, hashtable, listpack or skiplist, as Redis would keep it.',
          GONE,
        ],
        run: look((_context, entry) => encodingOf(entry.value)),
      },
      {
        ...looking,
        name: 'object|freq',
        since: '4.0.0',
        tips: ['nondeterministic_output'],
        summary: 'Get how often a key was used lately, on the scale of LFU.',
        replies: ['Integer: the counter, 0 to 255.', GONE],
        errors: [NOT_LFU.error],
        run: look(freq),
      },
      {
        ...looking,
        name: 'object|idletime',
        since: '2.2.3',
        tips: ['nondeterministic_output'],
        summary: 'Get for how long a key was not used.',
        replies: ['Integer: the seconds.', GONE],
        errors: [NOT_LRU.error],
        run: look(idletime),
      },
      {
        ...looking,
        name: 'object|refcount',
        since: '2.2.3',
        tips: ['nondeterministic_output'],
        summary: 'Get how many owners a value has, as Redis would count them.',
        replies: ['Integer: 1, or 2147483647 for a small integer that all share.', GONE],
        run: look(refcount),
      },
    ],
  },
  {
    name: 'memory',
    arity: -2,
    flags: [],
    keys: [],
    group: 'server',
    since: '4.0.0',
    summary: 'Look at what memory is used for.',
    syntax: 'subcommand',
    replies: [],
    run: () => SYNTAX,
    subcommands: [
      {
        name: 'memory|usage',
        anyType: true,
        arity: -3,
        flags: ['readonly'],
        keys: [keyAt(2, 'RO')],
        group: 'server',
        since: '4.0.0',
        summary: 'Get what a key is charged, by the accounting of the store.',
        syntax: 'key [SAMPLES count]',
        replies: ['Integer: the bytes. Nothing is sampled: all is counted.', GONE],
        errors: ['ERR syntax error'],
        run: memoryUsage,
      },
    ],
  },
];
