import { describe, expect, test } from 'vitest';
import { keysOf, type CommandSpec } from '../../src/store/command.ts';
import { commandNamed, table } from '../../src/store/commands/index.ts';
import { execute } from '../../src/store/execute.ts';
import { NO_AUTH, WRONG_PASSWORD } from '../../src/store/refusals.ts';
import { OK } from '../../src/store/reply.ts';
import { closeSession, openSession } from '../../src/store/store.ts';
import { wordsOf } from '../../src/store/words/index.ts';
import { Engine } from './engine.ts';

const all = table.flatMap((command) => [command, ...(command.subcommands ?? [])]);

describe('the table of commands', () => {
  test('every command has a name of its own, and words for the documentation', () => {
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
    for (const { name, subcommands } of all) {
      const { summary, replies } = wordsOf({ name });
      expect([name, summary.endsWith('.')]).toEqual([name, true]);
      expect([name, replies.length > 0 || subcommands !== undefined]).toEqual([name, true]);
    }
  });

  test('a name is found in any case', () => {
    for (const name of ['get', 'GET', 'gEt']) expect(commandNamed([name])?.name).toBe('get');
    expect(commandNamed(['CONFIG', 'gEt', 'x'])?.name).toBe('config|get');
  });

  test('every command refuses too few and too many arguments, and changes nothing', () => {
    for (const { name, arity } of all) {
      const engine = new Engine();
      const words = name.split('|');
      const least = Math.abs(arity);
      for (const count of arity < 0 ? [least - 1] : [least - 1, least + 1]) {
        if (count < words.length) continue;
        const args = [...words, ...Array.from({ length: count - words.length }, () => 'x')];
        expect(engine.ask(...args)).toEqual({ error: `ERR wrong number of arguments for '${name}' command` });
      }
      expect(engine.effects).toEqual([]);
    }
  });

  test('keys are found where the command has them', () => {
    const keys = (line: string) => {
      const args = line.split(' ');
      return keysOf(commandNamed(args) as CommandSpec, args).map(({ key }) => key);
    };
    expect(keys('GET a')).toEqual(['a']);
    expect(keys('DEL a b c')).toEqual(['a', 'b', 'c']);
    expect(keys('MSET a 1 b 2')).toEqual(['a', 'b']);
    expect(keys('RENAME a b')).toEqual(['a', 'b']);
    expect(keys('OBJECT ENCODING a')).toEqual(['a']);
    expect(keys('PING')).toEqual([]);
  });
});

describe('sessions', () => {
  test('each has a database, a name and a number of its own', () => {
    const engine = new Engine();
    const other = openSession(engine.store, engine.clock);
    engine.run('SELECT 3');
    engine.run('CLIENT SETNAME one');
    engine.run('SET k three');
    expect(execute(engine.store, other, ['GET', 'k'], engine.host)).toBe(null);
    expect(execute(engine.store, other, ['CLIENT', 'GETNAME'], engine.host)).toBe(null);
    expect(execute(engine.store, other, ['CLIENT', 'ID'], engine.host)).toBe(2);
    closeSession(engine.store, other);
    expect(engine.store.sessions.size).toBe(1);
  });

  test('QUIT is answered, and asks to be closed', () => {
    const engine = new Engine();
    expect(engine.run('QUIT')).toBe(OK);
    expect(engine.session.closing).toBe(true);
  });

  test('before AUTH nothing but AUTH, HELLO and QUIT', () => {
    const engine = new Engine({ requirepass: 'secret' });
    expect(engine.run('GET k')).toBe(NO_AUTH);
    expect(engine.run('PING')).toBe(NO_AUTH);
    expect(engine.run('NOSUCH')).toHaveProperty('error', expect.stringContaining('unknown command'));
    expect(engine.run('GET')).toHaveProperty('error', expect.stringContaining('wrong number'));
    expect(engine.run('AUTH wrong')).toBe(WRONG_PASSWORD);
    expect(engine.run('AUTH default wrong')).toBe(WRONG_PASSWORD);
    expect(engine.run('AUTH nobody secret')).toBe(WRONG_PASSWORD);
    expect(engine.run('HELLO 2')).toHaveProperty('error', expect.stringContaining('NOAUTH HELLO'));
    expect(engine.run('HELLO 2 AUTH default secret')).toHaveProperty('map');
    expect(engine.run('GET k')).toBe(null);
  });

  test('a password set later does not throw out who is in', () => {
    const engine = new Engine();
    engine.run('CONFIG SET requirepass secret');
    expect(engine.run('GET k')).toBe(null);
    const other = openSession(engine.store, engine.clock);
    expect(execute(engine.store, other, ['GET', 'k'], engine.host)).toBe(NO_AUTH);
  });
});

describe('the server', () => {
  test('DEBUG SLEEP is work, not waiting', () => {
    const engine = new Engine();
    expect(engine.run('DEBUG SLEEP 1.5')).toBe(OK);
    expect(engine.worked).toBe(1_500_000);
  });

  test('INFO counts hits, misses, keys and memory', () => {
    const engine = new Engine();
    engine.run('SET k v');
    engine.run('SET e v EX 10');
    engine.run('GET k');
    engine.run('GET x');
    const { verbatim } = engine.run('INFO') as { verbatim: string };
    const lines = verbatim.split('\r\n');
    for (const line of [
      'redis_version:7.0.15',
      'keyspace_hits:1',
      'keyspace_misses:1',
      'db0:keys=2,expires=1,avg_ttl=10000',
      `used_memory:${engine.store.bytes}`,
      'total_commands_processed:5',
    ]) {
      expect(lines).toContain(line);
    }
    engine.run('CONFIG RESETSTAT');
    expect((engine.run('INFO stats') as { verbatim: string }).verbatim).toContain('keyspace_hits:0');
  });

  test('a snapshot forgets the count of changes; a disk may say otherwise', () => {
    const engine = new Engine();
    engine.run('SET k v');
    engine.clock += 5_000;
    expect(engine.run('SAVE')).toBe(OK);
    expect(engine.store.changes).toBe(0);
    expect(engine.run('LASTSAVE')).toBe(engine.clock / 1_000);
    expect(engine.run('BGSAVE')).toEqual({ status: 'Background saving started' });
    expect(engine.run('BGREWRITEAOF')).toEqual({ status: 'Background append only file rewriting started' });
    const host = Object.assign(Object.create(engine.host) as typeof engine.host, {
      persist: () => ({ error: 'ERR disk full' }),
    });
    expect(execute(engine.store, engine.session, ['SAVE'], host)).toEqual({ error: 'ERR disk full' });
  });

  test('TIME is the clock of the node', () => {
    const engine = new Engine();
    engine.clock += 123;
    expect(engine.run('TIME')).toEqual(['1735689600', '123000']);
  });

  test('all 256 bytes survive', () => {
    const engine = new Engine();
    const bytes = Array.from({ length: 256 }, (_, code) => String.fromCharCode(code)).join('');
    engine.ask('SET', bytes, bytes);
    expect(engine.ask('GET', bytes)).toBe(bytes);
    expect(engine.ask('STRLEN', bytes)).toBe(256);
  });
});

describe('OBJECT', () => {
  test('IDLETIME counts from the last use, and looking is none', () => {
    const engine = new Engine();
    engine.run('SET k v');
    engine.clock += 30_000;
    engine.run('TTL k');
    engine.run('TYPE k');
    expect(engine.run('OBJECT IDLETIME k')).toBe(30);
    engine.run('GET k');
    expect(engine.run('OBJECT IDLETIME k')).toBe(0);
  });

  test('FREQ begins at 5, rises with use and decays by the minute', () => {
    const engine = new Engine({ 'maxmemory-policy': 'allkeys-lfu' });
    engine.run('SET k v');
    expect(engine.run('OBJECT FREQ k')).toBe(5);
    for (let use = 0; use < 1_000; use += 1) engine.run('GET k');
    const risen = engine.run('OBJECT FREQ k') as number;
    expect(risen).toBeGreaterThan(10);
    engine.clock += 5 * 60_000;
    expect(engine.run('OBJECT FREQ k')).toBe(risen - 5);
  });
});
