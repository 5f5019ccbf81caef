import { describe, expect, test } from 'vitest';
import { seedChain } from '../../../src/kernel/chance.ts';
import { Generator } from '../../../src/kernel/generator.ts';
import {
  decayedCounter,
  growCounter,
  newLfuWord,
  useLfuWord,
} from '../../../src/store/eviction/lfu-counter.ts';
import { idleTime, lruClock } from '../../../src/store/eviction/lru-clock.ts';

const MINUTE = 60_000;
const SETTINGS = { factor: 10, decayMinutes: 1 };
const never = () => 0.999999;
const always = () => 0;

describe('the LRU clock: 24 bits of seconds', () => {
  test('counts whole seconds and goes round', () => {
    expect(lruClock(0)).toBe(0);
    expect(lruClock(1_999)).toBe(1);
    expect(lruClock(0xffffff * 1_000)).toBe(0xffffff);
    expect(lruClock(0x1000000 * 1_000)).toBe(0);
    // In 2038 and after, too: no 32-bit arithmetic on the way.
    expect(lruClock(4_102_444_800_000)).toBe(4_102_444_800 % 0x1000000);
  });

  test('idle time is by whole seconds, also across the turn', () => {
    const clock = 1_735_689_600_000;
    expect(idleTime(lruClock(clock), clock + 999)).toBe(0);
    expect(idleTime(lruClock(clock), clock + 61_500)).toBe(61_000);
    // As in Redis, one second is lost at the turn.
    expect(idleTime(0xfffffe, 5_000)).toBe(6_000);
  });
});

describe('the LFU counter (REFERENCE: starts at 5, p = 1/((counter−5)·factor+1), saturates at 255)', () => {
  test('a new key has the minute of its birth and 5', () => {
    const word = newLfuWord(1_735_689_600_000);
    expect(word & 255).toBe(5);
    expect(word >>> 8).toBe((1_735_689_600 / 60) % 65_536);
    expect(word).toBeLessThan(0x1000000);
  });

  test.each([
    [0, 10, 1],
    [5, 10, 1],
    [6, 10, 1 / 11],
    [15, 10, 1 / 101],
    [105, 1, 1 / 101],
    [254, 0, 1],
  ])('at %d with factor %d it rises with p = %d', (counter, factor, p) => {
    expect(growCounter(counter, factor, () => p - 1e-9)).toBe(counter + 1);
    expect(growCounter(counter, factor, () => p + 1e-9)).toBe(counter);
  });

  test('saturates at 255', () => {
    expect(growCounter(255, 0, always)).toBe(255);
  });

  test('after 1 000 hits at factor 10 it stands at 19.4 ± 2.1 (mean and spread of one counter)', () => {
    const generator = new Generator(seedChain(1_000));
    const ends = Array.from({ length: 2_000 }, () => {
      let word = newLfuWord(0);
      for (let hit = 0; hit < 1_000; hit += 1) word = useLfuWord(word, 0, SETTINGS, () => generator.next());
      return word & 255;
    });
    const mean = ends.reduce((sum, end) => sum + end, 0) / ends.length;
    const variance = ends.reduce((sum, end) => sum + (end - mean) * (end - mean), 0) / (ends.length - 1);
    expect(Math.abs(mean - 19.4)).toBeLessThan(0.3);
    expect(Math.abs(Math.sqrt(variance) - 2.1)).toBeLessThan(0.2);
  });

  test('decays by one for every decay time, to 0 and no further; looking changes nothing', () => {
    const word = newLfuWord(0) + 15;
    expect(decayedCounter(word, 59_999, SETTINGS)).toBe(20);
    expect(decayedCounter(word, MINUTE, SETTINGS)).toBe(19);
    expect(decayedCounter(word, 7 * MINUTE, { ...SETTINGS, decayMinutes: 3 })).toBe(18);
    expect(decayedCounter(word, 500 * MINUTE, SETTINGS)).toBe(0);
    expect(decayedCounter(word, 500 * MINUTE, { ...SETTINGS, decayMinutes: 0 })).toBe(20);
  });

  test('a use writes down what has decayed, and the minute', () => {
    const word = newLfuWord(0) + 15;
    const used = useLfuWord(word, 4 * MINUTE, SETTINGS, never);
    expect(used & 255).toBe(16);
    expect(used >>> 8).toBe(4);
    // Below the start a use always counts.
    expect(useLfuWord(word, 18 * MINUTE, SETTINGS, never) & 255).toBe(3);
  });

  test('the minutes go round after 45 days, and one is lost at the turn, as in Redis', () => {
    const word = newLfuWord(65_530 * MINUTE) + 15;
    expect(decayedCounter(word, 65_540 * MINUTE, SETTINGS)).toBe(20 - 9);
  });
});
