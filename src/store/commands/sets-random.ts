/** Members of sets by chance. What is taken is propagated by name, for a copy would draw others. */
import { argument, readCount, readIndex, readInteger } from '../arguments.ts';
import type { Bytes } from '../bytes.ts';
import { keyAt, type CommandSpec } from '../command.ts';
import { propagateInstead, type Context } from '../context.ts';
import { INTEGER_MIN } from '../integers.ts';
import { lookupCollection, remove } from '../keyspace.ts';
import { refuse, SYNTAX } from '../refusals.ts';
import { EMPTY, type Reply } from '../reply.ts';
import { memberAt, membersOf, removeMember, setSize, type MemberSet } from '../sets.ts';
import type { Entry } from '../store.ts';
import { shrunk, writableSet } from './sets.ts';

const OUT_OF_RANGE = refuse(
  'ERR value is out of range, value must between -9223372036854775807 and 9223372036854775807',
);
/** Redis would go on until the memory of its machine is full. */
const REPEATED_MAX = 1_048_576;
const TOO_MANY = refuse(`ERR value is out of range, value must be at least -${REPEATED_MAX}`);

function draw({ host }: Context, set: MemberSet): Bytes {
  return memberAt(set, Math.floor(host.random() * setSize(set)));
}

function spop(context: Context, args: readonly Bytes[]): Reply {
  if (args.length > 3) throw SYNTAX;
  const count = args.length === 3 ? readCount(args[2]) : undefined;
  const entry = writableSet(context, argument(args, 1));
  if (entry === undefined) return count === undefined ? null : { set: EMPTY };
  if (count === undefined) return take(context, entry, 1)[0] as Bytes;
  return { set: count < setSize(entry.value) ? take(context, entry, count) : takeAll(context, entry) };
}

function take(context: Context, entry: Entry<MemberSet>, count: number): readonly Bytes[] {
  const { key, value: set } = entry;
  const taken: Bytes[] = [];
  while (taken.length < count) {
    const member = draw(context, set);
    removeMember(set, member);
    taken.push(member);
  }
  if (count === 0) return taken;
  shrunk(context, entry, count);
  propagateInstead(context, 'SREM', key, ...taken);
  return taken;
}

function takeAll(context: Context, entry: Entry<MemberSet>): readonly Bytes[] {
  remove(context, entry);
  context.changes += 1;
  propagateInstead(context, 'DEL', entry.key);
  return membersOf(entry.value);
}

function srandmember(context: Context, args: readonly Bytes[]): Reply {
  if (args.length > 3) throw SYNTAX;
  const count = args.length === 3 ? readDraws(args[2]) : undefined;
  const set = lookupCollection<MemberSet>(context, argument(args, 1), 'set');
  if (set === undefined) return count === undefined ? null : EMPTY;
  if (count === undefined) return draw(context, set);
  if (count >= setSize(set)) return membersOf(set);
  return count < 0 ? Array.from({ length: -count }, () => draw(context, set)) : sample(context, set, count);
}

/** Negative: so many, and any of them may come again. */
function readDraws(text: Bytes | undefined): number {
  if (readInteger(text) === INTEGER_MIN) throw OUT_OF_RANGE;
  const count = readIndex(text);
  if (count < -REPEATED_MAX) throw TOO_MANY;
  return count;
}

/** Different ones, each choice of them as likely: a shuffle that ends after `count` and notes only the places that it has moved. */
function sample({ host }: Context, set: MemberSet, count: number): readonly Bytes[] {
  const size = setSize(set);
  const moved = new Map<number, number>();
  return Array.from({ length: count }, (_, index) => {
    const place = index + Math.floor(host.random() * (size - index));
    const drawn = moved.get(place) ?? place;
    moved.set(place, moved.get(index) ?? index);
    return memberAt(set, drawn);
  });
}

export const setsRandom: readonly CommandSpec[] = [
  {
    name: 'spop',
    arity: -2,
    flags: ['write', 'fast'],
    keys: [keyAt(1, 'RW access delete')],
    tips: ['nondeterministic_output'],
    group: 'set',
    errors: ['ERR syntax error', 'ERR value is out of range, must be positive'],
    run: spop,
  },
  {
    name: 'srandmember',
    arity: -2,
    flags: ['readonly'],
    keys: [keyAt(1, 'RO access')],
    tips: ['nondeterministic_output'],
    group: 'set',
    errors: ['ERR syntax error', OUT_OF_RANGE.error, TOO_MANY.error],
    run: srandmember,
  },
];
