/** Sorted sets: giving members their scores. */
import { argument, readDouble } from '../arguments.ts';
import type { Bytes } from '../bytes.ts';
import { isWord } from '../bytes.ts';
import { keyAt, type CommandSpec } from '../command.ts';
import type { Context } from '../context.ts';
import { changed, create, writableCollection } from '../keyspace.ts';
import { NOT_FLOAT, refuse, SYNTAX } from '../refusals.ts';
import { double, type Reply } from '../reply.ts';
import { newSortedSet, zsetPut, zsetScore, type SortedSet } from '../sorted-sets.ts';
import type { Entry } from '../store.ts';

const WORDS = ['nx', 'xx', 'gt', 'lt', 'ch', 'incr'] as const;
type AddOptions = Record<(typeof WORDS)[number], boolean>;

const NX_AND_XX = refuse('ERR XX and NX options at the same time are not compatible');
const GT_AND_LT = refuse('ERR GT, LT, and/or NX options at the same time are not compatible');
const ONE_PAIR = refuse('ERR INCR option supports a single increment-element pair');
const NOT_A_NUMBER = refuse('ERR resulting score is not a number (NaN)');

/** The options, and where the first score stands. */
function readAddOptions(args: readonly Bytes[], incr: boolean): readonly [AddOptions, number] {
  const options: AddOptions = { nx: false, xx: false, gt: false, lt: false, ch: false, incr };
  let index = 2;
  for (; index < args.length; index += 1) {
    const word = WORDS.find((known) => isWord(args[index], known));
    if (word === undefined) break;
    options[word] = true;
  }
  const { nx, xx, gt, lt } = options;
  const rest = args.length - index;
  if (rest === 0 || rest % 2 === 1) throw SYNTAX;
  if (nx && xx) throw NX_AND_XX;
  if ((gt && nx) || (lt && nx) || (gt && lt)) throw GT_AND_LT;
  if (options.incr && rest > 2) throw ONE_PAIR;
  return [options, index];
}

function mayPut(old: number | undefined, score: number, { nx, xx, gt, lt }: AddOptions): boolean {
  if (old === undefined) return !xx;
  return !nx && !(gt && score <= old) && !(lt && score >= old);
}

/** ZADD, and ZINCRBY, which is ZADD INCR under another name. */
function add(incr: boolean) {
  return (context: Context, args: readonly Bytes[]): Reply => {
    const [options, from] = readAddOptions(args, incr);
    const scores: number[] = [];
    for (let index = from; index < args.length; index += 2) scores.push(readDouble(args[index]));
    const found = writableCollection<SortedSet>(context, argument(args, 1), 'zset');
    if (found === undefined && options.xx) return options.incr ? null : 0;
    return options.incr
      ? increment(context, found, args, scores[0] as number, options)
      : addAll(context, found, args, scores, options);
  };
}

function addAll(
  context: Context,
  found: Entry<SortedSet> | undefined,
  args: readonly Bytes[],
  scores: readonly number[],
  options: AddOptions,
): Reply {
  const entry = found ?? create(context, argument(args, 1), newSortedSet());
  const from = args.length - 2 * scores.length;
  let added = 0;
  let updated = 0;
  for (let index = 0; index < scores.length; index += 1) {
    const member = argument(args, from + 1 + 2 * index);
    const change = put(context, entry.value, member, scores[index] as number, options);
    if (change === 'added') added += 1;
    if (change === 'updated') updated += 1;
  }
  if (added + updated > 0) changed(context, entry, added + updated);
  return options.ch ? added + updated : added;
}

function increment(
  context: Context,
  found: Entry<SortedSet> | undefined,
  args: readonly Bytes[],
  amount: number,
  options: AddOptions,
): Reply {
  const member = argument(args, args.length - 1);
  const old = found === undefined ? undefined : zsetScore(found.value, member);
  if (options.nx && old !== undefined) return null;
  const score = old === undefined ? amount : old + amount;
  if (Number.isNaN(score)) throw NOT_A_NUMBER;
  if (!mayPut(old, score, options)) return null;
  const entry = found ?? create(context, argument(args, 1), newSortedSet());
  if (put(context, entry.value, member, score, options) !== 'same') changed(context, entry);
  return double(score);
}

function put(
  { store, host }: Context,
  set: SortedSet,
  member: Bytes,
  score: number,
  options: AddOptions,
): 'added' | 'updated' | 'same' {
  const old = zsetScore(set, member);
  if (old === score || !mayPut(old, score, options)) return 'same';
  zsetPut(set, member, score, store.settings, () => host.random());
  return old === undefined ? 'added' : 'updated';
}

export const sortedSetScores: readonly CommandSpec[] = [
  {
    name: 'zadd',
    arity: -4,
    flags: ['write', 'denyoom', 'fast'],
    keys: [keyAt(1, 'RW update')],
    group: 'sorted-set',
    errors: [
      SYNTAX.error,
      NOT_FLOAT.error,
      NX_AND_XX.error,
      GT_AND_LT.error,
      ONE_PAIR.error,
      NOT_A_NUMBER.error,
    ],
    run: add(false),
  },
  {
    name: 'zincrby',
    arity: 4,
    flags: ['write', 'denyoom', 'fast'],
    keys: [keyAt(1, 'RW access update')],
    group: 'sorted-set',
    errors: [NOT_FLOAT.error, NOT_A_NUMBER.error],
    run: add(true),
  },
];
