/** What looking costs: the facts of a cache with many keys, and all checks of a step on them and on a long history. */
import type { HistoryEvent } from '../../src/cluster/recorder.ts';
import { concerns, type HistoryView } from '../../src/history/predicates/index.ts';
import type { Facts, KeyFacts } from '../../src/kernel/facts.ts';
import { begin, proceed } from '../../src/lessons/course.ts';
import type { Lesson } from '../../src/lessons/types.ts';
import { lessonFiles, lessonOf } from '../lab/lesson/files.ts';
import { playLesson } from '../lab/lesson/player.ts';
import { Stage } from '../lab/lesson/stage.ts';

const KEYS = 10_000;
const EVENTS = 100_000;
const ROUNDS = 200;

/** Of the processor's time, in ms: other work on the machine is none of it. */
function used(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

export async function lessonsFigures(): Promise<object> {
  process.stderr.write('lessons\n');
  const files = await lessonFiles();
  const english = files.filter((file) => file.includes('/en/') || file.includes('\\en\\'));
  const looks: Record<string, number> = {};
  for (const file of english) {
    const lesson = await lessonOf(file);
    looks[lesson.id] = await slowestLook(lesson);
  }
  const began = used();
  for (const file of files) await playLesson(await lessonOf(file), 'en');
  return {
    keys: KEYS,
    events: EVENTS,
    slowestStepMilliseconds: looks,
    playAllSeconds: Number(((used() - began) / 1_000).toFixed(1)),
  };
}

/** Of all steps of a lesson, as the page does it: only what concerns the step was kept of the history. */
async function slowestLook(lesson: Lesson): Promise<number> {
  let slowest = 0;
  for (const [place, { task, opening }] of lesson.steps.entries()) {
    if (task === null) continue;
    const stage = await Stage.open(opening ?? lesson.opening, false);
    const view = large(await stage.view());
    const asked = [...task.checks.map(({ holds }) => holds), ...task.wrong.map(({ when }) => when)];
    const kept = { ...view, events: view.events.filter(concerns(asked)) };
    const from = lesson.steps.slice(0, place);
    const skipped = from.reduce((course) => proceed(lesson, course, { what: 'skip' }), begin(lesson));
    const course = proceed(lesson, skipped, { what: 'opened', at: 0, text: '' });
    const began = used();
    for (let round = 0; round < ROUNDS; round += 1) proceed(lesson, course, { what: 'seen', view: kept });
    slowest = Math.max(slowest, (used() - began) / ROUNDS);
  }
  return Number(slowest.toFixed(3));
}

/** The same instant with many more keys, and the same history many times over. */
function large(view: HistoryView): HistoryView {
  const facts = view.facts as Facts;
  const some = [...facts.keys.values()];
  const keys = new Map<string, KeyFacts>(facts.keys);
  for (let number = keys.size; number < KEYS; number += 1)
    keys.set(`more:${number}`, some[number % some.length] as KeyFacts);
  const events: HistoryEvent[] = [];
  while (events.length < EVENTS) events.push(...view.events);
  const many = { ...facts, keys };
  return { ...view, events, facts: many, before: many };
}
