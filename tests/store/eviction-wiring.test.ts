import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadState, saveState } from '../../src/kernel/state.ts';
import { extendImage, type TableImage } from '../../src/kernel/table.ts';
import { policies, policyNames, type PolicyName } from '../../src/store/eviction/policies.ts';
import { TEACHING_POLICIES, type TeachingPolicy } from '../../src/store/eviction/teaching.ts';
import { OUT_OF_MEMORY } from '../../src/store/refusals.ts';
import { growthOf } from '../../src/store/room.ts';
import { EVICTION_POLICIES } from '../../src/store/settings.ts';
import type { Session, Store } from '../../src/store/store.ts';
import { Chance } from './differential/chance.ts';
import { generators } from './differential/generators/index.ts';
import { Engine } from './engine.ts';
import { dataOf } from './persistence/data.ts';

const kinds = Object.entries(generators).filter(([name]) => name !== 'server');
const LIMIT = 3_000;

describe('maxmemory', () => {
  test.each([...EVICTION_POLICIES, ...TEACHING_POLICIES])(
    '%s: holds after any command of any type',
    (policy) => {
      fc.assert(
        fc.property(fc.integer(), (seed) => {
          const engine = new Engine({ maxmemory: LIMIT, 'maxmemory-policy': policy }, seed, Date.now());
          const chance = new Chance(seed, policy);
          for (let step = 0; step < 300; step += 1) {
            const args = chance.pick(kinds)[1](chance);
            // The settings of this test are its own.
            if (args[0] === 'CONFIG') continue;
            engine.ask(...args);
            engine.clock += chance.integer(0, 50);
            expect([args, Math.max(LIMIT, engine.store.bytes)]).toEqual([args, LIMIT]);
          }
          expect(engine.store.bytes).toBe(engine.charged());
          // Whoever went is told to the copies, and nothing else is needed to be the same.
          const copy = new Engine({ maxmemory: 1 }, seed, engine.clock);
          copy.store.passive = true;
          copy.session.replaying = true;
          for (const { database, args } of engine.effects) {
            copy.session.database = database;
            copy.ask(...args);
          }
          expect(dataOf(copy.store)).toBe(dataOf(engine.store));
        }),
        { numRuns: 6 },
      );
    },
  );

  test('what grows without bringing bytes along is held to the limit too', () => {
    const engine = new Engine({ 'maxmemory-policy': 'noeviction' });
    engine.run('SET a 1');
    engine.run('SET n 1e300');
    engine.run(`CONFIG SET maxmemory ${engine.store.bytes + 8}`);
    for (const line of ['EXPIRE a 10', 'GETEX a EX 10', 'RENAME a very-long-name']) {
      expect([line, engine.run(line)]).toEqual([line, OUT_OF_MEMORY]);
    }
    expect(engine.run('RENAME a b')).toEqual({ status: 'OK' });
    engine.run('CONFIG SET maxmemory-policy allkeys-lru');
    // The one who asks for it has to go for it.
    engine.run('DEL n');
    engine.run(`CONFIG SET maxmemory ${engine.store.bytes + 8}`);
    expect([engine.run('EXPIRE b 10'), engine.run('DBSIZE')]).toEqual([0, 0]);
  });

  test('a sum that had to throw out its own number is the same on a copy with less memory', () => {
    const engine = new Engine({ 'maxmemory-policy': 'allkeys-lru' });
    for (const line of ['SET n 1.5 EX 100', 'INCRBYFLOAT n 0.1', 'SET other v']) engine.run(line);
    engine.run(`CONFIG SET maxmemory ${engine.store.bytes + 1_000}`);
    // A thousand digits and more: all else has to go, the number with its time to live too.
    const sum = engine.run('INCRBYFLOAT n 1e1023');
    expect(sum).toMatch(/^\d{1023}$/);
    expect([engine.run('KEYS *'), engine.run('TTL n')]).toEqual([['n'], -1]);
    expect(engine.effects.slice(-3).map(({ args }) => args)).toEqual([
      ['DEL', 'other'],
      ['DEL', 'n'],
      ['SET', 'n', sum, 'KEEPTTL'],
    ]);
    const copy = new Engine({ maxmemory: 1 });
    copy.store.passive = true;
    copy.session.replaying = true;
    for (const { args } of engine.effects) expect(copy.ask(...args)).not.toEqual(OUT_OF_MEMORY);
    expect(copy.contents()).toEqual(engine.contents());
  });

  test('a policy is chosen by name; what Redis refuses is refused in its words', () => {
    const engine = new Engine();
    for (const policy of TEACHING_POLICIES) {
      expect(engine.run(`CONFIG SET maxmemory-policy ${policy}`)).toEqual({ status: 'OK' });
      expect(engine.run('CONFIG GET maxmemory-policy')).toEqual({ map: ['maxmemory-policy', policy] });
    }
    expect(engine.run('CONFIG SET maxmemory-policy teaching-belady')).toEqual({
      error:
        "ERR CONFIG SET failed (possibly related to argument 'maxmemory-policy') - argument(s) must be one of the following: volatile-lru, volatile-lfu, volatile-random, volatile-ttl, allkeys-lru, allkeys-lfu, allkeys-random, noeviction",
    });
    expect(TEACHING_POLICIES.length).toBe(policyNames.length - 1);
  });
});

/** Keys and values of one length each, so that a limit in bytes is a limit in entries. */
function cacheOf(entries: number, policy: TeachingPolicy, seed: number): Engine {
  const engine = new Engine({ 'maxmemory-policy': policy }, seed);
  engine.run('SET k000 v');
  const { bytes } = engine.store;
  engine.run('DEL k000');
  engine.run(`CONFIG SET maxmemory ${growthOf(['SET', 'k000', 'v']) + (entries - 1) * bytes}`);
  return engine;
}

describe('a policy for teaching', () => {
  test.each(TEACHING_POLICIES)('%s: the engine evicts whom the policy alone would evict', (policy) => {
    const engine = cacheOf(20, policy, 7);
    const rules = policies[policy.slice('teaching-'.length) as PolicyName];
    const state = rules.create(0);
    const chance = new Chance(7, 'engine');
    const keys = new Chance(7, policy);
    const resident = new Set<string>();
    for (let step = 0; step < 3_000; step += 1) {
      const key = `k${String(Math.floor(keys.draw() * keys.draw() * 60)).padStart(3, '0')}`;
      const hit = engine.run(`GET ${key}`) !== null;
      expect([step, hit]).toEqual([step, resident.has(key)]);
      if (hit) {
        rules.onHit(state, `0 ${key}`);
        continue;
      }
      if (resident.size === 20) {
        const victim = rules.victim(state, () => chance.draw()) as string;
        resident.delete(victim.slice(2));
      }
      engine.run(`SET ${key} v`);
      rules.onInsert(state, `0 ${key}`);
      resident.add(key);
    }
    expect(engine.store.stats.evicted).toBeGreaterThan(500);
  });

  test('takes over in the middle, and knows whom it took over', () => {
    const engine = cacheOf(5, 'teaching-lru', 1);
    engine.run('CONFIG SET maxmemory-policy allkeys-random');
    for (const key of ['k001', 'k002', 'k003', 'k004', 'k005']) engine.run(`SET ${key} v`);
    expect(engine.store.ranking).toBeNull();
    engine.run('CONFIG SET maxmemory-policy teaching-lru');
    engine.run('GET k001');
    engine.run('SET k006 v');
    expect([engine.run('EXISTS k001'), engine.run('EXISTS k002')]).toEqual([1, 0]);
    engine.run('CONFIG SET maxmemory-policy noeviction');
    engine.run('GET k001');
    expect(engine.store.ranking).toBeNull();
  });

  test('is told of every way to leave, in every database', () => {
    const engine = cacheOf(4, 'teaching-fifo', 1);
    engine.run('SET k001 v');
    engine.run('SELECT 3');
    engine.run('SET k001 v');
    engine.run('SET k002 v');
    engine.run('SELECT 0');
    engine.run('RENAME k001 k009');
    engine.run('SELECT 3');
    engine.run('DEL k001');
    engine.run('SET k003 v');
    engine.run('SET k004 v');
    // k002 is the oldest now: k001 was renamed or deleted.
    engine.run('SET k005 v');
    expect(new Set(engine.run('KEYS *') as string[])).toEqual(new Set(['k003', 'k004', 'k005']));
    engine.run('FLUSHALL');
    for (let index = 100; index < 200; index += 1) engine.run(`SET k${index} v`);
    expect(engine.run('DBSIZE')).toBe(4);
  });

  test('travels in checkpoints', () => {
    const engine = cacheOf(10, 'teaching-sieve', 1);
    const play = (other: Engine, from: number) => {
      const replies: unknown[] = [];
      for (let step = from; step < from + 300; step += 1) {
        const key = `k${String((step * step) % 37).padStart(3, '0')}`;
        replies.push(other.run(`GET ${key}`), other.run(`SET ${key} v`));
      }
      return replies;
    };
    play(engine, 0);
    let number = 0;
    const { rest, tables } = saveState(engine.store, () => (number += 1));
    const images = new Map<number, TableImage>(
      tables.map((table) => [table.table, extendImage(undefined, table)]),
    );
    const twin = new Engine({}, 1);
    twin.store = loadState(rest, images) as Store;
    twin.session = twin.store.sessions.get(1) as Session;
    expect(play(twin, 300)).toEqual(play(engine, 300));
  });
});
