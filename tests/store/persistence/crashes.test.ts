import { expect, test } from 'vitest';
import { runCrashes } from './crashes.ts';

test('killed at random points under load: always loses nothing, everysec at most a second, and what is there is a prefix', async () => {
  const report = await runCrashes({ points: 100, seed: 1 });
  expect(report.faults).toEqual([]);
  expect(report.points).toBe(100);
  // The proof would be empty if nothing had ever been at stake.
  expect(report.torn).toBeGreaterThan(0);
  expect(report.lossy).toBeGreaterThan(0);
  expect(report.lostMsMax).toBeGreaterThan(500);
});
