/** Every command that takes keys, at a key of each type and at none: it refuses the wrong ones exactly where Redis does, and changes nothing. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mindsType } from '../../../src/store/command.ts';
import { WRONG_TYPE } from '../../../src/store/refusals.ts';
import { agree } from './compare.ts';
import { compareOf } from './deliberate.ts';
import { Ours } from './ours.ts';
import { findServer, RealRedis } from './real.ts';
import type { Parsed } from './resp.ts';
import { callsOf, keyCommands, LOOKS, MAKERS, sampledNames } from './samples.ts';

const server = findServer();
if ('missing' in server) process.stderr.write(`${server.missing}: types were NOT compared with it.\n`);

const isRefusal = ({ raw }: Parsed) => raw === `-${WRONG_TYPE.error}\r\n`;
const FRESH = [['FLUSHALL'], ...MAKERS];

/** What a call answers, and what there is before and after it. */
interface Outcome {
  readonly reply: Parsed;
  readonly before: readonly Parsed[];
  readonly after: readonly Parsed[];
}

function outcomeOf(replies: readonly Parsed[]): Outcome {
  const before = replies.slice(FRESH.length, FRESH.length + LOOKS.length);
  return {
    reply: replies[FRESH.length + LOOKS.length] as Parsed,
    before,
    after: replies.slice(-LOOKS.length),
  };
}

const raw = (looks: readonly Parsed[]) => looks.map((look) => look.raw);

test('every command that takes keys is called', () => {
  expect([...sampledNames].sort()).toEqual(keyCommands.map(({ name }) => name).sort());
});

describe.skipIf('missing' in server)('beside a real Redis', () => {
  let real: RealRedis;
  beforeAll(async () => {
    if ('path' in server) real = await RealRedis.start(server.path);
  });
  afterAll(async () => real.stop());

  test.each(keyCommands)('$name', { timeout: 60_000 }, async (command) => {
    const { name } = command;
    let refusals = 0;
    const ours = new Ours(1);
    const ask = (...args: readonly string[]) => ours.ask(args);
    for (const call of callsOf(name)) {
      const script = [...FRESH, ...LOOKS, call, ...LOOKS];
      ours.clock = Date.now();
      const theirs = outcomeOf(await real.ask(script));
      const own = outcomeOf(script.map((args) => ours.ask(args)));
      const seen = { call, redis: theirs.reply.raw, engine: own.reply.raw };
      expect({ ...seen, same: agree(compareOf(call, ask), theirs.reply, own.reply, call) }).toEqual({
        ...seen,
        same: true,
      });
      if (isRefusal(own.reply)) refusals += 1;
      if (own.reply.type === '-') expect([call, raw(own.after)]).toEqual([call, raw(own.before)]);
      for (const [index, look] of LOOKS.entries()) {
        const [left, right] = [theirs.after[index] as Parsed, own.after[index] as Parsed];
        const said = [call, look, left.raw, right.raw];
        expect([...said, agree(compareOf(look, ask), left, right, look)]).toEqual([...said, true]);
      }
    }
    expect(refusals > 0).toBe(mindsType(command));
  });
});
