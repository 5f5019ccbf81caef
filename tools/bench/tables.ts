/** The table store without a browser: writes against the round trip, what it costs to beat, to recover, and to keep on disk. */
import { availableParallelism, cpus, loadavg } from 'node:os';
import { Cluster } from '../../src/cluster/cluster.ts';
import { LocalHost } from '../../src/cluster/local-host.ts';
import { SILENCE, type Recorder } from '../../src/cluster/recorder.ts';
import { Operations } from '../../src/history/operations.ts';
import { SECOND, type Micros } from '../../src/kernel/time.ts';
import { readScenario } from '../../src/scenario/index.ts';
import { programOf } from '../../src/systems/programs.ts';
import { sketches, systemOf } from '../../src/systems/registry.ts';
import { spent } from './spent.ts';

const QUIET: Micros = 2 * SECOND;

async function tablesOf(fields: object, recorder: Recorder = SILENCE): Promise<Cluster> {
  const read = readScenario({ version: 1, system: 'tables', until: '24h', ...fields }, sketches);
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  const cluster = new Cluster({
    scenario: read.scenario,
    system: systemOf('tables'),
    host: new LocalHost(programOf),
    recorder,
  });
  await cluster.boot();
  return cluster;
}

// --- Writes -------------------------------------------------------------------------------------------------------------

const WRITING: Micros = 10 * SECOND;

/** Five nodes, as many writes offered as the figure says; how many of them are committed, and how long each takes. */
async function writeFigures(oneWayMs: number, rate: number): Promise<object> {
  process.stderr.write(`tables: ${rate} writes a second, ${oneWayMs} ms each way\n`);
  const operations = new Operations();
  const workload = [{ clients: 4, rate, keys: 1_000, reads: 0, from: '1s', until: '13s' }];
  const latency = { law: 'constant', min: `${oneWayMs}ms` };
  const cluster = await tablesOf(
    { nodes: 5, workload, network: { latency } },
    { level: 'operations', record: (all) => operations.record(all) },
  );
  await cluster.advanceTo(QUIET);
  const before = operations.counts().ok;
  const events = cluster.events;
  const { wallMs } = await spent(() => cluster.advanceTo(QUIET + WRITING));
  const [p50, p99] = operations.latencies([0.5, 0.99]);
  return {
    ...{ nodes: 5, roundTripMs: 2 * oneWayMs, offeredPerVirtualSecond: rate },
    committedPerVirtualSecond: Math.round(((operations.counts().ok - before) * SECOND) / WRITING),
    p50Ms: (p50 ?? 0) / 1_000,
    p99Ms: (p99 ?? 0) / 1_000,
    eventsPerWallSecond: Math.round(((cluster.events - events) * 1_000) / wallMs),
  };
}

// --- Heartbeats ---------------------------------------------------------------------------------------------------------

const BEATING: Micros = 600 * SECOND;

async function beatFigures(): Promise<object> {
  process.stderr.write('tables: five nodes that only beat\n');
  const cluster = await tablesOf({ nodes: 5 });
  await cluster.advanceTo(QUIET);
  const events = cluster.events;
  const { wallMs, processorMs } = await spent(() => cluster.advanceTo(QUIET + BEATING));
  return {
    nodes: 5,
    eventsPerVirtualSecond: Math.round(((cluster.events - events) * SECOND) / BEATING),
    virtualOverWall: Math.round(BEATING / 1_000 / wallMs),
    virtualOverProcessor: Math.round(BEATING / 1_000 / processorMs),
  };
}

// --- The disk -----------------------------------------------------------------------------------------------------------

const ENTRIES = 100_000;
const FILLING = 5_000;

/** One node with so many entries in its log, none of them in a snapshot, is stopped and started again. */
async function recoveryFigures(): Promise<object> {
  process.stderr.write(`tables: recovery from ${ENTRIES} entries\n`);
  const until = ENTRIES / FILLING + 1;
  const workload = [{ clients: 1, rate: FILLING, keys: 1_000, reads: 0, from: '1s', until: `${until}s` }];
  const cluster = await tablesOf({ nodes: 1, options: { snapshotEvery: 1_000_000 }, workload });
  await cluster.advanceTo((until + 2) * SECOND);
  const { last } = (await cluster.look('n1', 'glance')) as { readonly last: number };
  await cluster.act({ at: cluster.position, do: 'kill', node: 'n1', how: 'process' });
  await cluster.advanceTo(cluster.position + SECOND);
  await cluster.act({ at: cluster.position, do: 'restart', node: 'n1' });
  const { wallMs } = await spent(() => cluster.advanceTo(cluster.position + 2 * SECOND));
  const after = (await cluster.look('n1', 'glance')) as { readonly last: number; readonly applied: number };
  return { entries: last, entriesAfter: after.last, appliedAfter: after.applied, wallMs: Math.round(wallMs) };
}

const WRITES = 20_000;
const KEYS = 100;

/** What is left on a disk of many writes to few keys, once the log has made place for snapshots. */
async function diskFigures(): Promise<object> {
  process.stderr.write(`tables: ${WRITES} writes to ${KEYS} keys, compacted\n`);
  const rate = 1_000;
  const until = WRITES / rate + 1;
  const workload = [{ clients: 2, rate, keys: KEYS, reads: 0, from: '1s', until: `${until}s` }];
  const cluster = await tablesOf({ workload });
  await cluster.advanceTo((until + 2) * SECOND);
  const node = cluster.everybody.find(({ id }) => id === 'n1');
  const { last } = (await cluster.look('n1', 'glance')) as { readonly last: number };
  const bytes = node?.disk.bytes ?? 0;
  return {
    writes: last,
    keys: KEYS,
    bytesOnDisk: bytes,
    bytesForEachWrite: Math.round((bytes / last) * 10) / 10,
  };
}

export async function tablesFigures(): Promise<object> {
  const writes: object[] = [];
  for (const [oneWayMs, rate] of [
    [1, 2_000],
    [5, 2_000],
    [25, 2_000],
    [5, 200],
  ] as const)
    writes.push(await writeFigures(oneWayMs, rate));
  return {
    machine: {
      cores: availableParallelism(),
      processor: cpus()[0]?.model,
      node: process.version,
      load: loadavg(),
    },
    writes,
    heartbeats: await beatFigures(),
    recovery: await recoveryFigures(),
    disk: await diskFigures(),
  };
}
