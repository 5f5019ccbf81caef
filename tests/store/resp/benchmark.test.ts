import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDoor, type Door } from '../../../tools/resp/door.ts';
import { createEngine } from '../../../tools/resp/engine.ts';
import { isInstalled } from './wire.ts';

const run = promisify(execFile);

/** What `redis-benchmark -t` is asked for. LRANGE fills its list by itself, and then reads it at four lengths. */
const TESTS = [
  'ping',
  'set',
  'get',
  'incr',
  'lpush',
  'rpush',
  'lpop',
  'sadd',
  'hset',
  'spop',
  'zadd',
  'zpopmin',
  'lrange',
  'mset',
] as const;
const REQUESTS = 2_000;
/** How it names what it has done. */
const DONE = [
  ...['SET', 'GET', 'INCR', 'LPUSH', 'RPUSH', 'LPOP', 'SADD', 'HSET', 'SPOP', 'ZADD', 'ZPOPMIN', 'LPUSH'],
  ...['LRANGE_100', 'LRANGE_300', 'LRANGE_500', 'LRANGE_600', 'MSET'],
];

const isThere = isInstalled('redis-benchmark');
if (!isThere) process.stderr.write('redis-benchmark is not installed: NOT run against the store.\n');

describe.skipIf(!isThere)('redis-benchmark runs to the end', () => {
  let door: Door;
  beforeAll(async () => {
    door = await openDoor({ port: 0, connect: createEngine({ password: '', maxmemory: 0 }).connect });
  });
  afterAll(() => door.close());

  test.each(TESTS)('%s', { timeout: 60_000 }, async (name) => {
    const args = ['-p', `${door.port}`, '-t', name, '-n', `${REQUESTS}`, '-P', '16', '-r', '1000', '-q'];
    const { stdout, stderr } = await run('redis-benchmark', args);
    expect(stdout).toMatch(/requests per second/);
    expect(stdout + stderr).not.toMatch(/error|WARN/i);
  });

  test('all of them in one run, as a person would ask for them', { timeout: 60_000 }, async () => {
    const args = ['-p', `${door.port}`, '-t', TESTS.slice(1).join(','), '-n', `${REQUESTS}`, '-q'];
    const { stdout, stderr } = await run('redis-benchmark', args);
    const done = stdout.split(/[\r\n]+/).filter((line) => /requests per second/.test(line));
    const named = done.map((line) => line.split(/[\s:(]/, 1)[0]);
    expect(named).toEqual(DONE);
    expect(stdout + stderr).not.toMatch(/error|WARN/i);
  });
});
