/** What the cache does in a browser and without one: operations, latency, processor time, and what a newcomer costs. */
import { cpus, loadavg } from 'node:os';
import type { Page } from '@playwright/test';
import type { Remote } from 'comlink';
import type { Load, Stretch } from '../../src/lab/load.ts';
import { latencyOf, ratePerSecond, summaryOf } from '../../src/lab/load-figures.ts';
import { withBenchPage } from './browser.ts';
import { joinFigures, paceFigures } from './cache-headless.ts';
import type { Bench } from './page/worker.ts';
import { childrenMs } from './processor-time.ts';

type BenchGlobal = { bench: Remote<Bench> };

const DEPTH = 1_024;
const KEYS = 10_000;
const VALUE_BYTES = 16;
const WARM_MS = 4_000;
const ROUND_MS = 2_000;
const ROUNDS = 5;
const TIMED = 4_000;

/** Copies are no part of how work grows with the number of nodes, so there are none in those figures. */
const ALONE = { replicas: 1 };

export async function cacheFigures(): Promise<object> {
  const ordinary = { keys: KEYS, valueBytes: VALUE_BYTES, depth: DEPTH, reads: 0.5 };
  const inBrowser = await withBenchPage(async (page) => {
    const one = { ...ordinary, nodes: 1, options: ALONE };
    const oneNode = {
      get: await throughput(page, { ...one, reads: 1 }),
      set: await throughput(page, { ...one, reads: 0 }),
      mixed: await throughput(page, one),
      depth1: await throughput(page, { ...one, depth: 1, latency: 0 }),
    };
    const more = [];
    for (const nodes of [3, 5, 16]) {
      more.push({
        alone: await throughput(page, { ...ordinary, nodes, options: ALONE }),
        withCopies: await throughput(page, { ...ordinary, nodes, options: {} }),
      });
    }
    const hit = await latency(page, { ...one, depth: 1, reads: 1, latency: 0, keys: 1 });
    const userAgent = await page.evaluate(() => navigator.userAgent);
    return { browser: userAgent, oneNode, more, scaling: scaling(oneNode.mixed, more.at(-1)?.alone), hit };
  });
  const pace = await paceFigures();
  const joins = [
    await joinFigures({ keys: 10_000, weight: 1 }),
    await joinFigures({ keys: 1_000_000, weight: 1 }),
    // Little moves and much stays.
    await joinFigures({ keys: 100_000, weight: 10 }),
  ];
  return { machine: machine(), inChromium: inBrowser, headless: { pace, joins } };
}

interface Throughput {
  /** Operations under way at once are `depth` for each node; links have the ordinary latency where none is named. */
  readonly measured: Load;
  readonly bestPerSecond: number;
  readonly medianPerSecond: number;
  /** µs of all the browser's processes for one operation, the least of all rounds. */
  readonly processorMicros: number | null;
  readonly notOk: number;
  readonly load: number;
}

async function throughput(page: Page, load: Load): Promise<Throughput> {
  const { nodes, depth, reads, options } = load;
  process.stderr.write(
    `${nodes} nodes at depth ${depth}, ${reads * 100} % GET, ${JSON.stringify(options)}\n`,
  );
  await page.evaluate((open) => (globalThis as unknown as BenchGlobal).bench.openCache(open), load);
  await stretch(page, WARM_MS);
  const rates: number[] = [];
  let processorMicros: number | null = null;
  let refused = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = childrenMs();
    const { operations, wallMs, notOk } = await stretch(page, ROUND_MS);
    const after = childrenMs();
    rates.push(ratePerSecond({ operations, wallMs }));
    refused += notOk;
    if (before === null || after === null) continue;
    const micros = ((after - before) * 1_000) / operations;
    processorMicros = Math.min(processorMicros ?? Infinity, Math.round(micros * 100) / 100);
  }
  await page.evaluate(() => (globalThis as unknown as BenchGlobal).bench.closeCache());
  return {
    measured: load,
    ...summaryOf(rates),
    processorMicros,
    notOk: refused,
    load: loadavg()[0] ?? 0,
  };
}

function stretch(page: Page, milliseconds: number): Promise<Stretch> {
  return page.evaluate((ms) => (globalThis as unknown as BenchGlobal).bench.runCache(ms), milliseconds);
}

/** Processor time for one operation, at 16 nodes over that at one; and the same depth for each. */
function scaling(one: Throughput, many: Throughput | undefined): number | null {
  if (one.processorMicros === null || !many?.processorMicros) return null;
  return Math.round((many.processorMicros / one.processorMicros) * 100) / 100;
}

/** How long a GET of a key that is there takes by the wall, with links at the floor and nothing else under way. */
async function latency(page: Page, load: Load): Promise<object> {
  process.stderr.write('hits one by one\n');
  // The key is written first, by a load that only writes.
  await page.evaluate((open) => (globalThis as unknown as BenchGlobal).bench.openCache(open), load);
  await stretch(page, WARM_MS);
  const times = await page.evaluate(
    (count) => (globalThis as unknown as BenchGlobal).bench.timeCache(count),
    TIMED,
  );
  await page.evaluate(() => (globalThis as unknown as BenchGlobal).bench.closeCache());
  const { count, ...measured } = latencyOf(times);
  return { hits: count, ...measured };
}

function machine(): object {
  const [first] = cpus();
  return { cores: cpus().length, processor: first?.model ?? '', node: process.version, load: loadavg() };
}
