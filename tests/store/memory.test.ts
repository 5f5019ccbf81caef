import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Chance } from './differential/chance.ts';
import { generators } from './differential/generators/index.ts';
import { OUT_OF_MEMORY } from '../../src/store/refusals.ts';
import { growthOf } from '../../src/store/room.ts';
import { EVICTION_POLICIES } from '../../src/store/settings.ts';
import { Engine } from './engine.ts';

describe('the accounting of memory', () => {
  test('counts every entry exactly, through any commands, and falls to 0', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const chance = new Chance(seed, 'memory');
        const engine = new Engine({}, seed, Date.now());
        for (let step = 0; step < 300; step += 1) {
          const generate = chance.pick(Object.values(generators));
          engine.ask(...generate(chance));
          engine.clock += chance.integer(0, 50);
        }
        expect(engine.store.bytes).toBe(engine.charged());
        engine.run('FLUSHALL');
        expect(engine.store.bytes).toBe(0);
      }),
      { numRuns: 40 },
    );
  });

  test.each(EVICTION_POLICIES)('%s: the limit is not exceeded after any command', (policy) => {
    const limit = 20_000;
    const engine = new Engine({ maxmemory: limit, 'maxmemory-policy': policy });
    const chance = new Chance(1, policy);
    let refused = 0;
    for (let step = 0; step < 3_000; step += 1) {
      const reply = engine.ask(
        'SET',
        `k${chance.integer(0, 400)}`,
        'v'.repeat(chance.integer(0, 500)),
        'EX',
        '100',
      );
      if (reply === OUT_OF_MEMORY) refused += 1;
      engine.run(`APPEND k${chance.integer(0, 400)} tail`);
      engine.run(`SETRANGE k${chance.integer(0, 400)} ${chance.integer(0, 3_000)} x`);
      expect(engine.store.bytes).toBeLessThanOrEqual(limit);
    }
    expect(engine.store.bytes).toBe(engine.charged());
    if (policy === 'noeviction') expect(refused).toBeGreaterThan(0);
    else expect(engine.store.stats.evicted).toBeGreaterThan(0);
    // Where only what expires may go, what does not may fill the memory.
    if (policy.startsWith('allkeys')) expect(refused).toBe(0);
  });

  test('out of memory: writes are refused, reads and deletions go on', () => {
    const engine = new Engine({ maxmemory: 1_000 });
    while (engine.ask('SET', `k${engine.store.bytes}`, 'x'.repeat(50)) !== OUT_OF_MEMORY);
    expect(engine.run('SET more v')).toBe(OUT_OF_MEMORY);
    expect(engine.run('GET k0')).toBe('x'.repeat(50));
    expect(engine.run('DEL k0')).toBe(1);
    expect(engine.run('EXPIRE k0 10')).toBe(0);
  });

  test('the key that was used least is the one to go', () => {
    for (const policy of ['allkeys-lru', 'allkeys-lfu'] as const) {
      const engine = new Engine({ 'maxmemory-policy': policy, 'maxmemory-samples': 64 });
      for (let index = 0; index < 10; index += 1) engine.run(`SET k${index} v`);
      for (let round = 0; round < 200; round += 1) {
        engine.clock += 1_000;
        for (let index = 0; index < 10; index += 1) if (index !== 4) engine.run(`GET k${index}`);
      }
      engine.run(`CONFIG SET maxmemory ${engine.store.bytes}`);
      engine.run('SET new v');
      expect([policy, engine.run('EXISTS k4'), engine.run('EXISTS new')]).toEqual([policy, 0, 1]);
    }
  });

  test.each([
    ['allkeys-lru', 'often'],
    ['allkeys-lfu', 'late'],
  ] as const)('under %s one who came often but long ago, or late but once: %s goes', (policy, victim) => {
    const engine = new Engine({ 'maxmemory-policy': policy, 'maxmemory-samples': 64 });
    engine.run('SET often v');
    for (let use = 0; use < 1_000; use += 1) engine.run('GET often');
    engine.clock += 30_000;
    engine.run('SET late v');
    engine.run(`CONFIG SET maxmemory ${engine.store.bytes + growthOf(['SET', 'new', 'v']) - 1}`);
    engine.run('SET new v');
    const left = ['often', 'late', 'new'].filter((key) => key !== victim);
    expect(new Set(engine.run('KEYS *') as string[])).toEqual(new Set(left));
  });

  test('an eviction is told to the log as a deletion', () => {
    const engine = new Engine({ maxmemory: 600, 'maxmemory-policy': 'allkeys-lru' });
    for (let index = 0; index < 20; index += 1) engine.run(`SET k${index} v`);
    const deleted = engine.effects.filter(({ args }) => args[0] === 'DEL').length;
    expect(deleted).toBe(engine.store.stats.evicted);
    expect(deleted).toBeGreaterThan(0);
  });
});
