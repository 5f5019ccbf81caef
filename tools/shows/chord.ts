/** Chord rings, large ones: tables and lookups against the truth, how paths grow, what is left when half has died, and how keys lie. */
import type { Report } from '../../src/search/chord/report.ts';
import { simulate } from '../../src/search/chord/simulate.ts';
import type { Proof } from './proof.ts';

import { mannerOf, playSchedule } from '../../tests/systems/chord/schedule.ts';
import { chord } from '../../src/systems/chord/index.ts';
import { stormsInOrder } from '../lab/storm-jobs.ts';

type Shown = ReturnType<Proof['prove']>;

const LEAST = 6;
const SEEDS = [1, 2, 3];

/** Random schedules of six to nine nodes, at most 200 steps each. */
const SCHEDULES = 100_000;
const STORMS = 2_000;

export const chordProofs: readonly Proof[] = [
  { says: 'every invariant after every step of 100 000 random schedules', prove: schedules },
  { says: '2 000 storms on the Chord store', prove: storms },
  { says: 'every finger, list of successors and lookup is right in rings of up to 2 048', prove: truths },
  { says: 'paths grow by half a hop with each doubling, from 2^6 to 2^13 nodes', prove: slope },
  { says: '1 000 nodes, 20 successors, half of them dead at once: no lookup fails', prove: halfDead },
  { says: 'the busiest hundredth of nodes has 4.6 times the keys of the average one', prove: busiest },
  { says: 'fingers looked up one place too far are found out', prove: mutant },
  { says: '500 nodes stabilise every 30 s while others come and go: few lookups fail', prove: churn },
];

function brokenIn({ checks }: Report): string | undefined {
  const broken = checks.find(({ ok }) => !ok);
  return broken && `${broken.name}: ${broken.detail}`;
}

async function truths(): Shown {
  let lookups = 0;
  for (let power = LEAST - 2; power <= 11; power += 1) {
    for (const nodes of [2 ** power - 1, 2 ** power]) {
      const report = await simulate({ nodes, successors: 3, lookups: 4 * nodes, keys: 0, seed: nodes });
      const broken = brokenIn(report);
      if (broken !== undefined) return { ok: false, detail: `${nodes} nodes: ${broken}` };
      lookups += report.lookups;
    }
  }
  return { ok: true, detail: `16 rings, ${lookups} lookups` };
}

async function slope(): Shown {
  const points: { readonly power: number; readonly mean: number }[] = [];
  const broken: string[] = [];
  for (let power = LEAST; power <= 13; power += 1) {
    let sum = 0;
    for (const seed of SEEDS) {
      const { path, failed } = await simulate({ nodes: 2 ** power, successors: 3, keys: 0, seed });
      sum += path.mean;
      if (failed > 0) broken.push(`${failed} lookups fail among 2^${power}`);
      if (path.p99 > power) broken.push(`p99 is ${path.p99} among 2^${power}`);
      if (path.max > 2 * power) broken.push(`the longest is ${path.max} among 2^${power}`);
    }
    points.push({ power, mean: sum / SEEDS.length });
  }
  const steepness = slopeOf(points);
  const means = points.map(({ power, mean }) => `2^${power} ${mean.toFixed(2)}`).join(', ');
  return {
    ok: broken.length === 0 && Math.abs(steepness - 0.5) <= 0.04,
    detail: [`${steepness.toFixed(3)} (${means})`, ...broken].join('; '),
  };
}

/** Of the straight line that is closest to all points. */
function slopeOf(points: readonly { readonly power: number; readonly mean: number }[]): number {
  const middle = points.reduce((sum, { power }) => sum + power, 0) / points.length;
  const over = points.reduce((sum, { power, mean }) => sum + (power - middle) * mean, 0);
  const under = points.reduce((sum, { power }) => sum + (power - middle) ** 2, 0);
  return over / under;
}

async function halfDead(): Shown {
  const report = await simulate({ nodes: 1_000, successors: 20, fail: 0.5, replicas: 1 });
  const { path, timeouts, failed, lost, ownersFailed } = report;
  return {
    ok:
      failed === 0 &&
      lost === ownersFailed &&
      Math.abs(path.mean - 5.1) < 0.5 &&
      Math.abs(timeouts.mean - 5.1) < 1,
    detail: `${path.mean.toFixed(2)} hops, ${timeouts.mean.toFixed(2)} timeouts (p99 ${timeouts.p99}); ${lost} keys lost, ${ownersFailed} of the dead`,
  };
}

async function busiest(): Shown {
  let ratio = 0;
  for (const seed of SEEDS) {
    const { keys } = await simulate({ nodes: 1_000, keys: 100_000, lookups: 1, seed });
    ratio += keys.p99 / keys.mean / SEEDS.length;
  }
  return { ok: Math.abs(ratio - 4.6) < 0.5, detail: `${ratio.toFixed(2)} times, over ${SEEDS.length} rings` };
}

async function mutant(): Shown {
  const report = await simulate({
    ...{ nodes: 500, lookups: 1_000, keys: 0, stabilise: 1_000_000 },
    mutants: ['fingers-off-by-one'],
  });
  const broken = brokenIn(report);
  return { ok: (report.wrong?.fingers ?? 0) > 0, detail: broken ?? 'they are not' };
}

async function churn(): Shown {
  const lines: string[] = [];
  let most = 0;
  for (const rate of [0.05, 0.2]) {
    const { failed, path, lookups, abandoned } = await simulate({
      ...{ nodes: 500, lookups: 5_000, keys: 0, churn: rate },
    });
    most = Math.max(most, failed / lookups / rate);
    lines.push(
      `${rate}/s: ${failed} of ${lookups} fail (${abandoned} issuers died), ${path.mean.toFixed(2)} hops`,
    );
  }
  return { ok: most < 0.3, detail: lines.join('; ') };
}

async function schedules(): Shown {
  let steps = 0;
  for (let seed = 1; seed <= SCHEDULES; seed += 1) {
    const { broken, steps: taken } = playSchedule(seed, mannerOf(seed));
    if (broken !== null) return { ok: false, detail: `seed ${seed}, step ${broken.step}: ${broken.fault}` };
    steps += taken;
  }
  return { ok: true, detail: `${steps} steps` };
}

async function storms(): Shown {
  let events = 0;
  for await (const result of stormsInOrder({ system: chord.id, from: 1, count: STORMS })) {
    events += result.events;
    const broken = result.checks.find(({ ok }) => !ok);
    if (broken)
      return { ok: false, detail: `seed ${result.seed} breaks "${broken.name}" (${broken.detail})` };
  }
  return { ok: true, detail: `every invariant holds, ${events} events` };
}
