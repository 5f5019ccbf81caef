/** Sorted sets: unions and intersections of several, of sets too, into one. */
import { argument, readDouble, readIndex } from '../arguments.ts';
import type { Bytes } from '../bytes.ts';
import { isWord } from '../bytes.ts';
import { keyAt, keysCounted, type CommandSpec } from '../command.ts';
import type { Context } from '../context.ts';
import { lookup, peek, put, remove, writable } from '../keyspace.ts';
import { SCORE_BYTES } from '../memory.ts';
import { refuse, SYNTAX, WRONG_TYPE } from '../refusals.ts';
import type { Reply } from '../reply.ts';
import { growthOf, reserve } from '../room.ts';
import { hasMember, membersOf, setSize, type MemberSet } from '../sets.ts';
import { newSortedSet, sortedSetOf, zsetScore, zsetSize, zsetWalk, type SortedSet } from '../sorted-sets.ts';
import type { Entry } from '../store.ts';

type Aggregate = (left: number, right: number) => number;

const AGGREGATES: Readonly<Record<'sum' | 'min' | 'max', Aggregate>> = {
  sum: (left, right) => numberOr0(left + right),
  min: (left, right) => (right < left ? right : left),
  max: (left, right) => (right > left ? right : left),
};

/** Infinity and its opposite, or nothing times infinity, make nothing. */
function numberOr0(value: number): number {
  return Number.isNaN(value) ? 0 : value;
}

const NOT_WEIGHT = refuse('ERR weight value is not a float');

/** Members with scores, each to be multiplied by a weight. The members of a set have the score 1. */
interface Source {
  readonly weight: number;
  readonly held: SortedSet | MemberSet;
}

function sourceSize(held: Source['held']): number {
  return held.type === 'zset' ? zsetSize(held) : setSize(held);
}

function scoreIn({ held }: Source, member: Bytes): number | undefined {
  if (held.type === 'zset') return zsetScore(held, member);
  return hasMember(held, member) ? 1 : undefined;
}

function eachOf({ held, weight }: Source, meet: (member: Bytes, score: number) => void): void {
  const weigh = (member: Bytes, score: number) => meet(member, numberOr0(score * weight));
  if (held.type === 'zset') zsetWalk(held, 0, Infinity, false, weigh);
  else for (const member of membersOf(held)) weigh(member, 1);
}

type Combine = (sources: readonly Source[], aggregate: Aggregate) => Map<Bytes, number>;

const union: Combine = (sources, aggregate) => {
  const scores = new Map<Bytes, number>();
  for (const source of sources) {
    eachOf(source, (member, score) => {
      const sum = scores.get(member);
      scores.set(member, sum === undefined ? score : aggregate(sum, score));
    });
  }
  return scores;
};

const intersection: Combine = ([smallest, ...others], aggregate) => {
  const scores = new Map<Bytes, number>();
  if (smallest === undefined) return scores;
  eachOf(smallest, (member, first) => {
    let sum = first;
    for (const other of others) {
      const score = scoreIn(other, member);
      if (score === undefined) return;
      sum = aggregate(sum, score * other.weight);
    }
    scores.set(member, sum);
  });
  return scores;
};

function readKeys(context: Context, args: readonly Bytes[]): readonly Bytes[] {
  const count = readIndex(args[2]);
  if (count < 1) throw refuse(`ERR at least 1 input key is needed for '${context.commandName}' command`);
  if (count > args.length - 3) throw SYNTAX;
  return args.slice(3, 3 + count);
}

function heldBy(entry: Entry | undefined): Source['held'] | undefined {
  if (entry === undefined) return undefined;
  const { value } = entry;
  if (typeof value === 'string' || (value.type !== 'zset' && value.type !== 'set')) throw WRONG_TYPE;
  return value as Source['held'];
}

interface StoreOptions {
  weights: readonly number[];
  aggregate: Aggregate;
}

function readStoreOptions(args: readonly Bytes[], count: number): StoreOptions {
  const options: StoreOptions = { weights: new Array<number>(count).fill(1), aggregate: AGGREGATES.sum };
  let index = 3 + count;
  while (index < args.length) {
    if (isWord(args[index], 'weights') && index + count < args.length) {
      options.weights = args.slice(index + 1, index + 1 + count).map((text) => readDouble(text, NOT_WEIGHT));
      index += 1 + count;
    } else if (isWord(args[index], 'aggregate') && index + 1 < args.length) {
      options.aggregate = readAggregate(argument(args, index + 1));
      index += 2;
    } else {
      throw SYNTAX;
    }
  }
  return options;
}

function readAggregate(text: Bytes): Aggregate {
  for (const word of ['sum', 'min', 'max'] as const) if (isWord(text, word)) return AGGREGATES[word];
  throw SYNTAX;
}

/** ZUNIONSTORE and ZINTERSTORE. */
function store(combine: Combine) {
  return (context: Context, args: readonly Bytes[]): Reply => {
    const keys = readKeys(context, args);
    const growth = keys
      .map((key) => heldBy(lookup(context, key)))
      .reduce((sum, held) => sum + (held === undefined ? 0 : held.bytes + SCORE_BYTES * sourceSize(held)), 0);
    const { weights, aggregate } = readStoreOptions(args, keys.length);
    reserve(context, growth + growthOf(args));
    const sources = keys.map((key, index) => ({
      held: heldBy(peek(context, key)) ?? newSortedSet(),
      weight: weights[index] as number,
    }));
    // Sums of doubles depend on their order: Redis takes the smallest set first, and of equal ones the one named first.
    sources.sort((left, right) => sourceSize(left.held) - sourceSize(right.held));
    const scores = combine(sources, aggregate);
    if (scores.size === 0) return clear(context, argument(args, 1));
    const result = sortedSetOf(scores, context.store.settings, () => context.host.random());
    put(context, argument(args, 1), result);
    return scores.size;
  };
}

function clear(context: Context, key: Bytes): Reply {
  const entry = writable(context, key);
  if (entry !== undefined) {
    remove(context, entry);
    context.changes += 1;
  }
  return 0;
}

const storing = {
  arity: -4,
  flags: ['write', 'denyoom', 'movablekeys'],
  keys: [keyAt(1, 'OW update'), keysCounted(2, 'RO access')],
  group: 'sorted-set',
  errors: [SYNTAX.error, "ERR at least 1 input key is needed for '<command>' command", NOT_WEIGHT.error],
} as const;

export const sortedSetStores: readonly CommandSpec[] = [
  {
    ...storing,
    name: 'zunionstore',
    run: store(union),
  },
  {
    ...storing,
    name: 'zinterstore',
    run: store(intersection),
  },
];
