/**
 * The lab: one handle on a cluster. It opens, plays, pauses, steps, seeks, branches, acts and observes, and knows nothing of threads: the bus
 * Worker's doorstep makes one in the page, the command line makes one in Node.
 *
 * Whoever draws pulls: each `frame` brings time forward by the pace and answers with what is new. Nobody pulling means no time passing.
 */
import type { Host } from '../cluster/host.ts';
import { situationOf } from '../cluster/typed-acts.ts';
import type { Data, Glance, NodeId } from '../kernel/contract.ts';
import { SECOND } from '../kernel/time.ts';
import { formatFault, readAction, readScenario, writeScenario } from '../scenario/index.ts';
import type { Action } from '../scenario/types.ts';
import { sketches, systemOf } from '../systems/registry.ts';
import { Bell } from './bell.ts';
import { cutter } from './cutter.ts';
import { compareWithMade } from './made.ts';
import { Lookout } from './lookout.ts';
import { Queue } from './queue.ts';
import type { Moment, Replayer } from './replay.ts';
import { Run } from './run.ts';
import { Showing } from './showing.ts';
import {
  PACE_MAX,
  PACE_MIN,
  type Answer,
  type Asked,
  type Frame,
  type InspectQuestion,
  type Interest,
  type LabHandle,
  type OpenRequest,
  type Pace,
  type Trial,
} from './types.ts';

export interface LabParts {
  makeHost(trial: Trial): Host;
  makeReplayer(): Replayer;
  /** Real time in milliseconds, only to stay within it. */
  wall(): number;
}

/** A frame may work this long; the rest of the frame's time belongs to whoever draws. */
const FRAME_BUDGET = 8;
/** A page that was asleep does not catch up. */
const ELAPSED_MAX = 250;
const ASK_LIMIT = 60 * SECOND;
const EVENTS_A_FRAME = 5_000;

const NOTHING_OPEN = 'Nothing is open yet.';
const NO_MOMENT = 'A moment is a whole number of microseconds from 0 on.';
const isMoment = (at: number): boolean => Number.isSafeInteger(at) && at >= 0;

export class Lab implements LabHandle {
  readonly #parts: LabParts;
  readonly #queue = new Queue();
  #run: Run | null = null;
  readonly #lookout: Lookout;
  #epoch = 0;
  #pace: Pace = 1;
  #playing = false;
  #debt = 0;
  #achieved = 1;
  #notice: string | null = null;
  #seekNumber = 0;
  readonly #showing = new Showing();
  #interrupted = false;
  readonly #nextFrame = new Bell();

  constructor(parts: LabParts) {
    this.#parts = parts;
    this.#lookout = new Lookout(
      () => parts.makeReplayer(),
      () => parts.wall(),
    );
  }

  // --- Opening --------------------------------------------------------------------------------------------------------

  async open({ text, trial = {}, at = 0 }: OpenRequest): Promise<Answer> {
    if (!isMoment(at)) return refusal(NO_MOMENT);
    const read = readScenario(text, sketches);
    if (!read.ok) return { ok: false, says: read.faults.map(formatFault) };
    this.#interrupted = true;
    this.#nextFrame.ring();
    return this.#queue.turn(async () => {
      const host = this.#parts.makeHost(trial);
      const run = new Run({
        scenario: read.scenario,
        system: systemOf(read.scenario.system),
        host,
        level: trial.level ?? 'contents',
        cut: cutter(trial.windows ?? 'largest'),
        wall: this.#parts.wall,
      });
      try {
        await run.cluster.boot();
        // In this turn: no frame shows anything earlier.
        if (at > 0) await run.advanceTo(at, () => false);
      } catch (error) {
        // What was open stays open.
        await host.dispose();
        return refusal(`The nodes could not be started. ${sentenceOf(error)}`);
      }
      await this.#close();
      this.#run = run;
      this.#notice = null;
      this.#playing = false;
      this.#changed();
      return { ok: true };
    });
  }

  async dispose(): Promise<void> {
    this.#interrupted = true;
    await this.#queue.turn(async () => {
      await this.#close();
      this.#lookout.dispose();
    });
  }

  // --- Time -----------------------------------------------------------------------------------------------------------

  async frame(elapsed: number, interest: Interest): Promise<Frame> {
    return this.#queue.turn(async () => {
      const run = this.#run;
      if (run === null) return emptyFrame(this.#epoch, this.#notice);
      if (this.#lookout.isAtRest) await this.#guarded(() => this.#adopt(run));
      if (this.#playing && this.#lookout.sight === null)
        await this.#guarded(() => this.#playOn(run, elapsed));
      this.#nextFrame.ring();
      return this.#frameOf(run, interest);
    });
  }

  async play(pace?: Pace): Promise<Answer> {
    if (pace !== undefined) {
      if (pace !== 'flat out' && !(pace >= PACE_MIN && pace <= PACE_MAX)) {
        return refusal(`A pace is between ${PACE_MIN} and ${PACE_MAX}, or flat out.`);
      }
      this.#pace = pace;
    }
    return this.#withRun(async (run) => {
      await this.#adopt(run);
      this.#playing = true;
      this.#debt = 0;
    });
  }

  async pause(): Promise<void> {
    this.#interrupted = true;
    await this.#queue.turn(() => {
      this.#playing = false;
      this.#nextFrame.ring();
      return Promise.resolve();
    });
  }

  async step(): Promise<Answer> {
    return this.#withRun(async (run) => {
      await this.#adopt(run);
      this.#playing = false;
      await run.cluster.step();
      run.keepUp();
      this.#showing.changed();
    });
  }

  async back(): Promise<Answer> {
    const from = this.#lookout.sight?.moment.at ?? this.#run?.cluster.position ?? 0;
    const previous = this.#run?.branch.log.previousInstant(from) ?? null;
    return previous === null ? refusal('Nothing happened before this.') : this.seek(previous);
  }

  async seek(at: number): Promise<Answer> {
    if (!isMoment(at)) return refusal(NO_MOMENT);
    const run = this.#run;
    if (run === null) return refusal(NOTHING_OPEN);
    this.#playing = false;
    this.#seekNumber += 1;
    this.#interrupted = true;
    this.#nextFrame.ring();
    const { head } = run.branch;
    if (at > head.at) return this.#runOnTo(at, this.#seekNumber);
    return this.#lookAt({ at, applied: at === head.at ? head.applied : null }, this.#seekNumber);
  }

  // --- Acting ---------------------------------------------------------------------------------------------------------

  async act(action: Readonly<Record<string, Data>>): Promise<Answer> {
    return this.#withRun(async (run) => {
      await this.#adopt(run);
      return this.#actNow(run, action);
    });
  }

  async ask(client: NodeId, text: string): ReturnType<LabHandle['ask']> {
    const run = this.#run;
    if (run === null) return { ok: false, says: [NOTHING_OPEN] };
    let reply: { text: string; unknown: boolean } | null = null;
    let operation = '';
    const answer = await this.#withRun(async () => {
      await this.#adopt(run);
      const number = (run.cluster.participants.get(client)?.commands ?? 0) + 1;
      const acted = await this.#actNow(run, { do: 'command', client, text });
      if (!acted.ok) return acted;
      operation = `${client}.${number}`;
      this.#interrupted = false;
      run.listen = (event) => {
        if (event.what !== 'settled' || event.operation !== operation) return;
        reply = { text: event.text, unknown: event.outcome.status === 'unknown' };
      };
      return acted;
    });
    if (!answer.ok) return answer;
    // While time passes anyway the reply is waited for; a cluster at rest is run on to it, and rests again.
    const ended = this.#playing
      ? await this.#waitWhilePlaying(run, () => reply !== null)
      : await this.#runUntil(run, run.cluster.position + ASK_LIMIT, () => reply !== null);
    const settled = reply as { text: string; unknown: boolean } | null;
    run.listen = null;
    if (settled === null) return { operation, text: null, ended };
    return { operation, text: settled.text, ended: settled.unknown ? 'timeout' : 'reply' } satisfies Asked;
  }

  async interrupt(): Promise<void> {
    this.#interrupted = true;
    this.#nextFrame.ring();
    await Promise.resolve();
  }

  async openBranch(id: number): Promise<Answer> {
    const run = this.#run;
    const branch = run?.branches.find((candidate) => candidate.id === id);
    if (run === null || branch === undefined) return refusal(`There is no branch ${id}.`);
    if (branch === run.branch) return { ok: true };
    this.#playing = false;
    this.#seekNumber += 1;
    // In one turn: nothing may step the cluster between two branches.
    return this.#withRun(async (current) => {
      current.branch.left = this.#lookout.sight?.moment ?? current.moment;
      current.branch = branch;
      await this.#show(current, branch.left.at === 0 ? branch.head : branch.left);
      await this.#adopt(current);
    });
  }

  // --- Looking --------------------------------------------------------------------------------------------------------

  async inspect({ node, path, offset, limit }: InspectQuestion): Promise<Glance> {
    return this.#queue.turn(async () => {
      if (this.#run === null) return {};
      await this.#adopt(this.#run);
      return this.#run.cluster.look(node, 'inspect', { path, offset, limit });
    });
  }

  async script(): Promise<readonly Action[]> {
    return Promise.resolve(this.#run?.branch.script ?? []);
  }

  async scenario(): Promise<string> {
    const run = this.#run;
    if (run === null) return Promise.resolve('');
    const { branch, scenario } = run;
    const until = Math.max(scenario.until, branch.head.at);
    return Promise.resolve(writeScenario({ ...scenario, script: branch.script, until }, sketches));
  }

  async history(): Promise<string> {
    const events = this.#run?.branch.log.all ?? [];
    return Promise.resolve(events.map((event) => JSON.stringify(event)).join('\n'));
  }

  // --- How it is done -------------------------------------------------------------------------------------------------

  async #playOn(run: Run, elapsed: number): Promise<void> {
    const { cluster } = run;
    const deadline = this.#parts.wall() + FRAME_BUDGET;
    const isLate = (): boolean => this.#parts.wall() >= deadline;
    const began = cluster.position;
    if (this.#pace === 'flat out') {
      while (!isLate()) await this.#advance(run, cluster.position + SECOND, isLate);
      this.#achieved = 1;
    } else {
      const wanted = Math.min(elapsed, ELAPSED_MAX) * 1_000 * this.#pace + this.#debt;
      const whole = Math.floor(wanted);
      this.#debt = wanted - whole;
      if (whole > 0) {
        await this.#advance(run, began + whole, isLate);
        // Smoothed, because a single slow frame is no news.
        this.#achieved = 0.9 * this.#achieved + 0.1 * Math.min(1, (cluster.position - began) / whole);
      }
    }
    if (cluster.position !== began) this.#showing.changed();
  }

  /** A recorded scenario is held against its record at its end: exactly there, whatever the pace. */
  async #advance(run: Run, target: number, pause: () => boolean): Promise<void> {
    const { scenario, cluster } = run;
    if (cluster.position < scenario.until && target >= scenario.until) {
      await run.advanceTo(scenario.until, pause);
      if (cluster.position < scenario.until) return;
      this.#notice = compareWithMade(scenario, cluster.fingerprint) ?? this.#notice;
    }
    await run.advanceTo(target, pause);
  }

  async #runOnTo(at: number, seek: number): Promise<Answer> {
    const run = this.#run as Run;
    const started = await this.#withRun(async () => {
      if (this.#lookout.sight !== null || run.isInThePast)
        await this.#show(run, run.branch.head).then(() => this.#adopt(run));
      this.#interrupted = false;
    });
    if (!started.ok) return started;
    await this.#runUntil(run, at, () => this.#seekNumber !== seek);
    return { ok: true };
  }

  /** Frames bring the reply. Pausing, seeking or opening something else ends the waiting. */
  async #waitWhilePlaying(run: Run, isDone: () => boolean): Promise<Asked['ended']> {
    for (;;) {
      if (isDone()) return 'reply';
      if (this.#interrupted || !this.#playing || this.#run !== run) return 'interrupted';
      await this.#nextFrame.wait();
    }
  }

  /** Flat out, in slices that let frames in between, until something is the case or a limit is reached; exact to the instant. */
  async #runUntil(run: Run, limit: number, isDone: () => boolean): Promise<Asked['ended']> {
    run.cluster.windows.isInstantly = limit - run.cluster.position <= ASK_LIMIT && run.listen !== null;
    try {
      for (;;) {
        if (isDone()) return 'reply';
        if (this.#interrupted || this.#run !== run) return 'interrupted';
        if (run.cluster.position >= limit) return 'limit';
        const answer = await this.#withRun(async () => {
          const deadline = this.#parts.wall() + FRAME_BUDGET;
          await this.#advance(
            run,
            limit,
            () => isDone() || this.#interrupted || this.#parts.wall() >= deadline,
          );
          this.#showing.changed();
        });
        if (!answer.ok) return 'interrupted';
      }
    } finally {
      run.cluster.windows.isInstantly = false;
    }
  }

  async #actNow(run: Run, action: Readonly<Record<string, Data>>): Promise<Answer> {
    const { cluster } = run;
    const read = readAction(action, situationOf(cluster), systemOf(run.scenario.system).sketch);
    if (!read.ok) return { ok: false, says: read.faults.map(formatFault) };
    const epoch = run.branch;
    await run.act({ ...read.action, at: cluster.position });
    if (run.branch !== epoch) this.#changed();
    this.#showing.changed();
    return { ok: true };
  }

  /** Shows a moment of the open branch. Of many seeks that come at once only the last is carried out. */
  async #lookAt(moment: Moment, seek: number): Promise<Answer> {
    return this.#withRun(async (run) => {
      if (this.#seekNumber !== seek) return;
      await this.#show(run, moment);
    });
  }

  async #show(run: Run, moment: Moment): Promise<void> {
    await this.#lookout.turnTo(run, moment);
    this.#changed();
  }

  async #adopt(run: Run): Promise<void> {
    await this.#lookout.goThere(run);
    this.#showing.moved();
  }

  async #frameOf(run: Run, interest: Interest): Promise<Frame> {
    const { sight } = this.#lookout;
    const showing = this.#showing;
    if (sight !== null) showing.take(sight.shown);
    else {
      await showing.look(run.cluster);
      if (interest.inside !== undefined) {
        await showing.lookInside(run.cluster, { playing: this.#playing, now: this.#parts.wall() });
      }
    }
    const { branch, scenario } = run;
    const at = this.#lookout.sight?.moment.at ?? run.cluster.position;
    // At the very head the actions of this instant are done, and belong to what is seen.
    const before = at >= branch.head.at ? Number.MAX_SAFE_INTEGER : at;
    const page = branch.log.page(
      interest.epoch === this.#epoch ? interest.cursor : 0,
      before,
      EVENTS_A_FRAME,
    );
    const isKnown = (number: number | undefined, known: number): boolean =>
      interest.epoch === this.#epoch && number === known;
    const { picture, pictureNumber, inside, insideNumber } = showing;
    return {
      epoch: this.#epoch,
      system: scenario.system,
      title: scenario.about?.title ?? '',
      at,
      head: branch.head.at,
      until: scenario.until,
      playing: this.#playing,
      pace: this.#pace,
      achieved: this.#achieved,
      simulated: run.cluster.host.simulated,
      settled: sight === null,
      picture: isKnown(interest.picture, pictureNumber) ? null : picture,
      pictureNumber,
      inside: isKnown(interest.inside, insideNumber) ? null : inside,
      insideNumber,
      cursor: page.cursor,
      events: page.events,
      eventsDropped: branch.log.dropped,
      branch: branch.id,
      branches: run.branches.map((one) => one.picture),
      notice: this.#notice,
    };
  }

  /** The past, or what is known of it, is another one now. */
  #changed(): void {
    this.#epoch += 1;
    this.#showing.moved();
  }

  async #withRun(work: (run: Run) => Promise<Answer | void>): Promise<Answer> {
    return this.#queue.turn(async () => {
      const run = this.#run;
      if (run === null) return refusal(NOTHING_OPEN);
      // What stopped the run before is said; whoever goes on has read it.
      this.#notice = null;
      let answer: Answer | void = undefined;
      const problem = await this.#guarded(async () => {
        answer = await work(run);
      });
      return problem === null ? ((answer as Answer | undefined) ?? { ok: true }) : refusal(problem);
    });
  }

  /** A run that cannot go on stops with a sentence; the page stays. */
  async #guarded(work: () => Promise<unknown>): Promise<string | null> {
    try {
      await work();
      return null;
    } catch (error) {
      this.#playing = false;
      this.#showing.changed();
      this.#notice = sentenceOf(error);
      return this.#notice;
    }
  }

  async #close(): Promise<void> {
    const run = this.#run;
    this.#run = null;
    this.#lookout.forget();
    this.#showing.close();
    await run?.cluster.dispose();
  }
}

function refusal(says: string): Answer {
  return { ok: false, says: [says] };
}

function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function emptyFrame(epoch: number, notice: string | null): Frame {
  return {
    ...{ epoch, system: '', title: '', at: 0, head: 0, until: 0, playing: false, pace: 1, achieved: 1 },
    ...{ simulated: false, settled: true },
    ...{
      picture: null,
      pictureNumber: 0,
      inside: null,
      insideNumber: 0,
      cursor: 0,
      events: [],
      eventsDropped: 0,
      branch: 0,
      branches: [],
      notice,
    },
  };
}
