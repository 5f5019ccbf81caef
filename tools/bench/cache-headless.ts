/** The cache without a browser: how much faster than the wall it lives, and what it costs to take in a newcomer. */
import { Cluster } from '../../src/cluster/cluster.ts';
import { LocalHost } from '../../src/cluster/local-host.ts';
import { SILENCE, type Recorder } from '../../src/cluster/recorder.ts';
import { Operations } from '../../src/history/operations.ts';
import { SECOND, type Micros } from '../../src/kernel/time.ts';
import { readScenario } from '../../src/scenario/index.ts';
import { programOf } from '../../src/systems/programs.ts';
import { sketches, systemOf } from '../../src/systems/registry.ts';
import { spent } from './spent.ts';

const NODES = 5;

async function cacheOf(fields: object, recorder: Recorder, weight = 1): Promise<Cluster> {
  const nodes = Array.from({ length: NODES }, (_, index) => ({ id: `n${index + 1}`, weight }));
  const read = readScenario({ version: 1, system: 'cache', nodes, until: '24h', ...fields }, sketches);
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  const cluster = new Cluster({
    scenario: read.scenario,
    system: systemOf('cache'),
    host: new LocalHost(programOf),
    recorder,
  });
  await cluster.boot();
  return cluster;
}

// --- Pace ---------------------------------------------------------------------------------------------------------------

const RATE = 100;
const ROUNDS = 8;
const ROUND: Micros = 60 * SECOND;

/** Five nodes with all their ordinary options, every operation recorded. */
export async function paceFigures(): Promise<object> {
  process.stderr.write('headless: five nodes, 100 operations a second\n');
  const operations = new Operations();
  const workload = [{ clients: NODES, rate: RATE, keys: 1_000, reads: 0.5 }];
  const cluster = await cacheOf(
    { workload },
    { level: 'operations', record: (all) => operations.record(all) },
  );
  await cluster.advanceTo(ROUND);
  const before = cluster.events;
  let [overWall, overProcessor] = [0, 0];
  for (let round = 0; round < ROUNDS; round += 1) {
    const { wallMs, processorMs } = await spent(() => cluster.advanceTo(cluster.position + ROUND));
    overWall = Math.max(overWall, ROUND / 1_000 / wallMs);
    overProcessor = Math.max(overProcessor, ROUND / 1_000 / processorMs);
  }
  return {
    ...{ nodes: NODES, operationsPerSecond: RATE, options: {} },
    eventsPerVirtualSecond: Math.round(((cluster.events - before) * SECOND) / (ROUNDS * ROUND)),
    virtualOverWall: Math.round(overWall),
    virtualOverProcessor: Math.round(overProcessor),
    counts: operations.counts(),
  };
}

// --- A newcomer ---------------------------------------------------------------------------------------------------------

const NEWCOMER = `n${NODES + 1}`;
const FILL_RATE = 20_000;
const VALUE_BYTES = 16;
const LOOK_EVERY: Micros = SECOND;
const CALM: Micros = 10 * SECOND;
const LONGEST: Micros = 7_200 * SECOND;

interface Joining {
  readonly keys: number;
  /** Of those who are there; the newcomer has 1. */
  readonly weight: number;
}

/** From the word of the operator until everybody has what belongs to it and nothing else. One copy of each key. */
export async function joinFigures({ keys, weight }: Joining): Promise<object> {
  process.stderr.write(`headless: a newcomer at ${keys} keys, all others of weight ${weight}\n`);
  const size = { min: VALUE_BYTES, max: VALUE_BYTES };
  const fill = { clients: 1, rate: FILL_RATE, keys, spread: 'scan', reads: 0, size };
  const until = Math.ceil(keys / FILL_RATE) * 1.2 + 1;
  const cluster = await cacheOf(
    { options: { replicas: 1 }, workload: [{ ...fill, until: `${until}s` }] },
    SILENCE,
    weight,
  );
  await cluster.advanceTo((until + 5) * SECOND);
  const held = await keysOf(cluster);
  // What the same virtual time costs when nothing moves is no part of it.
  const calm = await spent(() => cluster.advanceTo(cluster.position + CALM));
  const began = cluster.position;
  const { sent } = cluster.counts;
  await cluster.act({ at: began, do: 'add', node: NEWCOMER, name: 'Foxtrot', weight: 1 });
  const moving = await spent(async () => {
    do {
      if (cluster.position - began > LONGEST) throw new Error('the newcomer is never taken in');
      await cluster.advanceTo(cluster.position + LOOK_EVERY);
    } while (!(await isTakenIn(cluster, held)));
  });
  const virtual = cluster.position - began;
  const keysMoved = await keysAt(cluster, NEWCOMER);
  const extra = moving.processorMs - (calm.processorMs * virtual) / CALM;
  return {
    ...{
      keys: held,
      weight,
      keysMoved,
      replicas: 1,
      valueBytes: VALUE_BYTES,
      virtualSeconds: virtual / SECOND,
    },
    bytesReceivedByNewcomer: await bytesAt(cluster, NEWCOMER),
    messages: cluster.counts.sent - sent,
    wallMs: Math.round(moving.wallMs),
    processorMs: Math.round(moving.processorMs),
    processorMicrosForEachKeyMoved: Math.round((extra * 1_000) / keysMoved),
  };
}

async function isTakenIn(cluster: Cluster, keys: number): Promise<boolean> {
  return (await keysAt(cluster, NEWCOMER)) > 0 && (await keysOf(cluster)) === keys;
}

async function keysOf(cluster: Cluster): Promise<number> {
  let sum = 0;
  for (const { id, isClient } of cluster.everybody) if (!isClient) sum += await keysAt(cluster, id);
  return sum;
}

async function keysAt(cluster: Cluster, node: string): Promise<number> {
  return ((await cluster.look(node, 'glance')) as { readonly keys?: number }).keys ?? 0;
}

async function bytesAt(cluster: Cluster, node: string): Promise<number> {
  const path = ['meters', 'received'];
  const { rows } = await cluster.look(node, 'inspect', { path, offset: 0, limit: 10 });
  const found = (rows as readonly { name: string; text: string }[]).find(({ name }) => name === 'bytes');
  return Number(found?.text);
}
