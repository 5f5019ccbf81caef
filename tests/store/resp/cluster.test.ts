/** A whole cluster behind the port, for clients that know nothing of it: also while nodes die. */
import { execFile } from 'node:child_process';
import { connect } from 'node:net';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { OK } from '../../../src/store/reply.ts';
import { createCluster, type ClusterEngine } from '../../../tools/resp/cluster.ts';
import { openDoor, type Door } from '../../../tools/resp/door.ts';
import { benchmarked, runBenchmark } from './benchmark.ts';
import { tryIoredis, tryNodeRedis, tryRedisCli, type Host } from './clients.ts';
import { octets, request } from './serve.ts';
import { exchange, freePort, isInstalled } from './wire.ts';

const PASSWORD = 'secret';

let engine: ClusterEngine;
let door: Door;
let ticking: NodeJS.Timeout;

async function start(password: string, port = 0): Promise<void> {
  engine = await createCluster(5, { password, maxmemory: null });
  door = await openDoor({ port, connect: engine.connect });
  ticking = setInterval(engine.expire, 10);
}

afterEach(async () => {
  clearInterval(ticking);
  await door.close();
});

async function said(...commands: readonly (readonly string[])[]): Promise<string[]> {
  const stream = commands.map((command) => request(...command)).join('');
  const { output } = await exchange(door.port, [octets(stream)], 20_000);
  return output.split('\r\n').slice(0, -1);
}

describe('raw RESP', () => {
  beforeEach(() => start(''));

  test('what comes on one connection happens in its order, wherever keys live', async () => {
    expect(
      await said(
        ['MSET', 'a', '1', 'b', '2'],
        ['INCR', 'a'],
        ['INCR', 'a'],
        ['MGET', 'a', 'b', 'c'],
        ['DBSIZE'],
        ['SELECT', '1'],
      ),
    ).toEqual([
      '+OK',
      ':2',
      ':3',
      '*3',
      '$1',
      '3',
      '$1',
      '2',
      '$-1',
      ':2',
      '-ERR SELECT is not allowed in cluster mode',
    ]);
  });

  test('many are under way side by side, and share the time that passes', async () => {
    const lasting = async (count: number): Promise<number> => {
      const caller = engine.connect('');
      const began = engine.cluster.position;
      const replies = await Promise.all(
        Array.from(
          { length: count },
          (_, index) => new Promise((resolve) => caller.ask(['SET', `key:${index}`, 'v'], resolve)),
        ),
      );
      expect(replies).toEqual(replies.map(() => OK));
      return engine.cluster.position - began;
    };
    const one = await lasting(1);
    expect(await lasting(200)).toBeLessThan(20 * one);
  });

  test('who says all at once and nothing more gets all replies', async () => {
    const socket = connect({ port: door.port, host: '127.0.0.1', allowHalfOpen: true });
    socket.end(Buffer.from(octets(request('SET', 'a', '1') + request('GET', 'a') + request('GET', 'b'))));
    let output = '';
    for await (const chunk of socket) output += String(chunk);
    expect(output).toBe('+OK\r\n$1\r\n1\r\n$-1\r\n');
  });

  test('any bytes are values', async () => {
    const value = '\r\n\0\xff"\\';
    expect((await said(['SET', '\xe9', value], ['GETRANGE', '\xe9', '2', '3'])).slice(1)).toEqual([
      '$2',
      '\0\xff',
    ]);
  });

  test('nodes die, come back and join by the word CLUSTER, and everything is answered', async () => {
    const keys = Array.from({ length: 30 }, (_, index) => `k${index}`);
    await said(['MSET', ...keys.flatMap((key) => [key, '1'])]);
    expect(await said(['CLUSTER', 'KILL', 'n2'], ['CLUSTER', 'KILL', 'Bravo'])).toEqual([
      '+Bravo stopped.',
      '-ERR Bravo is stopped already.',
    ]);
    const answers = await said(...keys.map((key) => ['INCR', key]), ['MGET', ...keys]);
    // One that was under way may be unknown; none is forgotten.
    expect(answers.slice(0, keys.length).every((answer) => /^(:2|-UNKNOWN|-CLUSTERDOWN)/.test(answer))).toBe(
      true,
    );
    expect(answers[keys.length]).toBe(`*${keys.length}`);
    expect((await said(...keys.map((key) => ['INCR', key]))).every((answer) => /^:[23]$/.test(answer))).toBe(
      true,
    );
    expect(
      await said(['CLUSTER', 'REVIVE', 'n2'], ['CLUSTER', 'ADD', 'Golf'], ['CLUSTER', 'REBALANCE']),
    ).toEqual(['+Bravo starts again.', '+Golf joins.', '+Keys move to where they belong.']);
    await expect
      .poll(async () => (await said(['CLUSTER', 'NODES'])).join('\n'), { timeout: 20_000 })
      .toMatch(/Golf Golf up[^]*n2 Bravo up/);
    expect(await said(['DBSIZE'])).toEqual([':30']);
  }, 60_000);
});

describe('with a password', () => {
  beforeEach(async () => start(PASSWORD, await freePort()));

  test('strangers get nothing, and may kill nobody', async () => {
    expect(await said(['GET', 'a'], ['CLUSTER', 'KILL', 'n1'], ['AUTH', 'guess'], ['QUIT'])).toEqual([
      expect.stringMatching(/^-NOAUTH/),
      expect.stringMatching(/^-NOAUTH/),
      expect.stringMatching(/^-WRONGPASS/),
      '+OK',
    ]);
    expect(await said(['AUTH', PASSWORD], ['SET', 'a', '1'], ['GET', 'a'], ['QUIT'])).toEqual([
      '+OK',
      '+OK',
      '$1',
      '1',
      '+OK',
    ]);
  });

  const host = (): Host => ({
    port: door.port,
    leave: () => door.close(),
    comeBack: async () => {
      door = await openDoor({ port: door.port, connect: engine.connect });
    },
  });
  test('ioredis connects, pipelines, scans, reconnects', () => tryIoredis(host()), 60_000);
  test('node-redis connects, pipelines, scans, reconnects', () => tryNodeRedis(host()), 60_000);
  test.skipIf(!isInstalled('redis-cli'))('redis-cli does', () => tryRedisCli(host()), 60_000);
});

describe.skipIf(!isInstalled('redis-benchmark'))('redis-benchmark runs to the end', () => {
  beforeEach(() => start(''));

  test.each(['ping', ...benchmarked.filter((name) => name !== 'lrange')])(
    '%s',
    { timeout: 60_000 },
    async (name) => {
      expect(await runBenchmark({ port: door.port, test: name, requests: 100, depth: 4 })).toBeGreaterThan(0);
    },
  );

  test('what a node says of a key comes as names and values', async () => {
    const cli = async (...args: string[]): Promise<string> =>
      (await promisify(execFile)('redis-cli', ['-p', `${door.port}`, ...args])).stdout;
    await cli('SET', 'apple', 'red');
    expect(await cli('SHOW', 'apple')).toMatch(/^acts\n1\nversion\n1\n/);
  });

  test('also while a node dies', { timeout: 60_000 }, async () => {
    const running = runBenchmark({ port: door.port, test: 'get', requests: 2_000, depth: 4 });
    await promisify(execFile)('redis-cli', ['-p', `${door.port}`, 'CLUSTER', 'KILL', 'n3']);
    expect(await running).toBeGreaterThan(0);
  });
});
