/** INFO counts a hit or a miss for the keys that a command reads: as often as Redis does, whatever they hold. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Ours } from './ours.ts';
import { findServer, RealRedis } from './real.ts';
import type { Parsed } from './resp.ts';
import { callsOf, keyCommands, MAKERS } from './samples.ts';

const server = findServer();
if ('missing' in server)
  process.stderr.write(`${server.missing}: hits and misses were NOT compared with it.\n`);

/** Redis takes a whole set by way of a union, which reads it once more: see deliberate.ts. */
const READ_AGAIN = 'spop set 1';

function counted(info: Parsed): readonly (string | undefined)[] {
  const text = info.text ?? '';
  return [/keyspace_hits:(\d+)/.exec(text)?.[1], /keyspace_misses:(\d+)/.exec(text)?.[1]];
}

describe.skipIf('missing' in server)('hits and misses, beside a real Redis', () => {
  let real: RealRedis;
  beforeAll(async () => {
    if ('path' in server) real = await RealRedis.start(server.path);
  });
  afterAll(async () => real.stop());

  test.each(keyCommands)('$name', { timeout: 60_000 }, async ({ name }) => {
    const ours = new Ours(1);
    for (const call of callsOf(name).filter((args) => args.join(' ') !== READ_AGAIN)) {
      const script = [['FLUSHALL'], ...MAKERS, ['CONFIG', 'RESETSTAT'], call, ['INFO', 'stats']];
      ours.clock = Date.now();
      const theirs = (await real.ask(script)).at(-1) as Parsed;
      const own = script.map((args) => ours.ask(args)).at(-1) as Parsed;
      expect([call, ...counted(own)]).toEqual([call, ...counted(theirs)]);
    }
  });
});
