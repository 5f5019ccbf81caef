/** One write on its way through a table store, as the nodes' own beliefs tell it: each stage is lit when it is so. */
import { describe, expect, test } from 'vitest';
import type { TablesBelief } from '../../../src/systems/tables/belief.ts';
import { writePathOf, type WritePath } from '../../../src/views/systems/tables/write-path.ts';
import { belief, logOf, store } from './beliefs.ts';

const leads = { role: 'leader', leader: 'store1', log: logOf(1, 1, 1) } as const;

/** Three nodes: what the leader believes, and how far the two others are. */
function pathWith(
  leader: Partial<TablesBelief>,
  ...others: readonly Partial<TablesBelief>[]
): WritePath | null {
  const minds = [{ ...leads, ...leader }, ...others.map((each) => ({ log: logOf(1, 1), ...each }))];
  return writePathOf(store(minds.map((mind) => belief({ count: 3, ...mind }))).inside);
}
const statesOf = (path: WritePath | null): string =>
  (path?.stages ?? []).map(({ id, state }) => `${id} ${state}`).join(', ');
const behind = { last: 2, commit: 2, applied: 2, durable: 2 };

describe('a write', () => {
  test('is in the log of the leader before it is on any disk', () => {
    const path = pathWith({ commit: 2, applied: 2, durable: 2 }, behind, behind);
    expect(path?.title).toBe('Box 3: put an item');
    expect(statesOf(path)).toBe(
      'log done, disk next, majority later, committed later, type later, keys later, stamp later, file later, everywhere later',
    );
  });

  test('is on a majority of disks before it is committed, and then goes through the machine', () => {
    const there = { log: logOf(1, 1, 1), commit: 2, applied: 2, durable: 3 };
    const stored = pathWith({ commit: 2, applied: 2, durable: 3 }, there, behind);
    expect(stored?.stages[2]).toMatchObject({
      state: 'done',
      says: 'on 2 of 3 disks',
      more: '2 are needed.',
    });
    expect(statesOf(stored)).toContain('committed next, type later');
    const done = pathWith(
      { lastDid: { index: 3, did: 'put', file: 'tables/music/a/b.json' } },
      { ...there, commit: 3, applied: 3 },
      behind,
    );
    expect(statesOf(done)).toBe(
      'log done, disk done, majority done, committed done, type done, keys done, stamp done, file done, everywhere next',
    );
    expect(done?.stages.map(({ says }) => says)).toEqual(
      expect.arrayContaining(['read as PutItem', 'stamped 3', 'applied by 2 of 3']),
    );
    expect(done?.stages.find(({ id }) => id === 'file')?.more).toBe('tables/music/a/b.json');
  });

  test('that the machine refused, or knows a newer one of, says at which step', () => {
    const refused = pathWith({ lastDid: { index: 3, did: 'refused', file: null } }, behind, behind);
    expect(statesOf(refused)).toContain('type done, keys never, stamp never, file never, everywhere next');
    const older = pathWith({ lastDid: { index: 3, did: 'skipped', file: null } }, behind, behind);
    expect(statesOf(older)).toContain('keys done, stamp never, file never');
    expect(older?.stages.find(({ id }) => id === 'stamp')?.says).toBe('older than what is there: skipped');
  });

  test('is followed while somebody leads: the first that is not applied, and none before there is one', () => {
    expect(pathWith({ role: 'follower' }, behind, behind)).toBeNull();
    expect(pathWith({ log: logOf(1) }, {}, {})).toBeNull();
    const two = pathWith({ log: logOf(1, 1, 1, 1), commit: 2, applied: 2, durable: 4 }, behind, behind);
    expect(two?.title).toBe('Box 3: put an item');
  });
});
