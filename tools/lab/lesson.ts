/** Plays lessons without a browser: `npm run lab -- lesson FILE|all`. Exit 0 when all is as they say, 1 when not, 2 when one cannot be read. */
import type { Lesson } from '../../src/lessons/types.ts';
import { namesAndFlags, UsageError } from './arguments.ts';
import { languageOf, lessonFiles, lessonOf, LessonRefused } from './lesson/files.ts';
import { playLesson } from './lesson/player.ts';
import type { PlayedLesson } from './lesson/report.ts';

export async function runLessons(args: readonly string[]): Promise<number> {
  const { names, flags: given } = namesAndFlags(args, { json: { type: 'boolean' } });
  const [name, ...more] = names;
  if (name === undefined || more.length > 0) throw new UsageError('Name the file of one lesson, or all.');
  const files = name === 'all' ? await lessonFiles() : [name];
  const lessons = await readAll(files);
  const played: { readonly file: string; readonly played: PlayedLesson }[] = [];
  for (const [place, lesson] of lessons.entries()) {
    const file = files[place] as string;
    played.push({ file, played: await playLesson(lesson, languageOf(file)) });
  }
  if (given.json === true)
    process.stdout.write(`${JSON.stringify(played.map(({ file, played: one }) => ({ file, ...one })))}\n`);
  else for (const { file, played: one } of played) process.stdout.write(sentences(file, one));
  return played.every(({ played: { troubles } }) => troubles.length === 0) ? 0 : 1;
}

/** Several files are read before any is played, so that everything that is wrong is said at once. */
async function readAll(files: readonly string[]): Promise<readonly Lesson[]> {
  const lessons: Lesson[] = [];
  const refused: string[] = [];
  for (const file of files) {
    try {
      lessons.push(await lessonOf(file));
    } catch (error) {
      if (error instanceof LessonRefused) refused.push(error.message);
      else if (error instanceof Error && 'code' in error)
        refused.push(`There is no file ${file} that can be read.`);
      else throw error;
    }
  }
  if (refused.length > 0) throw new UsageError(refused.join('\n'), false);
  return lessons;
}

function sentences(file: string, { steps, minutes, troubles }: PlayedLesson): string {
  const sum = (count: (step: PlayedLesson['steps'][number]) => number): number =>
    steps.reduce((total, step) => total + count(step), 0);
  const answers = steps.flatMap(({ id, answer }) => {
    if (answer === null) return [];
    const told =
      answer.kind === 'choice'
        ? `choice ${answer.choice + 1}`
        : answer.kind === 'number'
          ? `${answer.number}`
          : answer.these.join(', ');
    return [`  ${id}: the answer is ${told}`];
  });
  return [
    `${file}: ${sum(({ flipped }) => flipped)} checks flipped, ${sum(({ feedback }) => feedback)} wrong ways told, ` +
      `${sum(({ claims }) => claims)} claims looked at, ${minutes.toFixed(1)} minutes`,
    ...answers,
    ...troubles.map(({ line, says }) => `  ${file}:${line}: ${says}`),
    '',
  ].join('\n');
}
