import { expect, test } from 'vitest';
import { runFlips } from './flips.ts';

test('a changed byte of log or snapshot is detected, or stands where nobody looks', () => {
  const { flips, detected, harmless, faults } = runFlips({ seed: 2, stride: 17 });
  expect(faults).toEqual([]);
  expect(flips).toBeGreaterThan(100);
  expect(detected).toBeGreaterThan(harmless);
  expect(harmless).toBeGreaterThan(0);
});
