/** What a step makes of what is seen: which checks hold, which wrong way was taken, where time is to wait, what the answer to a question is. */
import { cameTrueAt, holds, measure, type HistoryView } from '../history/predicates/index.ts';
import type { Micros } from '../scenario/index.ts';
import type { Answer, Guess } from '../shelf/progress.ts';
import { pointedAt } from './pointing.ts';
import type { Prediction, Step, Stop, Task } from './types.ts';

export interface Stand {
  /** By place in the task. */
  readonly checks: readonly boolean[];
  readonly isDone: boolean;
  /** The first wrong way that was taken, by its place; null while none was, and when all is done. */
  readonly wrong: number | null;
}

/** By what has become of the cluster alone: whoever gets there by another way has got there. */
export function standOf(task: Task, view: HistoryView): Stand {
  const checks = task.checks.map((check) => holds(check.holds, view));
  const isDone = checks.every((ok) => ok);
  const wrong = isDone ? -1 : task.wrong.findIndex(({ when }) => holds(when, view));
  return { checks, isDone, wrong: wrong < 0 ? null : wrong };
}

/** The instant of a stop; null while it is not known. What it waits for may have happened before the step began, and then it may be over already. */
export function instantOf({ after, wait }: Stop, view: HistoryView, began: Micros): Micros | null {
  const since = after === null ? began : cameTrueAt(after, view);
  return since === null ? null : since + wait;
}

/** Where time has to wait next, behind `from`; the last stops of all are those that must not be missed. */
export function nextStop(
  step: Step,
  view: HistoryView,
  { began, from }: { readonly began: Micros; readonly from: Micros },
): { readonly at: Micros; readonly stop: Stop } | null {
  let next: { readonly at: Micros; readonly stop: Stop } | null = null;
  for (const stop of step.task?.stops ?? []) {
    const at = instantOf(stop, view, began);
    if (at !== null && at >= from && (next === null || at < next.at)) next = { at, stop };
  }
  return next;
}

export type Answered =
  { readonly ok: true; readonly answer: Answer } | { readonly ok: false; readonly says: string };

/** What a branch of the cluster has shown, one view a look. */
export function answerOf({ question, looks }: Prediction, views: readonly HistoryView[]): Answered {
  const last = views.at(-1);
  if (last === undefined || views.length !== looks.length)
    return { ok: false, says: 'the branch was not looked at as often as was asked' };
  if (question.kind === 'choices') {
    const right = question.choices.flatMap((choice, index) => {
      const seen = choice.holds.length === 1 ? [last] : views;
      return choice.holds.every((one, look) => holds(one, seen[look] as HistoryView)) ? [index] : [];
    });
    const [choice, ...more] = right;
    if (choice === undefined || more.length > 0)
      return { ok: false, says: `${right.length} of the choices came true, and one has to` };
    return { ok: true, answer: { kind: 'choice', choice } };
  }
  if (question.kind === 'slider') {
    const measured = measure(question.measures, last);
    if (measured === null) return { ok: false, says: 'what the slider asks for cannot be measured' };
    const { from, to, step, times } = question;
    const number = Math.round((measured * times) / step) * step;
    if (number < from || number > to) return { ok: false, says: `the answer, ${number}, is not on the slider` };
    return { ok: true, answer: { kind: 'number', number } };
  }
  const these = question.among.filter((it) => {
    const read = pointedAt(question.holds, it);
    return read.ok && holds(read.predicate, last);
  });
  if (these.length === 0 || these.length === question.among.length)
    return { ok: false, says: `${these.length} of ${question.among.length} would be right: there is nothing to point at` };
  return { ok: true, answer: { kind: 'these', these } };
}

/** Whether it was as somebody thought. */
export function wasSo({ question }: Prediction, guess: Guess, answer: Answer): boolean {
  if (answer.kind === 'choice') return guess === answer.choice;
  if (answer.kind === 'these') return typeof guess === 'string' && answer.these.includes(guess);
  const near = question.kind === 'slider' ? question.near : 0;
  return typeof guess === 'number' && Math.abs(guess - answer.number) <= near;
}
