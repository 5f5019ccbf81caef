/** Plays lessons without a browser: `npm run lab -- lesson FILE|all`. Exit 0 when all is as they say, 1 when not, 2 when one cannot be read. */
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readLesson } from '../../src/lessons/read.ts';
import type { Lesson } from '../../src/lessons/types.ts';
import { sketches } from '../../src/systems/registry.ts';
import { namesAndFlags, UsageError } from './arguments.ts';
import { playLesson } from './lesson/player.ts';
import type { PlayedLesson } from './lesson/report.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export async function runLessons(args: readonly string[]): Promise<number> {
  const { names, flags: given } = namesAndFlags(args, { json: { type: 'boolean' } });
  const [name, ...more] = names;
  if (name === undefined || more.length > 0) throw new UsageError('Name the file of one lesson, or all.');
  const files = name === 'all' ? await lessonFiles() : [name];
  const lessons = await Promise.all(files.map(readOne));
  const refused = lessons.flatMap(({ faults }) => faults);
  if (refused.length > 0) throw new UsageError(refused.join('\n'), false);
  const played: { readonly file: string; readonly played: PlayedLesson }[] = [];
  for (const { file, lesson } of lessons)
    played.push({ file, played: await playLesson(lesson as Lesson, languageOf(file)) });
  if (given.json === true)
    process.stdout.write(`${JSON.stringify(played.map(({ file, played: one }) => ({ file, ...one })))}\n`);
  else for (const { file, played: one } of played) process.stdout.write(sentences(file, one));
  return played.every(({ played: { troubles } }) => troubles.length === 0) ? 0 : 1;
}

/** Every lesson of every language folder, by path. */
export async function lessonFiles(): Promise<string[]> {
  const folder = join(ROOT, 'lessons');
  const names = await readdir(folder, { recursive: true });
  return names
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => relative(process.cwd(), join(folder, name)));
}

/** `lessons/ja/…` is Japanese. */
export const languageOf = (file: string): string => basename(dirname(file));

async function readOne(
  file: string,
): Promise<{ readonly file: string; readonly lesson: Lesson | null; readonly faults: readonly string[] }> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch {
    throw new UsageError(`There is no file ${file} that can be read.`, false);
  }
  const read = readLesson(text, languageOf(file), sketches);
  if (read.ok) return { file, lesson: read.lesson, faults: [] };
  return { file, lesson: null, faults: read.faults.map(({ line, says }) => `${file}:${line}: ${says}`) };
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
