/** Clients that know nothing of us: each connects, pipelines, scans and comes back after the server was away. They throw where it goes wrong. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { openDoor, type Door } from '../../../tools/resp/door.ts';
import { createEngine } from '../../../tools/resp/engine.ts';
import { freePort } from './wire.ts';

const KEYS = 500;
const PASSWORD = 'secret';
const NO_INTEGER = /ERR value is not an integer or out of range/;
/** Ms. */
const PATIENCE = 10_000;

/** A server that can go away and come back, with what it holds. */
export interface Host {
  readonly port: number;
  leave(): Promise<void>;
  comeBack(): Promise<void>;
}

export async function startHost(): Promise<Host> {
  const port = await freePort();
  const engine = createEngine({ password: PASSWORD, maxmemory: 0 });
  const open = () => openDoor({ port, connect: engine.connect });
  let door: Door = await open();
  return {
    port,
    leave: () => door.close(),
    comeBack: async () => {
      door = await open();
    },
  };
}

/** From the packages of this project, or of the folder that RESP_CLIENTS names. Where there is none it throws: it is not optional. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- their own types would have to be installed to type-check all the rest
async function client(name: string): Promise<any> {
  const folder = process.env['RESP_CLIENTS'];
  const here = createRequire(folder === undefined ? import.meta.url : `${folder}/package.json`);
  return import(pathToFileURL(here.resolve(name)).href);
}

export async function tryIoredis({ port, leave, comeBack }: Host): Promise<void> {
  const { Redis } = await client('ioredis');
  const redis = new Redis({ port, host: '127.0.0.1', password: PASSWORD, retryStrategy: () => 20 });
  // What it says while the server is away is no news.
  redis.on('error', () => {});
  try {
    assert.equal(await redis.set('ioredis', 'é\r\n'), 'OK');
    assert.equal(await redis.get('ioredis'), 'é\r\n');
    assert.deepEqual(await redis.getBuffer('ioredis'), Buffer.from('é\r\n'));
    await assert.rejects(redis.incr('ioredis'), NO_INTEGER);
    const pipeline = redis.pipeline();
    for (let index = 0; index < KEYS; index += 1) pipeline.set(`io:${index}`, index);
    assert.deepEqual(
      await pipeline.exec(),
      Array.from({ length: KEYS }, () => [null, 'OK']),
    );
    assert.equal((await keysScanned(redis.scanStream({ match: 'io:*', count: 50 }))).size, KEYS);
    await leave();
    const waiting = redis.get('io:7');
    await comeBack();
    assert.equal(await waiting, '7');
  } finally {
    redis.disconnect();
  }
}

export async function tryNodeRedis({ port, leave, comeBack }: Host): Promise<void> {
  const { createClient } = await client('redis');
  const socket = { port, host: '127.0.0.1', reconnectStrategy: 20 };
  const redis = createClient({ socket, password: PASSWORD, RESP: 2 });
  redis.on('error', () => {});
  await redis.connect();
  try {
    assert.equal(await redis.set('node-redis', 'é\r\n'), 'OK');
    assert.equal(await redis.get('node-redis'), 'é\r\n');
    await assert.rejects(redis.incr('node-redis'), NO_INTEGER);
    const sets = Array.from({ length: KEYS }, (_, index) => redis.set(`node:${index}`, `${index}`));
    assert.deepEqual(
      await Promise.all(sets),
      sets.map(() => 'OK'),
    );
    assert.equal((await keysScanned(redis.scanIterator({ MATCH: 'node:*', COUNT: 50 }))).size, KEYS);
    await leave();
    await comeBack();
    assert.equal(await untilAnswered(() => redis.get('node:7')), '7');
  } finally {
    redis.destroy();
  }
}

export async function tryRedisCli({ port, leave, comeBack }: Host): Promise<void> {
  const start = (...args: string[]) =>
    promisify(execFile)('redis-cli', ['-p', `${port}`, '--no-auth-warning', '-a', PASSWORD, ...args]);
  const cli = async (input: string, ...args: string[]) => {
    const running = start(...args);
    running.child.stdin?.end(input);
    return (await running).stdout.trimEnd();
  };
  assert.equal(await cli('', 'set', 'cli', 'value'), 'OK');
  assert.equal(await cli('', 'get', 'cli'), 'value');
  assert.equal(await cli('', 'get'), "ERR wrong number of arguments for 'get' command");
  const unknown = "ERR unknown command 'nonsense', with args beginning with: 'a'";
  assert.equal(await cli('', 'nonsense', 'a'), unknown);
  assert.equal(await cli('set cli "a b"\nget cli\ndel cli\n'), 'OK\na b\n1');
  const lines = Array.from({ length: KEYS }, (_, index) => `SET cli:${index} ${index}\r\n`).join('');
  assert.match(await cli(lines, '--pipe'), new RegExp(`errors: 0, replies: ${KEYS}`));
  const keys = await cli('', '--scan', '--pattern', 'cli:*');
  assert.equal(new Set(keys.split('\n')).size, KEYS);
  const prompt = start();
  const first = new Promise((resolve) => prompt.child.stdout?.once('data', resolve));
  prompt.child.stdin?.write('get cli:7\n');
  await first;
  await leave();
  await comeBack();
  // What it sends first only tells it that the connection is gone.
  prompt.child.stdin?.end('get cli:8\nget cli:9\n');
  assert.match((await prompt).stdout, /^7\n(8\n)?9\n$/);
}

async function keysScanned(pages: AsyncIterable<string | string[]>): Promise<Set<string>> {
  const keys = new Set<string>();
  for await (const page of pages) for (const key of Array.isArray(page) ? page : [page]) keys.add(key);
  return keys;
}

async function untilAnswered(ask: () => Promise<string | null>): Promise<string | null> {
  const end = Date.now() + PATIENCE;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
