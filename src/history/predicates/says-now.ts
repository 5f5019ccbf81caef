/** What is asked of this instant, as people say it. */
import type { Count, JsonScalar, KeysThat, Predicate } from '../../scenario/types.ts';

/** `name` gives people's words for an id: Bravo for n2. */
export type Naming = (id: string) => string;

const KEYS: Readonly<Record<KeysThat, string>> = {
  known: 'are there',
  readable: 'can be read',
  lost: 'are lost',
  thin: 'have one copy left',
  moved: 'have another home',
  answered: 'have somebody who answers',
  'at home': 'are at home',
  differing: 'have copies that differ',
};

/** Null for what is asked of the history. */
export function saysNow(predicate: Predicate, name: Naming): string | null {
  if ('keys' in predicate) {
    const alone = predicate.only === undefined ? '' : `of “${predicate.only}” alone `;
    return `${alone}${bounds(predicate)}keys${whose(predicate.of, name)} ${KEYS[predicate.keys]}`;
  }
  if ('share' in predicate) {
    if (predicate.share === 'circle')
      return `${bounds(predicate)}of the circle is answered${predicate.of === undefined ? '' : ` by ${name(predicate.of)}`}`;
    return `${bounds(predicate)}of all keys${whose(predicate.of, name)} ${KEYS[predicate.share]}`;
  }
  if ('grown' in predicate)
    return `${name(predicate.grown)} answers for ${bounds(predicate)}times as much of the circle as before`;
  if ('sets' in predicate) return `${bounds(predicate)}sets of nodes are deadly`;
  if ('copies' in predicate) return `${bounds(predicate)}copies of ${predicate.copies} are alive and new`;
  if ('value' in predicate) {
    const where = predicate.at === undefined ? '' : ` with ${name(predicate.at)}`;
    return `${predicate.value} is ${predicate.is === null ? 'nothing' : `“${predicate.is}”`}${where}`;
  }
  if ('answers' in predicate)
    return `${predicate.node === null ? 'nobody' : name(predicate.node)} answers for ${predicate.answers}`;
  if ('tells' in predicate) {
    const told = 'is' in predicate ? plain(predicate.is, name) : bounds(predicate).trim();
    return `${name(predicate.tells)} says of itself: ${predicate.what} is ${told}`;
  }
  if ('tellers' in predicate)
    return `${bounds(predicate)}nodes say of themselves: ${predicate.tellers} is ${plain(predicate.is, name)}`;
  if ('believes' in predicate)
    return `${name(predicate.believes)} believes that ${name(predicate.about)} is ${predicate.is}`;
  return null;
}

const plain = (value: JsonScalar, name: Naming): string =>
  typeof value === 'string' ? name(value) : String(value ?? 'nothing');

const whose = (of: string | undefined, name: Naming): string => (of === undefined ? '' : ` of ${name(of)}`);

/** Without a bound there is nothing to say. */
export function bounds({ atLeast, atMost }: Count): string {
  if (atLeast !== undefined && atLeast === atMost) return `exactly ${atLeast} `;
  if (atLeast !== undefined && atMost !== undefined) return `${atLeast} to ${atMost} `;
  if (atMost !== undefined) return `at most ${atMost} `;
  return atLeast === undefined ? 'some ' : `at least ${atLeast} `;
}
