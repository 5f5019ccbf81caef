/** The files of lessons, and how one is read. */
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readLesson } from '../../../src/lessons/read.ts';
import type { Lesson, LessonFault } from '../../../src/lessons/types.ts';
import { sketches } from '../../../src/systems/registry.ts';

const FOLDER = fileURLToPath(new URL('../../../lessons', import.meta.url));

/** Every lesson of every language folder, by path. */
export async function lessonFiles(): Promise<string[]> {
  const names = await readdir(FOLDER, { recursive: true });
  return names
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => relative(process.cwd(), join(FOLDER, name)));
}

/** `lessons/ja/…` is Japanese. */
export const languageOf = (file: string): string => basename(dirname(file));

export class LessonRefused extends Error {
  constructor(file: string, faults: readonly LessonFault[]) {
    super(faults.map(({ line, says }) => `${file}:${line}: ${says}`).join('\n'));
  }
}

/** Throws what is wrong with it, a line for each fault; or what the file system says. */
export async function lessonOf(file: string): Promise<Lesson> {
  const read = readLesson(await readFile(file, 'utf8'), languageOf(file), sketches);
  if (!read.ok) throw new LessonRefused(file, read.faults);
  return read.lesson;
}
