/** What two rules of the keys are good for: with them a story ends well, and without them it does not. The rules of the ring stand in schedules.test.ts. */
import { describe, expect, it } from 'vitest';
import type { Mutant } from '../../../src/systems/chord/mutants.ts';
import { talk } from './talk.ts';

const KEYS = Array.from({ length: 40 }, (_, index) => `key${index}`);
const puts = KEYS.map((key, index) => [`${1_000 + index * 20}ms`, `put ${key} ${index}`] as const);

async function told(
  script: Parameters<typeof talk>[0],
  until: string,
  mutants: readonly Mutant[],
): Promise<readonly string[]> {
  const { replies } = await talk(script, { until, options: { mutants } });
  return replies.map(String);
}

describe('who has joined waits with answers until it has what its successor had for it', () => {
  // Asked all the time while somebody comes.
  const asked = Array.from({ length: 40 }, (_, turn) =>
    KEYS.map((key) => [`${3_000 + turn * 50}ms`, `get ${key} @n1`] as const),
  ).flat();
  const play = async (mutants: readonly Mutant[]): Promise<readonly string[]> =>
    told([...puts, { at: '3s', do: 'add', node: 'n20' }, ...asked], '8s', mutants);

  it('so nobody is told that a key is not there', async () => {
    const replies = await play([]);
    expect(replies.filter((text) => text.startsWith('NotFound'))).toEqual([]);
  });

  it('without the rule serves-before-handover somebody is', async () => {
    const replies = await play(['serves-before-handover']);
    expect(replies.filter((text) => text.startsWith('NotFound')).length).toBeGreaterThan(0);
  });
});

describe('a deletion is remembered', () => {
  // One copy sleeps while its key is deleted, and comes back with what it had.
  const play = async (mutants: readonly Mutant[]): Promise<readonly string[]> =>
    told(
      [
        ['1s', 'put plum 1'],
        { at: '2s', do: 'freeze', node: 'n3' },
        { at: '2s', do: 'freeze', node: 'n6' },
        ['4s', 'delete plum @n1'],
        { at: '6s', do: 'thaw', node: 'n3' },
        { at: '6s', do: 'thaw', node: 'n6' },
        ['20s', 'get plum @n1'],
      ],
      '25s',
      mutants,
    );

  it('so an old copy does not bring the key back', async () => {
    expect((await play([])).at(-1)).toMatch(/^NotFound/);
  });

  it('without the rule forgets-deletions it does', async () => {
    expect((await play(['forgets-deletions'])).at(-1)).toBe('1');
  });
});
