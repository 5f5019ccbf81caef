/** The laws of latency, by their bounds and their means. Names are fixed, so these tests always say the same. */
import { describe, expect, it } from 'vitest';
import { sampleLatency } from '../../../src/cluster/network/law.ts';
import { derive, seedChain } from '../../../src/kernel/chance.ts';
import type { LatencyLaw } from '../../../src/scenario/types.ts';

const DRAWS = 60_000;
const chances = Array.from({ length: DRAWS }, (_, index) => derive(seedChain(3), index));

function draws(law: LatencyLaw, purpose: 'latency' | 'copy' = 'latency'): number[] {
  return chances.map(([a, b]) => sampleLatency(law, a, b, purpose)).sort((left, right) => left - right);
}
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const share = (values: readonly number[], part: number): number =>
  values[Math.floor(part * values.length)] as number;

/** Within so many percent: with sixty thousand draws three times more than chance would need. */
function expectNear(value: number, expected: number, percent: number): void {
  expect(Math.abs(value - expected) / expected).toBeLessThan(percent / 100);
}

describe('latency', () => {
  it('is whole and never under its floor, by any law', () => {
    const laws: LatencyLaw[] = [
      { law: 'constant', min: 700, max: 700 },
      { law: 'uniform', min: 100, max: 101 },
      { law: 'normal', min: 100, max: 90_000 },
      { law: 'exponential', min: 5_000, mean: 5_000 },
      { law: 'exponential', min: 100, mean: 7_777 },
      { law: 'longtail', min: 250, mean: 1_000_000 },
    ];
    for (const law of laws) {
      for (const value of draws(law)) {
        if (!Number.isSafeInteger(value) || value < law.min)
          expect([law, value]).toBe('whole and not under the floor');
        if ('max' in law && value > law.max) expect([law, value]).toBe('not over the bound');
      }
    }
  });

  it('of a constant law is constant', () => {
    expect(new Set(draws({ law: 'constant', min: 700, max: 700 }))).toEqual(new Set([700]));
  });

  it('of a uniform law takes every value as often', () => {
    const values = draws({ law: 'uniform', min: 1_000, max: 1_009 });
    for (let value = 1_000; value <= 1_009; value += 1) {
      expectNear(values.filter((one) => one === value).length, DRAWS / 10, 4);
    }
  });

  it('of a normal law is a bell between its bounds', () => {
    const values = draws({ law: 'normal', min: 10_000, max: 30_000 });
    expectNear(mean(values), 20_000, 0.5);
    // The mean of six uniform draws: a deviation of width / √(12·6).
    const deviation = Math.sqrt(mean(values.map((value) => (value - 20_000) ** 2)));
    expectNear(deviation, 20_000 / Math.sqrt(72), 2);
    // As in a bell, two thirds lie within one deviation and nineteen of twenty within two.
    const within = (times: number): number =>
      values.filter((value) => Math.abs(value - 20_000) < times * deviation).length / DRAWS;
    expectNear(within(1), 0.68, 3);
    expectNear(within(2), 0.955, 1);
  });

  it('of an exponential law has its mean, and a median of ln 2', () => {
    const values = draws({ law: 'exponential', min: 2_000, mean: 12_000 });
    expectNear(mean(values), 12_000, 2);
    expectNear(share(values, 0.5) - 2_000, Math.LN2 * 10_000, 2);
    expectNear(share(values, 0.99) - 2_000, Math.log(100) * 10_000, 5);
  });

  it('of a long tail falls like a power: one in a hundred takes nine scales, one in ten thousand ninety-nine', () => {
    const values = draws({ law: 'longtail', min: 2_000, mean: 12_000 });
    expectNear(share(values, 0.5) - 2_000, (Math.SQRT2 - 1) * 10_000, 3);
    expectNear(share(values, 0.99) - 2_000, 9 * 10_000, 8);
    expectNear(share(values, 0.9999) - 2_000, 99 * 10_000, 60);
    // The mean exists though the variance does not, so it comes near slowly.
    expectNear(mean(values), 12_000, 10);
  });

  it('of the copy is drawn for itself', () => {
    const law: LatencyLaw = { law: 'uniform', min: 0, max: 999 };
    const pairs = chances.map(
      ([a, b]) => [sampleLatency(law, a, b, 'latency'), sampleLatency(law, a, b, 'copy')] as const,
    );
    expect(pairs.filter(([one, other]) => one === other).length).toBeLessThan(DRAWS / 500);
  });
});
