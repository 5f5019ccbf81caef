/**
 * A cluster of its own under a pipelined load, to be timed by the wall: what its clients ask goes the real way, from the client over the bus to a node
 * and back. Blind to threads: the page and `npm run bench` give it nodes in Workers, tests nodes in their own thread. Nothing that is open is touched.
 */
import { Cluster } from '../cluster/cluster.ts';
import type { Host } from '../cluster/host.ts';
import type { HistoryEvent } from '../cluster/recorder.ts';
import { formatFault, readScenario } from '../scenario/index.ts';
import type { Scenario } from '../scenario/types.ts';
import { sketches, systemOf } from '../systems/on-demand.ts';

export interface Load {
  readonly nodes: number;
  /** Operations under way at once, for each node. */
  readonly depth: number;
  /** The share of reads. */
  readonly reads: number;
  readonly keys: number;
  readonly valueBytes: number;
  /** Differing from the system's ordinary ones. */
  readonly options: Readonly<Record<string, number>>;
  /** Differing from the ordinary one; 0 for the floor. */
  readonly latency?: number;
}

export interface Stretch {
  readonly operations: number;
  readonly notOk: number;
  readonly wallMs: number;
  readonly virtualMs: number;
  readonly events: number;
}

/** The one system with a store under it. */
const SYSTEM = 'cache';

const FILLING = 1_024;
/** Several nodes need 300 ms to find together; from there on a node takes in a key in less than 30 µs, and several nodes no fewer. */
const FOUNDED = 400_000;
const FOR_EACH_KEY = 50;
const CALM = 100_000;

/** Between looks at the clock. */
const STRIDE = 20_000;

export class LoadRun {
  readonly #cluster: Cluster;
  readonly #wall: () => number;
  #settled = 0;
  #notOk = 0;
  /** At depth 1: when each one ended, by the wall. */
  #ends: number[] | null = null;

  private constructor(load: Load, host: Host, wall: () => number) {
    this.#wall = wall;
    this.#cluster = new Cluster({
      scenario: scenarioOf(load),
      system: systemOf(SYSTEM),
      host,
      recorder: { level: 'operations', record: (events) => this.#note(events) },
    });
  }

  /** Every key is written, so that who reads it finds it. */
  static async open(load: Load, host: Host, wall: () => number): Promise<LoadRun> {
    const run = new LoadRun(load, host, wall);
    await run.#cluster.boot();
    await run.#cluster.advanceTo(filledAt(load) + CALM);
    return run;
  }

  async run(milliseconds: number): Promise<Stretch> {
    const cluster = this.#cluster;
    const [settled, notOk] = [this.#settled, this.#notOk];
    const { position, events } = cluster;
    const began = this.#wall();
    let wallMs = 0;
    while (wallMs < milliseconds) {
      await cluster.advanceTo(cluster.position + STRIDE);
      wallMs = this.#wall() - began;
    }
    return {
      operations: this.#settled - settled,
      notOk: this.#notOk - notOk,
      wallMs,
      virtualMs: (cluster.position - position) / 1_000,
      events: cluster.events - events,
    };
  }

  /** From end to end of operations that follow each other at once, in wall ms: at depth 1 that is how long each took. */
  async time(count: number): Promise<readonly number[]> {
    const ends: number[] = (this.#ends = []);
    while (ends.length <= count) await this.#cluster.advanceTo(this.#cluster.position + STRIDE);
    this.#ends = null;
    return ends.slice(1, count + 1).map((end, index) => end - (ends[index] as number));
  }

  async close(): Promise<void> {
    await this.#cluster.dispose();
  }

  #note(events: readonly HistoryEvent[]): void {
    for (const event of events) {
      if (event.what !== 'settled') continue;
      this.#settled += 1;
      if (event.outcome.status !== 'ok') this.#notOk += 1;
      this.#ends?.push(this.#wall());
    }
  }
}

function filledAt({ keys }: Load): number {
  return FOUNDED + keys * FOR_EACH_KEY;
}

function scenarioOf(load: Load): Scenario {
  const { nodes, depth, reads, keys, valueBytes, options, latency } = load;
  const filled = `${filledAt(load)}us`;
  const size = { min: valueBytes, max: valueBytes };
  const read = readScenario(
    {
      ...{ version: 1, system: SYSTEM, nodes, clients: 0, options, until: '24h' },
      ...(latency !== undefined && { network: { latency: { min: latency, law: 'constant' } } }),
      workload: [
        { loop: 'closed', depth: FILLING, keys, spread: 'scan', reads: 0, size, until: filled },
        { clients: nodes, loop: 'closed', depth, keys, reads, size, from: filled },
      ],
    },
    sketches,
  );
  if (!read.ok) throw new Error(read.faults.map(formatFault).join('\n'));
  return read.scenario;
}
