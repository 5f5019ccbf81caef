/** How fast a crashed leader is replaced, and why timeouts are drawn by chance. `npm run shows -- 9` measures the same over 1 000 crashes. */
import { expect, it } from 'vitest';
import { downtimes, quantile } from './downtime.ts';

const SEEDS = 100;

const usual = downtimes({ min: 150, max: 300 }, SEEDS);

it('with timeouts of 150 to 300 ms there is a new leader after 130 to 260 ms, and nearly always before 700', async () => {
  const took = await usual;
  expect(quantile(took, 0.5)).toBeGreaterThanOrEqual(130);
  expect(quantile(took, 0.5)).toBeLessThanOrEqual(260);
  expect(quantile(took, 0.99)).toBeLessThan(700);
});

it('with hardly any chance in them it takes more than half as long again as with some', async () => {
  const [little, some] = [
    await downtimes({ min: 150, max: 155 }, SEEDS),
    await downtimes({ min: 150, max: 200 }, SEEDS),
  ];
  expect(quantile(little, 0.5)).toBeGreaterThan(1.5 * quantile(some, 0.5));
});

it('without chance often nobody is elected for over a second', async () => {
  const took = await downtimes({ min: 150, max: 150 }, SEEDS / 2);
  expect(took.filter((one) => one > 1_000).length).toBeGreaterThan(took.length / 10);
});
