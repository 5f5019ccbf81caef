/** The table store in storms of random faults: what it promises holds in all of them, and each rule of Raft is missed where it is switched off. */
import { describe, expect, it } from 'vitest';
import { tables } from '../../src/systems/tables/index.ts';
import { MUTANTS } from '../../src/systems/tables/raft/mutants.ts';
import { without } from '../systems/tables/without.ts';
import { storms, weather } from './storms.ts';

const SEEDS = 60;
/** So many in one test: a slow machine still says which part it was in. */
const PART = 15;
const parts = Array.from({ length: SEEDS / PART }, (_, index) => 1 + index * PART);

/** A seed that finds it, one of the first, and what it breaks. */
const FOUND = [
  ['votes-twice', 1, 'one leader in a term'],
  ['forgets-its-vote', 1, 'one vote in a term'],
  ['answers-before-sync', 48, 'applied, committed, last'],
  ['elects-the-behind', 4, 'what is committed is the same everywhere'],
  ['wiped-votes', 10, 'what is acknowledged stays'],
  ['majority-of-the-living', 4, 'one leader in a term'],
  ['counts-old-terms', 1164, 'what is committed is the same everywhere'],
  ['skips-the-check', 11, 'equal entries, equal logs'],
  ['cuts-on-stale', 14, 'applied, committed, last'],
  ['applies-early', 4, 'applied, committed, last'],
  ['snapshot-over-longer', 14, 'applied, committed, last'],
  ['changes-at-once', 73, 'what is committed is the same everywhere'],
  ['changes-too-early', 158, 'what is committed is the same everywhere'],
  ['lease-by-wall-clock', 90, 'reads with a lease or by index are never old'],
  ['reads-too-early', 222, 'reads with a lease or by index are never old'],
] as const;

describe('the table store', () => {
  it.each(parts)('keeps its promises through fifteen storms from seed %i', async (from) => {
    expect(await storms(tables, from, PART)).toEqual([]);
  });

  it('has a storm for each rule that can be switched off', () => {
    expect(FOUND.map(([rule]) => rule)).toEqual([...MUTANTS]);
  });

  it.each(FOUND)('without the rule %s is found by seed %i', async (rule, seed, breaks) => {
    expect(await weather(without(rule), seed)).toContain(`“${breaks}”`);
    // Up to 60 it was played before.
    if (seed > SEEDS) expect(await weather(tables, seed)).toBeNull();
  });
});
