/** Samples of the past, from a replay of its own: whoever looks at a moment meanwhile is not moved by it. */
import { loadCheckpoint, type Checkpoint } from '../../cluster/checkpoint.ts';
import type { Cluster } from '../../cluster/cluster.ts';
import type { Micros } from '../../kernel/time.ts';
import type { Action } from '../../scenario/types.ts';
import type { SystemMetrics } from '../../systems/charts.ts';
import { BASE, Sampler, type Interval } from './sampler.ts';

export interface SampleOrder {
  /** The branch, as it was prepared. */
  readonly key: string;
  /** Where samples end, in the order of time, more than a step behind where it begins. */
  readonly instants: readonly Micros[];
  /** On from where the last order ended; else from the checkpoint, or from the start. */
  readonly goesOn: boolean;
  readonly checkpoint: Checkpoint | null;
}

/** As many of them as were worth one slice. */
export interface Sampled {
  readonly intervals: readonly Interval[];
  readonly at: Micros;
}

/** About so many events are 25 ms of replay: whoever seeks meanwhile waits no longer. */
const EVENTS_A_SLICE = 10_000;

export class ReplayedSamples {
  readonly #script: readonly Action[];
  readonly #makeCluster: () => Cluster;
  readonly #sampler: Sampler;
  #cluster: Cluster | null = null;

  constructor(metrics: SystemMetrics, script: readonly Action[], makeCluster: () => Cluster) {
    this.#sampler = new Sampler(metrics);
    this.#script = script;
    this.#makeCluster = makeCluster;
  }

  /** Null when it cannot go on because it stands nowhere. */
  async take({ instants, goesOn, checkpoint }: SampleOrder): Promise<Sampled | null> {
    const cluster = goesOn ? this.#cluster : await this.#begin(checkpoint);
    if (cluster === null) return null;
    const intervals: Interval[] = [];
    const began = cluster.events;
    for (const at of instants) {
      if (this.#sampler.at !== at - BASE) {
        await cluster.advanceTo(at - BASE);
        await this.#sampler.look(cluster);
      }
      await cluster.advanceTo(at);
      const interval = await this.#sampler.look(cluster);
      if (interval !== null) intervals.push(interval);
      if (cluster.events - began > EVENTS_A_SLICE) break;
    }
    return { intervals, at: cluster.position };
  }

  async #begin(checkpoint: Checkpoint | null): Promise<Cluster> {
    const cluster = this.#makeCluster();
    if (checkpoint === null) await cluster.boot();
    else await loadCheckpoint(cluster, checkpoint, this.#script);
    this.#sampler.forget();
    this.#cluster = cluster;
    return cluster;
  }
}
