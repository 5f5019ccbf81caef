/** Strings: reading and writing them whole. */
import { argument } from '../arguments.ts';
import type { Bytes } from '../bytes.ts';
import { keyAt, keysFrom, type CommandSpec } from '../command.ts';
import { propagateInstead, type Context } from '../context.ts';
import { isPast, lookup, lookupString, peek, put, remove, setDeadline, writable } from '../keyspace.ts';
import { DEADLINE_BYTES } from '../memory.ts';
import { OUT_OF_MEMORY, SYNTAX, wrongArity } from '../refusals.ts';
import { OK, type Reply } from '../reply.ts';
import { reserve } from '../room.ts';
import { isString, textOf } from '../values.ts';
import { deadlineOf, readStringOptions } from './string-options.ts';

function get(context: Context, args: readonly Bytes[]): Reply {
  const entry = lookupString(context, argument(args, 1));
  return entry === undefined ? null : textOf(entry.value);
}

function set(context: Context, args: readonly Bytes[]): Reply {
  const key = argument(args, 1);
  const value = argument(args, 2);
  if (args.length === 3) {
    put(context, key, value);
    return OK;
  }
  const options = readStringOptions(args, 3, 'set');
  const deadline = deadlineOf(options, context);
  const old = options.get ? get(context, args) : null;
  const exists = writable(context, key) !== undefined;
  if ((options.only === 'nx' && exists) || (options.only === 'xx' && !exists)) return old;
  const entry = put(context, key, value, options.keep || deadline !== undefined);
  if (deadline !== undefined) {
    setDeadline(context, entry, deadline);
    propagateInstead(context, 'SET', key, value, 'PXAT', String(deadline));
  } else if (options.keep) {
    propagateInstead(context, 'SET', key, value, 'KEEPTTL');
  } else {
    propagateInstead(context, 'SET', key, value);
  }
  return options.get ? old : OK;
}

function setnx(context: Context, args: readonly Bytes[]): Reply {
  if (writable(context, argument(args, 1)) !== undefined) return 0;
  put(context, argument(args, 1), argument(args, 2));
  return 1;
}

/** SETEX and PSETEX: `key time value`. */
function setFor(unit: 'ex' | 'px') {
  return (context: Context, args: readonly Bytes[]): Reply => {
    const key = argument(args, 1);
    const value = argument(args, 3);
    const deadline = deadlineOf({ unit, time: argument(args, 2) }, context) ?? null;
    setDeadline(context, put(context, key, value, true), deadline);
    propagateInstead(context, 'SET', key, value, 'PXAT', String(deadline));
    return OK;
  };
}

function getset(context: Context, args: readonly Bytes[]): Reply {
  const old = get(context, args);
  put(context, argument(args, 1), argument(args, 2));
  propagateInstead(context, 'SET', argument(args, 1), argument(args, 2));
  return old;
}

function getdel(context: Context, args: readonly Bytes[]): Reply {
  const entry = lookupString(context, argument(args, 1));
  if (entry === undefined) return null;
  remove(context, entry);
  context.changes += 1;
  propagateInstead(context, 'DEL', entry.key);
  return textOf(entry.value);
}

function getex(context: Context, args: readonly Bytes[]): Reply {
  const options = readStringOptions(args, 2, 'getex');
  const entry = lookupString(context, argument(args, 1));
  if (entry === undefined) return null;
  const { key } = entry;
  const deadline = deadlineOf(options, context);
  if (deadline !== undefined) {
    const isOver = isPast(context, deadline);
    if (entry.deadline === null && !isOver) {
      reserve(context, DEADLINE_BYTES);
      // It may have been what had to go: then it was read, and is no more.
      if (peek(context, key) !== entry) return textOf(entry.value);
    }
    context.changes += 1;
    if (isOver) {
      remove(context, entry);
      propagateInstead(context, 'DEL', key);
    } else {
      setDeadline(context, entry, deadline);
      propagateInstead(context, 'PEXPIREAT', key, String(deadline));
    }
  } else if (options.persist && entry.deadline !== null) {
    context.changes += 1;
    setDeadline(context, entry, null);
    propagateInstead(context, 'PERSIST', key);
  }
  return textOf(entry.value);
}

function mget(context: Context, args: readonly Bytes[]): Reply {
  return args.slice(1).map((key) => {
    const entry = lookup(context, key);
    return entry !== undefined && isString(entry.value) ? textOf(entry.value) : null;
  });
}

/** MSET and MSETNX. */
function setMany(only: 'nx' | undefined) {
  return (context: Context, args: readonly Bytes[]): Reply => {
    if (args.length % 2 === 0) throw wrongArity(context.commandName);
    for (let index = 1; only === 'nx' && index < args.length; index += 2) {
      if (writable(context, argument(args, index)) !== undefined) return 0;
    }
    for (let index = 1; index < args.length; index += 2) {
      put(context, argument(args, index), argument(args, index + 1));
    }
    return only === 'nx' ? 1 : OK;
  };
}

const WRITES = ['write', 'denyoom'] as const;
const TIME_ERROR = "ERR invalid expire time in '<command>' command";

export const strings: readonly CommandSpec[] = [
  {
    name: 'get',
    arity: 2,
    flags: ['readonly', 'fast'],
    keys: [keyAt(1, 'RO access')],
    group: 'string',
    run: get,
  },
  {
    name: 'set',
    arity: -3,
    flags: WRITES,
    keys: [keyAt(1, 'RW access update variable_flags')],
    group: 'string',
    errors: ['ERR syntax error', TIME_ERROR],
    run: set,
  },
  {
    name: 'setnx',
    anyType: true,
    arity: 3,
    flags: [...WRITES, 'fast'],
    keys: [keyAt(1, 'OW insert')],
    group: 'string',
    run: setnx,
  },
  {
    name: 'setex',
    anyType: true,
    arity: 4,
    flags: WRITES,
    keys: [keyAt(1, 'OW update')],
    group: 'string',
    errors: [TIME_ERROR],
    run: setFor('ex'),
  },
  {
    name: 'psetex',
    anyType: true,
    arity: 4,
    flags: WRITES,
    keys: [keyAt(1, 'OW update')],
    group: 'string',
    errors: [TIME_ERROR],
    run: setFor('px'),
  },
  {
    name: 'getset',
    arity: 3,
    flags: [...WRITES, 'fast'],
    keys: [keyAt(1, 'RW access update')],
    group: 'string',
    run: getset,
  },
  {
    name: 'getdel',
    arity: 2,
    flags: ['write', 'fast'],
    keys: [keyAt(1, 'RW access delete')],
    group: 'string',
    run: getdel,
  },
  {
    name: 'getex',
    arity: -2,
    flags: ['write', 'fast'],
    keys: [keyAt(1, 'RW access update')],
    tips: [],
    group: 'string',
    errors: [SYNTAX.error, TIME_ERROR, OUT_OF_MEMORY.error],
    run: getex,
  },
  {
    name: 'mget',
    anyType: true,
    arity: -2,
    flags: ['readonly', 'fast'],
    keys: [keysFrom(1, 'RO access')],
    tips: ['request_policy:multi_shard'],
    group: 'string',
    run: mget,
  },
  {
    name: 'mset',
    anyType: true,
    arity: -3,
    flags: WRITES,
    keys: [keysFrom(1, 'OW update', -1, 2)],
    tips: ['request_policy:multi_shard', 'response_policy:all_succeeded'],
    group: 'string',
    run: setMany(undefined),
  },
  {
    name: 'msetnx',
    anyType: true,
    arity: -3,
    flags: WRITES,
    keys: [keysFrom(1, 'OW insert', -1, 2)],
    tips: ['request_policy:multi_shard', 'response_policy:agg_min'],
    group: 'string',
    run: setMany('nx'),
  },
];
