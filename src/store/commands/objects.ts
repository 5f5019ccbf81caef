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
} as const;

export const objectCommands: readonly CommandSpec[] = [
  {
    name: 'object',
    arity: -2,
    flags: [],
    keys: [],
    group: 'generic',
    run: () => SYNTAX,
    subcommands: [
      {
        ...looking,
        name: 'object|encoding',
        tips: ['nondeterministic_output'],
        run: look((_context, entry) => encodingOf(entry.value)),
      },
      {
        ...looking,
        name: 'object|freq',
        tips: ['nondeterministic_output'],
        errors: [NOT_LFU.error],
        run: look(freq),
      },
      {
        ...looking,
        name: 'object|idletime',
        tips: ['nondeterministic_output'],
        errors: [NOT_LRU.error],
        run: look(idletime),
      },
      {
        ...looking,
        name: 'object|refcount',
        tips: ['nondeterministic_output'],
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
    run: () => SYNTAX,
    subcommands: [
      {
        name: 'memory|usage',
        anyType: true,
        arity: -3,
        flags: ['readonly'],
        keys: [keyAt(2, 'RO')],
        group: 'server',
        errors: ['ERR syntax error'],
        run: memoryUsage,
      },
    ],
  },
];
