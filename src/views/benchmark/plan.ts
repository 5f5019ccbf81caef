/**
 * What the page's benchmark measures, in which order, and what of it was aimed at. The loads are run by the lab (lab/load.ts), as `npm run bench -- cache`
 * does; here is only said which ones, and judged what came of them.
 */
import type { LoadFigures, Plan } from '../../lab/load-figures.ts';
import type { Load } from '../../lab/load.ts';

export type StepKind = 'depth' | 'hit' | 'nodes';

export interface Step {
  readonly kind: StepKind;
  readonly load: Load;
  readonly plan: Plan;
}

export interface Result {
  readonly kind: StepKind;
  readonly figures: LoadFigures;
}

/** `beyond`: nodes share cores there, so nothing is aimed at. */
export type Verdict = 'met' | 'not met' | 'beyond' | null;

/** The requirements' aims: S4-40, S4-41, S4-42. */
export const AIMS = { perSecond: 100_000, hitMs: 1, scaling: 0.7 } as const;
/** At which many operations the first aim is meant. */
export const AIM_DEPTH = 1_024;

const DEPTHS = [1, 16, 128, AIM_DEPTH];
/** Copies are no part of how work grows with the number of nodes, and of what one node does. */
const ALONE = { replicas: 1 };
const USUAL = { nodes: 1, keys: 10_000, valueBytes: 16, reads: 0.5, options: ALONE };
const ROUNDS: Plan = { warmMs: 1_500, roundMs: 1_000, rounds: 3, timed: 0 };
const HITS: Plan = { warmMs: 1_500, roundMs: 0, rounds: 0, timed: 2_000 };

export function stepsFor(cores: number, rounds: Plan = ROUNDS, hits: Plan = HITS): readonly Step[] {
  const depths = DEPTHS.map((depth): Step => {
    const load = { ...USUAL, depth, ...(depth === 1 && { latency: 0 }) };
    return { kind: 'depth', load, plan: rounds };
  });
  // The key is written while it is opened, so each of these finds it.
  const hit: Step = { kind: 'hit', load: { ...USUAL, keys: 1, reads: 1, depth: 1, latency: 0 }, plan: hits };
  const nodes = nodeCounts(cores).map((count): Step => ({
    kind: 'nodes',
    load: { ...USUAL, nodes: count, depth: AIM_DEPTH },
    plan: rounds,
  }));
  return [...depths, hit, ...nodes];
}

/** 2, 4, … up to one core less than there are; at least to 4, so that it is seen what sharing a machine means. */
function nodeCounts(cores: number): readonly number[] {
  const most = Math.max(4, cores - 1);
  return [2, 4, 8, 16, 32].filter((count) => count <= most);
}

/** Of one node at the same depth, times the number of nodes, this is what was reached. Null until that one is measured. */
export function scalingOf({ figures }: Result, results: readonly Result[]): number | null {
  const one = results.find(
    ({ kind, figures: { load } }) => kind === 'depth' && load.depth === figures.load.depth,
  );
  if (one === undefined || one.figures.medianPerSecond === 0) return null;
  return figures.medianPerSecond / (one.figures.medianPerSecond * figures.load.nodes);
}

export function verdictOf(result: Result, results: readonly Result[], cores: number): Verdict {
  const { kind, figures } = result;
  switch (kind) {
    case 'depth':
      return figures.load.depth === AIM_DEPTH ? judged(figures.medianPerSecond >= AIMS.perSecond) : null;
    case 'hit': {
      if (figures.latency === null) return null;
      const { p50Ms, p95Ms } = figures.latency.inBatches;
      return judged(p50Ms < AIMS.hitMs && p95Ms < AIMS.hitMs);
    }
    case 'nodes': {
      if (figures.load.nodes > cores / 2) return 'beyond';
      const scaling = scalingOf(result, results);
      return scaling === null ? null : judged(scaling >= AIMS.scaling);
    }
  }
}

function judged(isMet: boolean): Verdict {
  return isMet ? 'met' : 'not met';
}

export function benchmarkFile(results: readonly Result[], cores: number, measuredBy: object): string {
  const rows = results.map((result) => ({
    kind: result.kind,
    ...result.figures,
    scaling: result.kind === 'nodes' ? scalingOf(result, results) : null,
    aim: verdictOf(result, results, cores),
  }));
  return `${JSON.stringify({ format: 'ringside-benchmark', version: 1, ...measuredBy, aims: AIMS, results: rows }, null, 2)}\n`;
}
