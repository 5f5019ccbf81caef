/**
 * The lab: one handle on a cluster. It opens, plays, pauses, steps, seeks, branches, acts and observes, and knows nothing of threads: the bus
 * Worker's doorstep makes one in the page, the command line makes one in Node.
 *
 * Whoever draws pulls: each `frame` brings time forward by the pace and answers with what is new. Nobody pulling means no time passing.
 */
import type { Cluster } from '../cluster/cluster.ts';
import type { Host } from '../cluster/host.ts';
import type { Data, NodeId } from '../kernel/contract.ts';
import { NO_MOMENTS } from '../kernel/moments.ts';
import { formatFault, readScenario } from '../scenario/index.ts';
import type { Scenario } from '../scenario/types.ts';
import { bringSystemOf, sketches, systemOf } from '../systems/on-demand.ts';
import { Alone } from './alone.ts';
import { isMoment, NO_MOMENT, refusal, sentenceOf } from './answers.ts';
import { Bell } from './bell.ts';
import type { EventQuestion, ItemQuestion, TableQuestion } from './books/records.ts';
import { cutter } from './cutter.ts';
import type { ForesightQuestion } from './foresight.ts';
import { emptyFrame, frameOf } from './frames.ts';
import { GoingElsewhere } from './going-elsewhere.ts';
import { Looking } from './looking.ts';
import type { Plan } from './load-figures.ts';
import type { Load } from './load.ts';
import type { MetricsQuestion } from './metering/records.ts';
import { scenarioTextOf } from './recording.ts';
import { Run } from './run.ts';
import { RunningOn } from './running-on.ts';
import type { SupposeQuestion } from './supposing.ts';
import { timeLineOf } from './time-line.ts';
import { advance, Turns } from './turns.ts';
import {
  PACE_MAX,
  PACE_MIN,
  type Answer,
  type Choices,
  type Frame,
  type InspectQuestion,
  type Interest,
  type LabHandle,
  type LabParts,
  type OpenRequest,
  type Pace,
  type StepKind,
  type Trial,
} from './types.ts';
import { versions } from './versions.ts';

const notStarted = (error: unknown): string => `The nodes could not be started. ${sentenceOf(error)}`;

export class Lab implements LabHandle {
  readonly #parts: LabParts;
  readonly #turns: Turns;
  readonly #ahead: RunningOn;
  readonly #elsewhere: GoingElsewhere;
  readonly #looking: Looking;
  readonly #alone: Alone;
  /** What is being opened, while its Workers come up. */
  #starting: Cluster | null = null;
  readonly #enough = new Bell();
  #bringing: Promise<void> = Promise.resolve();

  constructor(parts: LabParts) {
    this.#parts = parts;
    this.#alone = new Alone(parts);
    this.#turns = new Turns(
      () => parts.wall(),
      () => parts.makeReplayer(),
    );
    this.#ahead = new RunningOn(this.#turns);
    this.#elsewhere = new GoingElsewhere(this.#turns, this.#ahead);
    this.#looking = new Looking(this.#turns, parts);
  }

  // --- Opening --------------------------------------------------------------------------------------------------------

  async open({ text, trial = {}, at = 0 }: OpenRequest): Promise<Answer> {
    if (!isMoment(at)) return refusal(NO_MOMENT);
    try {
      await this.#bring(text);
    } catch (error) {
      return refusal(notStarted(error));
    }
    const read = readScenario(text, sketches);
    if (!read.ok) return { ok: false, says: read.faults.map(formatFault) };
    this.#turns.interrupt();
    return this.#turns.take(async () => {
      const host = this.#parts.makeHost(trial);
      try {
        await this.#start(await this.#runOf(read.scenario, host, trial), at);
        return { ok: true };
      } catch (error) {
        // What was open stays open.
        await host.dispose();
        return refusal(notStarted(error));
      } finally {
        this.#starting = null;
      }
    });
  }

  /** One after the other: what is opened later must not overtake what still waits for its system. */
  async #bring(text: string): Promise<void> {
    const brought = this.#bringing.then(() => bringSystemOf(text));
    this.#bringing = brought.catch(() => undefined);
    await brought;
  }

  async starting(): ReturnType<LabHandle['starting']> {
    const everybody = this.#starting?.everybody ?? [];
    return Promise.resolve(
      everybody
        .filter(({ isClient }) => !isClient)
        .map(({ id, name, port }) => ({ id, name, isHere: port !== null })),
    );
  }

  async goOn(): Promise<void> {
    this.#enough.ring();
    return Promise.resolve();
  }

  async dispose(): Promise<void> {
    this.#turns.interrupt();
    this.#alone.end();
    await this.#turns.take(async () => {
      await this.#turns.replace(null);
      this.#turns.lookout.dispose();
    });
  }

  async #runOf(scenario: Scenario, host: Host, trial: Trial): Promise<Run> {
    const system = systemOf(scenario.system);
    return new Run({
      scenario,
      system,
      moments: (await system.moments?.()) ?? NO_MOMENTS,
      host,
      level: trial.level ?? 'contents',
      cut: cutter(trial.windows ?? 'largest'),
      wall: this.#turns.wall,
    });
  }

  /** In one turn with the opening: no frame shows anything earlier. */
  async #start(run: Run, at: number): Promise<void> {
    const turns = this.#turns;
    this.#starting = run.cluster;
    await run.cluster.boot(this.#enough.wait());
    run.keepUp();
    if (at > 0) await advance(run, at, () => false);
    await turns.replace(run);
  }

  // --- Time -----------------------------------------------------------------------------------------------------------

  async frame(elapsed: number, interest: Interest): Promise<Frame> {
    const turns = this.#turns;
    return turns.take(async () => {
      const { run, player, lookout, showing } = turns;
      if (run === null) return emptyFrame(turns.epoch, turns.notice, player.choices);
      if (lookout.isAtRest) await turns.guarded(() => turns.adopt(run));
      await turns.playOn(run, elapsed);
      const { sight } = lookout;
      if (sight !== null) showing.take(sight.shown);
      else {
        await showing.look(run.cluster);
        const moment = { playing: player.isPlaying, now: turns.wall() };
        if (interest.inside !== undefined) await showing.lookInside(run.cluster, moment);
      }
      return frameOf({ run, player, sight, showing, epoch: turns.epoch, notice: turns.notice }, interest);
    });
  }

  async play(pace?: Pace): Promise<Answer> {
    const { player } = this.#turns;
    if (pace !== undefined) {
      if (pace !== 'flat out' && !(pace >= PACE_MIN && pace <= PACE_MAX)) {
        return refusal(`A pace is between ${PACE_MIN} and ${PACE_MAX}, or flat out.`);
      }
      player.pace = pace;
    }
    return this.#turns.withRun(async (run) => {
      await this.#turns.adopt(run);
      player.start();
    });
  }

  async next(): ReturnType<LabHandle['next']> {
    return this.#ahead.next();
  }

  async pause(): Promise<void> {
    const turns = this.#turns;
    turns.isInterrupted = true;
    await turns.take(() => {
      turns.player.stop();
      turns.nextFrame.ring();
      return Promise.resolve();
    });
  }

  async step(kind: StepKind = 'instant'): Promise<Answer> {
    if (kind !== 'instant') return this.#ahead.stepTo(kind);
    const turns = this.#turns;
    return turns.withRun(async (run) => {
      await turns.adopt(run);
      turns.player.stop();
      await run.cluster.step();
      run.keepUp();
      turns.showing.changed();
    });
  }

  async pass(by: number): Promise<Answer> {
    return this.#ahead.pass(by);
  }

  async interrupt(): Promise<void> {
    this.#turns.interrupt();
    await Promise.resolve();
  }

  async choose(choices: Partial<Choices>): Promise<void> {
    const { player } = this.#turns;
    player.choices = { ...player.choices, ...choices };
    await Promise.resolve();
  }

  async restAt(at: number | null): Promise<void> {
    this.#turns.player.restAt = at;
    await Promise.resolve();
  }

  async runAlone(isAlone: boolean): Promise<void> {
    const turns = this.#turns;
    this.#alone.end();
    if (isAlone && turns.player.choices.keepsRunning)
      this.#alone.begin((elapsed) =>
        turns.take(async () => {
          if (turns.run !== null) await turns.playOn(turns.run, elapsed);
        }),
      );
    await Promise.resolve();
  }

  // --- Acting ---------------------------------------------------------------------------------------------------------

  async act(action: Readonly<Record<string, Data>>): Promise<Answer> {
    return this.#turns.withRun(async (run) => {
      await this.#turns.adopt(run);
      return this.#turns.act(run, action);
    });
  }

  async ask(client: NodeId, text: string): ReturnType<LabHandle['ask']> {
    return this.#ahead.ask(client, text);
  }

  // --- Other moments and branches ---------------------------------------------------------------------------------------

  async back(): Promise<Answer> {
    return this.#elsewhere.back();
  }

  async seek(at: number): Promise<Answer> {
    return this.#elsewhere.seek(at);
  }

  async openBranch(id: number): Promise<Answer> {
    return this.#elsewhere.openBranch(id);
  }

  async branchHere(): Promise<Answer> {
    return this.#elsewhere.branchHere();
  }

  async undo(): Promise<Answer> {
    return this.#elsewhere.undo();
  }

  async addBookmark(name: string): Promise<Answer> {
    return this.#elsewhere.addBookmark(name);
  }

  async removeBookmark(id: number): Promise<Answer> {
    return this.#elsewhere.removeBookmark(id);
  }

  async openBookmark(id: number): Promise<Answer> {
    return this.#elsewhere.openBookmark(id);
  }

  // --- Looking --------------------------------------------------------------------------------------------------------

  async inspect(question: InspectQuestion): ReturnType<LabHandle['inspect']> {
    return this.#looking.inspect(question);
  }

  async lookAtKey(key: string): ReturnType<LabHandle['lookAtKey']> {
    return this.#looking.key(key);
  }

  async lookAtStretch(from: number, to: number): ReturnType<LabHandle['lookAtStretch']> {
    return this.#looking.stretch(from, to);
  }

  async lookAtNode(id: NodeId): ReturnType<LabHandle['lookAtNode']> {
    return this.#looking.node(id);
  }

  async lookAtMessage(name: string, copy: number): ReturnType<LabHandle['lookAtMessage']> {
    return this.#looking.message(name, copy);
  }

  async lookAtLink(from: NodeId, to: NodeId): ReturnType<LabHandle['lookAtLink']> {
    return this.#looking.link(from, to);
  }

  async lookAtLinks(): ReturnType<LabHandle['lookAtLinks']> {
    return this.#looking.links();
  }

  async lookAtHealth(): ReturnType<LabHandle['lookAtHealth']> {
    return this.#looking.health();
  }

  async judge(): ReturnType<LabHandle['judge']> {
    return this.#looking.judge();
  }

  async foresee(question: ForesightQuestion): ReturnType<LabHandle['foresee']> {
    return this.#looking.foresee(question);
  }

  async suppose(question: SupposeQuestion): ReturnType<LabHandle['suppose']> {
    return this.#looking.suppose(question);
  }

  async nodeBook(): ReturnType<LabHandle['nodeBook']> {
    return this.#looking.nodeBook();
  }

  async itemBook(question: ItemQuestion): ReturnType<LabHandle['itemBook']> {
    return this.#looking.itemBook(question);
  }

  async itemTable(question: TableQuestion): ReturnType<LabHandle['itemTable']> {
    return this.#looking.itemTable(question);
  }

  async eventBook(question: EventQuestion): ReturnType<LabHandle['eventBook']> {
    return this.#looking.eventBook(question);
  }

  async keepers(key: string): ReturnType<LabHandle['keepers']> {
    return this.#looking.keepers(key);
  }

  async metrics(question: MetricsQuestion): ReturnType<LabHandle['metrics']> {
    return this.#looking.metrics(question);
  }

  async metricsText(): ReturnType<LabHandle['metricsText']> {
    return this.#looking.metricsText();
  }

  async recording(): ReturnType<LabHandle['recording']> {
    return this.#looking.recording();
  }

  async profile(isOn: boolean): ReturnType<LabHandle['profile']> {
    return this.#looking.profile(isOn);
  }

  async underLoad(load: Load, plan: Plan): ReturnType<LabHandle['underLoad']> {
    return this.#looking.underLoad(load, plan);
  }

  async marks(): ReturnType<LabHandle['marks']> {
    const branch = this.#turns.run?.branch;
    return Promise.resolve(branch === undefined ? { marks: [], cuts: [] } : timeLineOf(branch));
  }

  async script(): ReturnType<LabHandle['script']> {
    return Promise.resolve(this.#turns.run?.branch.script ?? []);
  }

  async scenario(): Promise<string> {
    const { run } = this.#turns;
    return Promise.resolve(run === null ? '' : scenarioTextOf(run));
  }

  async versions(): ReturnType<LabHandle['versions']> {
    return versions();
  }

  async history(): Promise<string> {
    const events = this.#turns.run?.branch.log.all ?? [];
    return Promise.resolve(events.map((event) => JSON.stringify(event)).join('\n'));
  }
}
