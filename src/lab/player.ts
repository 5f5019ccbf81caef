/**
 * How time passes while somebody pulls: at a pace, or flat out; on and on, or as far as the next thing worth seeing. Where it stops does not depend
 * on how it came there, and nothing here changes a history.
 */
import type { Mark } from '../history/marks.ts';
import { SECOND } from '../kernel/time.ts';
import type { Run } from './run.ts';
import type { Choices, Pace } from './types.ts';
import type { Waiting } from './waiting.ts';

/** A frame may work this long; the rest of the frame's time belongs to whoever draws. */
export const FRAME_BUDGET = 8;
/** A page that was asleep does not catch up. */
const ELAPSED_MAX = 250;
export const HURRY = 20;

/** Playing on to the next thing worth seeing. */
export class Errand {
  /** It gives up here. */
  limit = Infinity;
  readonly waiting: Waiting;
  found: Mark | null = null;
  isOver = false;

  constructor(waiting: Waiting) {
    this.waiting = waiting;
  }
}

/** A moment at which it has to stand still. */
interface Halt {
  readonly at: number;
  /** How many actions are done there; null for those that come before it. */
  readonly applied: number | null;
  readonly mark: Mark | null;
}

export class Player {
  pace: Pace = 1;
  isPlaying = false;
  achieved = 1;
  /** It goes faster than was asked, because everybody only waits. */
  isHurrying = false;
  errand: Errand | null = null;
  /** It comes to rest here, when it comes by; null: nowhere. */
  restAt: number | null = null;
  choices: Choices = { hurries: true, stopsAtBookmarks: false, keepsRunning: false };
  readonly #wall: () => number;
  readonly #advance: (run: Run, target: number, pause: () => boolean) => Promise<void>;
  /** The part of a microsecond that is left over. */
  #debt = 0;

  constructor(
    wall: () => number,
    advance: (run: Run, target: number, pause: () => boolean) => Promise<void>,
  ) {
    this.#wall = wall;
    this.#advance = advance;
  }

  /** Whoever plays already goes on with what it was for. */
  start(errand: Errand | null = null): void {
    this.isPlaying = true;
    if (errand !== null) this.errand = errand;
    this.#debt = 0;
  }

  stop(): void {
    this.isPlaying = false;
    this.isHurrying = false;
    if (this.errand !== null) this.errand.isOver = true;
    this.errand = null;
  }

  /** A frame's worth of time, as far as the frame's budget goes. */
  async playOn(run: Run, elapsed: number): Promise<void> {
    const deadline = this.#wall() + FRAME_BUDGET;
    const isLate = (): boolean => this.#wall() >= deadline;
    // What is left of the real time of this frame, in microseconds.
    const given = Math.min(elapsed, ELAPSED_MAX) * 1_000;
    let left = given;
    let isStuck = false;
    while (this.isPlaying && !isStuck && (this.pace === 'flat out' || left > 0)) {
      const { position } = run.cluster;
      const rate = this.#rate(run);
      const whole = this.#whole(rate, left);
      if (whole === 0) break;
      await this.#run(run, whole, isLate);
      const gone = run.cluster.position - position;
      left -= gone / rate;
      isStuck = isLate() || (gone === 0 && this.isPlaying);
      if (gone === whole) left = 0;
    }
    // Smoothed, because a single slow frame is no news.
    if (this.pace === 'flat out') this.achieved = 1;
    else if (given > 0 && this.isPlaying)
      this.achieved = 0.9 * this.achieved + 0.1 * (1 - Math.max(0, left) / given);
  }

  /** Virtual over real time, right now. */
  #rate(run: Run): number {
    const { errand, pace, choices } = this;
    if (pace === 'flat out') return Number.MAX_SAFE_INTEGER;
    this.isHurrying = choices.hurries && errand !== null && errand.waiting.isOnly(run);
    return this.isHurrying ? pace * HURRY : pace;
  }

  #whole(rate: number, left: number): number {
    if (this.pace === 'flat out') return SECOND;
    const wanted = left * rate + this.#debt;
    const whole = Math.floor(wanted);
    this.#debt = wanted - whole;
    return whole;
  }

  async #run(run: Run, whole: number, isLate: () => boolean): Promise<void> {
    const { errand } = this;
    const { cluster } = run;
    const halt = this.#haltAhead(run);
    let target = Math.min(cluster.position + whole, halt?.at ?? Infinity, errand?.limit ?? Infinity);
    // What is known already has its stops in the book. What is not is run instant by instant, because a stop may lie in each.
    const isKnown = run.isInThePast && cluster.position < run.branch.head.at;
    if (errand !== null && isKnown) target = Math.min(target, run.branch.head.at);
    const isExact = errand !== null && !isKnown;
    const { isHurrying } = this;
    const isEnough = (): boolean =>
      isLate() || (errand !== null && (errand.found !== null || (isHurrying && errand.waiting.isStirred)));
    await this.#listening(run, errand, isExact, () => this.#advance(run, target, isEnough));
    await this.#haltAt(run, halt);
  }

  async #listening(
    run: Run,
    errand: Errand | null,
    isExact: boolean,
    work: () => Promise<void>,
  ): Promise<void> {
    const { windows } = run.cluster;
    windows.isInstantly = isExact;
    if (errand !== null) {
      run.listeners.add(errand.waiting.hear);
      run.onStop = (mark) => (errand.found ??= mark);
    }
    try {
      await work();
    } finally {
      windows.isInstantly = false;
      if (errand !== null) {
        run.listeners.delete(errand.waiting.hear);
        run.onStop = null;
      }
    }
  }

  /** Whether it has come to where it was going: then it stands, exactly there. */
  async #haltAt(run: Run, halt: Halt | null): Promise<void> {
    const { errand } = this;
    const { cluster } = run;
    if (errand !== null && errand.found !== null) {
      // All that is done at this instant belongs to what is seen.
      if (errand.found.applied !== null) await cluster.settle();
      run.keepUp();
      this.stop();
    } else if (halt !== null && cluster.position === halt.at) {
      if (errand !== null) errand.found = halt.mark;
      while (halt.applied !== null && cluster.applied < halt.applied) await cluster.applyNext();
      if (halt.mark !== null && halt.applied !== null) await cluster.settle();
      run.keepUp();
      this.stop();
    } else if (errand !== null && cluster.position >= errand.limit) this.stop();
  }

  #haltAhead(run: Run): Halt | null {
    const { moment, branch } = run;
    const bookmark = this.choices.stopsAtBookmarks ? run.bookmarks.ahead(branch, moment) : null;
    const mark = this.errand !== null && run.isInThePast ? branch.marks.nextStop(moment) : null;
    const halts: Halt[] = [];
    if (bookmark !== null) halts.push({ at: bookmark.at, applied: bookmark.applied, mark: null });
    if (this.restAt !== null && this.restAt > moment.at)
      halts.push({ at: this.restAt, applied: null, mark: null });
    if (mark !== null)
      halts.push({ at: mark.applied === null ? mark.at + 1 : mark.at, applied: mark.applied, mark });
    return halts.sort((left, right) => left.at - right.at)[0] ?? null;
  }
}
