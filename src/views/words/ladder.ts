/** The ladder of words: a plain word until a lesson has taught the textbook's, and from there on the other one; term by term. */
import { layered } from './layers.ts';
import type { FirstWords, TermId, Tongue, Words } from './types.ts';

export const termsOf = ({ terms }: Pick<FirstWords, 'terms'>): readonly TermId[] =>
  Object.keys(terms) as TermId[];

/** The catalogue for somebody who has been taught these terms. */
export function spoken({ words, textbook }: Tongue, taught: ReadonlySet<TermId>): FirstWords {
  return termsOf(words)
    .filter((term) => taught.has(term))
    .reduce((under, term) => layered(under, textbook[term]), words);
}

/**
 * Which terms a lesson teaches, by the plain words that it names. `terms` are the plain ones of the language that the lesson is written in; what
 * stands for nothing in the page (a word of the lesson's own) teaches it none.
 */
export function taughtBy(
  words: readonly { readonly from: string }[],
  terms: Words['terms'],
): ReadonlySet<TermId> {
  const plain = new Set(words.map(({ from }) => from));
  return new Set((Object.keys(terms) as TermId[]).filter((term) => plain.has(terms[term])));
}
