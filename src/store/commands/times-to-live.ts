/** Until when keys live. A deadline is an instant of the node's wall clock in ms; everything else is a way to say it. */
import { argument } from '../arguments.ts';
import type { Bytes } from '../bytes.ts';
import { lowerCase } from '../bytes.ts';
import { keyAt, type CommandSpec } from '../command.ts';
import { propagateInstead, type Context } from '../context.ts';
import { readDeadline, type TimeUnit } from '../expiry-times.ts';
import { addIntegers, narrow, type Integer } from '../integers.ts';
import { glance, isPast, peek, remove, setDeadline, writable } from '../keyspace.ts';
import { DEADLINE_BYTES } from '../memory.ts';
import { invalidExpire, OUT_OF_MEMORY, refuse, shown } from '../refusals.ts';
import type { Reply } from '../reply.ts';
import { reserve } from '../room.ts';

const NX_ALONE = refuse('ERR NX and XX, GT or LT options at the same time are not compatible');
const GT_OR_LT = refuse('ERR GT and LT options at the same time are not compatible');

type Condition = 'nx' | 'xx' | 'gt' | 'lt';
const CONDITIONS: readonly string[] = ['nx', 'xx', 'gt', 'lt'] satisfies Condition[];

function readConditions(args: readonly Bytes[]): ReadonlySet<Condition> {
  const conditions = new Set<Condition>();
  for (const text of args.slice(3)) {
    const word = lowerCase(text);
    if (!CONDITIONS.includes(word)) throw refuse(`ERR Unsupported option ${shown(text)}`);
    conditions.add(word as Condition);
  }
  if (conditions.has('nx') && conditions.size > 1) throw NX_ALONE;
  if (conditions.has('gt') && conditions.has('lt')) throw GT_OR_LT;
  return conditions;
}

/** No deadline counts as later than any. */
function holds(conditions: ReadonlySet<Condition>, current: Integer | null, deadline: Integer): boolean {
  if (conditions.has('nx') && current !== null) return false;
  if (conditions.has('xx') && current === null) return false;
  if (conditions.has('gt') && (current === null || deadline <= current)) return false;
  return !(conditions.has('lt') && current !== null && deadline >= current);
}

function expireAs(unit: TimeUnit) {
  return (context: Context, args: readonly Bytes[]): Reply => {
    const key = argument(args, 1);
    const conditions = readConditions(args);
    const deadline = readDeadline(argument(args, 2), unit, context, false);
    const entry = writable(context, key);
    if (entry === undefined || !holds(conditions, entry.deadline, deadline)) return 0;
    const isOver = isPast(context, deadline);
    if (entry.deadline === null && !isOver) {
      reserve(context, DEADLINE_BYTES);
      // It may have been what had to go.
      if (peek(context, key) !== entry) return 0;
    }
    context.changes += 1;
    if (isOver) {
      remove(context, entry);
      propagateInstead(context, 'DEL', key);
    } else {
      setDeadline(context, entry, deadline);
      propagateInstead(context, 'PEXPIREAT', key, String(deadline));
    }
    return 1;
  };
}

/** TTL and its kin: what is left of the deadline, or the deadline itself, in seconds or milliseconds. */
function timeOf(from: 'now' | '1970', unit: 'seconds' | 'millis') {
  return (context: Context, args: readonly Bytes[]): Reply => {
    const entry = glance(context, argument(args, 1));
    if (entry === undefined) return -2;
    if (entry.deadline === null) return -1;
    const millis = from === '1970' ? entry.deadline : (addIntegers(entry.deadline, -context.now) ?? 0);
    return unit === 'millis' ? millis : toSeconds(millis);
  };
}

/** To the nearest second. */
function toSeconds(millis: Integer): Integer {
  if (typeof millis === 'number') return Math.floor((millis + 500) / 1_000);
  return narrow((millis + 500n) / 1_000n) ?? 0;
}

function persist(context: Context, args: readonly Bytes[]): Reply {
  const entry = writable(context, argument(args, 1));
  if (entry === undefined || entry.deadline === null) return 0;
  setDeadline(context, entry, null);
  context.changes += 1;
  return 1;
}

const CONDITION_ERRORS = [
  'ERR Unsupported option <word>',
  NX_ALONE.error,
  GT_OR_LT.error,
  OUT_OF_MEMORY.error,
] as const;

const setting = {
  arity: -3,
  flags: ['write', 'fast'],
  keys: [keyAt(1, 'RW update')],
  group: 'generic',
  errors: [invalidExpire('<command>').error, ...CONDITION_ERRORS],
} as const;

const asking = {
  arity: 2,
  flags: ['readonly', 'fast'],
  keys: [keyAt(1, 'RO access')],
  group: 'generic',
} as const;

export const timesToLive: readonly CommandSpec[] = [
  {
    ...setting,
    name: 'expire',
    run: expireAs('ex'),
  },
  {
    ...setting,
    name: 'pexpire',
    run: expireAs('px'),
  },
  {
    ...setting,
    name: 'expireat',
    run: expireAs('exat'),
  },
  {
    ...setting,
    name: 'pexpireat',
    errors: CONDITION_ERRORS,
    run: expireAs('pxat'),
  },
  {
    ...asking,
    name: 'ttl',
    tips: ['nondeterministic_output'],
    run: timeOf('now', 'seconds'),
  },
  {
    ...asking,
    name: 'pttl',
    tips: ['nondeterministic_output'],
    run: timeOf('now', 'millis'),
  },
  {
    ...asking,
    name: 'expiretime',
    run: timeOf('1970', 'seconds'),
  },
  {
    ...asking,
    name: 'pexpiretime',
    run: timeOf('1970', 'millis'),
  },
  {
    name: 'persist',
    arity: 2,
    flags: ['write', 'fast'],
    keys: [keyAt(1, 'RW update')],
    group: 'generic',
    run: persist,
  },
];
