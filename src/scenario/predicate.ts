// What can be said of a history, as data: the language of goals, lessons, odds and searches. Its words and their shape stand here, so that
// a scenario with a goal is judged like the rest of it; what the words mean stands in history/predicates.
//
// A predicate is known by its head: the first of these words that it has.

import * as v from 'valibot';
import { VERBS } from './actions.ts';
import { formatDuration } from './durations.ts';
import { show, type Keys } from './fault.ts';
import { exact, integer, isRecord, json, list, maybe, participant, refuse, text, time } from './parts.ts';
import type { Counted, ParticipantId, Predicate } from './types.ts';

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

const ofTheWhole: ReadonlyMap<string, Schema> = new Map<string, Schema>([
  ['invariant', exact({ invariant: name, is: v.picklist(['kept', 'broken']) })],
  ['verdict', exact({ verdict: name, is: v.picklist(['ok', 'violated', 'unknown']) })],
]);

const states: ReadonlyMap<string, Schema> = new Map<string, Schema>([
  ['nodes', exact({ nodes: v.picklist(NODE_STATES), ...count })],
  // Last: a note and an act may name a node too.
  ['node', exact({ node: participant, is: v.picklist(NODE_STATES) })],
]);

const HEADS = ['all', 'any', 'not', 'within', ...counted.keys(), ...ofTheWhole.keys(), ...states.keys()];

const heads = HEADS.map((head) => `"${head}"`).join(', ');

/** `depth` is how much deeper it may nest; within a span of time only what has its instants can be asked. */
function predicateOf(depth: number, isInSpan: boolean): Schema {
  return v.lazy((input) => {
    if (!isRecord(input))
      return refuse((issue) => `${show(issue.input)} is not an object`) as unknown as Schema;
    const head = HEADS.find((word) => Object.hasOwn(input, word));
    if (head === undefined)
      return refuse(`this is no predicate: it has none of ${heads}`) as unknown as Schema;
    const plain = counted.get(head) ?? states.get(head);
    if (plain !== undefined) return plain;
    const whole = ofTheWhole.get(head);
    if (whole !== undefined) {
      return isInSpan
        ? (refuse(
            `"${head}" is asked of the whole history and cannot stand within a span of time`,
          ) as unknown as Schema)
        : whole;
    }
    if (depth === 0) return refuse(`predicates nest at most ${DEPTH_MAX} deep`) as unknown as Schema;
    return compound(head, predicateOf(depth - 1, isInSpan || head === 'within'));
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
    default:
      return exact({ within: time, after: maybe(countedOnly), holds: inner });
  }
}

const countedOnly = v.lazy((input) => {
  const head = isRecord(input) ? HEADS.find((word) => Object.hasOwn(input, word)) : undefined;
  const words = [...counted.keys()].map((word) => `"${word}"`).join(', ');
  return head !== undefined && counted.has(head)
    ? (counted.get(head) as Schema)
    : (refuse(`only what can be counted has an instant: ${words}`) as unknown as Schema);
}) as v.GenericSchema<unknown, Counted>;

export const predicate: Schema = predicateOf(DEPTH_MAX, false);

/** The way back: as it is written in a file. */
export function writePredicate(one: Predicate): unknown {
  if ('all' in one) return { all: one.all.map(writePredicate) };
  if ('any' in one) return { any: one.any.map(writePredicate) };
  if ('not' in one) return { not: writePredicate(one.not) };
  if ('within' in one)
    return { ...one, within: formatDuration(one.within), holds: writePredicate(one.holds) };
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
  const { node, from, to } = one as { readonly node?: string; readonly from?: string; readonly to?: string };
  const client = 'operation' in one ? one.operation.client : undefined;
  return [
    { keys: [...keys, 'operation', 'client'], id: client },
    { keys: [...keys, 'node'], id: node },
    { keys: [...keys, 'from'], id: from },
    { keys: [...keys, 'to'], id: to },
  ].flatMap(({ keys: place, id }) => (id === undefined ? [] : [{ keys: place, id }]));
}
