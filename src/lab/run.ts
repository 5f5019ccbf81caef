/** One open scenario: its running cluster, its branches, and what they remember. */
import { loadCheckpoint, saveCheckpoint, type Checkpoint } from '../cluster/checkpoint.ts';
import { Cluster } from '../cluster/cluster.ts';
import type { Host } from '../cluster/host.ts';
import type { HistoryEvent, Recorder, RecordingLevel } from '../cluster/recorder.ts';
import { EventLog } from '../history/event-log.ts';
import type { System } from '../kernel/system.ts';
import type { Action, Scenario } from '../scenario/types.ts';
import { Branch } from './branch.ts';
import type { Moment } from './replay.ts';

/** A LocalHost handles about this many events in the 100 ms that a replay from the last checkpoint may cost. */
const EVENTS_BETWEEN_CHECKPOINTS = 40_000;
/** Making checkpoints may take this share of the time that running takes. */
const CHECKPOINT_SHARE = 0.05;

export interface RunParts {
  readonly scenario: Scenario;
  readonly system: System;
  readonly host: Host;
  readonly level: RecordingLevel;
  readonly cut: ((start: number, end: number) => number) | undefined;
  readonly wall: () => number;
}

export class Run {
  readonly scenario: Scenario;
  readonly cluster: Cluster;
  readonly branches: Branch[];
  branch: Branch;
  /** Told of every event as it is recorded, however often it is played. */
  listen: ((event: HistoryEvent) => void) | null = null;
  readonly #wall: () => number;
  /** The branch that the cluster is on. */
  #standing: Branch;
  #eventsAtCheckpoint = 0;
  #worked = 0;
  #spent = 0;

  constructor({ scenario, system, host, level, cut, wall }: RunParts) {
    this.scenario = scenario;
    this.branch = new Branch(1, null, 0, scenario.script, new EventLog(level));
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
      await this.cluster.advanceTo(target, pause);
    } finally {
      this.#worked += this.#wall() - began;
      this.keepUp();
    }
    await this.#checkpointWhenDue();
  }

  async act(action: Action): Promise<void> {
    if (this.isInThePast) await this.fork();
    await this.cluster.act(action);
    this.branch.byHand.add(action);
    this.keepUp();
  }

  /** From here on another line of history. */
  async fork(): Promise<void> {
    const { cluster } = this;
    const branch = this.branch.fork(this.branches.length + 1, this.moment);
    branch.keep(await saveCheckpoint(cluster));
    this.branch.left = this.moment;
    this.branches.push(branch);
    this.branch = branch;
    this.#standing = branch;
    cluster.script.splice(0, cluster.script.length, ...branch.script);
  }

  /** The running cluster becomes what it was at another moment. */
  async load(checkpoint: Checkpoint): Promise<void> {
    const { cluster, branch } = this;
    await loadCheckpoint(cluster, checkpoint, branch.script);
    this.#standing = branch;
    branch.log.resume(cluster.position, cluster.applied);
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
    this.branch.log.record(events);
    if (this.listen) for (const event of events) this.listen(event);
  }

  async #checkpointWhenDue(): Promise<void> {
    if (Math.abs(this.cluster.events - this.#eventsAtCheckpoint) < EVENTS_BETWEEN_CHECKPOINTS) return;
    if (this.#spent > CHECKPOINT_SHARE * this.#worked) return;
    const began = this.#wall();
    this.branch.keep(await saveCheckpoint(this.cluster));
    this.#spent += this.#wall() - began;
    this.#eventsAtCheckpoint = this.cluster.events;
  }
}
