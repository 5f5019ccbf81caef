/** Lists: their ends, and reading them. */
import { argument, readCount, readIndex } from '../arguments.ts';
import type { Bytes } from '../bytes.ts';
import { keyAt, type CommandSpec } from '../command.ts';
import type { Context } from '../context.ts';
import { changed, create, lookupCollection, remove, writableCollection } from '../keyspace.ts';
import { listAt, listPop, listPush, listSlice, newList, type End, type List } from '../lists.ts';
import { wrongArity } from '../refusals.ts';
import { EMPTY, NIL_ARRAY, type Reply } from '../reply.ts';
import { readRange } from './ranges.ts';

/** LPUSH, RPUSH, and with `only` their forms that make no list. */
function push(end: End, only: 'xx' | undefined) {
  return (context: Context, args: readonly Bytes[]): Reply => {
    const key = argument(args, 1);
    const found = writableCollection<List>(context, key, 'list');
    if (found === undefined && only === 'xx') return 0;
    const entry = found ?? create(context, key, newList());
    for (let index = 2; index < args.length; index += 1) listPush(entry.value, end, argument(args, index));
    changed(context, entry, args.length - 2);
    return entry.value.size;
  };
}

function pop(end: End) {
  return (context: Context, args: readonly Bytes[]): Reply => {
    if (args.length > 3) throw wrongArity(context.commandName);
    const several = args.length === 3;
    const count = several ? readCount(args[2]) : 1;
    const entry = writableCollection<List>(context, argument(args, 1), 'list');
    if (entry === undefined) return several ? NIL_ARRAY : null;
    if (count === 0) return EMPTY;
    const list = entry.value;
    const popped: Bytes[] = [];
    while (popped.length < count && list.size > 0) popped.push(listPop(list, end));
    changed(context, entry, popped.length);
    if (list.size === 0) remove(context, entry);
    return several ? popped : argument(popped, 0);
  };
}

function llen(context: Context, args: readonly Bytes[]): Reply {
  return lookupCollection<List>(context, argument(args, 1), 'list')?.size ?? 0;
}

function lindex(context: Context, args: readonly Bytes[]): Reply {
  const list = lookupCollection<List>(context, argument(args, 1), 'list');
  if (list === undefined) return null;
  const index = readIndex(args[2]);
  const place = index < 0 ? list.size + index : index;
  return place < 0 || place >= list.size ? null : listAt(list, place);
}

function lrange(context: Context, args: readonly Bytes[]): Reply {
  const range = readRange(args, 2);
  const list = lookupCollection<List>(context, argument(args, 1), 'list');
  if (list === undefined) return EMPTY;
  const [start, count] = range(list.size);
  return count === 0 ? EMPTY : listSlice(list, start, count);
}

const pushing = {
  arity: -3,
  flags: ['write', 'denyoom', 'fast'],
  keys: [keyAt(1, 'RW insert')],
  group: 'list',
} as const;

const popping = {
  arity: -2,
  flags: ['write', 'fast'],
  keys: [keyAt(1, 'RW access delete')],
  group: 'list',
  errors: ['ERR value is out of range, must be positive'],
} as const;

const reading = {
  flags: ['readonly'],
  keys: [keyAt(1, 'RO access')],
  group: 'list',
} as const;

export const lists: readonly CommandSpec[] = [
  {
    ...pushing,
    name: 'lpush',
    run: push('left', undefined),
  },
  {
    ...pushing,
    name: 'rpush',
    run: push('right', undefined),
  },
  {
    ...pushing,
    name: 'lpushx',
    run: push('left', 'xx'),
  },
  {
    ...pushing,
    name: 'rpushx',
    run: push('right', 'xx'),
  },
  { ...popping, name: 'lpop', run: pop('left') },
  { ...popping, name: 'rpop', run: pop('right') },
  {
    ...reading,
    name: 'llen',
    arity: 2,
    flags: ['readonly', 'fast'],
    keys: [keyAt(1, 'RO')],
    run: llen,
  },
  {
    ...reading,
    name: 'lindex',
    arity: 3,
    run: lindex,
  },
  {
    ...reading,
    name: 'lrange',
    arity: 4,
    run: lrange,
  },
];
