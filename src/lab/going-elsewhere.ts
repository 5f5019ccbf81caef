/** Other moments and other branches of what is open. */
import { isMoment, NO_MOMENT, NOTHING_OPEN, refusal } from './answers.ts';
import { BOOKMARK_NAME_MOST, BOOKMARKS_MOST } from './bookmarks.ts';
import type { Branch } from './branch.ts';
import type { Moment } from './replay.ts';
import type { Run } from './run.ts';
import type { RunningOn } from './running-on.ts';
import type { Turns } from './turns.ts';
import type { Answer } from './types.ts';

export class GoingElsewhere {
  readonly #turns: Turns;
  readonly #ahead: RunningOn;
  /** Of many seeks that come at once only the last is carried out. */
  #seekNumber = 0;

  constructor(turns: Turns, ahead: RunningOn) {
    this.#turns = turns;
    this.#ahead = ahead;
  }

  async back(): Promise<Answer> {
    const { run, lookout } = this.#turns;
    const from = lookout.sight?.moment.at ?? run?.cluster.position ?? 0;
    const previous = run?.branch.log.previousInstant(from) ?? null;
    return previous === null ? refusal('Nothing happened before this.') : this.seek(previous);
  }

  async seek(at: number): Promise<Answer> {
    if (!isMoment(at)) return refusal(NO_MOMENT);
    const { run } = this.#turns;
    if (run === null) return refusal(NOTHING_OPEN);
    const seek = this.#leave();
    this.#turns.interrupt();
    const { head } = run.branch;
    if (at > head.at) return this.#runOnTo(run, at, seek);
    return this.#turns.withRun(async (current) => {
      if (this.#seekNumber === seek)
        await this.#turns.show(current, { at, applied: at === head.at ? head.applied : null });
    });
  }

  async openBranch(id: number): Promise<Answer> {
    const { run } = this.#turns;
    const branch = run?.branches.find((candidate) => candidate.id === id);
    if (run === null || branch === undefined) return refusal(`There is no branch ${id}.`);
    if (branch === run.branch) return { ok: true };
    this.#leave();
    const moment = branch.left.at === 0 ? branch.head : branch.left;
    return this.#turns.withRun((current) => this.#turnToBranch(current, branch, moment));
  }

  async branchHere(): Promise<Answer> {
    const turns = this.#turns;
    turns.player.stop();
    return turns.withRun(async (run) => {
      await turns.adopt(run);
      if (!run.isInThePast)
        return refusal('Nothing has happened after this yet: acting here needs no branch.');
      await run.fork();
      turns.changed();
      return { ok: true };
    });
  }

  async undo(): Promise<Answer> {
    const turns = this.#turns;
    this.#leave();
    turns.interrupt();
    return turns.withRun(async (run) => {
      const deed = run.branch.lastDeed;
      if (deed === null) return refusal('Nothing was done by hand here.');
      const branch = await turns.lookout.branchOff(run, deed.before);
      branch.without = deed.action;
      turns.changed();
      return { ok: true };
    });
  }

  async addBookmark(name: string): Promise<Answer> {
    if (name.trim() === '' || name.length > BOOKMARK_NAME_MOST)
      return refusal(`A name has 1 to ${BOOKMARK_NAME_MOST} letters.`);
    return this.#turns.withRun(async (run) => {
      const { branch } = run;
      const { at, applied } = this.#turns.lookout.sight?.moment ?? run.moment;
      const moment = { at, applied: applied ?? branch.appliedBefore(at) };
      const isThere = run.bookmarks.add(name.trim(), branch, moment);
      return Promise.resolve(
        isThere ? { ok: true } : refusal(`There are ${BOOKMARKS_MOST} bookmarks already.`),
      );
    });
  }

  async removeBookmark(id: number): Promise<Answer> {
    return this.#turns.withRun(async (run) => Promise.resolve(run.bookmarks.remove(id)));
  }

  async openBookmark(id: number): Promise<Answer> {
    const { run } = this.#turns;
    const bookmark = run?.bookmarks.get(id);
    const branch = run?.branches.find((candidate) => candidate.id === bookmark?.branch);
    if (run === null || bookmark === undefined || branch === undefined)
      return refusal(`There is no bookmark ${id}.`);
    this.#leave();
    // What it shares with the open branch is looked at there.
    return this.#turns.withRun((current) =>
      current.branch.includes(branch.id, bookmark.at)
        ? this.#turns.show(current, bookmark)
        : this.#turnToBranch(current, branch, bookmark),
    );
  }

  /** Time stands, and whoever was on the way somewhere is no more. */
  #leave(): number {
    this.#turns.player.stop();
    return (this.#seekNumber += 1);
  }

  /** In one turn: nothing may step the cluster between two branches. */
  async #turnToBranch(run: Run, branch: Branch, moment: Moment): Promise<void> {
    run.branch.left = this.#turns.lookout.sight?.moment ?? run.moment;
    run.branch = branch;
    await this.#turns.show(run, moment);
    await this.#turns.adopt(run);
  }

  async #runOnTo(run: Run, at: number, seek: number): Promise<Answer> {
    const turns = this.#turns;
    const started = await turns.withRun(async () => {
      if (turns.lookout.sight !== null || run.isInThePast) {
        await turns.show(run, run.branch.head);
        await turns.adopt(run);
      }
      turns.isInterrupted = false;
    });
    if (!started.ok) return started;
    await this.#ahead.until(run, at, { isDone: () => this.#seekNumber !== seek, isExact: false });
    return { ok: true };
  }
}
