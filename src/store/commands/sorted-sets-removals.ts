/** Sorted sets: taking members away from the ends, and by ranges. */
import { argument, readCount } from '../arguments.ts';
import type { Bytes } from '../bytes.ts';
import { keyAt, type CommandSpec } from '../command.ts';
import type { Context } from '../context.ts';
import { changed, remove, writableCollection } from '../keyspace.ts';
import { NOT_POSITIVE, SYNTAX } from '../refusals.ts';
import { double, EMPTY, type Reply } from '../reply.ts';
import { zsetWalkBetween, type Bounds } from '../sorted-sets-ranges.ts';
import { zsetRemove, zsetSize, zsetWalk, type SortedSet } from '../sorted-sets.ts';
import type { Entry } from '../store.ts';
import { readRange } from './ranges.ts';
import { BOUND_ERRORS, readMembers, readScores } from './sorted-sets-bounds.ts';

/** Also the entry, when nothing is left. */
function take(context: Context, entry: Entry<SortedSet>, members: readonly Bytes[]): void {
  for (const member of members) zsetRemove(entry.value, member);
  if (members.length > 0) changed(context, entry, members.length);
  if (zsetSize(entry.value) === 0) remove(context, entry);
}

function pop(highest: boolean) {
  return (context: Context, args: readonly Bytes[]): Reply => {
    if (args.length > 3) throw SYNTAX;
    const count = args.length === 3 ? readCount(args[2]) : 1;
    const entry = writableCollection<SortedSet>(context, argument(args, 1), 'zset');
    if (entry === undefined) return EMPTY;
    const members: Bytes[] = [];
    const popped: Reply[] = [];
    zsetWalk(entry.value, highest ? zsetSize(entry.value) - 1 : 0, count, highest, (member, score) => {
      members.push(member);
      popped.push(member, double(score));
    });
    take(context, entry, members);
    return popped;
  };
}

type Meet = (member: Bytes) => void;

/** `read` answers what meets the members that are to go. */
function removeRange(read: (args: readonly Bytes[]) => (set: SortedSet, meet: Meet) => void) {
  return (context: Context, args: readonly Bytes[]): Reply => {
    const walk = read(args);
    const entry = writableCollection<SortedSet>(context, argument(args, 1), 'zset');
    if (entry === undefined) return 0;
    const members: Bytes[] = [];
    walk(entry.value, (member) => members.push(member));
    take(context, entry, members);
    return members.length;
  };
}

function byRank(args: readonly Bytes[]) {
  const range = readRange(args, 2);
  return (set: SortedSet, meet: Meet): void => {
    const [start, count] = range(zsetSize(set));
    zsetWalk(set, start, count, false, meet);
  };
}

const ALL = { backward: false, offset: 0, limit: -1 } as const;

function between(read: (args: readonly Bytes[], min: number, max: number) => Bounds) {
  return (args: readonly Bytes[]) => {
    const bounds = read(args, 2, 3);
    return (set: SortedSet, meet: Meet): void => zsetWalkBetween(set, bounds, ALL, meet);
  };
}

const popping = {
  arity: -2,
  flags: ['write', 'fast'],
  keys: [keyAt(1, 'RW access delete')],
  group: 'sorted-set',
  errors: [SYNTAX.error, NOT_POSITIVE.error],
} as const;

const removing = {
  arity: 4,
  flags: ['write'],
  keys: [keyAt(1, 'RW delete')],
  group: 'sorted-set',
} as const;

export const sortedSetRemovals: readonly CommandSpec[] = [
  {
    ...popping,
    name: 'zpopmin',
    run: pop(false),
  },
  {
    ...popping,
    name: 'zpopmax',
    run: pop(true),
  },
  {
    ...removing,
    name: 'zremrangebyrank',
    run: removeRange(byRank),
  },
  {
    ...removing,
    name: 'zremrangebyscore',
    errors: BOUND_ERRORS.slice(0, 1),
    run: removeRange(between(readScores)),
  },
  {
    ...removing,
    name: 'zremrangebylex',
    errors: BOUND_ERRORS.slice(1),
    run: removeRange(between(readMembers)),
  },
];
