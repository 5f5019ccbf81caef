import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formatDouble, parseDouble } from '../../../src/store/doubles.ts';
import { Chance } from './chance.ts';
import { Ours } from './ours.ts';
import { findServer, RealRedis } from './real.ts';

const server = findServer();

/** Any double at all, spelled in one of the ways in which people and programs spell them. */
function spell(chance: Chance): string {
  const words = new Uint32Array([chance.integer(0, 0xffffffff), chance.integer(0, 0xffffffff)]);
  const any = new Float64Array(words.buffer)[0] as number;
  const quarters = chance.integer(-(2 ** 52), 2 ** 52) / chance.pick([2, 4, 8, 16, 1024]);
  return chance.pick([
    () => chance.double(),
    () => String(any),
    () => String(quarters),
    () => any.toExponential(chance.integer(0, 20)),
    () =>
      `${chance.integer(0, 1) ? '-' : ''}0x${chance.integer(0, 0xfffff).toString(16)}.${chance.integer(0, 0xffffff).toString(16)}p${chance.integer(-1100, 1100)}`,
    () => `${chance.integer(0, 999)}.${'0'.repeat(chance.integer(0, 20))}${chance.integer(1, 999_999)}`,
    () => `${chance.integer(1, 9)}${'0'.repeat(chance.integer(0, 40))}.${chance.integer(0, 9)}`,
  ])();
}

describe.skipIf('missing' in server)('numbers beside a real Redis', () => {
  let real: RealRedis | undefined;

  beforeAll(async () => {
    if ('path' in server) real = await RealRedis.start(server.path);
  });
  afterAll(async () => real?.stop());

  test('doubles are read by strtod and printed by %.17g', { timeout: 60_000 }, async () => {
    const chance = new Chance(1, 'doubles');
    const texts = Array.from({ length: 8_000 }, () => spell(chance));
    const commands = texts.flatMap((text) => [
      ['DEL', 'z'],
      ['ZADD', 'z', text, 'm'],
      ['ZSCORE', 'z', 'm'],
    ]);
    // A small sorted set keeps whole scores as integers, and so forgets the sign of -0.
    await (real as RealRedis).ask([['CONFIG', 'SET', 'zset-max-listpack-entries', '0']]);
    const replies = await (real as RealRedis).ask(commands);
    for (const [index, text] of texts.entries()) {
      const value = parseDouble(text);
      expect([text, value === undefined ? null : formatDouble(value)]).toEqual([
        text,
        replies[index * 3 + 2]?.text,
      ]);
    }
  });

  test(
    'long doubles are added with 64 bits of mantissa and printed by %.17Lf',
    { timeout: 60_000 },
    async () => {
      const chance = new Chance(2, 'long doubles');
      const ours = new Ours(1);
      const huge = () =>
        `${chance.integer(-999, 999)}.${chance.integer(0, 999_999)}e${chance.integer(-5_000, 5_000)}`;
      const term = () => (chance.maybe(0.1) ? huge() : spell(chance));
      const commands = Array.from({ length: 5_000 }, () => [
        ['SET', 'f', term()],
        ['INCRBYFLOAT', 'f', term()],
        ['INCRBYFLOAT', 'f', term()],
      ]).flat();
      const replies = await (real as RealRedis).ask(commands);
      for (const [index, args] of commands.entries()) {
        expect([args, ours.ask(args).raw]).toEqual([args, replies[index]?.raw]);
      }
    },
  );
});
