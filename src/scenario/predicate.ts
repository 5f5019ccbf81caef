// What can be said of a history, as data: the language of goals, lessons, odds and searches. Its words and their shape stand here, so that
// a scenario with a goal is judged like the rest of it; what the words mean stands in history/predicates.
//
// A predicate is known by its head: the first of these words that it has.

import * as v from 'valibot';
import { VERBS } from './actions.ts';
import { formatDuration } from './durations.ts';
import { show, type Keys } from './fault.ts';
import {
  decimal,
  exact,
  integer,
  isRecord,
  json,
  list,
  maybe,
  participant,
  refuse,
  text,
  time,
} from './parts.ts';
import type { Counted, JsonScalar, ParticipantId, Predicate } from './types.ts';

const NODE_STATES = ['up', 'frozen', 'down', 'removed'] as const;
const OPERATION_STATES = ['ok', 'failed', 'unknown', 'open'] as const;
const FATES = ['sent', 'arrived', 'dropped'] as const;

const DEPTH_MAX = 8;
const PARTS_MAX = 32;
const PATTERN_DEPTH = 8;

const count = {
  atLeast: maybe(integer(0, 1_000_000)),
  atMost: maybe(integer(0, 1_000_000)),
};
const name = text(200);

type Schema = v.GenericSchema<unknown, Predicate>;

const counted: ReadonlyMap<string, Schema> = new Map<string, Schema>([
  [
    'operation',
    exact({
      operation: exact({
        client: maybe(participant),
        body: maybe(json(PATTERN_DEPTH)),
        value: maybe(json(PATTERN_DEPTH)),
        text: maybe(text(1000)),
      }),
      status: v.picklist(OPERATION_STATES),
      ...count,
    }),
  ],
  ['note', exact({ note: name, node: maybe(participant), ...count })],
  [
    'message',
    exact({
      message: name,
      fate: v.exactOptional(v.picklist(FATES), 'sent'),
      from: maybe(participant),
      to: maybe(participant),
      reason: maybe(name),
      ...count,
    }),
  ],
  ['act', exact({ act: v.picklist(VERBS), node: maybe(participant), ...count })],
]);

const KEYS_THAT = ['known', 'readable', 'lost', 'thin', 'moved', 'answered', 'at home', 'differing'] as const;
const BELIEFS = ['up', 'suspected', 'down'] as const;

const part = {
  atLeast: maybe(decimal(0, 1)),
  atMost: maybe(decimal(0, 1)),
};
const times = {
  atLeast: maybe(decimal(0, 1_000)),
  atMost: maybe(decimal(0, 1_000)),
};

const plain = json(0) as v.GenericSchema<unknown, JsonScalar>;
const teller = { tells: participant, what: name };
const tellsThis = exact({ ...teller, is: plain });
const tellsHowMuch = exact({ ...teller, ...count });

/** What is so now: a span of time has no end at which it could be asked. */
const ofNow: ReadonlyMap<string, Schema> = new Map<string, Schema>([
  ['keys', exact({ keys: v.picklist(KEYS_THAT), of: maybe(participant), only: maybe(name), ...count })],
  ['share', exact({ share: v.picklist([...KEYS_THAT, 'circle']), of: maybe(participant), ...part })],
  ['grown', exact({ grown: participant, ...times })],
  ['sets', exact({ sets: v.literal('deadly'), ...count })],
  ['copies', exact({ copies: name, ...count })],
  ['value', exact({ value: name, at: maybe(participant), is: v.nullable(text(1000)) })],
  ['answers', exact({ answers: name, node: v.nullable(participant) })],
  ['tells', v.lazy((input) => (isRecord(input) && 'is' in input ? tellsThis : tellsHowMuch)) as Schema],
  ['tellers', exact({ tellers: name, is: plain, ...count })],
  ['believes', exact({ believes: participant, about: participant, is: v.picklist(BELIEFS) })],
]);

const ofTheWhole: ReadonlyMap<string, Schema> = new Map<string, Schema>([
  ['invariant', exact({ invariant: name, is: v.picklist(['kept', 'broken']) })],
  ['verdict', exact({ verdict: name, is: v.picklist(['ok', 'violated', 'unknown']) })],
]);

const states: ReadonlyMap<string, Schema> = new Map<string, Schema>([
  ['nodes', exact({ nodes: v.picklist(NODE_STATES), ...count })],
  // Last: a note and an act may name a node too.
  ['node', exact({ node: participant, is: v.picklist(NODE_STATES) })],
]);

const COMPOUNDS = ['all', 'any', 'not', 'within', 'since'];
const HEADS = [
  ...COMPOUNDS,
  'ratio',
  ...counted.keys(),
  ...ofNow.keys(),
  ...ofTheWhole.keys(),
  ...states.keys(),
];

const heads = HEADS.map((head) => `"${head}"`).join(', ');

/** `depth` is how much deeper it may nest; within a span of time only what has its instants can be asked. */
function predicateOf(depth: number, isInSpan: boolean): Schema {
  return v.lazy((input) => {
    if (!isRecord(input))
      return refuse((issue) => `${show(issue.input)} is not an object`) as unknown as Schema;
    const head = HEADS.find((word) => Object.hasOwn(input, word));
    if (head === undefined)
      return refuse(`this is no predicate: it has none of ${heads}`) as unknown as Schema;
    if (head === 'ratio') return ratio;
    const plain = counted.get(head) ?? states.get(head);
    if (plain !== undefined) return plain;
    const whole = ofTheWhole.get(head) ?? ofNow.get(head);
    if (whole !== undefined) {
      const asked = ofNow.has(head) ? 'of this instant' : 'of the whole history';
      return isInSpan
        ? (refuse(`"${head}" is asked ${asked} and cannot stand within a span of time`) as unknown as Schema)
        : whole;
    }
    if (depth === 0) return refuse(`predicates nest at most ${DEPTH_MAX} deep`) as unknown as Schema;
    return compound(head, predicateOf(depth - 1, isInSpan || head === 'within' || head === 'since'));
  });
}

function compound(head: string, inner: Schema): Schema {
  switch (head) {
    case 'all':
      return exact({ all: list(inner, PARTS_MAX, 1) });
    case 'any':
      return exact({ any: list(inner, PARTS_MAX, 1) });
    case 'not':
      return exact({ not: inner });
    case 'since':
      return exact({ since: countedOnly, holds: inner });
    default:
      return exact({ within: time, after: maybe(countedOnly), holds: inner });
  }
}

export const countedOnly = v.lazy((input) => {
  const head = isRecord(input) ? HEADS.find((word) => Object.hasOwn(input, word)) : undefined;
  const words = [...counted.keys()].map((word) => `"${word}"`).join(', ');
  return head !== undefined && counted.has(head)
    ? (counted.get(head) as Schema)
    : (refuse(`only what can be counted has an instant: ${words}`) as unknown as Schema);
}) as v.GenericSchema<unknown, Counted>;

const ratio = v.lazy(() => exact({ ratio: countedOnly, to: countedOnly, ...times })) as Schema;

export const predicate: Schema = predicateOf(DEPTH_MAX, false);

/** The way back: as it is written in a file. */
export function writePredicate(one: Predicate): unknown {
  if ('all' in one) return { all: one.all.map(writePredicate) };
  if ('any' in one) return { any: one.any.map(writePredicate) };
  if ('not' in one) return { not: writePredicate(one.not) };
  if ('within' in one)
    return { ...one, within: formatDuration(one.within), holds: writePredicate(one.holds) };
  if ('since' in one) return { ...one, holds: writePredicate(one.holds) };
  return one;
}

/** Every name of a node or a client in it, and where it stands. */
export function namesIn(one: Predicate, keys: Keys): { readonly keys: Keys; readonly id: ParticipantId }[] {
  if ('all' in one) return one.all.flatMap((inner, index) => namesIn(inner, [...keys, 'all', index]));
  if ('any' in one) return one.any.flatMap((inner, index) => namesIn(inner, [...keys, 'any', index]));
  if ('not' in one) return namesIn(one.not, [...keys, 'not']);
  if ('within' in one) {
    const after = one.after === undefined ? [] : namesIn(one.after, [...keys, 'after']);
    return [...after, ...namesIn(one.holds, [...keys, 'holds'])];
  }
  if ('since' in one)
    return [...namesIn(one.since, [...keys, 'since']), ...namesIn(one.holds, [...keys, 'holds'])];
  if ('ratio' in one) return [...namesIn(one.ratio, [...keys, 'ratio']), ...namesIn(one.to, [...keys, 'to'])];
  const fields = one as Readonly<Record<string, unknown>>;
  const client = 'operation' in one ? one.operation.client : undefined;
  return [
    { keys: [...keys, 'operation', 'client'], id: client },
    ...NAMING.map((field) => ({ keys: [...keys, field], id: fields[field] })),
  ].flatMap(({ keys: place, id }) => (typeof id === 'string' ? [{ keys: place, id }] : []));
}

/** The fields in which a node or a client is named. */
const NAMING = ['node', 'from', 'to', 'of', 'at', 'grown', 'tells', 'believes', 'about'];
