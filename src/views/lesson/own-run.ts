/** The learner's own run: the one in which the last task of the lesson proper was done. */
import { recordOf, type Lesson } from '../../lessons/index.ts';
import type { KeptRun, Progress } from '../../shelf/progress.ts';

export interface OwnRun extends KeptRun {
  /** How many acts by hand are in it. */
  readonly acts: number;
}

export function ownRunOf({ steps, opening }: Lesson, progress: Progress): OwnRun | null {
  const done = steps.findLast(({ id, isTransfer }) => !isTransfer && recordOf(progress, id).ran !== null);
  const run = done === undefined ? null : recordOf(progress, done.id).ran;
  if (done === undefined || run === null) return null;
  const place = steps.indexOf(done);
  const own = steps.slice(0, place + 1).findLast((step) => step.opening !== null)?.opening ?? opening;
  return { ...run, acts: scriptOf(run.text) - own.scenario.script.length };
}

function scriptOf(text: string): number {
  const { script = [] } = JSON.parse(text) as { script?: readonly unknown[] };
  return script.length;
}
