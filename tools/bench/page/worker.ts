/** The benchmark's Worker: in the place of the bus, with the real node Workers below it. */
import { expose } from 'comlink';
import { startNodeWorker } from '#start-node';
import { startReplayWorker } from '#start-replay';
import { Cluster } from '../../../src/cluster/cluster.ts';
import { LocalHost } from '../../../src/cluster/local-host.ts';
import { SILENCE } from '../../../src/cluster/recorder.ts';
import { Lab } from '../../../src/lab/lab.ts';
import { readScenario } from '../../../src/scenario/index.ts';
import { programOf } from '../../../src/systems/programs.ts';
import { sketches, systemOf } from '../../../src/systems/registry.ts';
import { SupervisedReplayer } from '../../../src/workers/supervised-replayer.ts';
import { WorkerHost } from '../../../src/workers/worker-host.ts';
import { closeCache, openCache, runCache, timeCache } from './cache.ts';

const ROUNDS = 7;
const ROUND_MS = 300;
const WARM_WINDOWS = 5_000;
/** A batch with one envelope is about this long. */
const BATCH_BYTES = 256;

export interface WindowFigures {
  readonly workers: number;
  readonly windowsPerSecond: number;
  /** The same Workers, one small message there and one back from each. */
  readonly pingsPerSecond: number;
  /** Windows over pings: the median over rounds in which both were measured, one after the other. */
  readonly ratio: number;
  /** The same, when the ping carries as many bytes as a window does. */
  readonly ratioToLoadedPing: number;
}

/** All tokens fly together, so that every window wakes every node. */
async function relayCluster(
  nodes: number,
  tokens: number,
  workers: Worker[],
  onWindow: () => void,
): Promise<Cluster> {
  const read = readScenario(
    {
      version: 1,
      system: 'relay',
      nodes,
      clients: 0,
      // A node alone sends to itself, which takes no time: there a timer has to.
      options: { tokens, hold: nodes === 1 ? '5ms' : 0 },
      network: { latency: { min: '5ms', law: 'constant' } },
    },
    sketches,
  );
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  const host = new WorkerHost({
    startWorker: () => {
      const worker = startNodeWorker();
      workers.push(worker);
      return worker;
    },
  });
  const cut = (_start: number, end: number): number => {
    onWindow();
    return end;
  };
  const cluster = new Cluster({
    scenario: read.scenario,
    system: systemOf('relay'),
    host,
    recorder: SILENCE,
    cut,
  });
  await cluster.boot();
  await cluster.advanceTo(100_000);
  return cluster;
}

async function during(milliseconds: number, work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  while (performance.now() - began < milliseconds) await work();
  return performance.now() - began;
}

async function windows(nodes: number): Promise<WindowFigures> {
  const workers: Worker[] = [];
  let count = 0;
  const cluster = await relayCluster(nodes, 1, workers, () => {
    count += 1;
  });
  const ping = pinger(workers);
  const loadedPing = pinger(workers, BATCH_BYTES);
  // Engines compile what is hot; whoever measures before that measures the compiler.
  while (count < WARM_WINDOWS) await cluster.advanceTo(cluster.position + 50_000);
  const rates: { window: number; ping: number; loaded: number }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    count = 0;
    const run = await during(ROUND_MS, () => cluster.advanceTo(cluster.position + 50_000));
    const window = (count / run) * 1_000;
    rates.push({ window, ping: await rate(ping), loaded: await rate(loadedPing) });
  }
  await cluster.dispose();
  return {
    workers: nodes,
    windowsPerSecond: Math.round(median(rates.map(({ window }) => window))),
    pingsPerSecond: Math.round(median(rates.map(({ ping: bare }) => bare))),
    ratio: round2(median(rates.map(({ window, ping: bare }) => window / bare))),
    ratioToLoadedPing: round2(median(rates.map(({ window, loaded }) => window / loaded))),
  };
}

async function rate(work: () => Promise<void>): Promise<number> {
  let count = 0;
  const time = await during(ROUND_MS, async () => {
    await work();
    count += 1;
  });
  return (count / time) * 1_000;
}

/** One message to each Worker and one back from each: the least that a window over them could cost. */
function pinger(workers: readonly Worker[], bytes = 0): () => Promise<void> {
  let open = 0;
  let resolve = (): void => undefined;
  for (const worker of workers) {
    worker.addEventListener('message', ({ data }: MessageEvent<{ do?: string }>) => {
      if (data.do !== 'ping') return;
      open -= 1;
      if (open === 0) resolve();
    });
  }
  return () =>
    new Promise((onResolve) => {
      resolve = onResolve;
      open = workers.length;
      for (const worker of workers)
        worker.postMessage(bytes === 0 ? { do: 'ping' } : { do: 'ping', load: new ArrayBuffer(bytes) });
    });
}

async function batched(
  nodes: number,
  tokens: number,
): Promise<{ workers: number; messagesInFlight: number; messagesPerSecond: number }> {
  const cluster = await relayCluster(nodes, tokens, [], () => undefined);
  const rates: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = cluster.counts.delivered;
    const run = await during(ROUND_MS, () => cluster.advanceTo(cluster.position + 25_000));
    rates.push(((cluster.counts.delivered - before) / run) * 1_000);
  }
  await cluster.dispose();
  return { workers: nodes, messagesInFlight: nodes * tokens, messagesPerSecond: Math.round(median(rates)) };
}

/** Ten virtual minutes of five nodes at 100 operations a second, then seeks all over it. */
async function seek(): Promise<object> {
  const lab = new Lab({
    makeHost: () => new LocalHost(programOf),
    makeReplayer: () => new SupervisedReplayer(startReplayWorker),
    wall: () => performance.now(),
  });
  const minutes = 10;
  const head = minutes * 60_000_000;
  const text = JSON.stringify({
    version: 1,
    system: 'counter',
    nodes: 5,
    workload: [{ clients: 5, rate: 100, reads: 0.5, until: `${minutes}m` }],
    until: `${minutes}m`,
  });
  const opened = await lab.open({ text, trial: { host: 'local' } });
  if (!opened.ok) throw new Error(opened.says.join('\n'));
  const began = performance.now();
  await lab.seek(head);
  const ran = performance.now() - began;
  const times: number[] = [];
  for (let index = 1; index <= 40; index += 1) {
    // The golden ratio spreads them over the run, forth and back.
    const at = Math.floor(((index * 0.618_033_988_75) % 1) * head);
    const start = performance.now();
    await lab.seek(at);
    const frame = await lab.frame(0, { epoch: -1, cursor: 0, picture: 0 });
    if (frame.picture?.at !== at) throw new Error('the picture is of another moment');
    times.push(performance.now() - start);
  }
  await lab.dispose();
  const [first = 0] = times;
  times.sort((left, right) => left - right);
  return {
    virtualSeconds: head / 1_000_000,
    runMs: Math.round(ran),
    firstSeekMs: Math.round(first),
    medianSeekMs: Math.round(median(times)),
    worstSeekMs: Math.round(times[times.length - 1] ?? 0),
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[sorted.length >> 1] ?? 0;
}

function round2(value: number): number {
  return Math.round(value * 100) / 100;
}

const bench = { windows, batched, seek, openCache, runCache, timeCache, closeCache };
export type Bench = typeof bench;
expose(bench);
