/** Clients that know nothing of us: they connect, pipeline, scan and come back after the server was away. */
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDoor, type Door } from '../../../tools/resp/door.ts';
import { createEngine } from '../../../tools/resp/engine.ts';
import { freePort, isInstalled } from './wire.ts';

const KEYS = 500;
const run = promisify(execFile);

/** From the packages of this project, or of the folder that RESP_CLIENTS names. Where there is none the test fails: it is not optional. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- their own types would have to be installed to type-check all the rest
async function client(name: string): Promise<any> {
  const folder = process.env['RESP_CLIENTS'];
  const here = createRequire(folder === undefined ? import.meta.url : `${folder}/package.json`);
  return import(pathToFileURL(here.resolve(name)).href);
}

/** A server that can go away and come back, with what it holds. */
let port: number;
let door: Door;
const engine = createEngine({ password: 'secret', maxmemory: 0 });
const open = async () => {
  door = await openDoor({ port, connect: engine.connect });
};
beforeAll(async () => {
  port = await freePort();
  await open();
});
afterAll(() => door.close());

describe('ioredis', () => {
  test('connects, pipelines, scans, reconnects', async () => {
    const { Redis } = await client('ioredis');
    const redis = new Redis({ port, host: '127.0.0.1', password: 'secret', retryStrategy: () => 20 });
    // What it says while the server is away is no news.
    redis.on('error', () => {});
    try {
      expect(await redis.set('ioredis', 'é\r\n')).toBe('OK');
      expect(await redis.get('ioredis')).toBe('é\r\n');
      expect(await redis.getBuffer('ioredis')).toEqual(Buffer.from('é\r\n'));
      await expect(redis.incr('ioredis')).rejects.toThrow('ERR value is not an integer or out of range');
      const pipeline = redis.pipeline();
      for (let index = 0; index < KEYS; index += 1) pipeline.set(`io:${index}`, index);
      expect(await pipeline.exec()).toEqual(Array.from({ length: KEYS }, () => [null, 'OK']));
      expect((await keysScanned(redis.scanStream({ match: 'io:*', count: 50 }))).size).toBe(KEYS);
      await door.close();
      const waiting = redis.get('io:7');
      await open();
      expect(await waiting).toBe('7');
    } finally {
      redis.disconnect();
    }
  }, 30_000);
});

describe('node-redis', () => {
  test('connects, pipelines, scans, reconnects', async () => {
    const { createClient } = await client('redis');
    const socket = { port, host: '127.0.0.1', reconnectStrategy: 20 };
    const redis = createClient({ socket, password: 'secret', RESP: 2 });
    redis.on('error', () => {});
    await redis.connect();
    try {
      expect(await redis.set('node-redis', 'é\r\n')).toBe('OK');
      expect(await redis.get('node-redis')).toBe('é\r\n');
      await expect(redis.incr('node-redis')).rejects.toThrow('ERR value is not an integer or out of range');
      const sets = Array.from({ length: KEYS }, (_, index) => redis.set(`node:${index}`, `${index}`));
      expect(await Promise.all(sets)).toEqual(sets.map(() => 'OK'));
      expect((await keysScanned(redis.scanIterator({ MATCH: 'node:*', COUNT: 50 }))).size).toBe(KEYS);
      await door.close();
      await open();
      await expect.poll(() => redis.get('node:7').catch(() => undefined), { timeout: 10_000 }).toBe('7');
    } finally {
      redis.destroy();
    }
  }, 30_000);
});

async function keysScanned(pages: AsyncIterable<string | string[]>): Promise<Set<string>> {
  const keys = new Set<string>();
  for await (const page of pages) for (const key of Array.isArray(page) ? page : [page]) keys.add(key);
  return keys;
}

const isThere = isInstalled('redis-cli');
if (!isThere) process.stderr.write('redis-cli is not installed: NOT tried against the store.\n');

describe.skipIf(!isThere)('redis-cli', () => {
  const cli = async (...args: string[]) => {
    const { stdout } = await run('redis-cli', [
      '-p',
      `${port}`,
      '--no-auth-warning',
      '-a',
      'secret',
      ...args,
    ]);
    return stdout.trimEnd();
  };
  const piped = async (input: string, ...args: string[]) => {
    const running = run('redis-cli', ['-p', `${port}`, '--no-auth-warning', '-a', 'secret', ...args]);
    running.child.stdin?.end(input);
    return (await running).stdout.trimEnd();
  };

  test('commands, errors, a script of lines', async () => {
    expect(await cli('set', 'cli', 'value')).toBe('OK');
    expect(await cli('get', 'cli')).toBe('value');
    expect(await cli('get')).toBe("ERR wrong number of arguments for 'get' command");
    expect(await cli('nonsense', 'a')).toBe("ERR unknown command 'nonsense', with args beginning with: 'a'");
    expect(await piped('set cli "a b"\nget cli\ndel cli\n')).toBe('OK\na b\n1');
  }, 30_000);

  test('mass insertion by pipe, and a scan', async () => {
    const lines = Array.from({ length: KEYS }, (_, index) => `SET cli:${index} ${index}\r\n`).join('');
    expect(await piped(lines, '--pipe')).toContain(`errors: 0, replies: ${KEYS}`);
    const keys = await cli('--scan', '--pattern', 'cli:*');
    expect(new Set(keys.split('\n')).size).toBe(KEYS);
  }, 30_000);
});
