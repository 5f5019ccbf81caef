/** Zave's invariants after every step of random schedules, and the rules without which they break. 100 000 of them are played by `npm run shows -- 10`. */
import { describe, expect, it } from 'vitest';
import type { Mutant } from '../../../src/systems/chord/mutants.ts';
import { mannerOf, playSchedule } from './schedule.ts';

const SEEDS = 400;

/** A seed that finds it, and how. */
const FOUND: readonly (readonly [Mutant, number, RegExp])[] = [
  ['adopts-unasked', 1180, /nobody in the list of/],
  ['starts-with-two', 1, /only 2 members are skipped by no list/],
  ['joins-without-list', 1, /has 1 successors in its list/],
  ['rectifies-unasked', 1, /which lives, for/],
];

describe('random schedules', () => {
  it('keep all that is proved, after every step', () => {
    let steps = 0;
    let failures = 0;
    let joins = 0;
    for (let seed = 1; seed <= SEEDS; seed += 1) {
      const played = playSchedule(seed, mannerOf(seed));
      expect(played.broken).toBeNull();
      steps += played.steps;
      failures += played.story.filter((line) => line.endsWith(' fails')).length;
      joins += played.story.filter((line) => line.includes(' joined ')).length;
    }
    expect(steps).toBe(SEEDS * 200);
    // And it is not that nothing happened.
    expect(failures).toBeGreaterThan(SEEDS / 2);
    expect(joins).toBeGreaterThan(SEEDS);
  });

  it.each(FOUND)('break without the rule %s', (rule, seed, fault) => {
    const { broken } = playSchedule(seed, { ...mannerOf(seed), mutants: [rule] });
    expect(broken?.fault).toMatch(fault);
    expect(playSchedule(seed, mannerOf(seed)).broken).toBeNull();
  });
});
