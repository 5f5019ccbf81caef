/** S0-29 to S0-31: items, their copies and events, as records that belong together. */
import { describe, expect, test } from 'vitest';
import { openSite, type Site } from './site.ts';

interface Item {
  readonly id: string;
  readonly key: string;
  readonly value: string | null;
  readonly nodeId: string;
  readonly expiresAt: string | null;
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
}

interface Replication {
  readonly id: string;
  readonly cacheItemId: string;
  readonly nodeId: string;
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
}

async function records(
  site: Site,
  query = '',
): Promise<{ items: readonly Item[]; replications: readonly Replication[] }> {
  const [items, replications] = await Promise.all([
    site.call('GET', `api/cluster/items${query}`),
    site.call('GET', `api/cluster/replications${query}`),
  ]);
  return {
    items: (items.body as { items: readonly Item[] }).items,
    replications: (replications.body as { replications: readonly Replication[] }).replications,
  };
}

/** No record speaks of another that there is not. */
async function expectNoOrphans(site: Site): Promise<void> {
  const { items, replications } = await records(site);
  const { nodes } = (await site.call('GET', 'api/cluster/nodes')).body as {
    nodes: readonly { id: string }[];
  };
  const ids = nodes.map(({ id }) => id);
  for (const { nodeId } of [...items, ...replications]) expect(ids).toContain(nodeId);
  for (const { cacheItemId, nodeId } of replications) {
    const item = items.find(({ id }) => id === cacheItemId);
    expect(item).toBeDefined();
    expect(nodeId).not.toBe(item?.nodeId);
  }
  for (const list of [items, replications]) expect(new Set(list.map(({ id }) => id)).size).toBe(list.length);
}

const set = (site: Site, key: string, value: string, ttl?: number) =>
  site.call('POST', `api/cache/${key}`, { value, ...(ttl !== undefined && { ttl }) });

test('all fields of an item and of its copies, with times that belong to what was written', async () => {
  const site = await openSite();
  await set(site, 'apple', 'red', 100);
  await site.pass(1_000);
  await set(site, 'apple', 'green', 200);
  await site.pass(1_000);
  const { items, replications } = await records(site, '?key=apple');
  const [item] = items as readonly [Item];
  const { metadata } = (await site.call('GET', 'api/cache/apple')).body as {
    metadata: { primary: string; expiry: string };
  };
  expect(item).toEqual({
    ...{ id: 'item:apple', key: 'apple', value: 'green', nodeId: metadata.primary, version: 2 },
    ...{ expiresAt: metadata.expiry, createdAt: item.createdAt, updatedAt: item.updatedAt },
  });
  const between = Date.parse(item.updatedAt) - Date.parse(item.createdAt);
  expect(between).toBeGreaterThan(900);
  expect(between).toBeLessThan(1_200);
  expect(Date.parse(metadata.expiry) - Date.parse(item.updatedAt)).toBeLessThanOrEqual(200_000);
  expect(replications).toHaveLength(2);
  for (const copy of replications) {
    expect(copy).toMatchObject({ id: `item:apple@${copy.nodeId}`, cacheItemId: item.id, version: 2 });
    expect(Date.parse(copy.updatedAt) - Date.parse(item.updatedAt)).toBe(5);
    expect(Date.parse(copy.createdAt) - Date.parse(item.createdAt)).toBe(5);
  }
  await expectNoOrphans(site);
});

test('a copy that lags has a smaller version', async () => {
  const site = await openSite();
  await set(site, 'apple', 'red');
  await site.pass(500);
  const { replications } = await records(site);
  const [first] = replications as readonly [Replication];
  await site.act({ do: 'isolate', node: first.nodeId });
  await set(site, 'apple', 'green');
  const later = await records(site);
  expect(later.items[0]).toMatchObject({ version: 2 });
  expect(later.replications.find(({ nodeId }) => nodeId === first.nodeId)).toEqual(first);
  await site.pass(100);
  await expectNoOrphans(site);
});

test('with an item its copies are gone from the books, also those of who has not heard of it', async () => {
  const site = await openSite();
  await set(site, 'apple', 'red');
  await set(site, 'pear', 'yellow');
  await site.pass(500);
  const { replications } = await records(site, '?key=apple');
  await site.act({ do: 'isolate', node: replications[0]?.nodeId ?? '' });
  expect(await site.call('DELETE', 'api/cache/apple')).toMatchObject({ status: 200 });
  expect(await records(site, '?key=apple')).toEqual({ items: [], replications: [] });
  expect((await records(site)).items.map(({ key }) => key)).toEqual(['pear']);
  await expectNoOrphans(site);
  // Written again it is a new one.
  await site.act({ do: 'heal' });
  await site.pass(1_000);
  const before = (await site.frame()).at;
  await set(site, 'apple', 'red');
  const [again] = (await records(site, '?key=apple')).items as readonly [Item];
  expect(Date.parse(again.createdAt)).toBeGreaterThanOrEqual(
    Date.parse('2025-01-01T00:00:00Z') + before / 1_000,
  );
});

test('through kills, joins and departures nothing in the books hangs in the air', async () => {
  const site = await openSite();
  for (let key = 0; key < 40; key += 1) await set(site, `key:${key}`, `${key}`);
  await site.act({ do: 'kill', node: 'n1' });
  await expectNoOrphans(site);
  await site.pass(2_000);
  await expectNoOrphans(site);
  expect((await records(site)).items).toHaveLength(40);
  await site.act({ do: 'restart', node: 'n1' });
  await site.act({ do: 'add', node: 'n5' });
  for (let times = 0; times < 10; times += 1) {
    await site.pass(200);
    await expectNoOrphans(site);
  }
  await site.call('DELETE', 'api/cluster/nodes/n2');
  await expectNoOrphans(site);
  await site.pass(4_000);
  const { items, replications } = await records(site);
  expect([items.length, replications.length]).toEqual([40, 80]);
});

test('pages go round the ring, each item once', async () => {
  const site = await openSite();
  for (let key = 0; key < 60; key += 1) await site.lab.ask('c1', `SET key:${key} ${key}`);
  for (const limit of [1, 7, 59, 60, 1_000]) {
    const keys: string[] = [];
    let pages = 0;
    for (let next: number | null = 0; next !== null; pages += 1) {
      const { body } = await site.call('GET', `api/cluster/items?limit=${limit}&from=${next}`);
      const page = body as { items: readonly Item[]; next: number | null };
      expect(page.items.length).toBeLessThanOrEqual(limit);
      keys.push(...page.items.map(({ key }) => key));
      next = page.next;
    }
    expect(new Set(keys).size).toBe(60);
    expect(keys).toHaveLength(60);
    expect(pages).toBeGreaterThanOrEqual(Math.ceil(60 / limit));
  }
});

test('what is no text is an item without a value', async () => {
  const site = await openSite();
  await site.lab.ask('c1', 'LPUSH list 1 2 3');
  expect((await records(site)).items).toMatchObject([{ key: 'list', value: null, version: 1 }]);
});

describe('other clusters', () => {
  test.each([
    ['one copy', { replicas: 1 }],
    ['quorum', { mode: 'quorum', read: 2, write: 2 }],
    ['siblings', { mode: 'quorum', read: 2, write: 2, siblings: true }],
    ['encrypted', { encrypted: true }],
    ['hash slots', { placement: 'slots' }],
    ['jump hashing', { placement: 'jump' }],
  ])('%s', async (_, options) => {
    const site = await openSite({ options });
    for (let key = 0; key < 5; key += 1)
      expect(await set(site, `key:${key}`, `${key}`)).toMatchObject({ status: 200 });
    await site.pass(500);
    const { items } = await records(site);
    expect(items.map(({ key, value }) => `${key} ${value ?? ''}`).sort()).toEqual(
      Array.from({ length: 5 }, (_each, key) => `key:${key} ${key}`),
    );
    await expectNoOrphans(site);
    expect((await site.call('GET', 'api/cache/key:1')).body).toMatchObject({ value: '1' });
    expect(await site.call('DELETE', 'api/cache/key:1')).toMatchObject({ status: 200 });
    expect((await records(site)).items).toHaveLength(4);
    await site.act({ do: 'kill', node: 'n1' });
    await site.pass(4_000);
    await site.call('POST', 'api/cluster/nodes', { name: 'Golf' });
    await site.pass(5_000);
    await expectNoOrphans(site);
    expect((await site.call('GET', 'api/cache/key:2')).body).toMatchObject({ value: '2' });
  });
});

test('a look into the books leaves no trace', async () => {
  const site = await openSite();
  await set(site, 'apple', 'red');
  const before = (await site.frame()).picture;
  await records(site);
  await site.call('GET', 'api/cluster/events');
  await site.call('GET', 'api/cluster/nodes');
  expect((await site.frame()).picture).toEqual(before);
});

test('events come in pages, each once, with ids of their own', async () => {
  const site = await openSite();
  for (const node of ['n1', 'n2', 'n3']) {
    await site.act({ do: 'isolate', node });
    await site.act({ do: 'heal', node });
  }
  const ids: string[] = [];
  for (let next: number | null = 0; next !== null;) {
    const { body } = await site.call('GET', `api/cluster/events?limit=4&from=${next}`);
    const page = body as { events: readonly { id: string }[]; next: number | null; total: number };
    expect(page.total).toBe(6);
    ids.push(...page.events.map(({ id }) => id));
    next = page.next;
  }
  expect(ids).toEqual(['action:0', 'action:1', 'action:2', 'action:3', 'action:4', 'action:5']);
});

test('in the past the books are those of that time', async () => {
  const site = await openSite();
  await set(site, 'apple', 'red');
  await site.pass(1_000);
  await site.act({ do: 'kill', node: 'n1' });
  await set(site, 'pear', 'yellow');
  await site.pass(5_000);
  await site.lab.seek(1_000_000);
  expect((await records(site)).items.map(({ key }) => key)).toEqual(['apple']);
  const { nodes } = (await site.call('GET', 'api/cluster/nodes')).body as {
    nodes: readonly { status: string }[];
  };
  expect(nodes.map(({ status }) => status)).toEqual(['active', 'active', 'active', 'active']);
  expect((await site.call('GET', 'api/cluster/events')).body).toMatchObject({ events: [], total: 0 });
});
