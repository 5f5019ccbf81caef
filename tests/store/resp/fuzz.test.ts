import { expect, test } from 'vitest';
import { runEveryCut, runProtocolFuzz } from './fuzz.ts';

test('after any malformed input a new connection gets its PONG', () => {
  const { fates } = runProtocolFuzz({ inputs: 2_000, seed: 1 });
  // All kinds of endings are exercised.
  expect(fates.open).toBeGreaterThan(500);
  expect(fates.leaving).toBeGreaterThan(500);
}, 60_000);

test('a valid stream, cut before any of its bytes, is answered the same', () => {
  expect(runEveryCut({ inputs: 20, seed: 1 })).toBeGreaterThan(1_000);
}, 60_000);
