/** What checks are told of a table store: who leads, which node has applied which write, and what each says of itself. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Facts } from '../../../src/kernel/facts.ts';
import { insideOf } from '../../../src/lab/inside.ts';
import { systemOf } from '../../../src/systems/registry.ts';
import { build } from '../../support/cluster.ts';

const QUEEN = '{"Artist":"Queen","Song":"Innuendo"}';
const script = [
  { at: '1s', do: 'command', client: 'c1', text: 'create-table Music Artist Song @n1' },
  { at: '1300ms', do: 'command', client: 'c1', text: `put-item Music '${QUEEN}' @n2` },
  { at: '2s', do: 'partition', groups: [['n1'], ['n2', 'n3']] },
  {
    at: '3s',
    do: 'command',
    client: 'c1',
    text: `put-item Music '{"Artist":"Queen","Song":"1/2 & more"}' @n2`,
  },
  { at: '4s', do: 'heal' },
  { at: '5s', do: 'kill', node: 'n3' },
  { at: '6s', do: 'kill', node: 'n2' },
  { at: '6500ms', do: 'kill', node: 'n1' },
];

const facts = new Map<number, Facts | null>();
const at = (seconds: number): Facts => facts.get(seconds) as Facts;
const telling = ({ tells }: Facts, field: string): unknown[] =>
  [...tells.values()].map((told) => told[field]);

beforeAll(async () => {
  const overview = await systemOf('tables').overview?.();
  const { cluster } = build({
    system: 'tables',
    seed: 1,
    network: { latency: { min: '10ms', law: 'constant' } },
    script,
  });
  await cluster.boot();
  for (const seconds of [0.05, 1.9, 3.5, 4.9, 5.5, 6.4, 7]) {
    await cluster.advanceTo(seconds * 1_000_000);
    facts.set(seconds, overview?.(await insideOf(cluster)) ?? null);
  }
});

describe('the facts of a table store', () => {
  test('before the first election nobody leads, and everybody follows in term 0', () => {
    expect(telling(at(0.05), 'role')).toEqual(['follower', 'follower', 'follower']);
    expect(telling(at(0.05), 'leader')).toEqual([null, null, null]);
    expect(telling(at(0.05), 'term')).toEqual([0, 0, 0]);
    expect(telling(at(0.05), 'members')).toEqual([3, 3, 3]);
    expect(at(0.05).keys.size).toBe(0);
  });

  test('an item is named by its place, all who have applied it have it, and its leader answers', () => {
    const leader = at(1.9).tells.get('n2')?.['leader'] as string;
    expect(at(1.9).tells.get(leader)).toMatchObject({ role: 'leader', commit: 3, applied: 3, last: 3 });
    expect([...at(1.9).keys]).toEqual([
      [
        'Music/Queen/Innuendo',
        {
          owners: ['n1', 'n2', 'n3'],
          answers: leader,
          copies: ['n1', 'n2', 'n3'].map((node) => ({ node, value: QUEEN, isNewest: true })),
          isReadable: true,
        },
      ],
    ]);
  });

  test('across a cut whoever leads in the latest term answers, and only its side has the new item', () => {
    const item = at(3.5).keys.get('Music/Queen/1%2F2%20%26%20more');
    expect(item?.copies.map(({ node }) => node)).toEqual(['n2', 'n3']);
    expect(['n2', 'n3']).toContain(item?.answers);
    expect(at(3.5).tells.get('n1')?.['term']).toBeLessThan(at(3.5).tells.get('n2')?.['term'] as number);
  });

  test('after it all agree again; the dead tell nothing, and without a majority nobody answers', () => {
    expect(new Set(telling(at(4.9), 'applied')).size).toBe(1);
    expect(new Set(telling(at(4.9), 'term')).size).toBe(1);
    expect([...at(5.5).tells.keys()]).toEqual(['n1', 'n2']);
    expect(telling(at(6.4), 'role')).not.toContain('leader');
    expect(at(6.4).keys.get('Music/Queen/Innuendo')).toMatchObject({ answers: null, isReadable: false });
    expect(facts.get(7)).toBeNull();
  });
});
