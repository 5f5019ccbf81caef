/** The operator's "go on all the same". */
import { describe, expect, test } from 'vitest';
import type { View } from '../../../src/systems/cache/view.ts';
import { notes } from '../../support/histories.ts';
import { talk, type Line, type Talk } from './talk.ts';

const KEYS = Array.from({ length: 30 }, (_, index) => `key:${index}`);
const NODES = ['n1', 'n2', 'n3', 'n4', 'n5'];
const all = (at: string, text: (key: string) => string): Line[] =>
  KEYS.map((key) => [at, text(key)] as const);
const on = (at: string, verb: string, ids: readonly string[], more: object = {}): Line[] =>
  ids.map((node) => ({ at, do: verb, node, ...more }));

async function viewsOf({ cluster }: Talk): Promise<Map<string, View>> {
  const views = new Map<string, View>();
  for (const { id, port, isClient } of cluster.everybody) {
    if (isClient || port === null) continue;
    views.set(id, ((await cluster.look(id, 'witness')) as unknown as { view: View }).view);
  }
  return views;
}

/** One view, and in it everybody up and voting. */
async function expectWhole(talked: Talk, ids: readonly string[]): Promise<View> {
  const views = await viewsOf(talked);
  expect([...views.keys()].sort()).toEqual(ids);
  const [first] = views.values();
  for (const view of views.values()) expect(view).toEqual(first);
  expect(first?.target).toBeNull();
  expect(first?.members.map(({ id, standing, votes }) => [id, standing, votes])).toEqual(
    ids.map((id) => [id, 'up', true]),
  );
  return first as View;
}

/** The last so many replies. */
const last = ({ replies }: Talk, count: number = KEYS.length): readonly (string | null)[] =>
  replies.slice(-count);

const play = (lines: readonly Line[], until: string, more: object = {}): Promise<Talk> =>
  talk(lines, { nodes: 5, until, ...more });

describe('where most have lost their disks', () => {
  const lost: Line[] = [
    ...all('1s', (key) => `SET ${key} 1`),
    ...on('3s', 'wipe', ['n1', 'n2', 'n3']),
    ...on('5s', 'restart', ['n1', 'n2', 'n3']),
  ];

  test('nothing is answered by itself, however long one waits', async () => {
    const talked = await play([...lost, ...all('60s', (key) => `SET ${key} 2`)], '70s');
    for (const reply of last(talked)) expect(reply).toMatch(/CLUSTERDOWN|unknown/);
  });

  test.each(['n4', 'n1'])(
    'all goes on when an operator says so at %s, with what the others have',
    async (at) => {
      const talked = await play(
        [
          ...lost,
          ['10s', `CLUSTER forget-lost @${at}`],
          ...all('15s', (key) => `GET ${key}`),
          ...all('16s', (key) => `SET ${key} 2`),
          ...all('17s', (key) => `GET ${key}`),
        ],
        '25s',
      );
      expect(talked.replies[KEYS.length]).toBe(
        `Goes on in view ${at === 'n4' ? 1004 : 1001} with n1, n2, n3, n4, n5; forgotten: nobody. What only the forgotten had is lost; should they live on elsewhere, so is what they do there.`,
      );
      expect(notes(talked.history, 'forced').map(({ node }) => node)).toEqual([at]);
      const found = talked.replies.slice(KEYS.length + 1, 2 * KEYS.length + 1);
      // Of three copies on five nodes one in ten keys had all of them on the three.
      expect(found.filter((reply) => reply === '"1"').length).toBeGreaterThan(KEYS.length / 2);
      expect(found.every((reply) => reply === '"1"' || reply === '(nil)')).toBe(true);
      expect(new Set(last(talked))).toEqual(new Set(['"2"']));
      await expectWhole(talked, NODES);
    },
  );

  test('in quorum mode as well', async () => {
    const options = { mode: 'quorum', read: 2, write: 2 };
    const talked = await play(
      [
        ...lost,
        ['10s', 'CLUSTER forget-lost @n5'],
        ...all('16s', (key) => `SET ${key} 2`),
        ...all('17s', (key) => `GET ${key}`),
      ],
      '25s',
      { options },
    );
    expect(new Set(last(talked))).toEqual(new Set(['"2"']));
    await expectWhole(talked, NODES);
  });
});

describe('where most are gone for good', () => {
  const gone = ['n2', 'n3', 'n5'];
  const dead: Line[] = [...all('1s', (key) => `SET ${key} 1`), ...on('3s', 'kill', gone)];
  const said = 'Goes on in view 1001 with n1, n4; forgotten: n2, n3, n5.';

  test.each([1, 2])('the rest goes on, with every write on %i copies', async (write) => {
    const talked = await play(
      [
        ...dead,
        ['8s', 'CLUSTER forget-lost @n1'],
        ...all('12s', (key) => `SET ${key} 2`),
        ...all('13s', (key) => `GET ${key}`),
      ],
      '20s',
      { options: { write } },
    );
    expect(talked.replies[KEYS.length]).toContain(said);
    expect(new Set(last(talked))).toEqual(new Set(['"2"']));
    expect((await viewsOf(talked)).get('n4')?.members.map(({ id }) => id)).toEqual(['n1', 'n4']);
  });

  test('who comes back all the same joins as a newcomer, and what it knew does not undo what was done since', async () => {
    const talked = await play(
      [
        ...dead,
        ['8s', 'CLUSTER forget-lost @n1'],
        ...all('12s', (key) => `SET ${key} 2`),
        ...on('15s', 'restart', gone),
        ...all('30s', (key) => `GET ${key}`),
      ],
      '40s',
    );
    expect(new Set(last(talked))).toEqual(new Set(['"2"']));
    await expectWhole(talked, NODES);
  });
});

describe('an operator who errs', () => {
  test('is refused while a majority agrees, and where no node is named', async () => {
    const talked = await play(
      [
        ['2s', 'CLUSTER forget-lost @n1'],
        ['2s', 'CLUSTER forget-lost'],
        { at: '3s', do: 'kill', node: 'n2' },
        ['6s', 'CLUSTER forget-lost @n1'],
        ['6s', 'SET a 1'],
      ],
      '9s',
    );
    expect(talked.replies).toEqual([
      '(error) ERR Not now: a majority of the cluster agrees, and nobody is lost to it',
      expect.stringMatching(/^Say which node is to go on .* CLUSTER forget-lost @Alfa\./),
      '(error) ERR Not now: a majority of the cluster agrees, and nobody is lost to it',
      'OK',
    ]);
  });

  test('and says it on two sides has two clusters, which become one when they meet', async () => {
    const talked = await play(
      [
        ...all('1s', (key) => `SET ${key} 1`),
        { at: '3s', do: 'partition', groups: [['n1', 'n2'], ['n3', 'n4'], ['n5']] },
        ['8s', 'CLUSTER forget-lost @n1'],
        ['8s', 'CLUSTER forget-lost @n4'],
        ...all('12s', (key) => `SET ${key} 2 @n1`),
        { at: '15s', do: 'heal' },
        ...all('40s', (key) => `SET ${key} 3`),
        ...all('41s', (key) => `GET ${key}`),
      ],
      '50s',
    );
    expect(talked.replies[KEYS.length]).toContain('view 1001 with n1, n2; forgotten: n3, n4, n5');
    expect(talked.replies[KEYS.length + 1]).toContain('view 1004 with n3, n4; forgotten: n1, n2, n5');
    expect(new Set(last(talked))).toEqual(new Set(['"3"']));
    await expectWhole(talked, NODES);
  });
});
