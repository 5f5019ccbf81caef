/**
 * Time in the hands of a person: what its line shows, the verbs that go along it, and what is said of them. The lab does all of it; here is what
 * is asked of it and when.
 */
import type { Cut } from '../../history/marks.ts';
import type { Answer, Choices, Frame, LabHandle, StepKind } from '../../lab/types.ts';
import type { Action } from '../../scenario/types.ts';
import { actionText, type Naming } from '../event-words.ts';
import { momentText } from '../numbers.ts';
import { marksOf, markText, type Mark } from '../script.ts';
import type { Speech } from '../speech.svelte.ts';
import { flagsOf } from './lines.ts';
import { words } from '../words/index.ts';

/** Nobody reads a time line faster than this, in real ms. */
const MARKS_EVERY = 250;

export interface TimeParts {
  readonly lab: LabHandle;
  readonly speech: Speech;
  readonly nameOf: Naming;
  frame(): Frame;
}

export class TimeView {
  marks = $state.raw<readonly Mark[]>([]);
  /** Bookmarks, which somebody set by hand. */
  flags = $state.raw<readonly Mark[]>([]);
  /** All that stands on the line. */
  readonly all = $derived([...this.marks, ...this.flags].sort((one, other) => one.at - other.at));
  cuts = $state.raw<readonly Cut[]>([]);
  /** Where a hand holds the handle of the line, until the cluster has come there. */
  held = $state.raw<number | null>(null);

  readonly #parts: TimeParts;
  #marksKey = '';
  #flagsKey = '';
  #marksAt = -Infinity;
  #isReading = false;
  #wanted: number | null = null;
  #isSeeking = false;
  #isHeld = false;

  constructor(parts: TimeParts) {
    this.#parts = parts;
  }

  /** Somebody drags along the line: every frame counts. */
  get isScrubbing(): boolean {
    return this.held !== null;
  }

  // --- Going along it -------------------------------------------------------------------------------------------------

  /** Plays to the next thing worth seeing, and says what it was. */
  async next(): Promise<void> {
    const { lab, speech, nameOf } = this.#parts;
    const reached = await lab.next();
    if ('ok' in reached) speech.warn(reached.says.join(' '));
    else if (reached.mark !== null) speech.say(markText(reached.mark, nameOf));
    else if (reached.ended === 'limit') speech.say(words.time.nothingCame);
  }

  async step(kind: StepKind): Promise<Answer> {
    return this.#tell(this.#parts.lab.step(kind));
  }

  async seek(at: number): Promise<Answer> {
    return this.#tell(this.#parts.lab.seek(Math.max(0, Math.round(at))));
  }

  /**
   * The handle is dragged: one seek is on its way at most, and the last place that was wanted meanwhile is gone to next. What would be run on to
   * is long on its way, and the lab drops it for whatever comes later.
   */
  async scrub(at: number): Promise<void> {
    this.held = at;
    this.#isHeld = true;
    this.#wanted = at;
    if (this.#isSeeking) return;
    this.#isSeeking = true;
    try {
      while (this.#wanted !== null) {
        const next: number = this.#wanted;
        this.#wanted = null;
        const going = this.seek(next);
        if (next <= this.#parts.frame().head) await going;
      }
    } finally {
      this.#isSeeking = false;
    }
  }

  /** The handle stays where it was let go until the cluster has come there. */
  letGo(): void {
    this.#isHeld = false;
  }

  async toMark(direction: 1 | -1): Promise<void> {
    const { at, head } = this.#parts.frame();
    const mark =
      direction === 1
        ? this.all.find(({ stand }) => stand > at)
        : this.all.findLast(({ stand }) => stand < at);
    if (mark !== undefined) await this.toStand(mark, head);
  }

  /** Where the mark has just happened; at the very head that is where everything stands already. */
  async toStand({ at, stand }: Mark, head = this.#parts.frame().head): Promise<void> {
    await this.seek(at === head ? at : stand);
  }

  // --- Other lines of history -----------------------------------------------------------------------------------------

  /** The last act by hand is undone in a branch; what came of it is kept in the other. */
  async undo(): Promise<Answer> {
    const { lab, speech } = this.#parts;
    speech.clear();
    return this.#tell(lab.undo());
  }

  async branchHere(): Promise<void> {
    await this.#tell(this.#parts.lab.branchHere());
  }

  async openBranch(id: number): Promise<void> {
    this.#parts.speech.clear();
    await this.#tell(this.#parts.lab.openBranch(id));
  }

  /** False when it was refused, which has been said. */
  async addBookmark(name: string): Promise<boolean> {
    const { at } = this.#parts.frame();
    const { ok: isKept } = await this.#tell(this.#parts.lab.addBookmark(name));
    if (isKept) this.#parts.speech.say(words.time.bookmarked(name, momentText(at)));
    return isKept;
  }

  async removeBookmark(id: number): Promise<void> {
    await this.#tell(this.#parts.lab.removeBookmark(id));
  }

  async openBookmark(id: number): Promise<void> {
    await this.#tell(this.#parts.lab.openBookmark(id));
  }

  async choose(choices: Partial<Choices>): Promise<void> {
    await this.#parts.lab.choose(choices);
  }

  textOf(action: Action): string {
    return actionText(action, this.#parts.nameOf);
  }

  // --- Frames ---------------------------------------------------------------------------------------------------------

  take(before: Frame, frame: Frame, now: number): void {
    if (!this.#isHeld && !this.#isSeeking) this.held = null;
    this.#noticeBranch(before, frame);
    this.#readFlags(frame);
    void this.#readMarks(frame, now);
  }

  #readFlags(frame: Frame): void {
    const key = JSON.stringify([frame.epoch, frame.branch, frame.bookmarks]);
    if (key === this.#flagsKey) return;
    this.#flagsKey = key;
    this.flags = flagsOf(frame);
  }

  /** Another line of history began: said once, with the way back. */
  #noticeBranch(before: Frame, frame: Frame): void {
    if (frame.branches.length !== before.branches.length + 1 || before.branches.length === 0) return;
    const branch = frame.branches.find(({ id }) => id === frame.branch);
    const parent = branch?.parent ?? null;
    if (branch === undefined || parent === null) return;
    const { without } = branch;
    const text =
      without === null
        ? words.time.newBranch(momentText(branch.at))
        : words.time.undone(this.textOf(without));
    this.#parts.speech.offer(text, words.time.backToIt, () => void this.openBranch(parent));
  }

  async #readMarks({ epoch, branch, marksNumber }: Frame, now: number): Promise<void> {
    const key = `${epoch} ${branch} ${marksNumber}`;
    if (key === this.#marksKey || this.#isReading || now - this.#marksAt < MARKS_EVERY) return;
    this.#isReading = true;
    try {
      const { marks, cuts } = await this.#parts.lab.marks();
      this.#marksKey = key;
      this.#marksAt = now;
      this.marks = marksOf(marks, this.#parts.nameOf);
      this.cuts = cuts;
    } finally {
      this.#isReading = false;
    }
  }

  async #tell(answering: Promise<Answer>): Promise<Answer> {
    const answer = await answering;
    if (!answer.ok) this.#parts.speech.warn(answer.says.join(' '));
    return answer;
  }
}
