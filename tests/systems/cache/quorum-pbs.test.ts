/** The laws of partial quorums (REFERENCE.md: PBS, N = 3, R = W = 1). The long form, to ±0.01, is among the shows. */
import { describe, expect, test } from 'vitest';
import { DELAYS, expectedFreshness, freshness, versionsBehind } from './pbs.ts';

describe('PBS: N = 3, R = W = 1', () => {
  test('frozen replication: a read is within k versions with a chance of 1 − (2/3)^k', async () => {
    const behind = await versionsBehind(2_000);
    expect(behind).toHaveLength(2_000);
    for (const [k, chance] of [
      [1, 0.333],
      [2, 0.556],
      [3, 0.704],
      [5, 0.868],
      [10, 0.983],
    ] as const) {
      const share = behind.filter((versions) => versions < k).length / behind.length;
      expect(Math.abs(share - chance), `k = ${k}: ${share}`).toBeLessThan(0.035);
    }
  });

  test('with latencies: the share of fresh reads agrees with Monte Carlo at once and later', async () => {
    const measured = await freshness(DELAYS, 2_000, { read: 1, write: 1 });
    for (const [index, delay] of DELAYS.entries()) {
      const expected = expectedFreshness(delay, 50_000);
      // Three standard errors of so many trials.
      expect(
        Math.abs((measured[index] as number) - expected),
        `${delay} µs: ${measured[index]} for ${expected}`,
      ).toBeLessThan(0.033);
    }
  });
});

test('PBS: R + W > N is always fresh', async () => {
  expect(await freshness([0], 1_000, { read: 2, write: 2 })).toEqual([1]);
});
