/** The ladder of words: the interface says *copy* until a lesson has taught *replica*, and keeps the other word as a tooltip. */
import type { Progress } from '../shelf/progress.ts';
import type { LadderWord, LessonHead } from './types.ts';

export interface SaidWord {
  readonly word: string;
  /** The other one, for whoever knows it by that. */
  readonly other: string;
  readonly means: string;
}

/** By the learner's word. `textbook` is for those who just play and know the words already. */
export function vocabulary(
  heads: readonly LessonHead[],
  progress: readonly Progress[],
  textbook = false,
): ReadonlyMap<string, SaidWord> {
  const done = new Set(progress.filter(({ isLearnt }) => isLearnt).map(({ lesson }) => lesson));
  const said = new Map<string, SaidWord>();
  for (const { id, words } of heads)
    for (const one of words) said.set(one.from, spoken(one, textbook || done.has(id)));
  return said;
}

const spoken = ({ from, to, means }: LadderWord, isTaught: boolean): SaidWord =>
  isTaught ? { word: to, other: from, means } : { word: from, other: to, means };
