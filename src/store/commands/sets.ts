/** Sets: members in, out, and asked for. */
import { argument } from '../arguments.ts';
import type { Bytes } from '../bytes.ts';
import { keyAt, type CommandSpec } from '../command.ts';
import type { Context } from '../context.ts';
import { changed, create, lookupCollection, peek, remove, writableCollection } from '../keyspace.ts';
import { bytesOf } from '../memory.ts';
import { EMPTY, type Reply } from '../reply.ts';
import { reserve } from '../room.ts';
import { INVALID_CURSOR, readCursor, readScanOptions, scanReply, walk } from '../scan.ts';
import { addMember, hasMember, memberAt, membersOf, newSet, removeMember, setSize } from '../sets.ts';
import type { MemberSet } from '../sets.ts';
import type { Entry } from '../store.ts';
import { OUT_OF_MEMORY, SYNTAX } from '../refusals.ts';

function lookupSet(context: Context, key: Bytes): MemberSet | undefined {
  return lookupCollection<MemberSet>(context, key, 'set');
}

export function writableSet(context: Context, key: Bytes): Entry<MemberSet> | undefined {
  return writableCollection<MemberSet>(context, key, 'set');
}

function sadd(context: Context, args: readonly Bytes[]): Reply {
  const key = argument(args, 1);
  return join(context, writableSet(context, key) ?? create(context, key, newSet()), args.slice(2));
}

/** Adds members to a set; answers how many are new. */
function join(context: Context, entry: Entry<MemberSet>, members: readonly Bytes[]): number {
  const { 'set-max-intset-entries': integersMax } = context.store.settings;
  let added = 0;
  for (const member of members) if (addMember(entry.value, member, integersMax)) added += 1;
  if (added > 0) changed(context, entry, added);
  return added;
}

function srem(context: Context, args: readonly Bytes[]): Reply {
  const entry = writableSet(context, argument(args, 1));
  if (entry === undefined) return 0;
  let removed = 0;
  for (let index = 2; index < args.length; index += 1) {
    if (removeMember(entry.value, argument(args, index))) removed += 1;
  }
  if (removed > 0) shrunk(context, entry, removed);
  return removed;
}

/** After members went: tells of it, and takes the set away with its last one. */
export function shrunk(context: Context, entry: Entry<MemberSet>, count: number): void {
  changed(context, entry, count);
  if (setSize(entry.value) === 0) remove(context, entry);
}

function smove(context: Context, args: readonly Bytes[]): Reply {
  const from = argument(args, 1);
  const to = argument(args, 2);
  const member = argument(args, 3);
  const source = writableSet(context, from);
  if (source === undefined) return 0;
  const target = writableSet(context, to);
  const isThere = hasMember(source.value, member);
  if (!isThere || from === to) return isThere ? 1 : 0;
  if (target === undefined) {
    reserve(context, bytesOf(to, newSet(), null));
    // The source may have been what had to go.
    if (peek(context, from) !== source) return 0;
  }
  removeMember(source.value, member);
  shrunk(context, source, 1);
  join(context, target ?? create(context, to, newSet()), [member]);
  return 1;
}

function smembers(context: Context, args: readonly Bytes[]): Reply {
  const set = lookupSet(context, argument(args, 1));
  return { set: set === undefined ? EMPTY : membersOf(set) };
}

function sismember(context: Context, args: readonly Bytes[]): Reply {
  const set = lookupSet(context, argument(args, 1));
  return set !== undefined && hasMember(set, argument(args, 2)) ? 1 : 0;
}

function smismember(context: Context, args: readonly Bytes[]): Reply {
  const set = lookupSet(context, argument(args, 1));
  return args.slice(2).map((member) => (set !== undefined && hasMember(set, member) ? 1 : 0));
}

function scard(context: Context, args: readonly Bytes[]): Reply {
  const set = lookupSet(context, argument(args, 1));
  return set === undefined ? 0 : setSize(set);
}

function sscan(context: Context, args: readonly Bytes[]): Reply {
  const cursor = readCursor(argument(args, 2));
  const set = lookupSet(context, argument(args, 1));
  if (set === undefined) return scanReply(0, EMPTY);
  const { count, matches } = readScanOptions(args, 3);
  // A small one comes as a whole: its members change places when others come and go.
  if (set.encoding === 'intset') return scanReply(0, membersOf(set).filter(matches));
  const found: Bytes[] = [];
  const next = walk(setSize(set), cursor, count, (place) => {
    const member = memberAt(set, place);
    if (matches(member)) found.push(member);
  });
  return scanReply(next, found);
}

const common = { group: 'set' } as const;

export const sets: readonly CommandSpec[] = [
  {
    ...common,
    name: 'sadd',
    arity: -3,
    flags: ['write', 'denyoom', 'fast'],
    keys: [keyAt(1, 'RW insert')],
    run: sadd,
  },
  {
    ...common,
    name: 'srem',
    arity: -3,
    flags: ['write', 'fast'],
    keys: [keyAt(1, 'RW delete')],
    run: srem,
  },
  {
    ...common,
    name: 'smove',
    arity: 4,
    flags: ['write', 'fast'],
    keys: [keyAt(1, 'RW access delete'), keyAt(2, 'RW insert')],
    errors: [OUT_OF_MEMORY.error],
    run: smove,
  },
  {
    ...common,
    name: 'smembers',
    arity: 2,
    flags: ['readonly'],
    keys: [keyAt(1, 'RO access')],
    tips: ['nondeterministic_output_order'],
    run: smembers,
  },
  {
    ...common,
    name: 'sismember',
    arity: 3,
    flags: ['readonly', 'fast'],
    keys: [keyAt(1, 'RO')],
    run: sismember,
  },
  {
    ...common,
    name: 'smismember',
    arity: -3,
    flags: ['readonly', 'fast'],
    keys: [keyAt(1, 'RO access')],
    run: smismember,
  },
  {
    ...common,
    name: 'scard',
    arity: 2,
    flags: ['readonly', 'fast'],
    keys: [keyAt(1, 'RO')],
    run: scard,
  },
  {
    ...common,
    name: 'sscan',
    arity: -3,
    flags: ['readonly'],
    keys: [keyAt(1, 'RO access')],
    tips: ['nondeterministic_output'],
    errors: [INVALID_CURSOR.error, SYNTAX.error],
    run: sscan,
  },
];
