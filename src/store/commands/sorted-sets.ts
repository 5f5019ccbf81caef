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
} as const;

export const sortedSets: readonly CommandSpec[] = [
  {
    name: 'zrem',
    arity: -3,
    flags: ['write', 'fast'],
    keys: [keyAt(1, 'RW delete')],
    group: 'sorted-set',
    run: zrem,
  },
  {
    ...reading,
    name: 'zcard',
    arity: 2,
    keys: [keyAt(1, 'RO')],
    run: read(0, zsetSize),
  },
  {
    ...reading,
    name: 'zscore',
    run: read(null, (set, args) => scoreReply(zsetScore(set, argument(args, 2)))),
  },
  {
    ...reading,
    name: 'zmscore',
    arity: -3,
    run: zmscore,
  },
  {
    ...reading,
    name: 'zrank',
    run: read(null, (set, args) => zsetRank(set, argument(args, 2)) ?? null),
  },
  {
    ...reading,
    name: 'zrevrank',
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
    errors: [INVALID_CURSOR.error, SYNTAX.error],
    run: zscan,
  },
];
