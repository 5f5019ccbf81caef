import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { generators } from './generators/index.ts';
import { findServer, RealRedis } from './real.ts';
import { runDifferential, tellMismatch } from './run.ts';

const server = findServer();
const seeds = (process.env.SEEDS ?? '1,2').split(',').map(Number);
const commands = Number(process.env.COMMANDS ?? 6_000);

if ('missing' in server) {
  // Loud, because without it nothing here tells whether the store is still Redis.
  console.warn(`\n!!! THE DIFFERENTIAL TEST DID NOT RUN: ${server.missing} !!!\n`);
}

describe.skipIf('missing' in server)('beside a real Redis', () => {
  let real: RealRedis | undefined;

  beforeAll(async () => {
    if ('path' in server) real = await RealRedis.start(server.path);
  });
  afterAll(async () => real?.stop());

  for (const group of Object.keys(generators)) {
    test(`${group}: every reply is the same`, { timeout: 60_000 }, async () => {
      for (const seed of seeds) {
        const { mismatches } = await runDifferential(real as RealRedis, { groups: [group], commands, seed });
        expect(mismatches.map(tellMismatch).join('\n\n')).toBe('');
      }
    });
  }
});
