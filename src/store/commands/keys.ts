/** Keys of whatever type: whether they are there, what they are, away with them, under another name. */
import { argument } from '../arguments.ts';
import type { Bytes } from '../bytes.ts';
import { keyAt, keysFrom, type CommandSpec } from '../command.ts';
import type { Context } from '../context.ts';
import { globMatches } from '../glob.ts';
import { create, expire, glance, isPast, lookup, peek, remove, setDeadline, writable } from '../keyspace.ts';
import { NO_KEY, OUT_OF_MEMORY, SYNTAX } from '../refusals.ts';
import { OK, type Reply } from '../reply.ts';
import { reserve } from '../room.ts';
import { INVALID_CURSOR, readCursor, readScanOptions, scanReply, walk } from '../scan.ts';
import type { Entry } from '../store.ts';
import { typeOf } from '../values.ts';

function del(context: Context, args: readonly Bytes[]): Reply {
  let count = 0;
  for (let index = 1; index < args.length; index += 1) {
    const entry = peek(context, argument(args, index));
    if (entry === undefined) continue;
    remove(context, entry);
    count += 1;
  }
  context.changes += count;
  return count;
}

/** How many of the keys are there; one named twice counts twice. */
function count(find: (context: Context, key: Bytes) => Entry | undefined) {
  return (context: Context, args: readonly Bytes[]): Reply => {
    let found = 0;
    for (let index = 1; index < args.length; index += 1) {
      if (find(context, argument(args, index)) !== undefined) found += 1;
    }
    return found;
  };
}

function type(context: Context, args: readonly Bytes[]): Reply {
  const entry = glance(context, argument(args, 1));
  return { status: entry === undefined ? 'none' : typeOf(entry.value) };
}

function isExpired(context: Context, entry: Entry): boolean {
  return entry.deadline !== null && isPast(context, entry.deadline);
}

function keys(context: Context, args: readonly Bytes[]): Reply {
  const pattern = argument(args, 1);
  const { slots } = context.db.entries;
  const found: Bytes[] = [];
  walk(slots.length, 0, slots.length, (slot) => {
    const entry = slots[slot] as Entry;
    if (pattern !== '*' && !globMatches(pattern, entry.key)) return;
    if (isExpired(context, entry)) expire(context, context.db, entry);
    else found.push(entry.key);
  });
  return found;
}

function scan(context: Context, args: readonly Bytes[]): Reply {
  const cursor = readCursor(argument(args, 1));
  const options = readScanOptions(args, 2, true);
  const { slots } = context.db.entries;
  const found: Bytes[] = [];
  const next = walk(slots.length, cursor, options.count, (slot) => {
    const entry = slots[slot] as Entry;
    if (!options.matches(entry.key)) return;
    if (options.type !== undefined && options.type !== typeOf(entry.value)) return;
    if (isExpired(context, entry)) expire(context, context.db, entry);
    else found.push(entry.key);
  });
  return scanReply(next, found);
}

/** So often a passive store, which may not delete, draws again before it takes what has expired. */
const DRAWS_MAX = 100;

function randomkey(context: Context): Reply {
  const { slots } = context.db.entries;
  for (let draws = 0; slots.length > 0; draws += 1) {
    const entry = slots[Math.floor(context.host.random() * slots.length)] as Entry;
    if (!isExpired(context, entry)) return entry.key;
    if (context.store.passive && draws >= DRAWS_MAX) return entry.key;
    expire(context, context.db, entry);
  }
  return null;
}

/** RENAME and RENAMENX. */
function rename(only: 'nx' | undefined) {
  return (context: Context, args: readonly Bytes[]): Reply => {
    const to = argument(args, 2);
    const entry = writable(context, argument(args, 1));
    if (entry === undefined) throw NO_KEY;
    if (entry.key === to) return only === 'nx' ? 0 : OK;
    if (only === 'nx' && writable(context, to) !== undefined) return 0;
    const growth = to.length - entry.key.length;
    if (growth > (peek(context, to)?.bytes ?? 0)) {
      reserve(context, growth);
      // It may have been what had to go.
      if (peek(context, entry.key) !== entry) throw NO_KEY;
    }
    const target = writable(context, to);
    if (target !== undefined) remove(context, target);
    remove(context, entry);
    const renamed = create(context, to, entry.value);
    renamed.word = entry.word;
    if (entry.deadline !== null) setDeadline(context, renamed, entry.deadline);
    context.changes += 1;
    return only === 'nx' ? 1 : OK;
  };
}

const deletion = {
  arity: -2,
  group: 'generic',
  keys: [keysFrom(1, 'RM delete')],
  tips: ['request_policy:multi_shard', 'response_policy:agg_sum'],
  run: del,
} as const;

export const keyCommands: readonly CommandSpec[] = [
  { ...deletion, name: 'del', flags: ['write'] },
  {
    ...deletion,
    name: 'unlink',
    flags: ['write', 'fast'],
  },
  {
    name: 'exists',
    arity: -2,
    flags: ['readonly', 'fast'],
    keys: [keysFrom(1, 'RO')],
    tips: ['request_policy:multi_shard', 'response_policy:agg_sum'],
    group: 'generic',
    run: count(glance),
  },
  {
    name: 'touch',
    arity: -2,
    flags: ['readonly', 'fast'],
    keys: [keysFrom(1, 'RO')],
    tips: ['request_policy:multi_shard', 'response_policy:agg_sum'],
    group: 'generic',
    run: count(lookup),
  },
  {
    name: 'type',
    arity: 2,
    flags: ['readonly', 'fast'],
    keys: [keyAt(1, 'RO')],
    group: 'generic',
    run: type,
  },
  {
    name: 'keys',
    arity: 2,
    flags: ['readonly'],
    keys: [],
    categories: ['dangerous'],
    tips: ['request_policy:all_shards', 'nondeterministic_output_order'],
    group: 'generic',
    run: keys,
  },
  {
    name: 'scan',
    arity: -2,
    flags: ['readonly'],
    keys: [],
    tips: ['nondeterministic_output', 'request_policy:special'],
    group: 'generic',
    errors: [INVALID_CURSOR.error, SYNTAX.error],
    run: scan,
  },
  {
    name: 'randomkey',
    arity: 1,
    flags: ['readonly'],
    keys: [],
    tips: ['request_policy:all_shards', 'nondeterministic_output'],
    group: 'generic',
    run: randomkey,
  },
  {
    name: 'rename',
    arity: 3,
    flags: ['write'],
    keys: [keyAt(1, 'RW access delete'), keyAt(2, 'OW update')],
    group: 'generic',
    errors: [NO_KEY.error, OUT_OF_MEMORY.error],
    run: rename(undefined),
  },
  {
    name: 'renamenx',
    arity: 3,
    flags: ['write', 'fast'],
    keys: [keyAt(1, 'RW access delete'), keyAt(2, 'OW insert')],
    group: 'generic',
    errors: [NO_KEY.error, OUT_OF_MEMORY.error],
    run: rename('nx'),
  },
];
