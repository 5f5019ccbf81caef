/** What the inspector says of a key, worked out from a cache that runs. */
import { beforeEach, describe, expect, test } from 'vitest';
import type { KeyLook } from '../../../src/lab/look-key.ts';
import type { Lab } from '../../../src/lab/lab.ts';
import {
  bytesOfTyped,
  keyFacts,
  possibilities,
  quoted,
  readingCommand,
  shownText,
  versionText,
  type KeyFacts,
} from '../../../src/views/inspector/key-facts.ts';
import { at, opened } from '../systems/running.ts';

const scenario = (options: object = {}): string =>
  JSON.stringify({ version: 1, system: 'cache', nodes: 5, options: { virtualNodes: 2, ...options } });
const typed = (ms: number, text: string): object => ({ at: `${ms}ms`, do: 'command', client: 'c1', text });

async function lookAt(lab: Lab, moment: number, key: string): Promise<[KeyLook, KeyFacts]> {
  await at(lab, moment);
  const look = await lab.lookAtKey(key);
  if (look === null) throw new Error('nothing is open');
  return [look, keyFacts(look) as KeyFacts];
}

describe('a key of a cache', () => {
  let lab: Lab;
  beforeEach(async () => {
    lab = await opened(scenario(), [typed(100, 'SET apple red'), typed(900, 'SET apple green')]);
  });

  test('is with its owners, the one who acts first', async () => {
    const [, facts] = await lookAt(lab, 2_000_000, 'apple');
    expect(facts.holders.map(({ place, state }) => [place, state])).toEqual([
      ['owner', 'current'],
      ['copy', 'current'],
      ['copy', 'current'],
    ]);
    expect(facts.answers).toBe(facts.owners[0]);
    expect(facts.newest).toMatchObject({ value: 'green' });
    // The MD5 of `apple` begins with 1f3870be.
    expect(facts.place).toBe(0x1f3870be / 2 ** 32);
    expect(possibilities(facts)).toEqual([{ outcome: 'new', nodes: [facts.answers] }]);
  });

  test('a copy that a slow link keeps waiting is one behind', async () => {
    const [, before] = await lookAt(lab, 500_000, 'apple');
    const [owner, late] = before.owners;
    await lab.act({
      do: 'link',
      from: owner as string,
      to: late as string,
      latency: { law: 'constant', min: '5s' },
    });
    const [look, facts] = await lookAt(lab, 1_500_000, 'apple');
    const stale = facts.holders.find(({ node }) => node === late);
    expect(stale).toMatchObject({ state: 'stale', behind: 1 });
    expect(look.underway.some(({ to, stamp }) => to === late && stamp[1] === 2)).toBe(true);
  });

  test('is lost with a node that died, and another one answers once that is noticed', async () => {
    const [, before] = await lookAt(lab, 2_000_000, 'apple');
    const [owner] = before.owners;
    await lab.act({ do: 'kill', node: owner as string });
    const [, unnoticed] = await lookAt(lab, 2_000_001, 'apple');
    expect(unnoticed.holders[0]).toMatchObject({ node: owner, state: 'lost', holding: null });
    expect(unnoticed.answers).toBe(owner);
    expect(possibilities(unnoticed)).toEqual([]);
    const [, noticed] = await lookAt(lab, 8_000_000, 'apple');
    expect(noticed.answers).not.toBe(owner);
    expect(possibilities(noticed)).toEqual([{ outcome: 'new', nodes: [noticed.answers] }]);
  });

  test('that was deleted is remembered as such, and reads as nothing', async () => {
    await lookAt(lab, 2_000_000, 'apple');
    await lab.ask('c1', 'DEL apple');
    const [, facts] = await lookAt(lab, 4_000_000, 'apple');
    expect(facts.isGone).toBe(true);
    expect(facts.holders.map(({ state }) => state)).toEqual(['deleted', 'deleted', 'deleted']);
    expect(possibilities(facts)).toEqual([{ outcome: 'nothing', nodes: [facts.answers] }]);
  });

  test('that nobody wrote is missing everywhere', async () => {
    const [, facts] = await lookAt(lab, 2_000_000, 'pear');
    expect(facts.newest).toBeNull();
    expect(facts.holders.every(({ state }) => state === 'missing')).toBe(true);
  });
});

test('where reads are spread, everybody who has a copy may be the one', async () => {
  const lab = await opened(scenario({ mode: 'quorum', write: 1, read: 1 }), [typed(100, 'SET apple red')]);
  const [look, facts] = await lookAt(lab, 2_000_000, 'apple');
  expect(facts).toMatchObject({ mode: 'quorum', read: 1, isSpread: true });
  expect(possibilities(facts)).toEqual([{ outcome: 'new', nodes: facts.owners }]);
  // Versions are times there.
  const epoch = look.clock - look.inside.at / 1_000;
  expect(versionText(facts.newest?.stamp ?? [], 'quorum', epoch)).toMatch(/^0\.1\d s$/);
});

test('siblings are heads', async () => {
  const options = { mode: 'quorum', siblings: true, write: 1, read: 1 };
  const lab = await opened(scenario(options), [
    typed(100, 'SET apple red @Alfa'),
    typed(101, 'SET apple blue @Bravo'),
  ]);
  const [, facts] = await lookAt(lab, 3_000_000, 'apple');
  expect(new Set(facts.newest?.heads)).toEqual(new Set(['red', 'blue']));
});

test('a system without keys has nothing to say', async () => {
  const lab = await opened(JSON.stringify({ version: 1, system: 'echo' }));
  await at(lab, 1_000_000);
  const look = await lab.lookAtKey('apple');
  expect(keyFacts(look as KeyLook)).toBeNull();
});

describe('keys as people read and type them', () => {
  test.each(['apple', 'two words', 'a"b\\c', 'größer', '日本', 'tab\there'])('%s there and back', (text) => {
    expect(shownText(bytesOfTyped(text))).toBe(text);
  });

  test('what is no text comes as escapes', () => {
    expect(shownText('\xff\x00a')).toBe('\\xff\\x00a');
  });

  test('words of a line are quoted where they have to be', () => {
    expect(quoted('cart:42')).toBe('cart:42');
    expect(quoted('two "words"')).toBe('"two \\"words\\""');
    expect(quoted('@Alfa')).toBe('"@Alfa"');
    expect(quoted('')).toBe('""');
  });

  test.each([
    ['string', 'GET k'],
    [null, 'GET k'],
    ['list', 'LRANGE k 0 -1'],
    ['hash', 'HGETALL k'],
    ['set', 'SMEMBERS k'],
    ['zset', 'ZRANGE k 0 -1 WITHSCORES'],
  ])('a %s is read by %s', (type, command) => {
    expect(readingCommand('k', type)).toBe(command);
  });
});
