/** The table store in storms of random faults: what it promises holds in all of them, and each rule of Raft is missed where it is switched off. */
import { describe, expect, it } from 'vitest';
import { tables } from '../../src/systems/tables/index.ts';
import { without } from '../systems/tables/without.ts';
import { storms, weather } from './storms.ts';

const SEEDS = 60;
/** So many in one test: a slow machine still says which part it was in. */
const PART = 15;
const parts = Array.from({ length: SEEDS / PART }, (_, index) => 1 + index * PART);

/** The first seed that finds it, which took a search over many, and what it breaks. */
const FOUND = [
  ['votes-twice', 2, 'one leader in a term'],
  ['elects-the-behind', 2, 'a leader has all that is committed'],
  ['majority-of-the-living', 2, 'what is committed is the same everywhere'],
  ['skips-the-check', 49, 'equal entries, equal logs'],
  ['cuts-on-stale', 4, 'applied, committed, last'],
  ['applies-early', 1, 'applied, committed, last'],
  ['counts-old-terms', 49, 'a leader has all that is committed'],
  ['changes-at-once', 46, 'what is committed is the same everywhere'],
  ['changes-too-early', 168, 'what is committed is the same everywhere'],
] as const;

describe('the table store', () => {
  it.each(parts)('keeps its promises through fifteen storms from seed %i', async (from) => {
    expect(await storms(tables, from, PART)).toEqual([]);
  });

  it.each(FOUND)('without the rule %s is found by seed %i', async (rule, seed, breaks) => {
    expect(await weather(without(rule), seed)).toContain(`“${breaks}”`);
  });
});
