/**
 * What is open, and the turns at it. Whatever reads or changes a run does so in a turn of its own, one after the other, because a cluster
 * cannot be stepped while it is being loaded.
 */
import { situationOf } from '../cluster/typed-acts.ts';
import type { Data } from '../kernel/contract.ts';
import { formatFault, readAction } from '../scenario/index.ts';
import { systemOf } from '../systems/on-demand.ts';
import { NOTHING_OPEN, refusal, sentenceOf } from './answers.ts';
import { Bell } from './bell.ts';
import { Lookout } from './lookout.ts';
import { compareWithMade, madeAt } from './made.ts';
import { Player } from './player.ts';
import { Queue } from './queue.ts';
import type { Moment, Replayer } from './replay.ts';
import type { Run } from './run.ts';
import { Showing } from './showing.ts';
import type { Answer } from './types.ts';

export class Turns {
  run: Run | null = null;
  /** Changes whenever the past, or what is known of it, becomes another one. */
  epoch = 0;
  /** Something a person should know: why the run stopped. */
  notice: string | null = null;
  /** Whoever runs on, or waits for a reply, leaves off. */
  isInterrupted = false;
  readonly player: Player;
  readonly lookout: Lookout;
  readonly showing = new Showing();
  readonly nextFrame = new Bell();
  /** Real time in milliseconds, only to stay within it. */
  readonly wall: () => number;
  readonly #queue = new Queue();

  constructor(wall: () => number, makeReplayer: () => Replayer) {
    this.wall = wall;
    this.player = new Player(wall, advance);
    this.lookout = new Lookout(makeReplayer, wall);
  }

  async take<Result>(work: () => Promise<Result>): Promise<Result> {
    return this.#queue.turn(work);
  }

  async withRun(work: (run: Run) => Promise<Answer | void>): Promise<Answer> {
    return this.take(async () => {
      const { run } = this;
      if (run === null) return refusal(NOTHING_OPEN);
      // What stopped the run before is said; whoever goes on has read it.
      this.notice = null;
      let answer: Answer | void = undefined;
      const problem = await this.guarded(async () => {
        answer = await work(run);
      });
      return problem === null ? ((answer as Answer | undefined) ?? { ok: true }) : refusal(problem);
    });
  }

  /** A run that cannot go on stops with a sentence; the page stays. */
  async guarded(work: () => Promise<unknown>): Promise<string | null> {
    try {
      await work();
      return null;
    } catch (error) {
      this.player.stop();
      this.showing.changed();
      this.notice = sentenceOf(error);
      return this.notice;
    }
  }

  interrupt(): void {
    this.isInterrupted = true;
    this.nextFrame.ring();
  }

  async playOn(run: Run, elapsed: number): Promise<void> {
    if (this.player.isPlaying && this.lookout.sight === null) {
      const began = run.cluster.position;
      await this.guarded(() => this.player.playOn(run, elapsed));
      if (run.cluster.position !== began || !this.player.isPlaying) this.showing.changed();
    }
    this.nextFrame.ring();
  }

  async act(run: Run, action: Readonly<Record<string, Data>>): Promise<Answer> {
    const { cluster, branch } = run;
    const read = readAction(action, situationOf(cluster), systemOf(run.scenario.system).sketch);
    if (!read.ok) return { ok: false, says: read.faults.map(formatFault) };
    await run.act({ ...read.action, at: cluster.position });
    if (run.branch !== branch) this.changed();
    this.showing.changed();
    return { ok: true };
  }

  /** Shows a moment of the open branch. */
  async show(run: Run, moment: Moment): Promise<void> {
    await this.lookout.turnTo(run, moment);
    this.changed();
  }

  /** The cluster itself comes to the moment that is looked at. */
  async adopt(run: Run): Promise<void> {
    await this.lookout.goThere(run);
    this.showing.moved();
  }

  /** The past, or what is known of it, is another one now. */
  changed(): void {
    this.epoch += 1;
    this.showing.moved();
  }

  /** Another run is open now, or none; what was open is gone. */
  async replace(run: Run | null): Promise<void> {
    const former = this.run;
    this.run = run;
    this.lookout.forget();
    this.showing.close();
    await former?.cluster.dispose();
    if (run === null) return;
    this.notice = null;
    this.player.stop();
    this.player.restAt = null;
    this.changed();
  }
}

/** A recorded scenario is held against its record exactly at its instant, whatever the pace. Where a hand has acted it is another run. */
export async function advance(run: Run, target: number, pause: () => boolean): Promise<void> {
  const { scenario, cluster, branch } = run;
  const end = madeAt(scenario);
  if (end !== null && cluster.position < end && target >= end && branch.byHand.size === 0) {
    await run.advanceTo(end, pause);
    if (cluster.position < end) return;
    run.verdict = compareWithMade(scenario, cluster.fingerprint);
  }
  await run.advanceTo(target, pause);
}
