/**
 * Somebody goes through a lesson: a pure state machine over the lesson, what has been done so far, and what the lab shows. What it wants of the
 * page (a cluster to open, time to stand, a branch to be played) is worked out from the state by `wants`, and never kept.
 *
 * A step asks first, where it asks: time stands until there is a guess. What happens all the same before (the first visit's drag is such a case)
 * makes the question late, and nobody is asked after the fact. Then the step is done when all its checks hold at once, by whatever way.
 */
import type { HistoryView } from '../history/predicates/index.ts';
import type { Micros } from '../scenario/index.ts';
import type { Answer, Guess, KeptRun, Progress, StepProgress } from '../shelf/progress.ts';
import type { Lesson, LessonAct, Opening, Sight, Step, Stop, Tool } from './types.ts';
import { nextStop, standOf, wasSo, type Stand } from './watch.ts';

export interface Course {
  readonly progress: Progress;
  /** When the open step began; null until its cluster stands. */
  readonly began: Micros | null;
  readonly stand: Stand | null;
  /** Where time waits next. */
  readonly stop: { readonly at: Micros; readonly stop: Stop } | null;
  /** Where time waits now, until somebody plays on. */
  readonly standsAt: Stop | null;
  /** Stops before this instant are over. */
  readonly passed: Micros;
}

export type Happening =
  /** The cluster that the step wants stands, at this instant. `text` is the run up to here. */
  | { readonly what: 'opened'; readonly at: Micros; readonly text: string }
  | { readonly what: 'seen'; readonly view: HistoryView }
  /** Time has come to the stop. */
  | { readonly what: 'stopped' }
  /** Somebody lets time pass. */
  | { readonly what: 'played' }
  | { readonly what: 'guessed'; readonly guess: Guess; readonly sure: 1 | 2 | 3 }
  /** A branch of the cluster has been played. */
  | { readonly what: 'answered'; readonly answer: Answer }
  | { readonly what: 'explained'; readonly wrote: string }
  /** The run in which the task was done, to be gone back to from the recap. */
  | { readonly what: 'ran'; readonly run: KeptRun }
  | { readonly what: 'hint' }
  | { readonly what: 'on' }
  | { readonly what: 'skip' }
  | { readonly what: 'back' }
  /** The step from its beginning. */
  | { readonly what: 'again' }
  /** The lesson from its beginning. */
  | { readonly what: 'reset' };

const UNTOUCHED: StepProgress = {
  state: 'open',
  guess: null,
  sure: null,
  answer: null,
  isTooLate: false,
  hints: 0,
  wrote: null,
  from: null,
  ran: null,
  isObserved: false,
};

export const HINTS = 3;

/** `isLearnt`: once more. */
export function begin(lesson: Lesson, isLearnt = false): Course {
  const step = lesson.steps[0] as Step;
  return arrive({ version: 1, lesson: lesson.id, step: step.id, state: 'open', isLearnt, steps: [] });
}

/** After a reload: at the same step. What is kept of another lesson, or of steps that are no more, begins anew. */
export function resume(lesson: Lesson, progress: Progress): Course {
  const isThere = lesson.steps.some(({ id }) => id === progress.step);
  return progress.lesson === lesson.id && isThere ? arrive(progress) : begin(lesson);
}

const arrive = (progress: Progress): Course => ({
  progress,
  began: null,
  stand: null,
  stop: null,
  standsAt: null,
  passed: 0,
});

export function stepOf(lesson: Lesson, { progress }: Course): Step {
  return lesson.steps.find(({ id }) => id === progress.step) ?? (lesson.steps[0] as Step);
}

export function recordOf({ steps, step }: Progress, id = step): StepProgress {
  return steps.find(([name]) => name === id)?.[1] ?? UNTOUCHED;
}

function record(course: Course, changes: Partial<StepProgress>): Course {
  const { progress } = course;
  const others = progress.steps.filter(([id]) => id !== progress.step);
  const changed: StepProgress = { ...recordOf(progress), ...changes };
  return { ...course, progress: { ...progress, steps: [...others, [progress.step, changed]] } };
}

/** Whether the step waits for a guess. */
export function isAsking(lesson: Lesson, course: Course): boolean {
  const { state, guess, isTooLate } = recordOf(course.progress);
  return stepOf(lesson, course).prediction !== null && state === 'open' && guess === null && !isTooLate;
}

export function proceed(lesson: Lesson, course: Course, happening: Happening): Course {
  const step = stepOf(lesson, course);
  const now = recordOf(course.progress);
  switch (happening.what) {
    case 'opened': {
      const { at, text } = happening;
      return record({ ...arrive(course.progress), began: at, passed: at }, { from: { text, at } });
    }
    case 'seen':
      return seen(lesson, course, happening.view);
    case 'stopped':
      if (course.stop === null) return course;
      return { ...course, standsAt: course.stop.stop, passed: course.stop.at + 1, stop: null };
    case 'played':
      return { ...course, standsAt: null };
    case 'guessed': {
      if (!isAsking(lesson, course)) return course;
      const { guess, sure } = happening;
      // A step that only asks is over with the guess: there is nothing to wait for.
      return record(course, { guess, sure, ...(isOnlyAsking(step) && { state: 'done' }) });
    }
    case 'answered':
      return step.prediction === null ? course : record(course, { answer: happening.answer });
    case 'explained':
      return step.explain === null ? course : record(course, { wrote: happening.wrote, state: 'done' });
    case 'ran':
      return now.state === 'done' ? record(course, { ran: happening.run }) : course;
    case 'hint':
      return step.task?.hints ? record(course, { hints: Math.min(HINTS, now.hints + 1) }) : course;
    case 'on':
      return now.state === 'open' ? course : goOn(lesson, course);
    case 'skip':
      return goOn(lesson, now.state === 'open' ? record(course, { state: 'skipped' }) : course);
    case 'back':
      return goBack(lesson, course);
    case 'again':
      return record({ ...arrive(course.progress) }, { ...UNTOUCHED, from: now.from });
    case 'reset':
      return begin(lesson, course.progress.isLearnt);
  }
}

const isOnlyAsking = ({ task, explain }: Step): boolean => task === null && explain === null;

function seen(lesson: Lesson, course: Course, view: HistoryView): Course {
  const { task } = stepOf(lesson, course);
  if (task === null || course.began === null || recordOf(course.progress).state !== 'open') return course;
  const stand = standOf(task, view);
  const { began, passed } = course;
  const stop = nextStop(stepOf(lesson, course), view, { began, from: Math.max(passed, view.at) });
  const next: Course = { ...course, stand, stop };
  const isCaused = isAsking(lesson, course) && stand.checks.some((ok) => ok);
  const asked = isCaused ? record(next, { isTooLate: true }) : next;
  if (!stand.isDone) return asked;
  const isObserved = isOver(stepOf(lesson, course), view, began);
  return record({ ...asked, stop: null, standsAt: null }, { state: 'done', isObserved });
}

/** Whether as much time has passed since the last act as the prediction looks ahead. */
function isOver({ prediction }: Step, { at, events }: HistoryView, began: Micros): boolean {
  const acted = events.findLast(({ what, at: when }) => what === 'action' && when >= began && when <= at);
  return prediction !== null && at - (acted?.at ?? began) >= (prediction.looks.at(-1) ?? 0);
}

/**
 * Whether it was as guessed may be told: once it has been seen. What a step's own task does not bring into sight the next one does, where it goes
 * on in the same cluster; until then whoever waits would be told what they are about to find out.
 */
export function outcomeOf(lesson: Lesson, { progress }: Course, step: Step): 'so' | 'otherwise' | null {
  const { state, guess, answer, isObserved } = recordOf(progress, step.id);
  const { prediction } = step;
  if (state === 'open' || prediction === null || guess === null || answer === null) return null;
  const next = lesson.steps[lesson.steps.indexOf(step) + 1];
  const goesOn = step.task !== null && next !== undefined && next.opening === null && next.task !== null;
  const isTold = isObserved || !goesOn || recordOf(progress, next.id).state !== 'open';
  if (!isTold) return null;
  return wasSo(prediction, guess, answer) ? 'so' : 'otherwise';
}

function goOn(lesson: Lesson, course: Course): Course {
  const { progress } = course;
  const next = lesson.steps[lesson.steps.findIndex(({ id }) => id === progress.step) + 1];
  if (next === undefined) return { ...course, progress: { ...progress, state: 'done', isLearnt: true } };
  return arrive({ ...progress, step: next.id });
}

/** To the step before, as it was when it began; what was guessed there stays. */
function goBack(lesson: Lesson, { progress }: Course): Course {
  const place = lesson.steps.findIndex(({ id }) => id === progress.step);
  const before = lesson.steps[Math.max(0, place - 1)] as Step;
  return arrive({ ...progress, step: before.id, state: 'open' });
}

export interface Wants {
  /** A cluster to open and to bring to its instant; null when the one that stands goes on, or stands as it should. */
  readonly open: { readonly text: string; readonly at: Micros } | null;
  /** Time may pass. */
  readonly mayPlay: boolean;
  /** A branch to be played from where the cluster stands, and looked at; it answers the question. */
  readonly branch: { readonly acts: readonly LessonAct[]; readonly looks: readonly Micros[] } | null;
  /** Time shall not pass this instant. */
  readonly stopAt: Micros | null;
  /** What a halo lies behind. */
  readonly points: readonly string[];
  /** The hint in words, once it was asked for. */
  readonly hint: string | null;
  /** What the hint does, once it was asked for. */
  readonly does: readonly LessonAct[];
  /** What is said of a wrong way, or where time waits. */
  readonly feedback: string | null;
  /** What is in the learner's hands by now, and what is to be seen. */
  readonly unlocked: readonly (Tool | Sight)[];
  /** Once it has been seen: whether it was as guessed. */
  readonly outcome: 'so' | 'otherwise' | null;
}

/** `stands` says whether the cluster is the one in which the last step ended. */
export function wants(lesson: Lesson, course: Course, stands: boolean): Wants {
  const step = stepOf(lesson, course);
  const { hints, state, answer, isTooLate } = recordOf(course.progress);
  const isAsked = isAsking(lesson, course);
  const isOpen = state === 'open';
  const given = isOpen ? (step.task?.hints ?? null) : null;
  const { prediction } = step;
  return {
    open: course.began === null ? opening(lesson, course, stands) : null,
    mayPlay: !isAsked && course.standsAt === null,
    branch:
      prediction !== null && answer === null && course.began !== null && !isTooLate ? prediction : null,
    stopAt: course.stop?.at ?? null,
    points: given !== null && hints >= 1 ? given.points : [],
    hint: given !== null && hints >= 2 ? given.says : null,
    does: given !== null && hints >= HINTS ? given.does : [],
    feedback: feedbackOf(step, course),
    unlocked: unlockedBy(lesson, step),
    outcome: outcomeOf(lesson, course, step),
  };
}

function opening(lesson: Lesson, course: Course, stands: boolean): Wants['open'] {
  const step = stepOf(lesson, course);
  const { from } = recordOf(course.progress);
  if (from !== null) return from;
  const own = step.opening ?? (step === lesson.steps[0] ? lesson.opening : null);
  if (own !== null) return asWanted(own);
  // Whoever skipped is in the cluster as it is, whatever it is; without any there is the lesson's own.
  return stands ? null : asWanted(lesson.opening);
}

const asWanted = ({ text, begin: at }: Opening): { text: string; at: Micros } => ({ text, at });

function feedbackOf({ task }: Step, { stand, standsAt }: Course): string | null {
  if (standsAt !== null) return standsAt.says;
  return stand === null || stand.wrong === null ? null : (task?.wrong[stand.wrong]?.says ?? null);
}

function unlockedBy({ steps }: Lesson, open: Step): readonly (Tool | Sight)[] {
  const until = steps.findIndex(({ id }) => id === open.id) + 1;
  return [...new Set(steps.slice(0, until).flatMap(({ unlocks }) => unlocks))];
}
