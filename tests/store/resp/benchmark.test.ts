import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commandNamed } from '../../../src/store/commands/index.ts';
import { openDoor, type Door } from '../../../tools/resp/door.ts';
import { createEngine } from '../../../tools/resp/engine.ts';
import { isInstalled } from './wire.ts';

const run = promisify(execFile);

/** What redis-benchmark can do, and the commands that it needs for it. */
const TESTS: Readonly<Record<string, readonly string[]>> = {
  ping: ['ping'],
  set: ['set'],
  get: ['get'],
  incr: ['incr'],
  lpush: ['lpush'],
  rpush: ['rpush'],
  lpop: ['lpop'],
  sadd: ['sadd'],
  hset: ['hset'],
  spop: ['spop'],
  zadd: ['zadd'],
  zpopmin: ['zpopmin'],
  lrange: ['lpush', 'lrange'],
  mset: ['mset'],
};

const isThere = isInstalled('redis-benchmark');
if (!isThere) process.stderr.write('redis-benchmark is not installed: NOT run against the store.\n');

describe.skipIf(!isThere)('redis-benchmark runs to the end', () => {
  let door: Door;
  beforeAll(async () => {
    door = await openDoor({ port: 0, connect: createEngine({ password: '', maxmemory: 0 }).connect });
  });
  afterAll(() => door.close());

  for (const [name, commands] of Object.entries(TESTS)) {
    const missing = commands.filter((command) => commandNamed([command]) === undefined);
    test.skipIf(missing.length > 0)(
      name,
      async () => {
        const args = ['-p', `${door.port}`, '-t', name, '-n', '2000', '-P', '16', '-r', '1000', '-q'];
        const { stdout } = await run('redis-benchmark', args);
        expect(stdout).toMatch(/requests per second/);
        expect(stdout).not.toMatch(/Error|WARN/);
      },
      60_000,
    );
  }
});
