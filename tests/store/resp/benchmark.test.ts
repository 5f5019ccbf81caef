import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDoor, type Door } from '../../../tools/resp/door.ts';
import { createEngine } from '../../../tools/resp/engine.ts';
import { benchmarked, runBenchmark } from './benchmark.ts';
import { isInstalled } from './wire.ts';

const isThere = isInstalled('redis-benchmark');
if (!isThere) process.stderr.write('redis-benchmark is not installed: NOT run against the store.\n');

describe.skipIf(!isThere)('redis-benchmark runs to the end', () => {
  let door: Door;
  beforeAll(async () => {
    door = await openDoor({ port: 0, connect: createEngine({ password: '', maxmemory: 0 }).connect });
  });
  afterAll(() => door.close());

  test.each(['ping', ...benchmarked])('%s', { timeout: 60_000 }, async (name) => {
    const finished = await runBenchmark({ port: door.port, test: name, requests: 2_000, depth: 16 });
    expect(finished).toBeGreaterThan(0);
  });
});
