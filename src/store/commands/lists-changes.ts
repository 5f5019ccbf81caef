/** Lists: changes in the middle, moves from one to another, and searches. */
import { argument, readCount, readIndex, readInteger } from '../arguments.ts';
import type { Bytes } from '../bytes.ts';
import { isWord, lowerCase } from '../bytes.ts';
import { keyAt, type CommandSpec } from '../command.ts';
import type { Context } from '../context.ts';
import { INTEGER_MIN } from '../integers.ts';
import { changed, create, lookupCollection, remove, writableCollection } from '../keyspace.ts';
import {
  listAt,
  listInsert,
  listPop,
  listPush,
  listRemove,
  listSet,
  newList,
  type End,
  type List,
} from '../lists.ts';
import { INDEX_RANGE, NO_KEY, refuse, SYNTAX } from '../refusals.ts';
import { EMPTY, OK, type Reply } from '../reply.ts';
import { readRange } from './ranges.ts';

function lset(context: Context, args: readonly Bytes[]): Reply {
  const entry = writableCollection<List>(context, argument(args, 1), 'list');
  if (entry === undefined) throw NO_KEY;
  const index = readIndex(args[2]);
  const place = index < 0 ? entry.value.size + index : index;
  if (place < 0 || place >= entry.value.size) throw INDEX_RANGE;
  listSet(entry.value, place, argument(args, 3));
  changed(context, entry);
  return OK;
}

function linsert(context: Context, args: readonly Bytes[]): Reply {
  const where = lowerCase(argument(args, 2));
  if (where !== 'before' && where !== 'after') throw SYNTAX;
  const entry = writableCollection<List>(context, argument(args, 1), 'list');
  if (entry === undefined) return 0;
  const list = entry.value;
  const pivot = argument(args, 3);
  let index = 0;
  while (index < list.size && listAt(list, index) !== pivot) index += 1;
  if (index === list.size) return -1;
  listInsert(list, where === 'before' ? index : index + 1, argument(args, 4));
  changed(context, entry);
  return list.size;
}

function lrem(context: Context, args: readonly Bytes[]): Reply {
  const count = readIndex(args[2]);
  const entry = writableCollection<List>(context, argument(args, 1), 'list');
  if (entry === undefined) return 0;
  const countMax = count === 0 ? Infinity : Math.abs(count);
  const removed = listRemove(entry.value, argument(args, 3), count < 0 ? 'right' : 'left', countMax);
  if (removed > 0) changed(context, entry, removed);
  if (entry.value.size === 0) remove(context, entry);
  return removed;
}

function ltrim(context: Context, args: readonly Bytes[]): Reply {
  const range = readRange(args, 2);
  const entry = writableCollection<List>(context, argument(args, 1), 'list');
  if (entry === undefined) return OK;
  const list = entry.value;
  const [start, count] = range(list.size);
  const trimmed = list.size - count;
  for (let left = count === 0 ? 0 : start; left > 0; left -= 1) listPop(list, 'left');
  while (list.size > count) listPop(list, 'right');
  if (trimmed > 0) changed(context, entry, trimmed);
  if (list.size === 0) remove(context, entry);
  return OK;
}

function readEnd(text: Bytes): End {
  const word = lowerCase(text);
  if (word !== 'left' && word !== 'right') throw SYNTAX;
  return word;
}

function lmove(context: Context, args: readonly Bytes[]): Reply {
  return move(context, args, readEnd(argument(args, 3)), readEnd(argument(args, 4)));
}

/** Both keys may be the same: then the list turns, and is never empty on the way as far as anyone can see. */
function move(context: Context, args: readonly Bytes[], from: End, to: End): Reply {
  const source = writableCollection<List>(context, argument(args, 1), 'list');
  if (source === undefined) return null;
  const found = writableCollection<List>(context, argument(args, 2), 'list');
  const element = listPop(source.value, from);
  if (found !== source) {
    changed(context, source, 0);
    if (source.value.size === 0) remove(context, source);
  }
  const target = found ?? create(context, argument(args, 2), newList());
  listPush(target.value, to, element);
  changed(context, target);
  return element;
}

interface Search {
  /** How many matches are passed over. The least integer has no opposite: to Redis such a rank lies before all matches, at -1. */
  skip: number;
  from: End;
  /** How many are wanted: undefined for one, without an array around it. */
  count: number | undefined;
  /** How many elements are looked at. */
  lengthMax: number;
}

const ZERO_RANK = refuse(
  "ERR RANK can't be zero: use 1 to start from the first match, 2 from the second ... or use negative to start from the end of the list",
);
const NEGATIVE_COUNT = refuse("ERR COUNT can't be negative");
const NEGATIVE_LENGTH = refuse("ERR MAXLEN can't be negative");

function readSearch(args: readonly Bytes[]): Search {
  const search: Search = { skip: 0, from: 'left', count: undefined, lengthMax: Infinity };
  for (let index = 3; index < args.length; index += 2) {
    const value = args[index + 1];
    if (value === undefined) throw SYNTAX;
    if (isWord(args[index], 'rank')) {
      const rank = readInteger(value);
      if (rank === 0) throw ZERO_RANK;
      search.skip = rank === INTEGER_MIN ? -1 : Math.abs(Number(rank)) - 1;
      search.from = rank < 0 ? 'right' : 'left';
    } else if (isWord(args[index], 'count')) {
      search.count = readCount(value, NEGATIVE_COUNT);
    } else if (isWord(args[index], 'maxlen')) {
      search.lengthMax = readCount(value, NEGATIVE_LENGTH) || Infinity;
    } else {
      throw SYNTAX;
    }
  }
  return search;
}

function lpos(context: Context, args: readonly Bytes[]): Reply {
  const { skip, from, count, lengthMax } = readSearch(args);
  const list = lookupCollection<List>(context, argument(args, 1), 'list');
  if (list === undefined) return count === undefined ? null : EMPTY;
  const wanted = argument(args, 2);
  const countMax = count === undefined ? 1 : skip < 0 ? Infinity : count || Infinity;
  const places: number[] = [];
  const end = Math.min(list.size, lengthMax);
  for (let step = 0, matches = 0; step < end && places.length < countMax; step += 1) {
    const place = from === 'left' ? step : list.size - 1 - step;
    if (listAt(list, place) !== wanted) continue;
    matches += 1;
    if (matches > skip) places.push(place);
  }
  return count === undefined ? (places[0] ?? null) : places;
}

const changing = { flags: ['write', 'denyoom'], group: 'list' } as const;
const moving = {
  ...changing,
  keys: [keyAt(1, 'RW access delete'), keyAt(2, 'RW insert')],
} as const;

export const listChanges: readonly CommandSpec[] = [
  {
    ...changing,
    name: 'lset',
    arity: 4,
    keys: [keyAt(1, 'RW update')],
    errors: ['ERR no such key', 'ERR index out of range'],
    run: lset,
  },
  {
    ...changing,
    name: 'linsert',
    arity: 5,
    keys: [keyAt(1, 'RW insert')],
    errors: ['ERR syntax error'],
    run: linsert,
  },
  {
    ...changing,
    name: 'lrem',
    arity: 4,
    flags: ['write'],
    keys: [keyAt(1, 'RW delete')],
    run: lrem,
  },
  {
    ...changing,
    name: 'ltrim',
    arity: 4,
    flags: ['write'],
    keys: [keyAt(1, 'RW delete')],
    run: ltrim,
  },
  {
    ...moving,
    name: 'lmove',
    arity: 5,
    errors: ['ERR syntax error'],
    run: lmove,
  },
  {
    ...moving,
    name: 'rpoplpush',
    arity: 3,
    run: (context, args) => move(context, args, 'right', 'left'),
  },
  {
    name: 'lpos',
    arity: -3,
    flags: ['readonly'],
    keys: [keyAt(1, 'RO access')],
    group: 'list',
    errors: ['ERR syntax error', ZERO_RANK.error, NEGATIVE_COUNT.error, NEGATIVE_LENGTH.error],
    run: lpos,
  },
];
