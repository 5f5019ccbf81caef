/** What comes of a load, in figures: operations a second in several rounds, and how long one takes. */
import type { Host } from '../cluster/host.ts';
import { LoadRun, type Load } from './load.ts';

export interface Plan {
  /** Engines compile what is hot; whoever measures before that measures the compiler. */
  readonly warmMs: number;
  readonly roundMs: number;
  readonly rounds: number;
  /** So many operations are timed one after the other; 0: none. Only at depth 1 that says how long one takes. */
  readonly timed: number;
}

export interface Times {
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
}

export interface Latency {
  readonly count: number;
  readonly batchOf: number;
  /** Means of batches: what can be told in a browser. */
  readonly inBatches: Times;
  /** As coarse as the clock. */
  readonly oneByOne: Times;
}

export interface LoadFigures {
  readonly load: Load;
  readonly bestPerSecond: number;
  readonly medianPerSecond: number;
  readonly operations: number;
  readonly notOk: number;
  readonly latency: Latency | null;
}

/** What a browser's clock can tell apart is more than one operation may take; so many are timed together. */
const BATCH = 20;

export async function measureLoad(
  load: Load,
  plan: Plan,
  host: Host,
  wall: () => number,
): Promise<LoadFigures> {
  const run = await LoadRun.open(load, host, wall);
  try {
    await run.run(plan.warmMs);
    const rates: number[] = [];
    let [operations, notOk] = [0, 0];
    for (let round = 0; round < plan.rounds; round += 1) {
      const stretch = await run.run(plan.roundMs);
      rates.push(ratePerSecond(stretch));
      operations += stretch.operations;
      notOk += stretch.notOk;
    }
    const latency = plan.timed === 0 ? null : latencyOf(await run.time(plan.timed));
    return { load, ...summaryOf(rates), operations, notOk, latency };
  } finally {
    await run.close();
  }
}

export function ratePerSecond({ operations, wallMs }: { operations: number; wallMs: number }): number {
  return (operations / wallMs) * 1_000;
}

export function summaryOf(rates: readonly number[]): { bestPerSecond: number; medianPerSecond: number } {
  const sorted = rates.toSorted((left, right) => left - right);
  return {
    bestPerSecond: Math.round(sorted.at(-1) ?? 0),
    medianPerSecond: Math.round(sorted[sorted.length >> 1] ?? 0),
  };
}

export function latencyOf(times: readonly number[]): Latency {
  const batches = Array.from({ length: Math.floor(times.length / BATCH) }, (_, index) => {
    const batch = times.slice(index * BATCH, (index + 1) * BATCH);
    return batch.reduce((sum, time) => sum + time, 0) / BATCH;
  });
  return { count: times.length, batchOf: BATCH, inBatches: timesOf(batches), oneByOne: timesOf(times) };
}

function timesOf(times: readonly number[]): Times {
  const sorted = times.toSorted((left, right) => left - right);
  const at = (share: number): number =>
    Math.round((sorted[Math.floor(share * (sorted.length - 1))] ?? 0) * 1_000) / 1_000;
  return { p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99) };
}
