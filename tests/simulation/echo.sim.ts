/** Echo in storms of random faults. */
import { describe, expect, it } from 'vitest';
import { echo } from '../../src/systems/echo/index.ts';
import { echoMutants } from '../support/mutants.ts';
import { storms, weather } from './storms.ts';

const SEEDS = 200;
/** So many in one test: a slow machine still says which part it was in. */
const PART = 50;
const parts = Array.from({ length: SEEDS / PART }, (_, index) => 1 + index * PART);

describe('echo', () => {
  it.each(parts)('keeps its promises through fifty storms from seed %i', async (from) => {
    expect(await storms(echo, from, PART)).toEqual([]);
  });

  it.each(echoMutants(echo))('that $name is found by the same storms', async ({ system }) => {
    let found: string | null = null;
    for (let seed = 1; seed <= 3 * SEEDS && found === null; seed += 1) found = await weather(system, seed);
    expect(found).toContain('of echo:');
  });
});
