/**
 * One open lesson: it does what the course wants of the page (opens clusters, lets time stand, has branches played) and tells the course what is
 * seen. Nothing else moves the course on, and nothing of a lesson is decided here.
 */
import type { HistoryView } from '../../history/predicates/index.ts';
import type { SupposedAct } from '../../lab/supposing.ts';
import {
  answerOf,
  begin,
  isAsking,
  proceed,
  recordOf,
  resume,
  stepOf,
  turned,
  wants,
  type Happening,
  type Lesson,
  type LessonAct,
  type Opening,
} from '../../lessons/index.ts';
import type { Json } from '../../scenario/index.ts';
import type { Guess, Progress } from '../../shelf/progress.ts';
import { sketches, systemOf } from '../../systems/registry.ts';
import type { LabView } from '../lab-view.svelte.ts';
import { LESSON } from '../starters.ts';
import { words } from '../words/panels.ts';
import { askedOf, questionAsksPromises } from './asked-of.ts';
import { Branching } from './branching.ts';
import { RecordOfRun, type Overview } from './record-of-run.ts';
import { rise, type Tide } from './tide.ts';

export interface LessonParts {
  readonly lesson: Lesson;
  readonly view: LabView;
  readonly progress: Progress | null;
  /** Time goes on by itself only for those who do not mind that things move. */
  readonly isCalm: () => boolean;
  /** Called with whatever is to be kept. */
  readonly keep: (progress: Progress) => void;
}

/** Acts of a hint, one at a time, with this much of the reader's time in between. */
const SHOWN_EVERY = 700;

export class LessonView {
  readonly lesson: Lesson;
  readonly #parts: LessonParts;
  readonly #view: LabView;
  #course = $state.raw() as ReturnType<typeof begin>;
  /** The cluster of this lesson is the one that is open. */
  #stands = $state(false);
  /** What could not be done, in a sentence. */
  problem = $state.raw<string | null>(null);
  /** The hint that does it is at work. */
  isShowing = $state(false);
  /** A cluster is being opened: nothing can be said before it stands. */
  isSettling = $state(false);
  /** Of the run in which the lesson proper is done: as far as this page has seen it. */
  tide = $state.raw<Tide | null>(null);

  readonly course = $derived.by(() => this.#course);
  readonly progress = $derived.by(() => this.#course.progress);
  readonly step = $derived.by(() => stepOf(this.lesson, this.#course));
  readonly place = $derived.by(() => this.lesson.steps.indexOf(this.step));
  readonly record = $derived.by(() => recordOf(this.#course.progress));
  readonly isAsking = $derived.by(() => isAsking(this.lesson, this.#course));
  readonly wants = $derived.by(() => wants(this.lesson, this.#course, this.#stands));
  readonly isOver = $derived.by(() => this.#course.progress.state === 'done');

  /** The cluster to which a dial goes back. */
  #opening: Opening;
  #overview: Overview | null = null;
  #run: RecordOfRun | null = null;
  /** Frames of what was open before say nothing of this lesson. */
  #staleEpoch: number | null = null;
  #restsAt: number | null = null;
  /** The question that is being tried, or has been: once is enough. */
  #tried = '';
  #seen = '';
  #isLeft = false;
  #isJudging = false;

  constructor(parts: LessonParts) {
    const { lesson, view, progress } = parts;
    this.#parts = parts;
    this.lesson = lesson;
    this.#view = view;
    this.#opening = lesson.opening;
    this.#course = progress === null ? begin(lesson) : resume(lesson, progress);
  }

  /**
   * The cluster that stands is the one with which the lesson begins, and something was done in it already: the first visit. What is done is done, and
   * nobody is asked what they would have thought.
   */
  async adopt(): Promise<void> {
    await this.#load();
    const { text, begin: at } = this.lesson.opening;
    this.#view.chosen = LESSON;
    this.#stands = true;
    this.#run = new RecordOfRun(askedOf(this.step), this.#overview, null);
    this.#tell({ what: 'opened', at, text });
    this.#tell({ what: 'seen', view: this.#look() });
    if (this.record.state === 'done') this.say({ what: 'on' });
  }

  /** Another page of the lesson is turned to, or something was done to it by hand. */
  say(happening: Happening): void {
    if (this.isSettling) return;
    this.problem = null;
    this.#tell(happening);
    void this.#goOn();
  }

  stateOf(id: string): 'open' | 'done' | 'skipped' | 'ahead' {
    const { state } = recordOf(this.progress, id);
    return state === 'open' && id !== this.step.id ? 'ahead' : state;
  }

  async guess(guess: Guess, sure: 1 | 2 | 3): Promise<void> {
    this.#tell({ what: 'guessed', guess, sure });
    if (this.wants.mayPlay && this.step.task !== null) await this.#play();
  }

  /** A dial is turned by beginning again with it. */
  async turn(options: Readonly<Record<string, Json>>): Promise<void> {
    const again = turned(this.#opening, options, sketches);
    if (!again.ok) {
      this.problem = again.says.join(' ');
      return;
    }
    this.#opening = again.opening;
    await this.#settle(() => this.#open(again.opening.text, again.opening.begin));
  }

  /** What the last hint does, with the learner watching. */
  async show(): Promise<void> {
    this.say({ what: 'hint' });
    const { does } = this.wants;
    if (this.isShowing || does.length === 0) return;
    this.isShowing = true;
    try {
      await this.#rest(null);
      for (const act of does) {
        if (act.kind === 'turn') await this.turn(act.options);
        else if (act.kind === 'wait') {
          await this.#play();
          await this.#view.forLessons.pass(act.wait);
        } else {
          const answer = await this.#view.forLessons.act(act.action);
          if (!answer.ok) this.problem = answer.says.join(' ');
          if (!this.#view.frame.playing) await this.#play();
        }
        if (act.kind !== 'wait') await new Promise((resolve) => setTimeout(resolve, SHOWN_EVERY));
      }
    } finally {
      this.isShowing = false;
    }
  }

  /** Asked whenever the page has a new frame. */
  follow(): void {
    const { frame, isPast } = this.#view;
    if (this.#isLeft || this.isSettling || this.#course.began === null || this.isOver) return;
    if (frame.epoch === this.#staleEpoch) return;
    this.#staleEpoch = null;
    if (this.wants.branch !== null) void this.#answer();
    // What is only looked at again has been seen.
    if (isPast) return;
    this.#mindTime();
    const { known, inside } = this.#view;
    const seen = `${known.line} ${known.version} ${frame.insideNumber} ${frame.playing ? '' : frame.at}`;
    if (seen === this.#seen || inside === null) return;
    this.#seen = seen;
    this.#see();
    void this.#judge();
  }

  #see(): void {
    const was = this.record.state;
    const now = this.#look();
    if (now.facts?.tells.size === 0 && was === 'open' && !this.step.isTransfer)
      this.tide = rise(this.tide, now.facts);
    this.#tell({ what: 'seen', view: now });
    if (was === 'open' && this.record.state === 'done') void this.#restAtDone();
    else if (!this.isShowing) void this.#rest(this.wants.stopAt);
  }

  /** How it stands with what the system promises comes a little later than what is seen; until then it stands as it stood. */
  async #judge(): Promise<void> {
    const run = this.#run;
    if (run?.isJudged !== true || this.#isJudging) return;
    this.#isJudging = true;
    const [seen, checks] = [this.#seen, await this.#view.forLessons.judge()];
    this.#isJudging = false;
    if (checks === null || run !== this.#run || this.#isLeft || this.isSettling) return;
    run.checks = checks;
    this.#see();
    // What has been seen meanwhile is judged as well.
    if (seen !== this.#seen) void this.#judge();
  }

  /** The page turns to something else. */
  async leave(): Promise<void> {
    this.#isLeft = true;
    await this.#rest(null);
  }

  // --- Time -----------------------------------------------------------------------------------------------------------

  #mindTime(): void {
    const { frame } = this.#view;
    const { stopAt } = this.wants;
    if (stopAt !== null && !frame.playing && frame.at >= stopAt) this.#tell({ what: 'stopped' });
    else if (frame.playing && this.#course.standsAt !== null) this.#tell({ what: 'played' });
    else if (frame.playing && this.isAsking) {
      void this.#view.pause();
      this.#view.speech.say(words.lesson.standsStill);
    }
  }

  async #rest(at: number | null): Promise<void> {
    if (at === this.#restsAt) return;
    this.#restsAt = at;
    await this.#view.forLessons.restAt(at);
  }

  async #play(): Promise<void> {
    if (!this.#parts.isCalm() || this.isShowing) await this.#view.play();
  }

  /** Time stands until the learner goes on: what comes next is to be seen from its beginning. */
  async #restAtDone(): Promise<void> {
    await this.#rest(null);
    await this.#view.pause();
    const { at } = this.#view.frame;
    this.#tell({ what: 'ran', run: { text: await this.#view.scenario(), at } });
  }

  // --- The cluster ----------------------------------------------------------------------------------------------------

  /** Wherever the course has come to: its cluster is opened where it has one, and the step begins. */
  async #goOn(): Promise<void> {
    if (this.#course.began !== null || this.isOver) return;
    const { open } = this.wants;
    await this.#settle(async () => {
      if (open === null) return this.#standStill();
      this.#opening = this.#openingOf(open.text);
      return this.#open(open.text, open.at);
    });
  }

  async begin(): Promise<void> {
    await this.#load();
    await this.#goOn();
  }

  async #load(): Promise<void> {
    this.#overview = (await systemOf(this.lesson.opening.scenario.system).overview?.()) ?? null;
  }

  async #settle(stand: () => Promise<boolean>): Promise<void> {
    if (this.isSettling) return;
    this.isSettling = true;
    try {
      if (!(await stand())) return;
      const inside = await this.#view.lookAtStretch(0, 1);
      const at = inside?.at ?? this.#view.frame.at;
      const before = inside === null ? null : (this.#overview?.(inside) ?? null);
      this.#run = new RecordOfRun(askedOf(this.step), this.#overview, before);
      this.#seen = '';
      this.#tell({ what: 'opened', at, text: await this.#view.scenario() });
    } finally {
      this.isSettling = false;
    }
    if (this.step.task !== null && this.record.state === 'open' && this.wants.mayPlay) await this.#play();
  }

  async #open(text: string, at: number): Promise<boolean> {
    this.#staleEpoch = this.#view.frame.epoch;
    this.#restsAt = null;
    const isOpen = await this.#view.open(text, false, at);
    if (!isOpen) {
      this.problem = this.#view.refusals.join(' ');
      this.#view.refusals = [];
      return false;
    }
    this.#view.chosen = LESSON;
    this.#view.pace = this.lesson.pace;
    this.#stands = true;
    if (!this.step.isTransfer) this.tide = null;
    return true;
  }

  /** A step that goes on begins where the cluster is, whatever moment was looked at. */
  async #standStill(): Promise<boolean> {
    await this.#view.pause();
    if (this.#view.isPast) await this.#view.seek(this.#view.frame.head);
    return true;
  }

  /** The cluster of the open step, with the options that its dials have by now. */
  #openingOf(text: string): Opening {
    const { steps, opening } = this.lesson;
    const place = steps.findIndex(({ id }) => id === this.step.id);
    const own = steps.slice(0, place + 1).findLast((step) => step.opening !== null)?.opening ?? opening;
    const { options = {} } = JSON.parse(text) as { options?: Record<string, Json> };
    const again = turned(own, options, sketches);
    return again.ok ? again.opening : own;
  }

  // --- What is seen, and what would be --------------------------------------------------------------------------------

  #look(): HistoryView {
    const { frame, known, inside } = this.#view;
    return (this.#run as RecordOfRun).view({ at: frame.at, known, inside });
  }

  async #answer(): Promise<void> {
    const { prediction, id } = this.step;
    const { began } = this.#course;
    const question = `${id} ${this.#view.frame.epoch} ${began}`;
    if (prediction === null || question === this.#tried) return;
    this.#tried = question;
    const branching = new Branching(this.#overview, {
      past: this.#view.known.events.filter(({ at }) => at <= (began ?? 0)),
      before: this.#run?.before ?? null,
    });
    const acts = prediction.acts.map((act) => this.#supposed(act));
    const played = await this.#view.forLessons.suppose({
      acts,
      looks: prediction.looks,
      judges: questionAsksPromises(prediction),
    });
    if (this.step.id !== id || this.#course.began !== began) return;
    if (!played.ok) {
      this.problem = played.says.join(' ');
      return;
    }
    const found = answerOf(prediction, branching.views(played.supposed));
    if (found.ok) this.#tell({ what: 'answered', answer: found.answer });
    else this.problem = found.says;
  }

  #supposed(act: LessonAct): SupposedAct {
    if (act.kind !== 'turn') return act;
    const again = turned(this.#opening, act.options, sketches);
    if (!again.ok) throw new Error(again.says.join(' '));
    return { kind: 'open', text: again.opening.text, at: again.opening.begin };
  }

  #tell(happening: Happening): void {
    const before = this.#course.progress;
    this.#course = proceed(this.lesson, this.#course, happening);
    const { progress, began } = this.#course;
    // A step that was only just turned to has no run yet to come back to.
    if (progress !== before && (began !== null || progress.state === 'done')) this.#parts.keep(progress);
  }
}
