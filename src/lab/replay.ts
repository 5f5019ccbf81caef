/**
 * The replayer: brings a cluster to any instant of a branch, on LocalHost, away from the running one. In the page it lives in a spare Worker;
 * it is thread-blind itself.
 */
import { loadCheckpoint, saveCheckpoint, type Checkpoint } from '../cluster/checkpoint.ts';
import { Cluster } from '../cluster/cluster.ts';
import { LocalHost } from '../cluster/local-host.ts';
import { SILENCE } from '../cluster/recorder.ts';
import type { Action, Scenario } from '../scenario/types.ts';
import { programOf } from '../systems/programs.ts';
import { systemOf } from '../systems/on-demand.ts';
import { foresee, type Foreseen, type Standpoint, type Supposition } from './foresight.ts';
import { insideOf } from './inside.ts';
import { Glances, pictureOf } from './picture.ts';
import type { ReplayedSamples, Sampled, SampleOrder } from './metering/replayed.ts';
import type { Shown } from './showing.ts';
import { suppose, type Looks, type Supposed, type SupposedDeed } from './supposing.ts';

/** A moment of a branch. `applied` tells apart what stands before and after the actions of that instant. */
export interface Moment {
  readonly at: number;
  readonly applied: number | null;
}

export interface Replayer {
  /** What will be replayed from now on: the whole script of a branch. */
  prepare(key: string, scenario: Scenario, script: readonly Action[]): Promise<void>;
  /** Goes to a moment: on from where it stands when it can, else from the checkpoint, else from the start. */
  show(key: string, moment: Moment, checkpoint: Checkpoint | null): Promise<Shown>;
  /** From where `foresee` goes on; the moment that is shown stays what it is. */
  standAt(standpoint: Standpoint): Promise<void>;
  foresee(supposition: Supposition): Promise<Foreseen>;
  /** From a standpoint of its own: another question may come in between. */
  suppose(standpoint: Standpoint, deeds: readonly SupposedDeed[], looks: Looks): Promise<Supposed>;
  /** From a cluster of its own, too. Null when it knows nothing any more of what it is to go on with. */
  sample(order: SampleOrder): Promise<Sampled | null>;
  /** The moment it stands at. */
  save(): Promise<Checkpoint>;
  dispose(): void;
}

export class Replay implements Replayer {
  #key = '';
  #scenario: Scenario | null = null;
  #script: readonly Action[] = [];
  #cluster: Cluster | null = null;
  #standpoint: Standpoint | null = null;
  #samples: ReplayedSamples | null = null;

  async prepare(key: string, scenario: Scenario, script: readonly Action[]): Promise<void> {
    this.#key = key;
    this.#scenario = scenario;
    this.#script = script;
    this.#cluster = null;
    this.#samples = null;
    await Promise.resolve();
  }

  async show(key: string, moment: Moment, checkpoint: Checkpoint | null): Promise<Shown> {
    if (key !== this.#key || this.#scenario === null)
      throw new Error('the replayer was not prepared for this branch');
    const cluster = await this.#clusterBefore(moment, checkpoint);
    await cluster.advanceTo(moment.at);
    while (moment.applied !== null && cluster.applied < moment.applied) await cluster.applyNext();
    return { picture: await pictureOf(cluster, new Glances()), inside: await insideOf(cluster) };
  }

  async standAt(standpoint: Standpoint): Promise<void> {
    this.#standpoint = standpoint;
    await Promise.resolve();
  }

  async foresee(supposition: Supposition): Promise<Foreseen> {
    if (this.#standpoint === null) throw new Error('the replayer stands nowhere');
    return foresee(this.#standpoint, supposition);
  }

  async suppose(standpoint: Standpoint, deeds: readonly SupposedDeed[], looks: Looks): Promise<Supposed> {
    return suppose(standpoint, deeds, looks);
  }

  async sample(order: SampleOrder): Promise<Sampled | null> {
    const scenario = this.#scenario;
    if (order.key !== this.#key || scenario === null) return null;
    const metrics = await systemOf(scenario.system).metrics?.();
    if (metrics === undefined) return null;
    const { ReplayedSamples } = await import('./metering/replayed.ts');
    // Meanwhile it may have been prepared for something else.
    if (order.key !== this.#key) return null;
    this.#samples ??= new ReplayedSamples(metrics, this.#script, () => this.#newCluster());
    return this.#samples.take(order);
  }

  async save(): Promise<Checkpoint> {
    if (this.#cluster === null) throw new Error('the replayer stands nowhere');
    return saveCheckpoint(this.#cluster);
  }

  dispose(): void {
    this.#cluster = null;
    this.#scenario = null;
    this.#script = [];
    this.#samples = null;
    this.#standpoint = null;
  }

  async #clusterBefore(moment: Moment, checkpoint: Checkpoint | null): Promise<Cluster> {
    const standing = this.#cluster;
    if (standing !== null && isBefore(standing, moment) && standing.position >= (checkpoint?.position ?? 0))
      return standing;
    const cluster = this.#newCluster();
    if (checkpoint === null) await cluster.boot();
    else await loadCheckpoint(cluster, checkpoint, this.#script);
    this.#cluster = cluster;
    return cluster;
  }

  #newCluster(): Cluster {
    const scenario = { ...(this.#scenario as Scenario), script: this.#script };
    const host = new LocalHost(programOf);
    return new Cluster({ scenario, system: systemOf(scenario.system), host, recorder: SILENCE });
  }
}

function isBefore(cluster: Cluster, { at, applied }: Moment): boolean {
  if (cluster.position !== at) return cluster.position < at;
  return cluster.applied <= (applied ?? cluster.applied);
}
