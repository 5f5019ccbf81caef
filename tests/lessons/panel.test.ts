/** A whole lesson, gone through as the panel will: it does what the course wants, and tells it what it sees. Nothing else moves the course on. */
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { begin, outcomeOf, proceed, recordOf, resume, stepOf, wants, type Course, type Happening } from '../../src/lessons/course.ts';
import { openingOf } from '../../src/lessons/opening.ts';
import { readLesson } from '../../src/lessons/read.ts';
import type { Lesson, LessonAct } from '../../src/lessons/types.ts';
import { answerOf } from '../../src/lessons/watch.ts';
import { passingProgress } from '../../src/shelf/progress.ts';
import { sketches } from '../../src/systems/registry.ts';
import { Stage } from '../../tools/lab/lesson/stage.ts';

/** A frame at a slow pace. */
const FRAME = 20_000;

class Panel {
  course: Course;
  readonly feedback: string[] = [];
  #stage: Stage | null = null;

  readonly #lesson: Lesson;

  constructor(lesson: Lesson, course: Course) {
    this.#lesson = lesson;
    this.course = course;
  }

  say(happening: Happening): void {
    this.course = proceed(this.#lesson, this.course, happening);
  }

  get wants(): ReturnType<typeof wants> {
    return wants(this.#lesson, this.course, this.#stage !== null);
  }

  /** Opens what is to be opened, and has a branch played where a question waits for its answer. */
  async settle(): Promise<Stage> {
    const { open } = this.wants;
    if (open !== null) {
      const opening = openingOf(JSON.parse(open.text), open.at, sketches);
      if (!opening.ok) throw new Error(opening.says.join('\n'));
      this.#stage = await Stage.open(opening.opening, false);
    }
    const stage = this.#stage as Stage;
    if (this.course.began === null) {
      await stage.begin();
      this.say({ what: 'opened', at: stage.cluster.position, text: stage.opening.text });
    }
    const { branch } = this.wants;
    const { prediction } = stepOf(this.#lesson, this.course);
    if (branch !== null && prediction !== null) {
      const other = await stage.fork();
      await other.play(branch.acts);
      const acted = other.cluster.position;
      const views = [];
      for (const look of branch.looks) {
        await other.wait(acted + look - other.cluster.position);
        views.push(await other.view());
      }
      const answered = answerOf(prediction, views);
      if (!answered.ok) throw new Error(answered.says);
      this.say({ what: 'answered', answer: answered.answer });
    }
    return stage;
  }

  /** Frames pass, as long as they may. */
  async pass(time: number): Promise<void> {
    const stage = await this.settle();
    const until = stage.cluster.position + time;
    while (stage.cluster.position < until) {
      if (!this.wants.mayPlay) {
        this.feedback.push(this.wants.feedback ?? '');
        this.say({ what: 'played' });
      }
      const next = Math.min(until, stage.cluster.position + FRAME, this.wants.stopAt ?? Infinity);
      if (next > stage.cluster.position) await stage.wait(next - stage.cluster.position);
      if (next === this.wants.stopAt) this.say({ what: 'stopped' });
      this.say({ what: 'seen', view: await stage.view() });
    }
  }

  async act(acts: readonly LessonAct[]): Promise<void> {
    const stage = await this.settle();
    this.say({ what: 'seen', view: await stage.view() });
    for (const act of acts) {
      if (act.kind === 'wait') await this.pass(act.wait);
      else await stage.act(act);
    }
  }
}

async function lessonNamed(name: string): Promise<Lesson> {
  const read = readLesson(await readFile(`lessons/en/${name}.md`, 'utf8'), 'en', sketches);
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return read.lesson;
}

test.each(['06-no-answer-is-not-a-no', '07-dead-or-only-slow'])(
  '%s, with a reload in the middle',
  async (name) => {
    const lesson = await lessonNamed(name);
    const shelf = passingProgress();
    let panel = new Panel(lesson, begin(lesson));
    for (const step of lesson.steps) {
      expect(stepOf(lesson, panel.course).id).toBe(step.id);
      await panel.settle();
      if (step.prediction !== null) panel.say({ what: 'guessed', guess: 0, sure: 1 });
      if (step.task !== null) {
        await panel.act(step.task.solve);
        await panel.pass(step.task.patience);
      }
      if (step.explain !== null) panel.say({ what: 'explained', wrote: 'Because.' });
      expect(recordOf(panel.course.progress).state, step.id).toBe('done');
      panel.say({ what: 'on' });
      await shelf.put(lesson.id, panel.course.progress);
      if (step === lesson.steps[1]) {
        const kept = await shelf.get(lesson.id);
        panel = new Panel(lesson, resume(lesson, kept ?? panel.course.progress));
      }
    }
    expect(panel.course.progress.state).toBe('done');
    for (const step of lesson.steps)
      expect(outcomeOf(lesson, panel.course, step)).toBe(step.prediction === null ? null : 'otherwise');
    expect(panel.wants.unlocked.length).toBeGreaterThan(0);
  },
);

test('time waits at the last instant at which the task can still be done', async () => {
  const lesson = await lessonNamed('06-no-answer-is-not-a-no');
  const panel = new Panel(lesson, begin(lesson));
  await panel.settle();
  panel.say({ what: 'guessed', guess: 1, sure: 3 });
  // Somebody looks out of the window.
  const stage = await panel.settle();
  await panel.act([]);
  while (panel.wants.mayPlay) await panel.pass(FRAME);
  expect(stage.cluster.position).toBe(1_600_000);
  expect(panel.wants.feedback).toContain('INCR visits');
  await panel.act(lesson.steps[0]?.task?.solve ?? []);
  await panel.pass(1_000_000);
  expect(recordOf(panel.course.progress).state).toBe('done');
  // What it came to is not told before it can be seen.
  expect(panel.wants.outcome).toBeNull();
  panel.say({ what: 'on' });
  panel.say({ what: 'skip' });
  expect(outcomeOf(lesson, panel.course, stepOf(lesson, begin(lesson)))).toBe('so');
});
