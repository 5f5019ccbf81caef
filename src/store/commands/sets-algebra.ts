/** Sets combined with sets. */
import { argument } from '../arguments.ts';
import type { Bytes } from '../bytes.ts';
import { keyAt, keysFrom, type CommandSpec } from '../command.ts';
import type { Context } from '../context.ts';
import { lookupCollection, peek, put, remove } from '../keyspace.ts';
import { bytesOf } from '../memory.ts';
import type { Reply } from '../reply.ts';
import { reserve } from '../room.ts';
import { difference, intersection, union, type Operation } from '../sets-algebra.ts';
import { membersOf, setSize, type MemberSet } from '../sets.ts';

function combine(context: Context, keys: readonly Bytes[], operation: Operation): MemberSet {
  const sources = keys.map((key) => lookupCollection<MemberSet>(context, key, 'set'));
  return operation(sources, context.store.settings['set-max-intset-entries']);
}

/** SINTER, SUNION, SDIFF. */
function show(operation: Operation) {
  return (context: Context, args: readonly Bytes[]): Reply => ({
    set: membersOf(combine(context, args.slice(1), operation)),
  });
}

/** Their STORE forms: the result takes the place of whatever the key held, an empty one leaves nothing there. */
function store(operation: Operation) {
  return (context: Context, args: readonly Bytes[]): Reply => {
    const key = argument(args, 1);
    const result = combineWithRoom(context, key, args.slice(2), operation);
    const size = setSize(result);
    if (size > 0) {
      put(context, key, result);
      return size;
    }
    const old = peek(context, key);
    if (old !== undefined) {
      remove(context, old);
      context.changes += 1;
    }
    return 0;
  };
}

/** Sources may have to go to make room for the result. A copy would not find them either, so the result has to be made anew without them. */
function combineWithRoom(
  context: Context,
  key: Bytes,
  sources: readonly Bytes[],
  operation: Operation,
): MemberSet {
  const { stats } = context.store;
  for (;;) {
    const { evicted } = stats;
    const result = combine(context, sources, operation);
    reserve(context, bytesOf(key, result, null));
    if (stats.evicted === evicted) return result;
  }
}

const showing = {
  arity: -2,
  flags: ['readonly'],
  keys: [keysFrom(1, 'RO access')],
  tips: ['nondeterministic_output_order'],
  group: 'set',
} as const;

const storing = {
  arity: -3,
  flags: ['write', 'denyoom'],
  group: 'set',
} as const;

const SOURCES = keysFrom(2, 'RO access');

export const setsAlgebra: readonly CommandSpec[] = [
  {
    ...showing,
    name: 'sinter',
    run: show(intersection),
  },
  {
    ...showing,
    name: 'sunion',
    run: show(union),
  },
  {
    ...showing,
    name: 'sdiff',
    run: show(difference),
  },
  {
    ...storing,
    name: 'sinterstore',
    keys: [keyAt(1, 'RW update'), SOURCES],
    run: store(intersection),
  },
  {
    ...storing,
    name: 'sunionstore',
    keys: [keyAt(1, 'OW update'), SOURCES],
    run: store(union),
  },
  {
    ...storing,
    name: 'sdiffstore',
    keys: [keyAt(1, 'OW update'), SOURCES],
    run: store(difference),
  },
];
