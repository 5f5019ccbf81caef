/** Sorted sets: members in their order, by rank, by score and by their bytes. */
import { argument, readIndex } from '../arguments.ts';
import type { Bytes } from '../bytes.ts';
import { isWord } from '../bytes.ts';
import { keyAt, type CommandSpec } from '../command.ts';
import type { Context } from '../context.ts';
import { lookupCollection } from '../keyspace.ts';
import { refuse, SYNTAX } from '../refusals.ts';
import { double, EMPTY, type Reply } from '../reply.ts';
import { zsetCountBetween, zsetWalkBetween, type Bounds } from '../sorted-sets-ranges.ts';
import { zsetSize, zsetWalk, type SortedSet } from '../sorted-sets.ts';
import { readRange } from './ranges.ts';
import { BOUND_ERRORS, readMembers, readScores } from './sorted-sets-bounds.ts';

type RangeBy = 'rank' | 'score' | 'lex';

interface RangeOptions {
  by: RangeBy;
  backward: boolean;
  withScores: boolean;
  offset: number;
  limit: number;
}

const LIMIT_BY_RANK = refuse(
  'ERR syntax error, LIMIT is only supported in combination with either BYSCORE or BYLEX',
);
const SCORES_BY_LEX = refuse('ERR syntax error, WITHSCORES not supported in combination with BYLEX');

/** The options behind the range. What the name of the command says already is refused as an option. */
function readRangeOptions(
  args: readonly Bytes[],
  by: RangeBy | undefined,
  backward: boolean | undefined,
): RangeOptions {
  const options: RangeOptions = {
    by: by ?? 'rank',
    backward: backward ?? false,
    withScores: false,
    offset: 0,
    limit: -1,
  };
  let isChosen = by !== undefined;
  for (let index = 4; index < args.length; index += 1) {
    const word = args[index];
    if (isWord(word, 'withscores')) {
      options.withScores = true;
    } else if (isWord(word, 'limit') && index + 2 < args.length) {
      options.offset = readIndex(args[index + 1]);
      options.limit = readIndex(args[index + 2]);
      index += 2;
    } else if (backward === undefined && !options.backward && isWord(word, 'rev')) {
      options.backward = true;
    } else if (!isChosen && (isWord(word, 'bylex') || isWord(word, 'byscore'))) {
      options.by = isWord(word, 'bylex') ? 'lex' : 'score';
      isChosen = true;
    } else {
      throw SYNTAX;
    }
  }
  if (options.limit !== -1 && options.by === 'rank') throw LIMIT_BY_RANK;
  if (options.withScores && options.by === 'lex') throw SCORES_BY_LEX;
  return options;
}

type Meet = (member: Bytes, score: number) => void;

/** What meets the members of the range that the arguments spell. */
function readWalk(args: readonly Bytes[], options: RangeOptions): (set: SortedSet, meet: Meet) => void {
  const { by, backward } = options;
  if (by === 'rank') {
    const range = readRange(args, 2);
    return (set, meet) => {
      const size = zsetSize(set);
      const [start, count] = range(size);
      zsetWalk(set, backward ? size - 1 - start : start, count, backward, meet);
    };
  }
  const read = by === 'score' ? readScores : readMembers;
  // Backward, the range is given as it is walked: from the higher bound to the lower.
  const bounds = backward ? read(args, 3, 2) : read(args, 2, 3);
  return (set, meet) => zsetWalkBetween(set, bounds, options, meet);
}

/** `undefined`: an option says it. */
function range(by: RangeBy | undefined, backward: boolean | undefined) {
  return (context: Context, args: readonly Bytes[]): Reply => {
    const options = readRangeOptions(args, by, backward);
    const walk = readWalk(args, options);
    const set = lookupCollection<SortedSet>(context, argument(args, 1), 'zset');
    if (set === undefined) return EMPTY;
    const found: Reply[] = [];
    walk(set, (member, score) => {
      found.push(member);
      if (options.withScores) found.push(double(score));
    });
    return found;
  };
}

function count(read: (args: readonly Bytes[], min: number, max: number) => Bounds) {
  return (context: Context, args: readonly Bytes[]): Reply => {
    const bounds = read(args, 2, 3);
    const set = lookupCollection<SortedSet>(context, argument(args, 1), 'zset');
    return set === undefined ? 0 : zsetCountBetween(set, bounds);
  };
}

const ranging = {
  arity: -4,
  flags: ['readonly'],
  keys: [keyAt(1, 'RO access')],
  group: 'sorted-set',
} as const;

const counting = {
  arity: 4,
  flags: ['readonly', 'fast'],
  keys: [keyAt(1, 'RO access')],
  group: 'sorted-set',
} as const;

const BY_LEX_ERRORS = [SYNTAX.error, ...BOUND_ERRORS.slice(1), SCORES_BY_LEX.error];

export const sortedSetRanges: readonly CommandSpec[] = [
  {
    ...ranging,
    name: 'zrange',
    errors: [SYNTAX.error, ...BOUND_ERRORS, LIMIT_BY_RANK.error, SCORES_BY_LEX.error],
    run: range(undefined, undefined),
  },
  {
    ...ranging,
    name: 'zrevrange',
    errors: [SYNTAX.error, LIMIT_BY_RANK.error],
    run: range('rank', true),
  },
  {
    ...ranging,
    name: 'zrangebyscore',
    errors: [SYNTAX.error, ...BOUND_ERRORS.slice(0, 1)],
    run: range('score', false),
  },
  {
    ...ranging,
    name: 'zrevrangebyscore',
    errors: [SYNTAX.error, ...BOUND_ERRORS.slice(0, 1)],
    run: range('score', true),
  },
  {
    ...ranging,
    name: 'zrangebylex',
    errors: BY_LEX_ERRORS,
    run: range('lex', false),
  },
  {
    ...ranging,
    name: 'zrevrangebylex',
    errors: BY_LEX_ERRORS,
    run: range('lex', true),
  },
  {
    ...counting,
    name: 'zcount',
    errors: BOUND_ERRORS.slice(0, 1),
    run: count(readScores),
  },
  {
    ...counting,
    name: 'zlexcount',
    errors: BOUND_ERRORS.slice(1),
    run: count(readMembers),
  },
];
