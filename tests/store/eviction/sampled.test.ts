import { describe, expect, test } from 'vitest';
import { seedChain } from '../../../src/kernel/chance.ts';
import { Generator } from '../../../src/kernel/generator.ts';
import { lruClock } from '../../../src/store/eviction/lru-clock.ts';
import {
  newPool,
  POOL_SIZE,
  sampledPolicies,
  sampledVictim,
  type Candidates,
  type SampledPolicy,
  type Scope,
} from '../../../src/store/eviction/sampled.ts';

const SECOND = 1_000;
const SETTINGS = { samples: 5, factor: 10, decayMinutes: 1 };

interface Entry {
  word: number;
  expiresAt?: number;
}

/** Databases of entries. `draws` names what the next samples are; without it, chance decides. */
function keyspace(databases: Map<string, Entry>[], seed = 1, draws: string[][] = []): Candidates {
  const generator = new Generator(seedChain(seed));
  const entry = (database: number, key: string) => databases[database]?.get(key) as Entry;
  const among = (database: number, scope: Scope) =>
    [...(databases[database] as Map<string, Entry>)]
      .filter(([, { expiresAt }]) => scope === 'all' || expiresAt !== undefined)
      .map(([key]) => key);
  return {
    databases: databases.length,
    count: (database, scope) => among(database, scope).length,
    sample(database, scope, count) {
      const drawn = draws.shift();
      if (drawn !== undefined) return drawn;
      const keys = among(database, scope);
      return Array.from({ length: count }, () => keys[Math.floor(generator.next() * keys.length)] as string);
    },
    has: (database, scope, key) => among(database, scope).includes(key),
    word: (database, key) => entry(database, key).word,
    expiresAt: (database, key) => entry(database, key).expiresAt as number,
  };
}

describe('approximated LRU with a pool of 16 (REFERENCE: Redis’s own experiment)', () => {
  /** Fills N keys, then adds N/2, and evicts one for each. Time goes on by a second for each key. */
  function experiment(seed: number, samples: number, count: number) {
    const generator = new Generator(seedChain(seed));
    const words = new Map<string, number>();
    const keys: string[] = [];
    let clock = 1_735_689_600_000;
    const add = (key: string) => {
      words.set(key, lruClock(clock));
      keys.push(key);
      clock += SECOND;
    };
    const candidates: Candidates = {
      databases: 1,
      count: () => keys.length,
      sample: (_database, _scope, wanted) =>
        Array.from({ length: wanted }, () => keys[Math.floor(generator.next() * keys.length)] as string),
      has: (_database, _scope, key) => words.has(key),
      word: (_database, key) => words.get(key) as number,
      expiresAt: () => Infinity,
    };
    const pool = newPool();
    const evicted: number[] = [];
    for (let number = 0; number < count; number += 1) add(String(number));
    for (let number = count; number < count * 1.5; number += 1) {
      const victim = sampledVictim('allkeys-lru', pool, candidates, { ...SETTINGS, samples }, clock);
      const { key } = victim as { key: string };
      words.delete(key);
      keys[keys.indexOf(key)] = keys.at(-1) as string;
      keys.pop();
      evicted.push(Number(key));
      add(String(number));
    }
    return {
      oldestHalf: evicted.filter((number) => number < count / 2).length / evicted.length,
      added: evicted.filter((number) => number >= count).length,
    };
  }

  test.each([
    [5, 0.851],
    [10, 0.928],
  ])('with %d samples a share of %d is from the oldest half, none from the newly added', (samples, share) => {
    const runs = [1, 2, 3, 4, 5].map((seed) => experiment(seed, samples, 2_000));
    const mean = runs.reduce((sum, { oldestHalf }) => sum + oldestHalf, 0) / runs.length;
    expect(Math.abs(mean - share)).toBeLessThan(0.012);
    for (const { added } of runs) expect(added).toBe(0);
  });
});

describe('the pool', () => {
  const clock = 1_000 * SECOND;
  const idleFor = (seconds: number): Entry => ({ word: lruClock(clock - seconds * SECOND) });

  test('keeps what earlier samples had shown', () => {
    const entries = new Map([
      ['a', idleFor(10)],
      ['b', idleFor(30)],
      ['c', idleFor(20)],
      ['d', idleFor(5)],
    ]);
    const candidates = keyspace([entries], 1, [['a', 'b', 'c'], ['d']]);
    const pool = newPool();
    expect(sampledVictim('allkeys-lru', pool, candidates, SETTINGS, clock)?.key).toBe('b');
    expect(pool.entries.map(({ key }) => key)).toEqual(['a', 'c']);
    entries.delete('b');
    // Though only d was sampled, c is remembered.
    expect(sampledVictim('allkeys-lru', pool, candidates, SETTINGS, clock)?.key).toBe('c');
    expect(pool.entries.map(({ key }) => key)).toEqual(['d', 'a']);
  });

  test('holds sixteen: a better one pushes out the worst, a worse one does not come in', () => {
    const entries = new Map(Array.from({ length: 30 }, (_, index) => [`k${index}`, idleFor(index)]));
    const names = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, index) => `k${from + index}`);
    const candidates = keyspace([entries], 1, [names(10, 27), ['k3', 'k28'], ['k2']]);
    const pool = newPool();
    expect(sampledVictim('allkeys-lru', pool, candidates, SETTINGS, clock)?.key).toBe('k26');
    expect(pool.entries.map(({ key }) => key)).toEqual(names(11, 26));
    expect(sampledVictim('allkeys-lru', pool, candidates, SETTINGS, clock)?.key).toBe('k28');
    expect(pool.entries.map(({ key }) => key)).toEqual(names(11, 26));
    expect(pool.entries.length).toBeLessThan(POOL_SIZE);
  });

  test('passes over the ghosts of deleted keys, and samples again when there are only ghosts', () => {
    const entries = new Map([
      ['a', idleFor(50)],
      ['b', idleFor(40)],
      ['c', idleFor(1)],
    ]);
    const candidates = keyspace([entries], 1, [['a', 'a', 'b'], ['b'], ['c'], ['c']]);
    const pool = newPool();
    expect(sampledVictim('allkeys-lru', pool, candidates, SETTINGS, clock)?.key).toBe('a');
    entries.delete('a');
    expect(sampledVictim('allkeys-lru', pool, candidates, SETTINGS, clock)?.key).toBe('b');
    entries.delete('b');
    expect(sampledVictim('allkeys-lru', pool, candidates, SETTINGS, clock)?.key).toBe('c');
  });

  test('chooses among all databases', () => {
    const candidates = keyspace([new Map([['a', idleFor(10)]]), new Map(), new Map([['a', idleFor(20)]])]);
    expect(sampledVictim('allkeys-lru', newPool(), candidates, SETTINGS, clock)).toEqual({
      database: 2,
      key: 'a',
    });
  });
});

describe('each policy has its own measure', () => {
  const clock = 100 * 60 * SECOND;
  const lfuWord = (minutesAgo: number, counter: number) => ((100 - minutesAgo) << 8) | counter;

  test.each<[SampledPolicy, Record<string, Entry>, string]>([
    ['allkeys-lru', { a: { word: 10 }, b: { word: 9 }, c: { word: 11 } }, 'b'],
    [
      'volatile-lru',
      { a: { word: 10, expiresAt: 9e15 }, b: { word: 9 }, c: { word: 11, expiresAt: 1 } },
      'a',
    ],
    [
      'allkeys-lfu',
      { a: { word: lfuWord(0, 8) }, b: { word: lfuWord(9, 15) }, c: { word: lfuWord(1, 9) } },
      'b',
    ],
    ['volatile-lfu', { a: { word: lfuWord(0, 1) }, b: { word: lfuWord(0, 200), expiresAt: 9e15 } }, 'b'],
    [
      'volatile-ttl',
      { a: { word: 0 }, b: { word: 0, expiresAt: 9e15 }, c: { word: 0, expiresAt: 8e15 } },
      'c',
    ],
    ['allkeys-random', { a: { word: 0 } }, 'a'],
    ['volatile-random', { a: { word: 0 }, b: { word: 0, expiresAt: 9e15 } }, 'b'],
  ])('%s', (policy, entries, expected) => {
    const candidates = keyspace([new Map(Object.entries(entries))]);
    const settings = { ...SETTINGS, samples: 40 };
    expect(sampledVictim(policy, newPool(), candidates, settings, clock)?.key).toBe(expected);
  });

  test.each(sampledPolicies)('%s has nobody when there is nobody it may take', (policy) => {
    const entries: [string, Entry][] = policy.startsWith('volatile') ? [['a', { word: 0 }]] : [];
    const candidates = keyspace([new Map(entries), new Map()]);
    expect(sampledVictim(policy, newPool(), candidates, SETTINGS, clock)).toBeUndefined();
  });

  test('random goes round the databases', () => {
    const one = () => new Map([['a', { word: 0 }]]);
    const candidates = keyspace([one(), new Map(), one(), one()]);
    const pool = newPool();
    const databases = Array.from({ length: 5 }, () => {
      return sampledVictim('allkeys-random', pool, candidates, SETTINGS, clock)?.database;
    });
    expect(databases).toEqual([2, 3, 0, 2, 3]);
  });
});
