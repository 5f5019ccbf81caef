/**
 * The door to the lessons, for the panel that shows them: never part of the page's entry. The files are bundled as text, each on demand, and read
 * here by the same reader that CI uses.
 */
import type { Systems } from './opening.ts';
import { readHead } from './blocks.ts';
import { readLesson } from './read.ts';
import type { LessonHead, ReadLesson } from './types.ts';

export {
  begin,
  HINTS,
  isAsking,
  outcomeOf,
  proceed,
  recordOf,
  resume,
  stepOf,
  wants,
  type Happening,
} from './course.ts';
export { turned } from './opening.ts';
export { vocabulary } from './ladder.ts';
export { inlineOf } from './prose.ts';
export { answerOf } from './watch.ts';
export { keptProgress, passingProgress } from '../shelf/progress.ts';

export type {
  Box,
  Lesson,
  LessonAct,
  LessonHead,
  Opening,
  Prediction,
  Sight,
  Step,
  Task,
  Tool,
} from './types.ts';

const files = import.meta.glob<string>('../../lessons/*/*.md', { query: '?raw', import: 'default' });

/** `01-copies-already-there`, and the way to its text. */
function filesOf(language: string): readonly (readonly [name: string, load: () => Promise<string>])[] {
  const folder = `../../lessons/${language}/`;
  return Object.entries(files)
    .filter(([path]) => path.startsWith(folder))
    .map(([path, load]) => [path.slice(folder.length, -'.md'.length), load] as const)
    .sort(([left], [right]) => (left < right ? -1 : 1));
}

export interface Listed {
  readonly name: string;
  readonly head: LessonHead;
}

/** Every lesson that there is in a language, in the order of the course. */
export async function lessonsIn(language: string): Promise<readonly Listed[]> {
  const read = await Promise.all(
    filesOf(language).map(async ([name, load]) => ({ name, head: readHead(await load()) })),
  );
  return read.flatMap(({ name, head }) => (head === null ? [] : [{ name, head }]));
}

/** The language in which every lesson is written first. */
export const FIRST_LANGUAGE = 'en';

export interface Offered extends Listed {
  /** Where a language lacks it the lesson is there in the first one. */
  readonly language: string;
}

/** Every lesson, for a reader of this language. */
export async function lessonsFor(language: string): Promise<readonly Offered[]> {
  const written = async (tongue: string): Promise<readonly Offered[]> =>
    (await lessonsIn(tongue)).map((one) => ({ ...one, language: tongue }));
  const first = await written(FIRST_LANGUAGE);
  if (language === FIRST_LANGUAGE) return first;
  const own = await written(language);
  return first.map((one) => own.find(({ name }) => name === one.name) ?? one);
}

/** One lesson, by the name of its file; or what is wrong with it. */
export async function loadLesson(language: string, name: string, systems: Systems): Promise<ReadLesson> {
  const load = filesOf(language).find(([each]) => each === name)?.[1];
  if (load === undefined)
    return { ok: false, faults: [{ line: 1, says: `there is no lesson ${name} in ${language}` }] };
  return readLesson(await load(), language, systems);
}
