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
const WHEN =
  'NX: only if it has no time to live; XX: only if it has one; GT, LT: only if it then ends later, earlier.';

const setting = {
  arity: -3,
  flags: ['write', 'fast'],
  keys: [keyAt(1, 'RW update')],
  group: 'generic',
  replies: ['Integer: 1 when set (or deleted, for a time in the past), 0 when not.'],
  errors: [invalidExpire('<command>').error, ...CONDITION_ERRORS],
} as const;

const asking = {
  arity: 2,
  flags: ['readonly', 'fast'],
  keys: [keyAt(1, 'RO access')],
  group: 'generic',
  syntax: 'key',
} as const;
const NONE = 'Integer: -1 without a time to live, -2 where there is no such key.';

export const timesToLive: readonly CommandSpec[] = [
  {
    ...setting,
    name: 'expire',
    since: '1.0.0',
    summary: `Let a key live for some seconds. ${WHEN}`,
    syntax: 'key seconds [NX | XX | GT | LT]',
    run: expireAs('ex'),
  },
  {
    ...setting,
    name: 'pexpire',
    since: '2.6.0',
    summary: `Let a key live for some milliseconds. ${WHEN}`,
    syntax: 'key milliseconds [NX | XX | GT | LT]',
    run: expireAs('px'),
  },
  {
    ...setting,
    name: 'expireat',
    since: '1.2.0',
    summary: `Let a key live until a second of Unix time. ${WHEN}`,
    syntax: 'key unix-time-seconds [NX | XX | GT | LT]',
    run: expireAs('exat'),
  },
  {
    ...setting,
    name: 'pexpireat',
    since: '2.6.0',
    summary: `Let a key live until a millisecond of Unix time. ${WHEN}`,
    syntax: 'key unix-time-milliseconds [NX | XX | GT | LT]',
    errors: CONDITION_ERRORS,
    run: expireAs('pxat'),
  },
  {
    ...asking,
    name: 'ttl',
    tips: ['nondeterministic_output'],
    since: '1.0.0',
    summary: 'Get how many seconds a key has left.',
    replies: ['Integer: the seconds left.', NONE],
    run: timeOf('now', 'seconds'),
  },
  {
    ...asking,
    name: 'pttl',
    tips: ['nondeterministic_output'],
    since: '2.6.0',
    summary: 'Get how many milliseconds a key has left.',
    replies: ['Integer: the milliseconds left.', NONE],
    run: timeOf('now', 'millis'),
  },
  {
    ...asking,
    name: 'expiretime',
    since: '7.0.0',
    summary: 'Get the second of Unix time until which a key lives.',
    replies: ['Integer: the second.', NONE],
    run: timeOf('1970', 'seconds'),
  },
  {
    ...asking,
    name: 'pexpiretime',
    since: '7.0.0',
    summary: 'Get the millisecond of Unix time until which a key lives.',
    replies: ['Integer: the millisecond.', NONE],
    run: timeOf('1970', 'millis'),
  },
  {
    name: 'persist',
    arity: 2,
    flags: ['write', 'fast'],
    keys: [keyAt(1, 'RW update')],
    group: 'generic',
    since: '2.2.0',
    summary: 'Let a key live for ever.',
    syntax: 'key',
    replies: ['Integer: 1 when it had a time to live, 0 when not.'],
    run: persist,
  },
];
