/** Sorted sets: members one by one. */
import { argument } from '../arguments.ts';
import type { Bytes } from '../bytes.ts';
import { keyAt, type CommandSpec } from '../command.ts';
import type { Context } from '../context.ts';
import { changed, lookupCollection, remove, writableCollection } from '../keyspace.ts';
import { SYNTAX } from '../refusals.ts';
import { double, EMPTY, type Reply } from '../reply.ts';
import { INVALID_CURSOR, readCursor, readScanOptions, scanReply, walk } from '../scan.ts';
import { zsetRank, zsetRemove, zsetScore, zsetSize, zsetWalk, type SortedSet } from '../sorted-sets.ts';

function zrem(context: Context, args: readonly Bytes[]): Reply {
  const entry = writableCollection<SortedSet>(context, argument(args, 1), 'zset');
  if (entry === undefined) return 0;
  let removed = 0;
  for (let index = 2; index < args.length; index += 1) {
    if (zsetRemove(entry.value, argument(args, index))) removed += 1;
  }
  if (removed > 0) changed(context, entry, removed);
  if (zsetSize(entry.value) === 0) remove(context, entry);
  return removed;
}

/** A reading of the set; `missing` where there is none. */
function read(missing: Reply, look: (set: SortedSet, args: readonly Bytes[]) => Reply) {
  return (context: Context, args: readonly Bytes[]): Reply => {
    const set = lookupCollection<SortedSet>(context, argument(args, 1), 'zset');
    return set === undefined ? missing : look(set, args);
  };
}

function scoreReply(score: number | undefined): Reply {
  return score === undefined ? null : double(score);
}

function zmscore(context: Context, args: readonly Bytes[]): Reply {
  const set = lookupCollection<SortedSet>(context, argument(args, 1), 'zset');
  return args.slice(2).map((member) => (set === undefined ? null : scoreReply(zsetScore(set, member))));
}

const PACKED_MAX = 4_611_686_018_427_387_904;

/** Redis packs a whole number into a small set as an integer, and here answers what it has packed: all the digits, and no exponent. */
function packedScore(score: number): Reply {
  const isPacked = Number.isInteger(score) && Math.abs(score) <= PACKED_MAX;
  return isPacked ? String(BigInt(score)) : double(score);
}

/** A small set is answered whole, as Redis does; a large one is walked by slots, for members may move in the order meanwhile. */
function zscan(context: Context, args: readonly Bytes[]): Reply {
  const cursor = readCursor(argument(args, 2));
  const set = lookupCollection<SortedSet>(context, argument(args, 1), 'zset');
  if (set === undefined) return scanReply(0, EMPTY);
  const options = readScanOptions(args, 3);
  const found: Reply[] = [];
  const meet = (member: Bytes, score: Reply) => {
    if (options.matches(member)) found.push(member, score);
  };
  const size = zsetSize(set);
  if (set.encoding === 'listpack') {
    zsetWalk(set, 0, size, false, (member, score) => meet(member, packedScore(score)));
    return scanReply(0, found);
  }
  const { members, scores } = set.order;
  const next = walk(size, cursor, options.count, (place) => {
    meet(members[place + 1] as Bytes, double(scores[place + 1] as number));
  });
  return scanReply(next, found);
}

const reading = {
  arity: 3,
  flags: ['readonly', 'fast'],
  keys: [keyAt(1, 'RO access')],
  group: 'sorted-set',
  syntax: 'key member',
} as const;
const GONE = 'Nil: there is no such member.';

export const sortedSets: readonly CommandSpec[] = [
  {
    name: 'zrem',
    arity: -3,
    flags: ['write', 'fast'],
    keys: [keyAt(1, 'RW delete')],
    group: 'sorted-set',
    since: '1.2.0',
    summary: 'Remove members. With the last one the key goes.',
    syntax: 'key member [member ...]',
    replies: ['Integer: how many were there.'],
    run: zrem,
  },
  {
    ...reading,
    name: 'zcard',
    arity: 2,
    keys: [keyAt(1, 'RO')],
    since: '1.2.0',
    summary: 'Count the members.',
    syntax: 'key',
    replies: ['Integer: how many there are, 0 where there is no such key.'],
    run: read(0, zsetSize),
  },
  {
    ...reading,
    name: 'zscore',
    since: '1.2.0',
    summary: 'Get the score of a member.',
    replies: ['Double: the score.', GONE],
    run: read(null, (set, args) => scoreReply(zsetScore(set, argument(args, 2)))),
  },
  {
    ...reading,
    name: 'zmscore',
    arity: -3,
    since: '6.2.0',
    summary: 'Get the scores of several members.',
    syntax: 'key member [member ...]',
    replies: ['Array: for each member its score, or nil where there is no such member.'],
    run: zmscore,
  },
  {
    ...reading,
    name: 'zrank',
    since: '2.0.0',
    summary: 'Get the rank of a member: how many stand before it.',
    replies: ['Integer: the rank, from 0 on.', GONE],
    run: read(null, (set, args) => zsetRank(set, argument(args, 2)) ?? null),
  },
  {
    ...reading,
    name: 'zrevrank',
    since: '2.0.0',
    summary: 'Get the rank of a member from the end: how many stand behind it.',
    replies: ['Integer: the rank from the end, from 0 on.', GONE],
    run: read(null, (set, args) => {
      const rank = zsetRank(set, argument(args, 2));
      return rank === undefined ? null : zsetSize(set) - 1 - rank;
    }),
  },
  {
    ...reading,
    name: 'zscan',
    arity: -3,
    flags: ['readonly'],
    tips: ['nondeterministic_output'],
    since: '2.8.0',
    summary:
      'Walk over the members in steps, as SCAN does over all keys: every member that is there from the first step to the last is met.',
    syntax: 'key cursor [MATCH pattern] [COUNT count]',
    replies: ['Array of two: the cursor of the next step, 0 at the end; members and scores in turn.'],
    errors: [INVALID_CURSOR.error, SYNTAX.error],
    run: zscan,
  },
];
