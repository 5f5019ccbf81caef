/**
 * What looking costs, after every frame: to tell what is so in a cache with many keys, and all checks of a step on that and on a long history. And
 * what it costs to play every lesson there is.
 */
import { performance } from 'node:perf_hooks';
import type { HistoryEvent } from '../../src/cluster/recorder.ts';
import { concerns, type HistoryView } from '../../src/history/predicates/index.ts';
import type { Facts, Insides } from '../../src/kernel/facts.ts';
import { insideOf } from '../../src/lab/inside.ts';
import { begin, proceed } from '../../src/lessons/course.ts';
import { openingOf } from '../../src/lessons/opening.ts';
import type { Lesson } from '../../src/lessons/types.ts';
import { sketches } from '../../src/systems/registry.ts';
import { overviewOf } from '../../src/systems/cache/overview.ts';
import { languageOf, lessonFiles, lessonOf } from '../lab/lesson/files.ts';
import { playLesson } from '../lab/lesson/player.ts';
import { Stage } from '../lab/lesson/stage.ts';

const KEYS = 10_000;
/** About as many as six nodes name one by one, with a copy of each. */
const NAMED = 1_000;
const EVENTS = 100_000;
const OPERATIONS = 10_000;
const ROUNDS = 200;

/** Of the processor's time, in ms: other work on the machine is none of it. */
function used(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

export async function lessonsFigures(): Promise<object> {
  process.stderr.write('lessons: telling\n');
  const named = (await insidesOf(NAMED, 1)).shown;
  const namedMilliseconds = told(named);
  const many = await insidesOf(KEYS, 3);
  const whole = overviewOf(many.whole) as Facts;
  process.stderr.write('lessons: checks of every step\n');
  const files = await lessonFiles();
  const checks: Record<string, number> = {};
  for (const file of files) {
    if (languageOf(file) !== 'en') continue;
    const lesson = await lessonOf(file);
    checks[lesson.id] = await slowestLook(lesson, whole);
  }
  process.stderr.write('lessons: playing all of them\n');
  const [began, beganAt] = [used(), performance.now()];
  for (const file of files) await playLesson(await lessonOf(file), languageOf(file));
  return {
    ...{ keys: whole.keys.size, events: EVENTS, operations: OPERATIONS },
    factsMilliseconds: told(many.shown),
    factsOfNamedKeysMilliseconds: namedMilliseconds,
    namedKeys: overviewOf(named)?.keys.size,
    slowestStepMilliseconds: checks,
    lessons: files.length,
    playAllProcessorSeconds: Number(((used() - began) / 1_000).toFixed(1)),
    playAllWallSeconds: Number(((performance.now() - beganAt) / 1_000).toFixed(1)),
  };
}

/** Six nodes that keep so many keys: as a page is shown them, and with every key named, however many there are. */
async function insidesOf(
  keys: number,
  replicas: number,
): Promise<{ readonly shown: Insides; readonly whole: Insides }> {
  const rate = 20_000;
  const until = `${Math.ceil((keys / rate) * 1_000) + 100}ms`;
  const workload = [{ clients: 1, rate, keys, spread: 'scan', reads: 0, until }];
  const scenario = { version: 1, system: 'cache', nodes: 6, options: { replicas }, workload, until: '1h' };
  const opening = openingOf(scenario, 2_000_000, sketches);
  if (!opening.ok) throw new Error(opening.says.join('; '));
  const { cluster } = await Stage.open(opening.opening, false);
  const shown = await insideOf(cluster);
  const nodes = await Promise.all(
    Object.entries(shown.nodes).map(async ([id, { belief }]) => {
      const holdings = await cluster.look(id, 'holdings', { from: 0, to: 1, most: keys });
      return [id, { belief, holdings }] as const;
    }),
  );
  return { shown, whole: { ...shown, nodes: Object.fromEntries(nodes) } as unknown as Insides };
}

/** As it comes to the page: new objects each time. */
const told = (insides: Insides): number => usual(() => structuredClone(insides), overviewOf);

/** What a round of some work usually takes. The median, since now and then one bears the cost of what the others left to be cleared away. */
function usual<Given>(prepare: () => Given, work: (given: Given) => unknown): number {
  const rounds = Array.from({ length: ROUNDS }, () => {
    const given = prepare();
    const began = used();
    work(given);
    return used() - began;
  }).sort((left, right) => left - right);
  return Number((rounds[ROUNDS / 2] as number).toFixed(3));
}

/** Of all steps of a lesson, as the page does it: only what concerns the step was kept of the history. */
async function slowestLook(lesson: Lesson, whole: Facts): Promise<number> {
  let slowest = 0;
  for (const [place, { task, opening }] of lesson.steps.entries()) {
    if (task === null) continue;
    const stage = await Stage.open(opening ?? lesson.opening, false);
    const view = large(await stage.view(), whole);
    const asked = [...task.checks.map(({ holds }) => holds), ...task.wrong.map(({ when }) => when)];
    const kept = { ...view, events: view.events.filter(concerns(asked)) };
    const from = lesson.steps.slice(0, place);
    const skipped = from.reduce((course) => proceed(lesson, course, { what: 'skip' }), begin(lesson));
    const course = proceed(lesson, skipped, { what: 'opened', at: 0, text: '' });
    // A view of its own for each frame, as it comes to the page.
    const look = usual(
      () => ({ ...kept }),
      (seen) => proceed(lesson, course, { what: 'seen', view: seen }),
    );
    slowest = Math.max(slowest, look);
  }
  return slowest;
}

/** The same instant with many more keys, and the same history many times over. */
function large(view: HistoryView, whole: Facts): HistoryView {
  const facts = view.facts as Facts;
  const many = { ...facts, keys: new Map([...whole.keys, ...facts.keys]) };
  const events = repeated<HistoryEvent>(view.events, EVENTS);
  return { ...view, events, operations: repeated(view.operations, OPERATIONS), facts: many, before: many };
}

function repeated<Item>(items: readonly Item[], count: number): Item[] {
  return items.length === 0
    ? []
    : Array.from({ length: count }, (_, place) => items[place % items.length] as Item);
}
