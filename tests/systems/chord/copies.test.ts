/** S2-01, S2-17, S2-18: where keys lie, what survives whose death, and what moves when somebody comes or goes. */
import { describe, expect, it } from 'vitest';
import { identifierOf } from '../../../src/placement/identifier.ts';
import { inRing } from '../../../src/systems/chord/ring/stable.ts';
import type { ChordWitness } from '../../../src/systems/chord/witness.ts';
import { talk, typed, type Talk } from './talk.ts';

const BITS = 32;
const KEYS = Array.from({ length: 60 }, (_, index) => `key${index}`);
const puts = KEYS.map(
  (key, index) => [`${1_000 + index * 20}ms`, `put ${key} ${index} @n${1 + (index % 8)}`] as const,
);
const gets = (at: number, node: string) =>
  KEYS.map((key, index) => [`${at + index * 20}ms`, `get ${key} @${node}`] as const);
const NODES = Array.from({ length: 8 }, (_, index) => `n${index + 1}`);

/** Owner and those behind it, by hand. */
function keepers(key: string, nodes: readonly string[], copies: number): readonly string[] {
  const ring = inRing(nodes, BITS);
  const at = identifierOf(key, BITS);
  const from = Math.max(
    0,
    ring.findIndex((peer) => peer.at >= at),
  );
  return Array.from({ length: copies }, (_, index) => ring[(from + index) % ring.length]?.id ?? '');
}

async function holders(
  { cluster }: Talk,
  nodes: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, string[]>();
  for (const node of nodes) {
    const { cells } = (await cluster.look(node, 'witness')) as unknown as ChordWitness;
    for (const [key, , , value] of cells)
      if (value !== null) found.set(key, [...(found.get(key) ?? []), node].sort());
  }
  return found;
}

/** In the order of the circle, from the owner of a key on. */
const inOrder = inRing(NODES, BITS).map(({ id }) => id);

describe('keys on a ring', () => {
  it('lie at their owner and the next two, and go on doing so whoever dies', async () => {
    const [first = '', second = ''] = inOrder;
    const run = await talk(
      [
        ...puts,
        ...[first, second].map((node) => ({ at: '4s', do: 'kill', node })),
        ...gets(12_000, inOrder[4] as string),
      ],
      { until: '30s' },
    );
    const others = NODES.filter((node) => node !== first && node !== second);
    expect(run.replies.slice(KEYS.length)).toEqual(KEYS.map((_, index) => String(index)));
    const found = await holders(run, others);
    for (const key of KEYS) expect([key, found.get(key)]).toEqual([key, [...keepers(key, others, 3)].sort()]);
  });

  it('are lost where all three have died at once, and only those', async () => {
    const dead = inOrder.slice(0, 3);
    const others = NODES.filter((node) => !dead.includes(node));
    const run = await talk(
      [
        ...puts,
        ...dead.map((node) => ({ at: '4s', do: 'kill', node })),
        ...gets(15_000, others[0] as string),
      ],
      { until: '30s' },
    );
    const lost = KEYS.filter((key) => keepers(key, NODES, 3).every((node) => dead.includes(node)));
    expect(lost.length).toBeGreaterThan(0);
    const missing = KEYS.filter((_, index) => run.replies[KEYS.length + index]?.startsWith('NotFound'));
    expect(missing).toEqual(lost);
    expect(run.replies.slice(KEYS.length).filter((text) => text?.includes('Timeout'))).toEqual([]);
  });

  it('come back to a node that was started again from its neighbours, for it kept nothing', async () => {
    const node = inOrder[2] as string;
    const run = await talk(
      [
        ...puts,
        { at: '4s', do: 'kill', node },
        ['9s', `keys ${inOrder[3] as string}`],
        { at: '10s', do: 'restart', node },
        ['10001ms', `keys ${node}`],
        ['20s', `keys ${node}`],
        ...gets(21_000, node),
      ],
      { until: '30s' },
    );
    expect(run.replies[KEYS.length + 1]).not.toMatch(/key\d/);
    expect(run.replies[KEYS.length + 2]).toMatch(/key\d/);
    expect(run.replies.slice(KEYS.length + 3)).toEqual(KEYS.map((_, index) => String(index)));
    const found = await holders(run, NODES);
    for (const key of KEYS) expect([key, found.get(key)]).toEqual([key, [...keepers(key, NODES, 3)].sort()]);
  });

  it('move when somebody joins, leaves and joins again, and what is deleted stays so', async () => {
    const gone = KEYS.slice(0, 20);
    const again = KEYS.slice(20, 40);
    const run = await talk(
      [
        ...puts,
        { at: '4s', do: 'add', node: 'n9' },
        ...gone.map((key, index) => [`${5_000 + index * 20}ms`, `delete ${key} @n9`] as const),
        { at: '7s', do: 'remove', node: 'n9' },
        ...again.map((key, index) => [`${7_000 + index * 20}ms`, `put ${key} "new" @n3`] as const),
        { at: '11s', do: 'add', node: 'n10' },
        ...gets(20_000, 'n10'),
      ],
      { until: '30s' },
    );
    const answers = run.replies.slice(-KEYS.length);
    for (const [index, key] of KEYS.entries()) {
      const expected = gone.includes(key)
        ? /^NotFound/
        : again.includes(key)
          ? /^"new"$/
          : new RegExp(`^${index}$`);
      expect([key, answers[index]]).toEqual([key, expect.stringMatching(expected)]);
    }
    const nodes = [...NODES, 'n10'];
    const found = await holders(run, nodes);
    for (const key of KEYS)
      expect([key, found.get(key) ?? []]).toEqual([
        key,
        gone.includes(key) ? [] : [...keepers(key, nodes, 3)].sort(),
      ]);
  });

  it('are handed over before their owner goes: nobody who asks meanwhile is told that there is none', async () => {
    const node = inOrder[1] as string;
    const asker = inOrder[5] as string;
    const run = await talk([...puts, { at: '4s', do: 'remove', node }, ...gets(3_990, asker)], {
      options: { replicas: 1, successors: 3 },
      until: '30s',
    });
    expect(run.replies.slice(KEYS.length)).toEqual(KEYS.map((_, index) => String(index)));
  });
});

describe('a ring', () => {
  it('grows from the first four to sixteen, and is right in the end (S2-10)', async () => {
    const run = await talk(typed('get nothing'), {
      nodes: 16,
      options: { begin: 'few' },
      until: '20s',
    });
    const nodes = Array.from({ length: 16 }, (_, index) => `n${index + 1}`);
    const ring = inRing(nodes, BITS);
    for (const [place, { id }] of ring.entries()) {
      const { successors, predecessor } = (await run.cluster.look(id, 'witness')) as unknown as ChordWitness;
      const next = [1, 2, 3].map((step) => ring[(place + step) % 16]?.id);
      expect([id, successors.map((peer) => peer.id)]).toEqual([id, next]);
      expect([id, predecessor?.id]).toEqual([id, ring[(place + 15) % 16]?.id]);
    }
  });

  it('is one again when a cut network is whole', async () => {
    const run = await talk(
      [
        ...puts,
        { at: '4s', do: 'partition', groups: [NODES.slice(0, 4), NODES.slice(4)] },
        { at: '20s', do: 'heal' },
        ...gets(35_000, 'n1'),
      ],
      { until: '60s' },
    );
    const ring = inRing(NODES, BITS);
    for (const [place, { id }] of ring.entries()) {
      const { successors } = (await run.cluster.look(id, 'witness')) as unknown as ChordWitness;
      expect([id, successors[0]?.id]).toEqual([id, ring[(place + 1) % 8]?.id]);
    }
    expect(run.replies.slice(KEYS.length)).toEqual(KEYS.map((_, index) => String(index)));
  });
});
