/**
 * Redis's own eviction: look at a few, keep the best candidates in mind, take the best of those.
 *
 * The idea: exact LRU costs every key two links and every read a write. Redis gives each key 24 bits (when it was last used, or how often)
 * and no order at all. When room is needed it samples a few keys and takes the worst. That alone would forget what earlier samples had
 * shown; so the best candidates of all samples stay in a pool of 16 between evictions, ordered by score, and the highest goes. With five
 * samples this comes close to exact LRU, with ten very close.
 *
 * The cost: `maxmemory-samples` lookups for each victim, in every database that has keys; nothing on a read but the 24 bits.
 *
 * The known weakness: as good as its samples. Keys of the pool may have been deleted, or used since they were put there (a score is not
 * looked up again): the first are noticed, the second are evicted though they are young. And the faults of what it approximates remain:
 * sampled LRU believes every passer-by, as exact LRU does.
 */
import { decayedCounter, type LfuSettings } from './lfu-counter.ts';
import { idleTime } from './lru-clock.ts';

export const sampledPolicies = [
  'allkeys-lru',
  'allkeys-lfu',
  'allkeys-random',
  'volatile-lru',
  'volatile-lfu',
  'volatile-random',
  'volatile-ttl',
] as const;
export type SampledPolicy = (typeof sampledPolicies)[number];

/** Among whom a policy may choose: all keys, or those only that will expire anyway. */
export type Scope = 'all' | 'volatile';

/** What the keyspace lets eviction see of itself. */
export interface Candidates {
  readonly databases: number;
  count(database: number, scope: Scope): number;
  /** Up to `count` keys by chance, each draw for itself: a key may come twice. None only when there is none. */
  sample(database: number, scope: Scope, count: number): readonly string[];
  has(database: number, scope: Scope, key: string): boolean;
  /** The 24 bits of a key: its LRU clock, or under an LFU policy its minutes and counter. */
  word(database: number, key: string): number;
  /** When a key of scope `volatile` expires, in milliseconds. */
  expiresAt(database: number, key: string): number;
}

export interface SampledSettings extends LfuSettings {
  readonly samples: number;
}

export interface Victim {
  readonly database: number;
  readonly key: string;
}

export interface PoolEntry extends Victim {
  /** The higher, the sooner it goes. */
  readonly score: number;
}

/** What eviction remembers from one victim to the next. Scores of different policies do not compare: a new policy begins a new pool. */
export interface Pool {
  /** Lowest score first, never more than POOL_SIZE. */
  entries: PoolEntry[];
  /** Where the random policies took their last victim: they go round the databases. */
  database: number;
}

export const POOL_SIZE = 16;

export function newPool(): Pool {
  return { entries: [], database: 0 };
}

export function scopeOf(policy: SampledPolicy): Scope {
  return policy.startsWith('allkeys') ? 'all' : 'volatile';
}

/** Who has to go now, at an instant of the node's clock in milliseconds; undefined when nobody may. */
export function sampledVictim(
  policy: SampledPolicy,
  pool: Pool,
  candidates: Candidates,
  settings: SampledSettings,
  clock: number,
): Victim | undefined {
  const scope = scopeOf(policy);
  const score = scoreOf(policy, candidates, settings, clock);
  if (score === undefined) return victimByChance(pool, candidates, scope);
  for (;;) {
    const sampled = fillPool(pool, candidates, scope, settings.samples, score);
    for (let best = pool.entries.pop(); best !== undefined; best = pool.entries.pop()) {
      const { database, key } = best;
      if (candidates.has(database, scope, key)) return { database, key };
      // A ghost: it was deleted since it was sampled. The next best, then.
    }
    if (sampled === 0) return undefined;
  }
}

type Score = (database: number, key: string) => number;

function scoreOf(
  policy: SampledPolicy,
  candidates: Candidates,
  settings: SampledSettings,
  clock: number,
): Score | undefined {
  switch (policy) {
    case 'allkeys-lru':
    case 'volatile-lru':
      return (database, key) => idleTime(candidates.word(database, key), clock);
    case 'allkeys-lfu':
    case 'volatile-lfu':
      return (database, key) => 255 - decayedCounter(candidates.word(database, key), clock, settings);
    case 'volatile-ttl':
      return (database, key) => -candidates.expiresAt(database, key);
    case 'allkeys-random':
    case 'volatile-random':
      return undefined;
  }
}

/** Samples every database, so that the choice is among all of them; answers how many keys were looked at. */
function fillPool(pool: Pool, candidates: Candidates, scope: Scope, samples: number, score: Score): number {
  let sampled = 0;
  for (let database = 0; database < candidates.databases; database += 1) {
    if (candidates.count(database, scope) === 0) continue;
    const keys = candidates.sample(database, scope, samples);
    sampled += keys.length;
    for (const key of keys) consider(pool.entries, { database, key, score: score(database, key) });
  }
  return sampled;
}

/** Puts a candidate in its place. In a full pool the lowest makes room, unless that would be the candidate itself. */
function consider(entries: PoolEntry[], candidate: PoolEntry): void {
  let place = 0;
  while (place < entries.length && (entries[place] as PoolEntry).score < candidate.score) place += 1;
  if (entries.length === POOL_SIZE) {
    if (place === 0) return;
    entries.shift();
    place -= 1;
  }
  entries.splice(place, 0, candidate);
}

function victimByChance(pool: Pool, candidates: Candidates, scope: Scope): Victim | undefined {
  for (let turn = 0; turn < candidates.databases; turn += 1) {
    pool.database = (pool.database + 1) % candidates.databases;
    if (candidates.count(pool.database, scope) === 0) continue;
    const key = candidates.sample(pool.database, scope, 1)[0];
    if (key !== undefined) return { database: pool.database, key };
  }
  return undefined;
}
