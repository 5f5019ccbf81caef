/** The Chord store in storms of random faults: what it promises holds in all of them. */
import { describe, expect, it } from 'vitest';
import { chord } from '../../src/systems/chord/index.ts';
import { storms } from './storms.ts';

const SEEDS = 60;
/** So many in one test: a slow machine still says which part it was in. */
const PART = 10;
const parts = Array.from({ length: SEEDS / PART }, (_, index) => 1 + index * PART);

describe('the Chord store', () => {
  it.each(parts)('keeps its promises through ten storms from seed %i', async (from) => {
    expect(await storms(chord, from, PART)).toEqual([]);
  });
});
