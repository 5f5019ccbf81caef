/** With no memory left and nobody who may go: which commands are refused. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { OUT_OF_MEMORY } from '../../../src/store/refusals.ts';
import { Ours } from './ours.ts';
import { findServer, RealRedis } from './real.ts';
import type { Parsed } from './resp.ts';
import { callsOf, keyCommands, LOOKS, MAKERS } from './samples.ts';

const server = findServer();
if ('missing' in server) process.stderr.write(`${server.missing}: full memory was NOT compared with it.\n`);

/**
 * They grow without the flag `denyoom`. Redis lets them pass and ends above its limit; here the limit holds after every command. What each
 * needs room for: a deadline, a longer key, a new set.
 */
const GROWING = {
  expire: 'expire string 1000',
  pexpire: 'pexpire string 1000000',
  expireat: 'expireat string 99999999999',
  pexpireat: 'pexpireat string 99999999999999',
  getex: 'getex string EX 1000',
  rename: 'rename set nowhere',
  renamenx: 'renamenx set nowhere',
  smove: 'smove set none a',
} as const;

const isRefusal = ({ raw }: Parsed) => raw === `-${OUT_OF_MEMORY.error}\r\n`;
const FULL = [
  ['CONFIG', 'SET', 'maxmemory', '0'],
  ['FLUSHALL'],
  ...MAKERS,
  ['CONFIG', 'SET', 'maxmemory', '1'],
];

describe.skipIf('missing' in server)('full memory, beside a real Redis', () => {
  let real: RealRedis;
  beforeAll(async () => {
    if ('path' in server) real = await RealRedis.start(server.path);
  });
  afterAll(async () => real.stop());

  const askBoth = async (ours: Ours, call: readonly string[]) => {
    const script = [...FULL, ...LOOKS, call, ...LOOKS];
    ours.clock = Date.now();
    const theirs = (await real.ask(script))[FULL.length + LOOKS.length] as Parsed;
    const replies = script.map((args) => ours.ask(args));
    const looks = replies.slice(FULL.length).map(({ raw }) => raw);
    if (isRefusal(replies[FULL.length + LOOKS.length] as Parsed)) {
      expect([call, looks.slice(-LOOKS.length)]).toEqual([call, looks.slice(0, LOOKS.length)]);
    }
    return { theirs, own: replies[FULL.length + LOOKS.length] as Parsed };
  };

  test.each(keyCommands)('$name', { timeout: 60_000 }, async ({ name }) => {
    const ours = new Ours(1);
    for (const call of callsOf(name)) {
      const { theirs, own } = await askBoth(ours, call);
      // Of those that grow, whatever Redis refuses or does without growing is the same.
      if (name in GROWING && isRefusal(own)) expect([call, theirs.type]).not.toEqual([call, '-']);
      else expect([call, isRefusal(own)]).toEqual([call, isRefusal(theirs)]);
    }
  });

  test.each(Object.values(GROWING))('%s goes over the limit in Redis, and is refused here', async (line) => {
    const { theirs, own } = await askBoth(new Ours(1), line.split(' '));
    expect([isRefusal(theirs), isRefusal(own)]).toEqual([false, true]);
  });

  test('CONFIG GET requirepass shows the password in Redis, and nothing of it here', async () => {
    const script = [
      ['CONFIG', 'SET', 'requirepass', 'secret'],
      ['CONFIG', 'GET', 'requirepass'],
      ['CONFIG', 'SET', 'requirepass', ''],
      ['CONFIG', 'GET', 'requirepass'],
    ];
    const ours = new Ours(1);
    const told = (replies: readonly Parsed[]) => replies.map(({ items, text }) => items[1]?.text ?? text);
    expect(told(await real.ask(script))).toEqual(['OK', 'secret', 'OK', '']);
    expect(told(script.map((args) => ours.ask(args)))).toEqual(['OK', '(redacted)', 'OK', '']);
  });
});
