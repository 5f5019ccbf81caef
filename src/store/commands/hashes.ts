/** Hashes: fields in, out, and asked for one by one. */
import { argument } from '../arguments.ts';
import type { Bytes } from '../bytes.ts';
import { keyAt, type CommandSpec } from '../command.ts';
import type { Context } from '../context.ts';
import { fieldValue, hashSize, newHash, removeField, setField, type Hash } from '../hashes.ts';
import { changed, create, lookupCollection, remove, writableCollection } from '../keyspace.ts';
import { wrongArity } from '../refusals.ts';
import { OK, type Reply } from '../reply.ts';
import type { Entry } from '../store.ts';

export function lookupHash(context: Context, key: Bytes): Hash | undefined {
  return lookupCollection<Hash>(context, key, 'hash');
}

export function writableHash(context: Context, key: Bytes): Entry<Hash> | undefined {
  return writableCollection<Hash>(context, key, 'hash');
}

/** Gives the fields of a hash, which may have to be made, their values. Answers how many fields are new. */
export function assign(
  context: Context,
  key: Bytes,
  hash: Entry<Hash> | undefined,
  pairs: readonly Bytes[],
): number {
  const { 'hash-max-listpack-entries': entries, 'hash-max-listpack-value': length } = context.store.settings;
  const limits = { entries, length };
  const entry = hash ?? create(context, key, newHash());
  let added = 0;
  for (let index = 0; index < pairs.length; index += 2) {
    if (setField(entry.value, argument(pairs, index), argument(pairs, index + 1), limits)) added += 1;
  }
  changed(context, entry, pairs.length / 2);
  return added;
}

function hset(context: Context, args: readonly Bytes[]): number {
  if (args.length % 2 === 1) throw wrongArity(context.commandName);
  const key = argument(args, 1);
  return assign(context, key, writableHash(context, key), args.slice(2));
}

function hmset(context: Context, args: readonly Bytes[]): Reply {
  hset(context, args);
  return OK;
}

function hsetnx(context: Context, args: readonly Bytes[]): Reply {
  const key = argument(args, 1);
  const entry = writableHash(context, key);
  if (entry !== undefined && fieldValue(entry.value, argument(args, 2)) !== undefined) return 0;
  return assign(context, key, entry, args.slice(2));
}

function hdel(context: Context, args: readonly Bytes[]): Reply {
  const entry = writableHash(context, argument(args, 1));
  if (entry === undefined) return 0;
  let removed = 0;
  for (let index = 2; index < args.length; index += 1) {
    if (removeField(entry.value, argument(args, index))) removed += 1;
  }
  if (removed > 0) changed(context, entry, removed);
  if (hashSize(entry.value) === 0) remove(context, entry);
  return removed;
}

function lookupField(context: Context, args: readonly Bytes[]): Bytes | undefined {
  const hash = lookupHash(context, argument(args, 1));
  return hash && fieldValue(hash, argument(args, 2));
}

function hmget(context: Context, args: readonly Bytes[]): Reply {
  const hash = lookupHash(context, argument(args, 1));
  return args.slice(2).map((field) => (hash && fieldValue(hash, field)) ?? null);
}

const writing = {
  flags: ['write', 'denyoom', 'fast'],
  keys: [keyAt(1, 'RW update')],
  group: 'hash',
} as const;
const reading = {
  flags: ['readonly', 'fast'],
  keys: [keyAt(1, 'RO access')],
  group: 'hash',
} as const;

export const hashes: readonly CommandSpec[] = [
  {
    ...writing,
    name: 'hset',
    arity: -4,
    run: hset,
  },
  {
    ...writing,
    name: 'hmset',
    arity: -4,
    run: hmset,
  },
  {
    ...writing,
    name: 'hsetnx',
    arity: 4,
    keys: [keyAt(1, 'RW insert')],
    run: hsetnx,
  },
  {
    ...writing,
    name: 'hdel',
    arity: -3,
    flags: ['write', 'fast'],
    keys: [keyAt(1, 'RW delete')],
    run: hdel,
  },
  {
    ...reading,
    name: 'hget',
    arity: 3,
    run: (context, args) => lookupField(context, args) ?? null,
  },
  {
    ...reading,
    name: 'hmget',
    arity: -3,
    run: hmget,
  },
  {
    ...reading,
    name: 'hexists',
    arity: 3,
    keys: [keyAt(1, 'RO')],
    run: (context, args) => (lookupField(context, args) === undefined ? 0 : 1),
  },
  {
    ...reading,
    name: 'hstrlen',
    arity: 3,
    keys: [keyAt(1, 'RO')],
    run: (context, args) => lookupField(context, args)?.length ?? 0,
  },
];
