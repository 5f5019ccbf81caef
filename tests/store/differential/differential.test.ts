import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { table } from '../../../src/store/commands/index.ts';
import { streams } from './generators/index.ts';
import { findServer, RealRedis } from './real.ts';
import { Ours } from './ours.ts';
import type { Parsed } from './resp.ts';
import { runDifferential, tellMismatch } from './run.ts';

const server = findServer();
const seeds = (process.env.SEEDS ?? '1,2').split(',').map(Number);
const commands = Number(process.env.COMMANDS ?? 6_000);

if ('missing' in server) {
  // Loud, because without it nothing here tells whether the store is still Redis.
  console.warn(`\n!!! THE DIFFERENTIAL TEST DID NOT RUN: ${server.missing} !!!\n`);
}

/** Not in 7.0: see deliberate.ts. */
const NEWER = ['client|setinfo'];

/** All but the subcommands, of which we have fewer, and Redis's notes in words. */
function essence({ items: [command] }: Parsed): readonly string[] {
  const withoutNotes = (raw: string) => raw.replace(/\*8\r\n\$5\r\nnotes\r\n\$\d+\r\n[^\r]*\r\n/g, '*6\r\n');
  return (command as Parsed).items.slice(0, 9).map(({ raw }) => withoutNotes(raw));
}

describe.skipIf('missing' in server)('beside a real Redis', () => {
  let real: RealRedis | undefined;

  beforeAll(async () => {
    if ('path' in server) real = await RealRedis.start(server.path);
  });
  afterAll(async () => real?.stop());

  test('COMMAND INFO says the same of every command', async () => {
    const ours = new Ours(1);
    const commands = table.flatMap((command) => [command, ...(command.subcommands ?? [])]);
    for (const { name } of commands.filter(({ name }) => !NEWER.includes(name))) {
      const args = ['COMMAND', 'INFO', name];
      const [theirs] = await (real as RealRedis).ask([args]);
      expect(essence(ours.ask(args))).toEqual(essence(theirs as Parsed));
    }
  });

  for (const group of Object.keys(streams)) {
    test(`${group}: every reply is the same`, { timeout: 60_000 }, async () => {
      for (const seed of seeds) {
        const { mismatches } = await runDifferential({ groups: [group], commands, seed }, real);
        expect(mismatches.map(tellMismatch).join('\n\n')).toBe('');
      }
    });
  }
});
