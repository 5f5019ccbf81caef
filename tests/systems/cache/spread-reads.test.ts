/** `spreadReads`: the load of reads goes to all copies, and what may be old is marked. */
import { describe, expect, test } from 'vitest';
import type { HistoryEvent } from '../../../src/cluster/recorder.ts';
import { foundingView } from '../../../src/systems/cache/founding.ts';
import { ownersOf } from '../../../src/systems/cache/view.ts';
import { only } from '../../support/histories.ts';
import { talk, valueOf, type Line } from './talk.ts';

const IDS = ['n1', 'n2', 'n3', 'n4', 'n5'];
const rule = { kind: 'ring', virtualNodes: 64, replicas: 3 } as const;
const members = IDS.map((id) => ({ id, name: id, role: 'node', weight: 1 }));
const owners = ownersOf(foundingView(members).placed, rule, 'apple');
const [acting = '', copy = ''] = owners;
const READS = 300;

const reads = (from: number, text: string): Line[] =>
  Array.from({ length: READS }, (_, index) => [`${from + index}ms`, text] as const);

/** Whom c1 asked first, and how often. */
function askedFirst(
  history: readonly HistoryEvent[],
  operations: (id: string) => boolean,
): Map<string, number> {
  const asked = new Map<string, number>();
  for (const { node, message } of only(history, 'sent')) {
    const { operation } = (message.body ?? {}) as {
      readonly operation?: { readonly id: string; readonly attempt?: number };
    };
    if (node !== 'c1' || message.kind !== 'request' || operation?.attempt !== undefined) continue;
    if (operations(operation?.id ?? '')) asked.set(message.to, (asked.get(message.to) ?? 0) + 1);
  }
  return asked;
}

const isRead = (id: string): boolean => id !== 'c1.1';

async function spread(options: Readonly<Record<string, unknown>>): ReturnType<typeof talk> {
  const lines: Line[] = [['1s', 'SET apple 1'], ...reads(1_500, 'GET apple')];
  return talk(lines, { nodes: IDS.length, options, until: '3s' });
}

describe.each([
  ['primary mode', {}],
  ['quorum mode', { mode: 'quorum', read: 2, write: 2 }],
])('in %s', (_, options) => {
  test('without it the first owner is asked for everything', async () => {
    const { history, replies } = await spread(options);
    expect(askedFirst(history, isRead)).toEqual(new Map([[acting, READS]]));
    expect(replies.slice(1).every((reply) => reply === '"1"')).toBe(true);
  });

  test('with it each owner is asked for a good third, and all know the value', async () => {
    const { history, replies } = await spread({ ...options, spreadReads: true });
    const asked = askedFirst(history, isRead);
    expect([...asked.keys()].sort()).toEqual([...owners].sort());
    for (const count of asked.values()) {
      expect(count).toBeGreaterThan(READS / 4);
      expect(count).toBeLessThan(READS / 2.4);
    }
    expect(replies.slice(1).every((reply) => reply === '"1"')).toBe(true);
  });

  test('writes go where they went', async () => {
    const lines = Array.from({ length: 60 }, (__, index): Line => [
      `${1_000 + index}ms`,
      `SET apple ${index}`,
    ]);
    const { history } = await talk(lines, {
      ...{ nodes: IDS.length, options: { ...options, spreadReads: true }, until: '3s' },
    });
    expect(askedFirst(history, () => true)).toEqual(new Map([[acting, 60]]));
  });
});

describe('what may be old', () => {
  const slow = { heartbeat: '2s', nodeTimeout: '20s' };
  const cut = (kind: string): Line[] => [
    ['3s', 'SET apple old'],
    { at: '3500ms', do: 'link', from: acting, to: copy, both: false, drop: 1, kind },
    ['3600ms', 'SET apple new'],
    ...reads(3_700, 'GET apple'),
  ];

  test('is what copies say in primary mode, and they say so', async () => {
    const { history, replies } = await talk(cut('copy'), {
      ...{ nodes: IDS.length, options: { ...slow, spreadReads: true }, until: '6s' },
    });
    const told = replies.slice(2).map((reply, index) => [reply, valueOf(history, index + 3)] as const);
    expect(told.filter(([reply]) => reply === '"old"').length).toBeGreaterThan(READS / 4);
    for (const [reply, { node, isStale }] of told) {
      expect(isStale === true).toBe(node !== acting);
      expect(reply).toBe(node === copy ? '"old"' : '"new"');
    }
  });

  test('is nothing in quorum mode, where R and W meet', async () => {
    const options = { ...slow, spreadReads: true, mode: 'quorum', read: 2, write: 2, readRepair: false };
    const { history, replies } = await talk(cut('quorum write'), { nodes: IDS.length, options, until: '6s' });
    expect(new Set(replies.slice(2))).toEqual(new Set(['"new"']));
    expect(askedFirst(history, (id) => id !== 'c1.1' && id !== 'c1.2').get(copy)).toBeGreaterThan(READS / 4);
    expect(valueOf(history, 3).isStale).toBeUndefined();
  });

  test.each([true, false])(
    'a key that nobody has ever heard of is no copy’s word (spread: %s)',
    async (spreadReads) => {
      const { history, replies } = await talk(reads(1_000, 'GET apple').slice(0, 30), {
        ...{ nodes: IDS.length, options: { spreadReads }, until: '3s' },
      });
      expect(new Set(replies)).toEqual(new Set(['(nil)']));
      for (let number = 1; number <= 30; number += 1)
        expect(valueOf(history, number)).toMatchObject({ isUnknown: true, version: 0 });
      expect(valueOf(history, 1).isStale).toBeUndefined();
    },
  );

  test('but it is where the one who acts is silent', async () => {
    const { history, replies } = await talk(
      [{ at: '900ms', do: 'freeze', node: acting }, ['1s', 'GET apple']],
      { nodes: IDS.length, until: '3s' },
    );
    expect(replies).toEqual(['(nil)']);
    expect(valueOf(history, 1)).toMatchObject({ isStale: true });
  });
});
