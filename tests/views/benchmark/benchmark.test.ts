/** The page's benchmark: the loads are really run (here in one thread), judged against the aims, and stopped by ending the lab that they run in. */
import { describe, expect, it } from 'vitest';
import { LocalHost } from '../../../src/cluster/local-host.ts';
import type { LoadFigures, Plan } from '../../../src/lab/load-figures.ts';
import { Lab } from '../../../src/lab/lab.ts';
import { Replay } from '../../../src/lab/replay.ts';
import { programOf } from '../../../src/systems/programs.ts';
import type { OtherLab } from '../../../src/views/another-lab.ts';
import { Benchmark } from '../../../src/views/benchmark/benchmark.svelte.ts';
import {
  AIM_DEPTH,
  benchmarkFile,
  scalingOf,
  stepsFor,
  verdictOf,
  type Result,
} from '../../../src/views/benchmark/plan.ts';

const SHORT: Plan = { warmMs: 0, roundMs: 1, rounds: 1, timed: 0 };
const HITS: Plan = { warmMs: 0, roundMs: 0, rounds: 0, timed: 40 };

function otherLab(): OtherLab & { closed: number } {
  const lab = new Lab({
    makeHost: () => new LocalHost(programOf),
    makeReplayer: () => new Replay(),
    wall: () => performance.now(),
  });
  const other = { lab, closed: 0, close: () => void (other.closed += 1) };
  return other;
}

describe('the benchmark', () => {
  it('runs every step through a real cluster, and brings figures that can be judged', async () => {
    const other = otherLab();
    const benchmark = new Benchmark(() => Promise.resolve(other));
    // The node that others are held against, the hits, and two nodes.
    const steps = stepsFor(2, SHORT, HITS)
      .filter(({ kind, load }) => kind === 'hit' || (load.depth === AIM_DEPTH && load.nodes <= 2))
      .map((step) => ({ ...step, load: { ...step.load, keys: 1 } }));
    expect(steps).toHaveLength(3);
    await benchmark.start(steps);
    expect(benchmark.problem).toBeNull();
    expect(benchmark.isRunning).toBe(false);
    expect(other.closed).toBe(1);
    const [one, hit, two] = benchmark.results as [Result, Result, Result];
    for (const { figures } of [one, two]) {
      expect(figures.medianPerSecond).toBeGreaterThan(0);
      expect(figures.operations).toBeGreaterThan(0);
      expect(figures.notOk).toBe(0);
    }
    expect(hit.figures.latency?.count).toBe(40);
    expect(hit.figures.latency?.inBatches.p50Ms).toBeGreaterThan(0);
    expect(verdictOf(one, benchmark.results, 2)).toMatch(/^(not )?met$/);
    expect(verdictOf(two, benchmark.results, 2)).toBe('beyond');
    const file = JSON.parse(benchmarkFile(benchmark.results, 2, { cores: 2 })) as { results: object[] };
    expect(file.results).toHaveLength(3);
    expect(file.results[0]).toMatchObject({ kind: 'depth', load: { nodes: 1, depth: AIM_DEPTH } });
  });

  it('stops when it is told to: what was measured stays, and what comes later does not', async () => {
    const answers: ((figures: LoadFigures) => void)[] = [];
    let closed = 0;
    const benchmark = new Benchmark(() =>
      Promise.resolve({
        lab: { underLoad: () => new Promise<LoadFigures>((answer) => answers.push(answer)) },
        close: () => (closed += 1),
      }),
    );
    const running = benchmark.start(stepsFor(2));
    await expect.poll(() => answers.length).toBe(1);
    answers[0]?.(figures({}));
    await expect.poll(() => answers.length).toBe(2);
    benchmark.stop();
    expect(closed).toBe(1);
    answers[1]?.(figures({}));
    await running;
    expect(benchmark.results).toHaveLength(1);
    expect(benchmark.isRunning).toBe(false);
  });

  it('says what went wrong', async () => {
    const benchmark = new Benchmark(() => Promise.reject(new Error('no Workers')));
    await benchmark.start(stepsFor(2));
    expect(benchmark.problem).toBe('no Workers');
    expect(benchmark.isRunning).toBe(false);
  });
});

function figures({ nodes = 1, depth = AIM_DEPTH, rate = 0, p95 = 0 }): LoadFigures {
  const times = { p50Ms: p95 / 2, p95Ms: p95, p99Ms: p95 };
  return {
    load: { nodes, depth, reads: 0.5, keys: 1, valueBytes: 1, options: {} },
    ...{ bestPerSecond: rate, medianPerSecond: rate, operations: 1, notOk: 0 },
    latency: p95 === 0 ? null : { count: 20, batchOf: 20, inBatches: times, oneByOne: times },
  };
}

describe('the aims', () => {
  const one: Result = { kind: 'depth', figures: figures({ rate: 100_000 }) };
  const nodes = (count: number, rate: number): Result => ({
    kind: 'nodes',
    figures: figures({ nodes: count, rate }),
  });
  const hit = (p95: number): Result => ({ kind: 'hit', figures: figures({ depth: 1, p95 }) });
  const judged = (result: Result, cores = 8): unknown => verdictOf(result, [one, result], cores);

  it('are 100 000 a second at the documented depth, and nothing at others', () => {
    expect(judged(one)).toBe('met');
    expect(judged({ kind: 'depth', figures: figures({ rate: 99_999 }) })).toBe('not met');
    expect(judged({ kind: 'depth', figures: figures({ rate: 9, depth: 1 }) })).toBeNull();
  });

  it('are hits under 1 ms', () => {
    expect(judged(hit(0.99))).toBe('met');
    expect(judged(hit(1))).toBe('not met');
  });

  it('are 0.7 of what so many nodes could do, as long as half the cores are enough for them', () => {
    expect(judged(nodes(4, 280_000))).toBe('met');
    expect(judged(nodes(4, 279_999))).toBe('not met');
    expect(judged(nodes(8, 800_000))).toBe('beyond');
    expect(scalingOf(nodes(4, 280_000), [one])).toBe(0.7);
    expect(scalingOf(nodes(4, 280_000), [])).toBeNull();
  });

  it('are looked for at 1, 2, 4, … nodes, up to one core less than there are', () => {
    const counts = (cores: number): number[] =>
      stepsFor(cores).flatMap(({ kind, load }) => (kind === 'nodes' ? [load.nodes] : []));
    expect(counts(2)).toEqual([2, 4]);
    expect(counts(8)).toEqual([2, 4]);
    expect(counts(12)).toEqual([2, 4, 8]);
    expect(counts(64)).toEqual([2, 4, 8, 16, 32]);
  });
});
