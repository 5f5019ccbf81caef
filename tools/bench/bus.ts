/** What the ground costs: windows and messages through real Workers, events on LocalHost, seeking, checkpoints. */
import { performance } from 'node:perf_hooks';
import { serialize } from 'node:v8';
import type { Remote } from 'comlink';
import { saveCheckpoint } from '../../src/cluster/checkpoint.ts';
import { Cluster } from '../../src/cluster/cluster.ts';
import { LocalHost } from '../../src/cluster/local-host.ts';
import { EventLog } from '../../src/history/event-log.ts';
import { readScenario } from '../../src/scenario/index.ts';
import { programOf } from '../../src/systems/programs.ts';
import { sketches, systemOf } from '../../src/systems/registry.ts';
import { withBenchPage } from './browser.ts';
import type { Bench } from './page/worker.ts';
import { wire } from './wire.ts';

type BenchGlobal = { bench: Remote<Bench> };

export async function busFigures(): Promise<object> {
  const browser = await withBenchPage(async (page) => {
    const windows = [];
    for (const workers of [1, 3, 16, 64]) {
      process.stderr.write(`windows over ${workers} Workers\n`);
      windows.push(
        await page.evaluate((count) => (globalThis as unknown as BenchGlobal).bench.windows(count), workers),
      );
    }
    process.stderr.write('messages in batches\n');
    const messages = await page.evaluate(() =>
      (globalThis as unknown as BenchGlobal).bench.batched(3, 2_000),
    );
    process.stderr.write('seeking\n');
    const seek = await page.evaluate(() => (globalThis as unknown as BenchGlobal).bench.seek());
    return { windows, messages, seek };
  });
  process.stderr.write('events on LocalHost\n');
  const local = await localFigures();
  process.stderr.write('checkpoints\n');
  const checkpoints = [await checkpointFigures(1_000), await checkpointFigures(100_000)];
  process.stderr.write('the codec\n');
  return { inChromium: browser, inNode: { local, checkpoints, wire: await wire() } };
}

/** Events a second at recording level operations, fingerprint included, beside the bare heap that any such loop needs. */
async function localFigures(): Promise<object> {
  const rates: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const log = new EventLog('operations');
    const cluster = await relay(5, 200, { level: 'operations', record: (events) => log.record(events) });
    await cluster.advanceTo(1_000_000);
    const before = cluster.events;
    const began = performance.now();
    await cluster.advanceTo(11_000_000);
    rates.push(((cluster.events - before) / (performance.now() - began)) * 1_000);
  }
  rates.sort((left, right) => left - right);
  return {
    eventsPerSecond: Math.round(rates[rates.length >> 1] ?? 0),
    best: Math.round(rates[rates.length - 1] ?? 0),
  };
}

/** The first checkpoint keeps everything, the next what changed in a virtual second. */
async function checkpointFigures(entries: number): Promise<object> {
  const nodes = 5;
  const cluster = await relay(nodes, Math.ceil(entries / nodes / nodes), {
    level: 'nothing',
    record: () => undefined,
  });
  // Every token has been everywhere, so every node remembers all of them.
  await cluster.advanceTo(200_000);
  const first = await timed(cluster);
  await cluster.advanceTo(205_000);
  const next = await timed(cluster);
  return {
    entries,
    first: { ms: first.ms, bytes: first.bytes },
    // What the two share is kept once.
    next: { ms: next.ms, bytes: next.bytes - next.bytesOfTables + next.bytesOfJournals },
  };
}

interface Timed {
  readonly ms: number;
  readonly bytes: number;
  readonly bytesOfTables: number;
  readonly bytesOfJournals: number;
}

async function timed(cluster: Cluster): Promise<Timed> {
  const began = performance.now();
  const checkpoint = await saveCheckpoint(cluster);
  const ms = Math.round((performance.now() - began) * 100) / 100;
  const tables = checkpoint.participants.flatMap((participant) =>
    participant.tables.map(([, image]) => image),
  );
  return {
    ms,
    bytes: serialize(checkpoint).length,
    bytesOfTables: serialize(tables).length,
    bytesOfJournals: serialize(tables.map(({ journals }) => journals)).length,
  };
}

async function relay(
  nodes: number,
  tokens: number,
  recorder: ConstructorParameters<typeof Cluster>[0]['recorder'],
): Promise<Cluster> {
  const read = readScenario(
    { version: 1, system: 'relay', nodes, clients: 0, options: { tokens, hold: 0 } },
    sketches,
  );
  if (!read.ok) throw new Error('the benchmark has no scenario');
  const cluster = new Cluster({
    scenario: read.scenario,
    system: systemOf('relay'),
    host: new LocalHost(programOf),
    recorder,
  });
  await cluster.boot();
  return cluster;
}
