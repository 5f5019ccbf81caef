/** What it came to, and whether it was as somebody said, in words. */
import type { Answers } from '../../share/door.ts';
import type { Naming } from '../event-words.ts';
import { words } from '../words/panels.ts';
import type { Guess, Judged } from './judging.ts';

export interface Outcome {
  /** What somebody said came true; null where nobody judges it. */
  readonly isSo: boolean | null;
  readonly text: string;
}

/** All answers that came true; or that none of them did. */
export function outcomeText(answers: Answers, { isTrue }: Judged, name: Naming): string {
  const came = [...isTrue].flatMap(([guess, is]) => (is ? [textOf(guess, answers, name)] : []));
  return came.length === 0 ? words.share.kinds.nothing : came.join(', ');
}

export function outcomeOf(answers: Answers, guess: Guess, judged: Judged, name: Naming): Outcome {
  const isSo = judged.isTrue.get(guess) ?? null;
  const { so, otherwise, itWas } = words.lesson;
  if (isSo === null) return { isSo, text: words.share.door.see };
  if (isSo) return { isSo, text: so };
  return { isSo, text: `${otherwise} ${itWas(outcomeText(answers, judged, name))}` };
}

/** An answer as it reads. */
export function textOf(guess: Guess, answers: Answers, name: Naming): string {
  if (typeof guess === 'string')
    return answers.kind === 'point' && answers.at === 'nodes' ? name(guess) : guess;
  return answers.kind === 'choices' ? (answers.choices[guess]?.says ?? '') : '';
}
