/** The node itself: its clock, its disk, its patience. */
import { argument, readInteger } from '../arguments.ts';
import type { Bytes } from '../bytes.ts';
import { isWord } from '../bytes.ts';
import type { CommandSpec } from '../command.ts';
import type { Context } from '../context.ts';
import { parseDouble } from '../doubles.ts';
import { refuse, shown, SYNTAX } from '../refusals.ts';
import { OK, type Reply } from '../reply.ts';
import { configCommands } from './config.ts';
import { infoCommand } from './info.ts';

function time({ now }: Context): Reply {
  return [String(Math.floor(now / 1_000)), String((now % 1_000) * 1_000)];
}

/** Asks the disk, where there is one; after that all changes are on it. */
function persist(context: Context, act: 'save' | 'bgsave' | 'rewrite', done: Reply): Reply {
  const answer = context.host.persist?.(act);
  if (answer !== undefined) return answer;
  if (act !== 'rewrite') {
    context.store.lastSave = Math.floor(context.now / 1_000);
    context.store.changes = 0;
  }
  return done;
}

function bgsave(context: Context, args: readonly Bytes[]): Reply {
  if (args.length > 2 || (args.length === 2 && !isWord(args[1], 'schedule'))) throw SYNTAX;
  return persist(context, 'bgsave', { status: 'Background saving started' });
}

const SECOND = 1_000_000;

function debug({ host }: Context, args: readonly Bytes[]): Reply {
  if (!isWord(args[1], 'sleep') || args.length !== 3) {
    const name = shown(argument(args, 1), 128);
    throw refuse(`ERR unknown subcommand or wrong number of arguments for '${name}'. Try DEBUG HELP.`);
  }
  const seconds = parseDouble(argument(args, 2)) ?? 0;
  if (seconds > 0 && seconds < Infinity) host.work(Math.floor(seconds * SECOND));
  return OK;
}

const TIMEOUT_NOT_INTEGER = refuse('ERR timeout is not an integer or out of range');
const TIMEOUT_NEGATIVE = refuse('ERR timeout is negative');

/** Nobody copies a bare engine. */
function wait(_context: Context, args: readonly Bytes[]): Reply {
  readInteger(args[1]);
  if (readInteger(args[2], TIMEOUT_NOT_INTEGER) < 0) throw TIMEOUT_NEGATIVE;
  return 0;
}

const saving = {
  flags: ['admin', 'noscript', 'no_async_loading'],
  keys: [],
  group: 'server',
} as const;

export const serverCommands: readonly CommandSpec[] = [
  infoCommand,
  configCommands,
  {
    name: 'time',
    arity: 1,
    flags: ['loading', 'stale', 'fast'],
    keys: [],
    tips: ['nondeterministic_output'],
    group: 'server',
    run: time,
  },
  {
    name: 'lastsave',
    arity: 1,
    flags: ['loading', 'stale', 'fast'],
    categories: ['admin', 'dangerous'],
    keys: [],
    tips: ['nondeterministic_output'],
    group: 'server',
    run: ({ store }) => store.lastSave,
  },
  {
    ...saving,
    name: 'save',
    arity: 1,
    flags: [...saving.flags, 'no_multi'],
    errors: ['ERR'],
    run: (context) => persist(context, 'save', OK),
  },
  {
    ...saving,
    name: 'bgsave',
    arity: -1,
    errors: [SYNTAX.error],
    run: bgsave,
  },
  {
    ...saving,
    name: 'bgrewriteaof',
    arity: 1,
    run: (context) =>
      persist(context, 'rewrite', { status: 'Background append only file rewriting started' }),
  },
  {
    name: 'debug',
    arity: -2,
    flags: ['admin', 'noscript', 'loading', 'stale'],
    keys: [],
    group: 'server',
    errors: ["ERR unknown subcommand or wrong number of arguments for '<word>'. Try DEBUG HELP."],
    run: debug,
  },
  {
    name: 'wait',
    arity: 3,
    flags: ['noscript'],
    keys: [],
    tips: ['request_policy:all_shards', 'response_policy:agg_min'],
    group: 'connection',
    errors: [TIMEOUT_NOT_INTEGER.error, TIMEOUT_NEGATIVE.error],
    run: wait,
  },
];
