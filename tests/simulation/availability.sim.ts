/** S4-43, the short share: one virtual hour. The whole day is played by `npm run shows -- 4`. */
import { expect, test } from 'vitest';
import { availability, HOUR } from '../systems/cache/availability.ts';

test('while one node after the other fails, 99.9 % of what is asked in an hour is answered', async () => {
  const tally = await availability({ seed: 7, length: HOUR });
  const { asked, answered, misses } = tally;
  expect([...tally.faults.values()].reduce((sum, count) => sum + count, 0)).toBe(12);
  expect(asked).toBeGreaterThan(35_000);
  expect(answered / asked, JSON.stringify(misses.slice(0, 20))).toBeGreaterThanOrEqual(0.999);
});

test('the measure tells a cluster that misses the goal: one without copies', async () => {
  const { asked, answered } = await availability({ seed: 7, length: HOUR / 4, options: { replicas: 1 } });
  expect(answered / asked).toBeLessThan(0.999);
});
