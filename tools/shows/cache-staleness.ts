/** Partial quorums of the cache, measured until chance has little to say. */
import { DELAYS, expectedFreshness, freshness } from '../../tests/systems/cache/pbs.ts';
import type { Proof } from './proof.ts';

const TRIALS = 20_000;
const TOLERANCE = 0.01;

export const staleness: Proof = {
  says: 'PBS, N = 3, R = W = 1: the share of fresh reads agrees with Monte Carlo to ±0.01, at once and later',
  async prove() {
    const measured = await freshness(DELAYS, TRIALS, { read: 1, write: 1 });
    const rows = DELAYS.map((delay, index) => {
      const [is, shouldBe] = [measured[index] as number, expectedFreshness(delay, 400_000)];
      return { delay, is, shouldBe, ok: Math.abs(is - shouldBe) <= TOLERANCE };
    });
    const detail = rows.map(
      ({ delay, is, shouldBe }) => `${delay / 1_000} ms ${is.toFixed(4)} for ${shouldBe.toFixed(4)}`,
    );
    return { ok: rows.every(({ ok }) => ok), detail: detail.join(', ') };
  },
};
