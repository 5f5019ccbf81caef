import { describe, expect, test } from 'vitest';
import { expireSome } from '../../src/store/expiry.ts';
import { Engine } from './engine.ts';

describe('expiry', () => {
  test('a GET at or after the deadline never hits', () => {
    const engine = new Engine();
    engine.run('SET k v PX 1000');
    engine.clock += 999;
    expect(engine.run('GET k')).toBe('v');
    engine.clock += 1;
    expect(engine.run('GET k')).toBe(null);
    expect(engine.store.stats.expired).toBe(1);
    expect(engine.run('TTL k')).toBe(-2);
  });

  test('every command finds nothing where something has expired', () => {
    const lines = [
      'EXISTS k',
      'TOUCH k',
      'DEL k',
      'STRLEN k',
      'PERSIST k',
      'EXPIRE k 10',
      'RENAMENX j k',
      'SETNX k w',
    ];
    const replies = [0, 0, 0, 0, 0, 0, 1, 1];
    for (const [index, line] of lines.entries()) {
      const engine = new Engine();
      engine.run('SET j x');
      engine.run('SET k v PX 5');
      engine.clock += 5;
      expect([line, engine.run(line)]).toEqual([line, replies[index]]);
    }
  });

  test('lazy expiry tells the log, before the command that met it', () => {
    const engine = new Engine();
    engine.run('SET k v PX 5');
    engine.clock += 5;
    engine.run('APPEND k x');
    expect(engine.effects.slice(1).map(({ args }) => args)).toEqual([
      ['DEL', 'k'],
      ['APPEND', 'k', 'x'],
    ]);
  });

  test('keys that nobody asks for free their memory', () => {
    const engine = new Engine();
    for (let index = 0; index < 5_000; index += 1) engine.run(`SET k${index} v PX ${1 + (index % 100)}`);
    engine.run('SET stays v');
    engine.clock += 100;
    for (let round = 0; round < 200; round += 1) expireSome(engine.store, engine.host);
    expect(engine.run('DBSIZE')).toBe(1);
    expect(engine.store.bytes).toBe(engine.charged());
    expect(engine.effects.filter(({ args }) => args[0] === 'DEL').length).toBe(5_000);
  });

  test('what is expired but resident stays a bounded share', () => {
    const engine = new Engine();
    for (let second = 0; second < 20; second += 1) {
      for (let index = 0; index < 2_000; index += 1) {
        engine.run(`SET k${second}-${index} v PX ${1 + ((index * 7919) % 4_000)}`);
      }
      for (let round = 0; round < 10; round += 1) {
        engine.clock += 100;
        expireSome(engine.store, engine.host);
      }
      const { marked } = (engine.store.databases[0] as { entries: { marked: { deadline: number }[] } })
        .entries;
      const stale = marked.filter(({ deadline }) => deadline <= engine.clock).length;
      expect(stale / marked.length).toBeLessThan(0.4);
    }
  });

  test('a round is bounded, and the next one goes on in the next database', () => {
    const engine = new Engine();
    for (const database of [0, 1]) {
      engine.run(`SELECT ${database}`);
      for (let index = 0; index < 10_000; index += 1) engine.run(`SET k${index} v PX 1`);
    }
    engine.clock += 1;
    expect(expireSome(engine.store, engine.host)).toBeLessThanOrEqual(20 * 160);
    for (let round = 0; round < 20; round += 1) expireSome(engine.store, engine.host);
    expect(engine.run('DBSIZE')).toBe(0);
  });

  test('a passive store hides what has expired, and leaves deleting to the log', () => {
    const engine = new Engine();
    engine.run('SET k v PX 5');
    engine.store.passive = true;
    engine.clock += 5;
    expect(engine.run('GET k')).toBe(null);
    expect(engine.run('KEYS *')).toEqual([]);
    expect(expireSome(engine.store, engine.host)).toBe(0);
    expect(engine.run('DBSIZE')).toBe(1);
    expect(engine.effects.length).toBe(1);
  });
});
