import { afterAll, beforeAll, test } from 'vitest';
import { startHost, tryIoredis, tryNodeRedis, tryRedisCli, type Host } from './clients.ts';
import { isInstalled } from './wire.ts';

let host: Host;
beforeAll(async () => {
  host = await startHost();
});
afterAll(() => host.leave());

test('ioredis connects, pipelines, scans, reconnects', () => tryIoredis(host), 30_000);

test('node-redis connects, pipelines, scans, reconnects', () => tryNodeRedis(host), 30_000);

const isThere = isInstalled('redis-cli');
if (!isThere) process.stderr.write('redis-cli is not installed: NOT tried against the store.\n');

test.skipIf(!isThere)('redis-cli connects, pipelines, scans, reconnects', () => tryRedisCli(host), 30_000);
