/**
 * A cache in real Workers under a pipelined load, for `npm run bench -- cache`: what its own client asks goes over the bus to its own nodes,
 * each in its Worker. Opened once and then run for stretches of wall time, so that whoever drives it can look at the processors in between.
 */
import { startNodeWorker } from '#start-node';
import { Cluster } from '../../../src/cluster/cluster.ts';
import type { HistoryEvent } from '../../../src/cluster/recorder.ts';
import { readScenario } from '../../../src/scenario/index.ts';
import { sketches, systemOf } from '../../../src/systems/registry.ts';
import { WorkerHost } from '../../../src/workers/worker-host.ts';

export interface CacheLoad {
  readonly nodes: number;
  /** Operations under way at once, for each node. */
  readonly depth: number;
  /** The share of GET. */
  readonly reads: number;
  readonly keys: number;
  readonly valueBytes: number;
  /** Differing from the system's ordinary ones. */
  readonly options: Readonly<Record<string, number>>;
  /** Differing from the ordinary one; 0 for the floor. */
  readonly latency?: number;
}

export interface CacheStretch {
  readonly operations: number;
  readonly notOk: number;
  readonly wallMs: number;
  readonly virtualMs: number;
  readonly events: number;
}

interface Opened {
  readonly cluster: Cluster;
  readonly watch: Watch;
}

/** What the recorder hears of ends of operations. */
interface Watch {
  settled: number;
  notOk: number;
  /** At depth 1: when each one ended, by the wall. */
  ends: number[] | null;
}

const FILLING = 1_024;
const FILLED_AT = 1_500_000;
const FILLED = '1s';

/** Between looks at the clock. */
const STRIDE = 20_000;

let opened: Opened | null = null;

export async function openCache(load: CacheLoad): Promise<void> {
  await closeCache();
  const watch: Watch = { settled: 0, notOk: 0, ends: null };
  const cluster = new Cluster({
    scenario: scenarioOf(load),
    system: systemOf('cache'),
    host: new WorkerHost({ startWorker: startNodeWorker }),
    recorder: { level: 'operations', record: (events) => note(watch, events) },
  });
  await cluster.boot();
  await cluster.advanceTo(FILLED_AT);
  opened = { cluster, watch };
}

function scenarioOf({ nodes, depth, reads, keys, valueBytes, options, latency }: CacheLoad) {
  const size = { min: valueBytes, max: valueBytes };
  const read = readScenario(
    {
      ...{ version: 1, system: 'cache', nodes, clients: 0, options, until: '24h' },
      ...(latency !== undefined && { network: { latency: { min: latency, law: 'constant' } } }),
      workload: [
        // First every key is written, so that who reads it finds it.
        { loop: 'closed', depth: FILLING, keys, spread: 'scan', reads: 0, size, until: FILLED },
        { clients: nodes, loop: 'closed', depth, keys, reads, size, from: FILLED },
      ],
    },
    sketches,
  );
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return read.scenario;
}

function note(watch: Watch, events: readonly HistoryEvent[]): void {
  for (const event of events) {
    if (event.what !== 'settled') continue;
    watch.settled += 1;
    if (event.outcome.status !== 'ok') watch.notOk += 1;
    watch.ends?.push(performance.now());
  }
}

export async function runCache(milliseconds: number): Promise<CacheStretch> {
  const { cluster, watch } = running();
  const { settled, notOk } = watch;
  const { position, events } = cluster;
  const began = performance.now();
  let wallMs = 0;
  while (wallMs < milliseconds) {
    await cluster.advanceTo(cluster.position + STRIDE);
    wallMs = performance.now() - began;
  }
  return {
    operations: watch.settled - settled,
    notOk: watch.notOk - notOk,
    wallMs,
    virtualMs: (cluster.position - position) / 1_000,
    events: cluster.events - events,
  };
}

/** From end to end of operations that follow each other at once, in wall ms: at depth 1 that is how long each took. */
export async function timeCache(count: number): Promise<readonly number[]> {
  const { cluster, watch } = running();
  watch.ends = [];
  while (watch.ends.length <= count) await cluster.advanceTo(cluster.position + STRIDE);
  const { ends } = watch;
  watch.ends = null;
  return ends.slice(1).map((end, index) => end - (ends[index] as number));
}

export async function closeCache(): Promise<void> {
  await opened?.cluster.dispose();
  opened = null;
}

function running(): Opened {
  if (opened === null) throw new Error('no cache is open');
  return opened;
}
