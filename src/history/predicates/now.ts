/** What is asked of this instant alone: of the facts that a system tells. Where it tells none, nothing is so. */
import type { Facts, KeyFacts } from '../../kernel/facts.ts';
import type { Gauge, KeysThat, ParticipantId, Predicate } from '../../scenario/types.ts';
import type { HistoryView } from './view.ts';

/** Predicates that are so or not, without a number. */
export type Momentary = Extract<
  Predicate,
  | { readonly believes: unknown }
  | { readonly answers: unknown }
  | { readonly value: unknown }
  | { readonly tells: unknown; readonly is: unknown }
>;

export function isSo(asked: Momentary, { facts }: HistoryView): boolean {
  if (!facts) return false;
  if ('believes' in asked) {
    const { believes, about, is } = asked;
    return facts.beliefs.some((one) => one.node === believes && one.about === about && one.is === is);
  }
  if ('answers' in asked) {
    const found = facts.keys.get(asked.answers);
    return found !== undefined && found.answers === asked.node;
  }
  if ('tells' in asked) return told(facts, asked) === asked.is;
  return valueOf(facts.keys.get(asked.value), asked.at) === asked.is;
}

/** Undefined of who is down, and of what nobody tells in this system. */
const told = ({ tells }: Facts, asked: { readonly tells: ParticipantId; readonly what: string }) =>
  tells.get(asked.tells)?.[asked.what];

/** With a node, or with whoever answers. */
function valueOf(key: KeyFacts | undefined, at: ParticipantId | undefined): string | null {
  const node = at ?? key?.answers;
  return key?.copies.find((copy) => copy.node === node)?.value ?? null;
}

/** The number; null where nobody can tell it. */
export function gauge(asked: Gauge, { facts, before }: HistoryView): number | null {
  if (!facts) return null;
  if ('sets' in asked) return facts.deadlySets;
  if ('tells' in asked) {
    const number = told(facts, asked);
    return typeof number === 'number' ? number : null;
  }
  if ('tellers' in asked)
    return [...facts.tells.values()].filter((one) => one[asked.tellers] === asked.is).length;
  if ('copies' in asked) return newest(facts.keys.get(asked.copies));
  if ('grown' in asked) {
    const was = before?.circle.get(asked.grown) ?? 0;
    return was === 0 ? null : (facts.circle.get(asked.grown) ?? 0) / was;
  }
  if ('keys' in asked) return countOf(asked.keys, asked, facts, before ?? null);
  if (asked.share === 'circle') return shareOfCircle(facts, asked.of);
  const all = knownOf(facts, before ?? null);
  const count = countOf(asked.share, asked, facts, before ?? null);
  return all === 0 || count === null ? null : count / all;
}

/** Without a node: how much of it has anybody who answers. */
function shareOfCircle({ circle }: Facts, of: ParticipantId | undefined): number {
  if (of !== undefined) return circle.get(of) ?? 0;
  return [...circle.values()].reduce((sum, share) => sum + share, 0);
}

/** Loops, here and below: this is asked of ten thousand keys after every frame. */
function newest(key: KeyFacts | undefined): number {
  let count = 0;
  for (const { isNewest, value } of key?.copies ?? []) if (isNewest && value !== null) count += 1;
  return count;
}

function differs({ copies }: KeyFacts): boolean {
  for (const { value } of copies) if (value !== copies[0]?.value) return true;
  return false;
}

/** Keys of which nobody who lives has heard are known from before. */
function knownOf(facts: Facts, before: Facts | null): number {
  return facts.keys.size + gone(facts, before);
}

function gone(facts: Facts, before: Facts | null, only?: string): number {
  let count = 0;
  for (const key of before?.keys.keys() ?? [])
    if (!facts.keys.has(key) && (only === undefined || key === only)) count += 1;
  return count;
}

function countOf(
  which: KeysThat,
  { of, only }: { readonly of?: ParticipantId; readonly only?: string },
  facts: Facts,
  before: Facts | null,
): number | null {
  if (which === 'moved' && before === null) return null;
  let count = which === 'lost' && of === undefined ? gone(facts, before, only) : 0;
  for (const [key, one] of facts.keys) {
    if (only !== undefined && key !== only) continue;
    if (isOf(which, one, of) && isThat(which, one, before?.keys.get(key))) count += 1;
  }
  return count;
}

/** Whose key it is: of the answering it is who answers, else whose home it has. */
function isOf(
  which: KeysThat,
  { owners, answers, copies }: KeyFacts,
  of: ParticipantId | undefined,
): boolean {
  if (of === undefined) return true;
  if (which === 'answered') return answers === of;
  return which === 'known' ? copies.some(({ node }) => node === of) : owners[0] === of;
}

function isThat(which: KeysThat, key: KeyFacts, before: KeyFacts | undefined): boolean {
  switch (which) {
    case 'known':
    case 'at home':
      return true;
    case 'readable':
      return key.isReadable;
    case 'lost':
      return newest(key) === 0;
    case 'thin':
      return newest(key) === 1;
    case 'moved':
      return before !== undefined && before.owners[0] !== key.owners[0];
    case 'answered':
      return key.answers !== null;
    case 'differing':
      return differs(key);
  }
}
