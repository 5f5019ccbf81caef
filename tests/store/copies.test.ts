/**
 * A copy of a store, fed by what the store propagates: a replica, or a node that replays its log. It repeats what happened and decides
 * nothing: it refuses nobody, evicts nobody and lets nothing expire, whatever its own memory, users and disk are like.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { execute } from '../../src/store/execute.ts';
import { failure, isFailure, OK } from '../../src/store/reply.ts';
import { EVICTION_POLICIES } from '../../src/store/settings.ts';
import { newStore, openSession } from '../../src/store/store.ts';
import { Chance } from './differential/chance.ts';
import { generators } from './differential/generators/index.ts';
import { Engine } from './engine.ts';
import { dataOf } from './persistence/data.ts';

const kinds = Object.entries(generators).filter(([name]) => name !== 'server');

/** Everything that asks for room beyond its own arguments. */
const RESERVERS: readonly ((chance: Chance) => readonly string[])[] = [
  (chance) => ['INCRBYFLOAT', chance.key(), chance.pick(['1e4000', '0.1', '-3'])],
  (chance) => ['HINCRBYFLOAT', `h${chance.integer(0, 3)}`, 'f', chance.pick(['1e4000', '0.1'])],
  (chance) => ['SETRANGE', chance.key(), String(chance.integer(0, 2_000)), 'x'],
  (chance) => ['SADD', `s${chance.integer(0, 3)}`, chance.value(), chance.integerText()],
  (chance) => ['SUNIONSTORE', chance.key(), 's0', 's1', 's2', 's3'],
  (chance) => ['SMOVE', 's0', `s${chance.integer(1, 9)}`, chance.value()],
  (chance) => ['ZUNIONSTORE', chance.key(), '2', 's0', 's1'],
  (chance) => ['RENAME', chance.key(), `a longer name ${chance.integer(0, 5)}`],
  (chance) => ['EXPIRE', chance.key(), String(chance.integer(1, 100))],
  (chance) => ['GETEX', chance.key(), 'EX', String(chance.integer(1, 100))],
];

/** A copy in the worst of conditions: no memory, a password that nobody gave it, a disk that takes nothing. */
function poorCopy(policy: string, clock: number) {
  const store = newStore(clock, {
    maxmemory: 1,
    'maxmemory-policy': policy as 'noeviction',
    requirepass: 'unknown',
  });
  store.passive = true;
  const session = openSession(store, clock);
  session.replaying = true;
  const spoken: unknown[] = [];
  const host = {
    clock,
    random: () => 0.5,
    work: () => {},
    propagate: (_database: number, args: readonly string[]) => void spoken.push(args),
    ailment: failure('MISCONF the disk takes nothing'),
  };
  const replay = (database: number, args: readonly string[]) => {
    session.database = database;
    return execute(store, session, args, host);
  };
  return { store, session, host, spoken, replay };
}

describe('a copy fed by effects', () => {
  test.each(EVICTION_POLICIES)('ends equal to a master that evicts by %s', (policy) => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const master = new Engine({ maxmemory: 6_000, 'maxmemory-policy': policy }, seed, Date.now());
        const chance = new Chance(seed, policy);
        // The copy's clock is ahead: what it is told about has expired for long.
        const copy = poorCopy(policy, master.clock + 1_000_000);
        let told = 0;
        for (let step = 0; step < 250; step += 1) {
          const generate = chance.maybe(0.4) ? chance.pick(RESERVERS) : chance.pick(kinds)[1];
          const args = generate(chance);
          if (args[0] === 'CONFIG') continue;
          master.ask(...args);
          master.clock += chance.integer(0, 2_000);
          for (; told < master.effects.length; told += 1) {
            const { database, args: effect } = master.effects[told] as (typeof master.effects)[number];
            const reply = copy.replay(database, effect);
            expect([effect, isFailure(reply) && reply]).toEqual([effect, false]);
          }
        }
        expect(dataOf(copy.store)).toBe(dataOf(master.store));
        expect(copy.store.bytes).toBe(master.store.bytes);
        expect(copy.store.stats).toMatchObject({ evicted: 0, expired: 0 });
        // Word for word what it was told, for those who copy from it in turn.
        expect(copy.spoken).toEqual(master.effects.map(({ args }) => args));
      }),
      { numRuns: 8 },
    );
  });

  test('its readers neither evict nor let expire', () => {
    const copy = poorCopy('allkeys-lru', 1_000_000);
    copy.replay(0, ['SET', 'a', 'v'.repeat(500)]);
    copy.replay(0, ['SET', 'b', 'v', 'PXAT', '5']);
    const reader = openSession(copy.store, 1_000_000);
    reader.user = 'default';
    const host = { ...copy.host, ailment: null };
    expect(execute(copy.store, reader, ['GET', 'a'], host)).toBe('v'.repeat(500));
    expect(execute(copy.store, reader, ['GET', 'b'], host)).toBeNull();
    expect(copy.replay(0, ['PERSIST', 'b'])).toBe(1);
    expect(copy.replay(0, ['RENAME', 'b', 'c'])).toEqual(OK);
    expect(execute(copy.store, reader, ['DBSIZE'], host)).toBe(2);
    expect(copy.store.stats).toMatchObject({ evicted: 0, expired: 0 });
  });
});
