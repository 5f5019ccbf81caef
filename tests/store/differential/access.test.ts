/** The same users with a real Redis and here, the same streams: who is let in, and who is refused what, in the same words. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newSecret, salted } from '../../../src/store/access/passwords.ts';
import { readConfiguration } from '../../../src/store/read-configuration.ts';
import { openStore } from '../../../src/store/opening.ts';
import { openSession } from '../../../src/store/store.ts';
import { Engine } from '../engine.ts';
import { Chance } from './chance.ts';
import { generators } from './generators/index.ts';
import { findServer, RealRedis } from './real.ts';
import { encodeReply, parseReply, type Parsed } from './resp.ts';

const server = findServer();
if ('missing' in server) {
  console.warn(`\n!!! USERS WERE NOT COMPARED WITH A REAL REDIS: ${server.missing} !!!\n`);
}

interface Trial {
  readonly name: string;
  readonly on?: boolean;
  readonly nopass?: boolean;
  readonly passwords: readonly string[];
  readonly commands: readonly string[];
  readonly keys: readonly string[];
}

const trials: readonly Trial[] = [
  { name: 'all', passwords: ['a', 'second'], commands: ['+@all'], keys: ['~*'] },
  { name: 'reader', passwords: ['r'], commands: ['+@read', '-mget', '+select'], keys: ['allkeys'] },
  { name: 'writer', passwords: ['w'], commands: ['+@write', '-@dangerous'], keys: ['~*'] },
  {
    name: 'some',
    passwords: ['s'],
    commands: ['allcommands', '-flushall'],
    keys: ['~a', '~[b-d]', '~key:*'],
  },
  {
    name: 'halves',
    passwords: ['h'],
    commands: ['+@all'],
    keys: ['%R~a*', '%W~b*', '%RW~c*', '%R~{t}*', '%W~key:?'],
  },
  {
    name: 'types',
    passwords: ['t'],
    commands: ['+@hash', '+@sortedset', '-zadd', '+@string', '-@fast'],
    keys: ['~*'],
  },
  { name: 'slow', passwords: ['x'], commands: ['+@slow', '-@list', '+lpush', '+config|get'], keys: ['~*'] },
  {
    name: 'contained',
    passwords: ['y'],
    commands: ['+config|set', '+client', '-client|id', '+@connection', '-echo'],
    keys: [],
  },
  { name: 'nothing', passwords: ['n'], commands: [], keys: [] },
  {
    name: 'anyone',
    nopass: true,
    passwords: [],
    commands: ['+@all', '-@all', '+get'],
    keys: ['resetkeys', '~a'],
  },
  { name: 'away', on: false, passwords: ['o'], commands: ['+@all'], keys: ['~*'] },
];

const SALT = 'of this test';
const configuration = {
  salt: SALT,
  requirepass: salted('door', SALT),
  users: trials.map((trial) => ({ ...trial, passwords: trial.passwords.map((text) => salted(text, SALT)) })),
};

function aclOf({ name, on = true, nopass = false, passwords, commands, keys }: Trial): readonly string[] {
  return [
    ...['ACL', 'SETUSER', name, on ? 'on' : 'off', ...(nopass ? ['nopass'] : [])],
    ...passwords.map((text, index) => (index === 0 ? `>${text}` : `#${newSecret('', text).hash}`)),
    ...[...commands, ...keys],
  ];
}

/** A refusal of access; of all else this test says nothing, for the data of the two part ways. */
function denial({ type, text }: Parsed): string {
  return type === '-' && /^(NOPERM|NOAUTH|WRONGPASS)/.test(text ?? '') ? (text as string) : '';
}

describe.skipIf('missing' in server)('users beside a real Redis', () => {
  let real: RealRedis;
  const engine = new Engine({}, 1, Date.now());

  beforeAll(async () => {
    if ('path' in server) real = await RealRedis.start(server.path);
    const replies = await real.ask([...trials.map(aclOf), ['CONFIG', 'SET', 'requirepass', 'door']]);
    expect(new Set(replies.map(({ raw }) => raw))).toEqual(new Set(['+OK\r\n']));
    const read = readConfiguration(configuration);
    if (!read.ok) throw new Error(JSON.stringify(read.faults));
    engine.store = openStore(engine.clock, read.value);
  });
  afterAll(async () => real.stop());

  /** As a client that has just connected. */
  async function enter(): Promise<void> {
    await real.ask([['RESET']]);
    engine.session = openSession(engine.store, engine.clock);
  }

  async function askBoth(args: readonly string[]): Promise<readonly [Parsed, Parsed]> {
    const [theirs] = await real.ask([args]);
    return [theirs as Parsed, parseReply(encodeReply(engine.ask(...args)))];
  }

  test.each([
    ['GET a'],
    ['PING'],
    ['NOSUCH a'],
    ['GET'],
    ['CONFIG NOSUCH'],
    ['AUTH'],
    ['AUTH wrong'],
    ['AUTH door'],
    ['AUTH default door'],
    ['AUTH default wrong'],
    ['AUTH nobody door'],
    ['AUTH a b c'],
    ['AUTH all a'],
    ['AUTH all second'],
    ['AUTH all #a'],
    ['AUTH away o'],
    ['AUTH anyone whatever'],
    ['AUTH reader'],
    ['AUTH all wrong'],
    ['HELLO'],
    ['HELLO 2'],
    ['HELLO 2 AUTH all wrong'],
    ['HELLO 2 AUTH all'],
  ])('a stranger says %s, and then asks', async (line) => {
    await enter();
    const [theirs, ours] = await askBoth(line.split(' '));
    expect(ours.raw).toBe(theirs.raw);
    for (const after of ['GET a', 'MGET a b', 'PING', 'DBSIZE']) {
      const [their, our] = await askBoth(after.split(' '));
      expect([after, denial(our)]).toEqual([after, denial(their)]);
    }
  });

  test.each(trials.filter(({ on }) => on !== false))(
    '$name may do what Redis allows',
    async ({ name, passwords }) => {
      await enter();
      const [entered] = await askBoth(['AUTH', name, passwords[0] ?? 'any']);
      expect(entered.raw).toBe('+OK\r\n');
      const chance = new Chance(1, name);
      const kinds = Object.entries(generators);
      const stream = Array.from({ length: 1_200 }, () => chance.pick(kinds)[1](chance)).filter(
        ([first = '', second = '']) =>
          !/^(auth|hello|quit|debug|wait|reset)$/i.test(first) && !/^(requirepass|setinfo)$/i.test(second),
      );
      const replies = await real.ask(stream);
      let denied = 0;
      for (const [index, args] of stream.entries()) {
        const ours = denial(parseReply(encodeReply(engine.ask(...args))));
        expect([args, ours]).toEqual([args, denial(replies[index] as Parsed)]);
        if (ours !== '') denied += 1;
      }
      // Who may do everything is refused nothing, everybody else something: the streams reach what the rules speak of.
      expect(denied > 0).toBe(name !== 'all');
    },
  );
});
