/** Whole databases. */
import { argument, readInteger } from '../arguments.ts';
import type { Bytes } from '../bytes.ts';
import { isWord } from '../bytes.ts';
import type { CommandSpec } from '../command.ts';
import type { Context } from '../context.ts';
import { clearDatabase } from '../keyspace.ts';
import { refuse, SYNTAX } from '../refusals.ts';
import { OK, type Reply } from '../reply.ts';
import type { Database } from '../store.ts';

const BAD_INDEX = refuse('ERR DB index is out of range');
const NOT_A_WORD = refuse('ERR value is out of range, value must between -2147483648 and 2147483647');

function select(context: Context, args: readonly Bytes[]): Reply {
  const index = readInteger(argument(args, 1));
  if (index < -2_147_483_648 || index > 2_147_483_647) throw NOT_A_WORD;
  const { databases } = context.store;
  if (index < 0 || index >= databases.length) throw BAD_INDEX;
  context.session.database = Number(index);
  context.db = databases[context.session.database] as Database;
  return OK;
}

/** Both words mean the same here: there is no second thread to free memory in. */
function flush(choose: (context: Context) => readonly Database[]) {
  return (context: Context, args: readonly Bytes[]): Reply => {
    const word = args[1];
    if (args.length > 2 || (word !== undefined && !isWord(word, 'sync') && !isWord(word, 'async'))) {
      throw SYNTAX;
    }
    // Even an empty database is flushed on every copy: a copy may have kept what has expired here.
    context.changes += 1;
    for (const db of choose(context)) context.changes += clearDatabase(context.store, db);
    return OK;
  };
}

const flushing = {
  arity: -1,
  flags: ['write'],
  keys: [],
  categories: ['dangerous'],
  tips: ['request_policy:all_shards', 'response_policy:all_succeeded'],
  group: 'generic',
  errors: ['ERR syntax error'],
} as const;

export const databaseCommands: readonly CommandSpec[] = [
  {
    name: 'select',
    arity: 2,
    flags: ['loading', 'stale', 'fast'],
    keys: [],
    group: 'connection',
    errors: [BAD_INDEX.error, NOT_A_WORD.error],
    run: select,
  },
  {
    name: 'dbsize',
    arity: 1,
    flags: ['readonly', 'fast'],
    keys: [],
    tips: ['request_policy:all_shards', 'response_policy:agg_sum'],
    group: 'generic',
    run: (context) => context.db.entries.slots.length,
  },
  {
    ...flushing,
    name: 'flushdb',
    run: flush((context) => [context.db]),
  },
  {
    ...flushing,
    name: 'flushall',
    run: flush((context) => context.store.databases),
  },
];
