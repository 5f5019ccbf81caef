/** How long a lesson takes: to read its words, to think and to act, and to wait for the cluster. */
import type { Lesson, LessonAct } from '../../../src/lessons/types.ts';

/** Words a minute, read with care by somebody to whom they are new; signs a minute where words are not set apart. */
const WORDS = 180;
const SIGNS = 400;
const SECONDS = { act: 6, task: 10, prediction: 15, explain: 40 };

/** `waited` is virtual time in µs, of all tasks and predictions. */
export function minutesOf(lesson: Lesson, language: string, waited: number): number {
  let seconds = (60 * lesson.length) / (language === 'ja' ? SIGNS : WORDS);
  for (const { task, prediction, explain } of lesson.steps) {
    if (task !== null) seconds += SECONDS.task + SECONDS.act * deedsIn(task.solve);
    if (prediction !== null) seconds += SECONDS.prediction;
    if (explain !== null) seconds += SECONDS.explain;
  }
  return (seconds + waited / 1_000_000 / lesson.pace) / 60;
}

const deedsIn = (acts: readonly LessonAct[]): number => acts.filter(({ kind }) => kind !== 'wait').length;

/** Said minutes may be off by half. */
export const FACTOR = 1.5;
