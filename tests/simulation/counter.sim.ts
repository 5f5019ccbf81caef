/** The counter in storms of random faults: what it promises holds in all of them, and a counter that breaks its promise is found. */
import { describe, expect, it } from 'vitest';
import { counter } from '../../src/systems/counter/index.ts';
import { counterMutants } from '../support/mutants.ts';
import { storms, weather } from './storms.ts';

const SEEDS = 300;
/** So many in one test: a slow machine still says which part it was in. */
const PART = 50;
const parts = Array.from({ length: SEEDS / PART }, (_, index) => 1 + index * PART);

describe('counter', () => {
  it.each(parts)('keeps its promises through fifty storms from seed %i', async (from) => {
    expect(await storms(counter, from, PART)).toEqual([]);
  });

  it.each(counterMutants(counter))('that $name is found by the same storms', async ({ system }) => {
    let found: string | null = null;
    for (let seed = 1; seed <= 3 * SEEDS && found === null; seed += 1) found = await weather(system, seed);
    expect(found).toContain('of counter:');
  });
});
