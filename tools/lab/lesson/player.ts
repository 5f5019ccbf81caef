/**
 * Plays a lesson from its first step to its last, as somebody would who knows the way: before a task is solved each of its checks is false, after
 * it true; every wrong way gets its feedback; every prediction has an answer, and the words before it do not give it away; what the text says is so.
 */
import { holds, type HistoryView } from '../../../src/history/predicates/index.ts';
import { plainOf } from '../../../src/lessons/prose.ts';
import type { Claim, Lesson, LessonAct, Prediction, Step, Stop, Task } from '../../../src/lessons/types.ts';
import { answerOf, standOf } from '../../../src/lessons/watch.ts';
import type { Answer } from '../../../src/shelf/progress.ts';
import type { Micros } from '../../../src/kernel/time.ts';
import { FACTOR, minutesOf } from './minutes.ts';
import type { PlayedLesson, PlayedStep, Trouble } from './report.ts';
import { Stage } from './stage.ts';
import { EVERY, playToStop } from './stops.ts';

export async function playLesson(lesson: Lesson, language: string): Promise<PlayedLesson> {
  return new Player(lesson, language).play();
}

class Player {
  readonly #lesson: Lesson;
  readonly #language: string;
  readonly #judges: boolean;
  readonly #troubles: Trouble[] = [];
  /** All that was read so far. */
  #before: string;
  #waited: Micros = 0;

  constructor(lesson: Lesson, language: string) {
    this.#lesson = lesson;
    this.#language = language;
    this.#judges = JSON.stringify(lesson.steps).includes('"invariant":');
    this.#before = `${lesson.question}. ${lesson.opening.scenario.about?.title ?? ''}.`;
  }

  async play(): Promise<PlayedLesson> {
    const { id, opening, steps, minutes } = this.#lesson;
    let stage = await Stage.open(opening, this.#judges);
    const played: PlayedStep[] = [];
    for (const step of steps) {
      if (step.opening !== null) stage = await Stage.open(step.opening, this.#judges);
      else await stage.begin();
      played.push(await this.#step(step, stage));
    }
    const taken = minutesOf(this.#lesson, this.#language, this.#waited);
    if (taken > minutes * FACTOR || minutes > taken * FACTOR)
      this.#say(1, `minutes: ${minutes} is said, and words, acts and waits come to ${taken.toFixed(1)}`);
    return { id, steps: played, minutes: taken, troubles: this.#troubles };
  }

  #say(line: number, says: string): void {
    this.#troubles.push({ line, says });
  }

  async #step(step: Step, stage: Stage): Promise<PlayedStep> {
    const { id, task, prediction, claims } = step;
    this.#before += ` ${step.title}. ${plainOf(step.why)} ${plainOf(step.act)}`;
    await this.#claims(claims, 'begin', stage);
    const answer = prediction === null ? null : await this.#predict(prediction, stage);
    if (prediction !== null) this.#before += ` ${plainOf(prediction.because)}`;
    const feedback = task === null ? 0 : await this.#wrongWays(task, stage);
    for (const stop of task?.stops ?? []) await this.#stop(stop, task as Task, stage);
    const branch = await stage.fork();
    const flipped = task === null ? 0 : await this.#solve(task, stage);
    await this.#claims(claims, 'solved', stage);
    await this.#claims(claims, 'branch', branch);
    return { id, flipped, answer, feedback, claims: claims.length };
  }

  async #claims(claims: readonly Claim[], at: Claim['at'], stage: Stage): Promise<void> {
    for (const claim of claims) {
      if (claim.at !== at) continue;
      const there = await stage.fork();
      await this.#play(claim.acts, there, claim.line);
      await there.wait(claim.wait);
      if (!holds(claim.holds, await there.view()))
        this.#say(claim.line, `what is claimed as "${claim.id}" is not so`);
    }
  }

  async #play(acts: readonly LessonAct[], stage: Stage, line: number): Promise<void> {
    try {
      await stage.play(acts);
    } catch (error) {
      this.#say(line, `the acts cannot be done: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  async #predict(prediction: Prediction, stage: Stage): Promise<Answer | null> {
    const branch = await stage.fork();
    await this.#play(prediction.acts, branch, prediction.line);
    const acted = branch.cluster.position;
    const views: HistoryView[] = [];
    for (const look of prediction.looks) {
      await branch.wait(acted + look - branch.cluster.position);
      const view = await branch.view();
      // What has happened by then, and not what happens later.
      views.push({ ...view, events: [...view.events] });
    }
    const answered = answerOf(prediction, views);
    if (!answered.ok) {
      this.#say(prediction.line, answered.says);
      return null;
    }
    this.#judgeSecrecy(prediction, answered.answer);
    return answered.answer;
  }

  /** The words of the right answer stand nowhere before it is asked for. */
  #judgeSecrecy({ question, line, asks }: Prediction, answer: Answer): void {
    const before = wordsOf(`${this.#before} ${plainOf(asks)}`);
    const right =
      answer.kind === 'choice' && question.kind === 'choices'
        ? plainOf(question.choices[answer.choice]?.says ?? '')
        : answer.kind === 'number' && question.kind === 'slider'
          ? `${answer.number} ${question.unit}`
          : null;
    const words = right === null ? '' : wordsOf(right);
    if (words !== '' && before.includes(words))
      this.#say(line, `the answer is given away before it is asked for: "${right}"`);
  }

  async #wrongWays(task: Task, stage: Stage): Promise<number> {
    let given = 0;
    for (const [place, { acts, line }] of task.wrong.entries()) {
      const astray = await stage.fork();
      await this.#play(acts, astray, line);
      const last = astray.cluster.position + task.patience;
      let stand = standOf(task, await astray.view());
      while (stand.wrong === null && !stand.isDone && astray.cluster.position < last) {
        await astray.wait(EVERY);
        stand = standOf(task, await astray.view());
      }
      const { wrong: found, isDone } = stand;
      if (found === place) given += 1;
      else if (isDone) this.#say(line, 'this way is not wrong: all checks hold');
      else if (found === null) this.#say(line, 'this wrong way gets no feedback');
      else this.#say(line, `this wrong way gets the feedback of another, number ${found + 1}`);
    }
    return given;
  }

  async #solve(task: Task, stage: Stage): Promise<number> {
    const before = standOf(task, await stage.view());
    task.checks.forEach(({ id, line }, place) => {
      if (before.checks[place] === true) this.#say(line, `the check "${id}" holds before anything was done`);
    });
    if (before.wrong !== null)
      this.#say(
        task.wrong[before.wrong]?.line ?? task.line,
        'this feedback is given before anything was done',
      );
    const began = stage.cluster.position;
    await this.#play(task.solve, stage, task.line);
    const after = await this.#await(task, stage);
    this.#waited += stage.cluster.position - (stage.began > began ? stage.began : began);
    task.checks.forEach(({ id, line }, place) => {
      if (after.checks[place] !== true)
        this.#say(line, `the check "${id}" does not hold after the task was solved`);
    });
    return task.checks.filter((_, place) => before.checks[place] === false && after.checks[place] === true)
      .length;
  }

  async #await(task: Task, stage: Stage): Promise<ReturnType<typeof standOf>> {
    const last = stage.cluster.position + task.patience;
    for (;;) {
      const stand = standOf(task, await stage.view());
      if (stand.isDone || stage.cluster.position >= last) return stand;
      await stage.wait(EVERY);
    }
  }

  /** Solves the task with time standing at the stop as long as it can: what was to be done there can still be done. */
  async #stop(stop: Stop, task: Task, stage: Stage): Promise<void> {
    const there = await stage.fork();
    const play = (act: LessonAct): Promise<void> => this.#play([act], there, stop.line);
    const isReached = await playToStop(stop, task.solve, there, play);
    if (!isReached)
      return this.#say(stop.line, 'time never comes to this stop while there is still something to do');
    if (stop.isLast && !(await this.#await(task, there)).isDone)
      this.#say(
        stop.line,
        'this is said to be the last instant at which the task can be done, and it cannot be done there',
      );
  }
}

/** Small letters and single spaces, without what stands between words. */
function wordsOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}%]+/gu, ' ')
    .trim();
}
