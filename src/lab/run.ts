/** One open scenario: its running cluster, its branches, and what they remember. */
import { loadCheckpoint, saveCheckpoint, type Checkpoint } from '../cluster/checkpoint.ts';
import { Cluster } from '../cluster/cluster.ts';
import type { Host } from '../cluster/host.ts';
import type { HistoryEvent, Recorder, RecordingLevel } from '../cluster/recorder.ts';
import { everyone } from '../cluster/typed-acts.ts';
import { EventLog } from '../history/event-log.ts';
import { MarkBook, type Mark, type VerbOf } from '../history/marks.ts';
import type { Moments } from '../kernel/moments.ts';
import type { System } from '../kernel/system.ts';
import type { Action, Scenario, Verb } from '../scenario/types.ts';
import { Bookmarks } from './bookmarks.ts';
import { Branch } from './branch.ts';
import type { MadeVerdict } from './made.ts';
import type { Moment } from './replay.ts';

/** A LocalHost handles about this many events in the 100 ms that a replay from the last checkpoint may cost. */
const EVENTS_BETWEEN_CHECKPOINTS = 40_000;
/** Making checkpoints may take this share of the time that running takes. */
const CHECKPOINT_SHARE = 0.05;

export interface RunParts {
  readonly scenario: Scenario;
  readonly system: System;
  readonly moments: Moments;
  readonly host: Host;
  readonly level: RecordingLevel;
  readonly cut: ((start: number, end: number) => number) | undefined;
  readonly wall: () => number;
}

/** Looks at the running cluster as it comes by certain instants, before anything is done there. It changes nothing. */
export interface Sampling {
  nextAfter(at: number): number;
  reached(run: Run): Promise<void>;
}

export class Run {
  readonly scenario: Scenario;
  readonly cluster: Cluster;
  readonly branches: Branch[];
  branch: Branch;
  readonly bookmarks = new Bookmarks();
  /** What came of holding it against the record that its scenario carries. */
  verdict: MadeVerdict | null = null;
  readonly moments: Moments;
  /** Told of every event as it is recorded, however often it is played. */
  readonly listeners = new Set<(event: HistoryEvent) => void>();
  /** Told of what deserves a stop, when it happens for the first time on its branch. What is done by hand is no news to the hand. */
  onStop: ((mark: Mark) => void) | null = null;
  /** Null while nobody wants numbers. */
  sampling: Sampling | null = null;
  readonly #wall: () => number;
  /** The branch that the cluster is on. */
  #standing: Branch;
  #isByHand = false;
  #eventsAtCheckpoint = 0;
  #worked = 0;
  #spent = 0;

  constructor({ scenario, system, moments, host, level, cut, wall }: RunParts) {
    this.scenario = scenario;
    this.moments = moments;
    const { script } = scenario;
    const marks = new MarkBook(moments, this.#verbOf);
    this.branch = new Branch(1, { parent: null, at: 0, script }, { log: new EventLog(level), marks });
    this.branches = [this.branch];
    this.#standing = this.branch;
    this.#wall = wall;
    const recorder: Recorder = { level, record: (events) => this.#record(events) };
    this.cluster = new Cluster({ scenario, system, host, recorder, ...(cut && { cut }) });
  }

  get moment(): { at: number; applied: number } {
    return { at: this.cluster.position, applied: this.cluster.applied };
  }

  /** Whether the cluster stands before the furthest moment of its branch. */
  get isInThePast(): boolean {
    const { at, applied } = this.branch.head;
    return (
      this.cluster.position < at || (this.cluster.position === at && this.cluster.applied < (applied ?? 0))
    );
  }

  async advanceTo(target: number, pause: () => boolean): Promise<void> {
    const began = this.#wall();
    try {
      await (this.sampling === null
        ? this.cluster.advanceTo(target, pause)
        : this.#advanceSampled(this.sampling, target, pause));
    } finally {
      this.#worked += this.#wall() - began;
      this.keepUp();
    }
    await this.#checkpointWhenDue();
  }

  async #advanceSampled(sampling: Sampling, target: number, pause: () => boolean): Promise<void> {
    const { cluster } = this;
    while (cluster.position < target) {
      const stop = Math.min(target, sampling.nextAfter(cluster.position));
      await cluster.advanceTo(stop, pause);
      if (cluster.position === stop) await sampling.reached(this);
      if (cluster.position < stop || pause()) return;
    }
  }

  async act(action: Action): Promise<void> {
    if (this.isInThePast) await this.fork();
    this.#isByHand = true;
    try {
      await this.cluster.act(action);
    } finally {
      this.#isByHand = false;
    }
    this.branch.did(action);
    this.keepUp();
  }

  /** From here on another line of history. */
  async fork(): Promise<Branch> {
    const { cluster } = this;
    const branch = this.#branchOff(this.moment, await saveCheckpoint(cluster));
    this.#standing = branch;
    branch.marks.cut(cluster.position, !cluster.network.cuts.isClear);
    cluster.script.splice(0, cluster.script.length, ...branch.script);
    return branch;
  }

  /** The same from a moment at which the cluster does not stand; it comes there. */
  async forkAt(moment: { at: number; applied: number }, checkpoint: Checkpoint): Promise<Branch> {
    const branch = this.#branchOff(moment, checkpoint);
    await this.load(checkpoint);
    branch.marks.cut(moment.at, !this.cluster.network.cuts.isClear);
    return branch;
  }

  #branchOff(moment: { at: number; applied: number }, checkpoint: Checkpoint): Branch {
    const branch = this.branch.fork(this.branches.length + 1, moment);
    branch.keep(checkpoint);
    this.branch.left = this.moment;
    this.branches.push(branch);
    this.branch = branch;
    return branch;
  }

  /** The running cluster becomes what it was at another moment. */
  async load(checkpoint: Checkpoint): Promise<void> {
    const { cluster, branch } = this;
    await loadCheckpoint(cluster, checkpoint, branch.script);
    this.#standing = branch;
    const known = branch.log.resume();
    branch.marks.resume(known.at, known.actions);
    this.#eventsAtCheckpoint = cluster.events;
  }

  /** What the cluster did becomes part of its branch. */
  keepUp(): void {
    if (this.cluster.script.length !== this.branch.script.length)
      this.branch.script = [...this.cluster.script];
    this.branch.reached(this.moment);
  }

  /** Whether the cluster itself stands at this moment of the open branch; another branch may have been opened meanwhile. */
  isHere({ at, applied }: Moment): boolean {
    if (this.#standing !== this.branch) return false;
    return this.cluster.position === at && (applied === null || this.cluster.applied === applied);
  }

  #record(events: readonly HistoryEvent[]): void {
    const { log, marks } = this.branch;
    const fresh = log.record(events);
    for (const stop of marks.record(fresh)) if (!this.#isByHand) this.onStop?.(stop);
    if (fresh.some(({ what }) => what === 'action'))
      marks.cut(this.cluster.position, !this.cluster.network.cuts.isClear);
    for (const listen of this.listeners) for (const event of events) listen(event);
  }

  /** What a typed line does to the cluster itself, if it does. Who was removed by it is spoken of as well. */
  readonly #verbOf: VerbOf = (text) => {
    const line = this.cluster.system.sketch?.console?.(text, everyone(this.cluster)) ?? null;
    return line?.ok === true ? ((line.act as { readonly do?: Verb }).do ?? null) : null;
  };

  async #checkpointWhenDue(): Promise<void> {
    if (Math.abs(this.cluster.events - this.#eventsAtCheckpoint) < EVENTS_BETWEEN_CHECKPOINTS) return;
    if (this.#spent > CHECKPOINT_SHARE * this.#worked) return;
    const began = this.#wall();
    this.branch.keep(await saveCheckpoint(this.cluster));
    this.#spent += this.#wall() - began;
    this.#eventsAtCheckpoint = this.cluster.events;
  }
}
