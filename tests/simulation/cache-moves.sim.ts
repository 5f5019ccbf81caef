/** Moves of thousands of keys with somebody struck down in the middle; `npm run shows -- 4` does it with a hundred thousand. */
import { describe, expect, it } from 'vitest';
import { SECOND } from '../../src/kernel/time.ts';
import { fill, JOINER, LARGEST, move, type Case, type Filled } from '../systems/cache/moving.ts';

const KEYS = 5_000;
/** Client operations go on; virtual time, so that it is the same on every machine. */
const P99_MAX = SECOND;

/** Moments of a move that takes about two seconds. */
const cases: readonly Case[] = [
  { says: 'a sender killed', change: 'join', victim: 'n2', after: SECOND },
  { says: 'the joiner wiped', change: 'join', victim: JOINER, after: 1.8 * SECOND, isWiped: true },
];

describe('a move of five thousand keys', () => {
  let filled: Promise<Filled> | null = null;

  it.each(cases)('with $says loses nothing, moves nothing needlessly and comes to its end', async (each) => {
    filled ??= fill(KEYS);
    const { faults, p99, largest } = await move(await filled, each);
    expect(faults).toEqual([]);
    expect(p99).toBeLessThanOrEqual(P99_MAX);
    expect(Math.max(...largest.values())).toBeLessThanOrEqual(LARGEST);
  });
});
