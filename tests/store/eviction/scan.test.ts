/** Lesson 15, "Forgetting well": one passer-by asks for 1 000 keys, each once. Who of the regulars is still served after that? */
import { describe, expect, test } from 'vitest';
import { seedChain } from '../../../src/kernel/chance.ts';
import { Generator } from '../../../src/kernel/generator.ts';
import { harmonicSums, zipf } from '../../../src/kernel/maths.ts';
import type { PolicyName } from '../../../src/store/eviction/policies.ts';
import { Replay } from '../../../src/store/trace/replay.ts';

const CAPACITY = 500;

/** The hit ratio of a share of the traffic. */
function share(replay: Replay, keys: Iterable<string>): number {
  const { references, hits } = replay;
  for (const key of keys) replay.refer(key);
  return (replay.hits - hits) / (replay.references - references);
}

function* scan(): Iterable<string> {
  for (let number = 0; number < 1_000; number += 1) yield `scanned ${number}`;
}

describe('a working set that fits, visited in turn', () => {
  function* regulars(): Iterable<string> {
    for (let number = 0; number < 400; number += 1) yield `regular ${number}`;
  }
  const afterScan = (name: PolicyName): number => {
    const replay = new Replay(name, CAPACITY);
    for (let visit = 0; visit < 5; visit += 1) share(replay, regulars());
    expect(share(replay, regulars())).toBe(1);
    expect(share(replay, scan())).toBe(0);
    return share(replay, regulars());
  };

  test('under LRU and FIFO nothing is left', () => {
    expect(afterScan('lru')).toBe(0);
    expect(afterScan('fifo')).toBe(0);
  });

  test.each(['wtinylfu', 's3fifo', 'sieve', 'lfu'] as const)('under %s nearly all is as before', (name) => {
    expect(afterScan(name)).toBeGreaterThan(0.97);
  });
});

describe('a working set that does not fit, with favourites', () => {
  const sums = harmonicSums(2_000);
  const firstAfterScan = (name: PolicyName): readonly [number, number] => {
    const generator = new Generator(seedChain(15));
    const replay = new Replay(name, CAPACITY);
    const draw = function* (count: number): Iterable<string> {
      for (let number = 0; number < count; number += 1) yield `key ${zipf(sums, generator.next())}`;
    };
    share(replay, draw(20_000));
    const before = share(replay, draw(2_000));
    share(replay, scan());
    // Each key once: a second reference to a key would be a hit by the first, not by what was kept.
    return [before, share(replay, new Set(draw(500)))];
  };

  test('LRU keeps nothing; W-TinyLFU, S3-FIFO and SIEVE keep most of what they had', () => {
    expect(firstAfterScan('lru')[1]).toBe(0);
    for (const name of ['wtinylfu', 's3fifo', 'sieve'] as const) {
      const [before, after] = firstAfterScan(name);
      expect(before).toBeGreaterThan(0.7);
      expect(after).toBeGreaterThan(0.5);
    }
  });
});

test('a loop just larger than the cache: LRU and FIFO never hit, random does, W-TinyLFU nearly always', () => {
  const ratio = (name: PolicyName): number => {
    const replay = new Replay(name, CAPACITY);
    for (let turn = 0; turn < 20_000; turn += 1) replay.refer(`${turn % (CAPACITY + 5)}`);
    return replay.result(CAPACITY + 5).ratio;
  };
  expect(ratio('lru')).toBe(0);
  expect(ratio('fifo')).toBe(0);
  expect(ratio('random')).toBeGreaterThan(0.8);
  expect(ratio('wtinylfu')).toBeGreaterThan(0.8);
});
