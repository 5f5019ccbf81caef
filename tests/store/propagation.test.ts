import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { loadState, saveState } from '../../src/kernel/state.ts';
import { extendImage, type TableImage } from '../../src/kernel/table.ts';
import type { Store } from '../../src/store/store.ts';
import { Chance } from './differential/chance.ts';
import { generators } from './differential/generators/index.ts';
import { Engine } from './engine.ts';

/** All groups that change data. */
const groups = Object.entries(generators).filter(([name]) => name !== 'server');

function play(engine: Engine, chance: Chance, steps: number): unknown[] {
  const replies: unknown[] = [];
  for (let step = 0; step < steps; step += 1) {
    const [, generate] = chance.pick(groups);
    const args = generate(chance);
    // Every store has thresholds of its own; the encodings that follow from them would differ.
    const isThreshold = args[0] === 'CONFIG' && (args[2] ?? '').includes('-max-');
    if (!isThreshold) replies.push(engine.ask(...args));
    engine.clock += chance.integer(0, 20_000);
  }
  return replies;
}

describe('what a store propagates', () => {
  test('makes the same of another store, whenever and with whatever chance it is run', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const engine = new Engine({}, seed, Date.now());
        play(engine, new Chance(seed, 'propagation'), 400);
        const copy = new Engine({}, seed + 1, engine.clock + 12_345);
        copy.store.passive = true;
        copy.session.replaying = true;
        for (const { database, args } of engine.effects) {
          copy.run(`SELECT ${database}`);
          copy.ask(...args);
        }
        expect(copy.contents()).toEqual(engine.contents());
      }),
      { numRuns: 40 },
    );
  });

  test.each([
    ['SET k v EX 10', ['SET', 'k', 'v', 'PXAT', '1735689610000']],
    ['SET k v GET', ['SET', 'k', 'v']],
    ['SETEX k 10 v', ['SET', 'k', 'v', 'PXAT', '1735689610000']],
    ['INCRBYFLOAT n 0.1', ['SET', 'n', '10.1', 'KEEPTTL']],
    ['EXPIRE n 10', ['PEXPIREAT', 'n', '1735689610000']],
    ['EXPIRE n -1', ['DEL', 'n']],
    ['GETEX n EX 10', ['PEXPIREAT', 'n', '1735689610000']],
    ['GETDEL n', ['DEL', 'n']],
    ['GETSET n 1', ['SET', 'n', '1']],
    ['INCR n', ['INCR', 'n']],
  ])('%s', (line, effect) => {
    const engine = new Engine();
    engine.run('SET n 10');
    engine.run(line);
    expect(engine.effects.at(-1)?.args).toEqual(effect);
  });

  test.each([
    'GET n',
    'DEL x',
    'SETNX n 1',
    'SET x 1 XX',
    'EXPIRE x 1',
    'PERSIST n',
    'INCR t',
    'RENAMENX n t',
    'GETEX n',
  ])('%s changes nothing, and says nothing', (line) => {
    const engine = new Engine();
    engine.run('SET n 10');
    engine.run('SET t text');
    const before = JSON.stringify(engine.contents());
    engine.run(line);
    expect(engine.effects.length).toBe(2);
    expect(JSON.stringify(engine.contents())).toBe(before);
  });
});

describe('a store in a checkpoint', () => {
  // The generators name instants by the wall's clock, and both twins have to hear the same.
  beforeAll(() => void vi.useFakeTimers({ toFake: ['Date'] }));
  afterAll(() => void vi.useRealTimers());

  test('goes on exactly as the one it was taken of', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const chance = new Chance(seed, 'checkpoint');
        const engine = new Engine({ 'maxmemory-policy': 'allkeys-lfu', maxmemory: 4_000 }, seed, Date.now());
        const images = new Map<number, TableImage>();
        let number = 0;
        let rest: unknown;
        for (let save = 0; save < 3; save += 1) {
          play(engine, chance, 150);
          const taken = saveState(engine.store, () => (number += 1));
          rest = taken.rest;
          for (const table of taken.tables)
            images.set(table.table, extendImage(images.get(table.table), table));
        }
        const twin = new Engine({}, seed + 7, engine.clock);
        twin.store = loadState(rest, images) as Store;
        twin.session = twin.store.sessions.get(1) as typeof twin.session;
        // The host's chance is no part of the store: both go on with the same.
        const again = new Engine({}, seed + 7, engine.clock);
        again.store = engine.store;
        again.session = engine.session;
        const left = play(again, new Chance(seed, 'after'), 200);
        const right = play(twin, new Chance(seed, 'after'), 200);
        expect(right).toEqual(left);
        expect(twin.contents()).toEqual(again.contents());
        expect(twin.store.bytes).toBe(again.store.bytes);
      }),
      { numRuns: 25 },
    );
  });
});
