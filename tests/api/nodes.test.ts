/** S0-22 to S0-28: nodes that come and go, and keys that move to where they belong; faults, and their end. */
import { describe, expect, test } from 'vitest';
import { openSite, replayed, whilePlaying, type Site } from './site.ts';

interface Node {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly weight: number;
  readonly createdAt: string;
  readonly updatedAt: string;
}

interface Event {
  readonly id: string;
  readonly type: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly createdAt: string;
}

const NODES = 'api/cluster/nodes';

async function nodes(site: Site): Promise<readonly Node[]> {
  return ((await site.call('GET', NODES)).body as { nodes: readonly Node[] }).nodes;
}

async function node(site: Site, id: string): Promise<Node | undefined> {
  return (await nodes(site)).find((each) => each.id === id);
}

async function events(site: Site): Promise<readonly Event[]> {
  return ((await site.call('GET', 'api/cluster/events')).body as { events: readonly Event[] }).events;
}

/** Somebody's writes, one after the other. */
async function fill(site: Site, count: number): Promise<void> {
  for (let key = 0; key < count; key += 1) await site.lab.ask('c1', `SET key:${key} ${key}`);
}

const isInstant = expect.stringMatching(/^2025-01-01T00:\d\d:\d\d\.\d{3}Z$/) as unknown as string;

describe('nodes', () => {
  test('all fields of all nodes, and they are those that the page shows', async () => {
    const site = await openSite({
      nodes: [{ id: 'n1', weight: 2 }, { id: 'n2' }],
      options: { proxy: false },
    });
    const start = '2025-01-01T00:00:00.000Z';
    expect(await nodes(site)).toEqual([
      { id: 'n1', name: 'Alfa', status: 'active', weight: 2, createdAt: start, updatedAt: start },
      { id: 'n2', name: 'Bravo', status: 'active', weight: 1, createdAt: start, updatedAt: start },
    ]);
    const { picture } = await site.frame();
    const shown = picture?.nodes.filter(({ isClient }) => !isClient).map(({ id }) => id);
    expect((await nodes(site)).map(({ id }) => id)).toEqual(shown);
  });

  test('one joins, and holds its keys when it is active', async () => {
    const site = await openSite();
    await fill(site, 20);
    const added = await site.call('POST', NODES, { name: 'Golf', weight: 3 });
    const { node: golf } = added.body as { node: Node };
    expect(golf).toEqual({
      ...{ id: 'n5', name: 'Golf', status: 'joining', weight: 3 },
      ...{ createdAt: isInstant, updatedAt: golf.createdAt },
    });
    expect(await node(site, 'n5')).toEqual(golf);
    await site.pass(5_000);
    const later = await node(site, 'n5');
    expect(later).toMatchObject({ status: 'active', createdAt: golf.createdAt });
    expect(Date.parse(later?.updatedAt ?? '')).toBeGreaterThan(Date.parse(golf.createdAt));
    expect((await events(site)).filter(({ type }) => type === 'add')).toHaveLength(1);
    const { first, again } = await replayed(site);
    expect(again).toBe(first);
  });

  test('two may have the same name, of any script, and weight is 1 where nothing is said', async () => {
    const site = await openSite();
    for (const name of ['予備のノード', '予備のノード', 'x'.repeat(64), 'Bravo'])
      expect((await site.call('POST', NODES, { name })).body).toMatchObject({ node: { name, weight: 1 } });
    expect(new Set((await nodes(site)).map(({ id }) => id)).size).toBe(8);
  });

  test('what is refused adds nobody', async () => {
    const site = await openSite();
    const before = (await site.frame()).picture;
    const wrong: readonly unknown[] = [
      ...[{}, { name: '' }, { name: '  ' }, { name: 5 }, { name: null }, { name: 'x'.repeat(65) }],
      ...[{ name: 'a\nb' }, { name: '\ud83c' }, [], 'Golf', null],
      ...[0, -1, 1.5, '2', null, true, 101, 1e300].map((weight) => ({ name: 'Golf', weight })),
    ];
    for (const body of wrong)
      expect([body, (await site.call('POST', NODES, body)).status]).toEqual([body, 400]);
    expect((await site.frame()).picture).toEqual(before);
  });

  test('one leaves: while it does, reads are answered, and no key is lost', async () => {
    const site = await openSite();
    await fill(site, 30);
    await site.pass(500);
    const leaving = site.call('DELETE', `${NODES}/n2`);
    const reads = Promise.all(
      Array.from({ length: 30 }, (_, key) => site.call('GET', `api/cache/key:${key}`)),
    );
    const [left, answers] = await whilePlaying(site, Promise.all([leaving, reads]));
    expect(left).toMatchObject({ status: 200, text: '{"success":true}' });
    expect(answers.map(({ body }) => (body as { value: string }).value)).toEqual(
      Array.from({ length: 30 }, (_, key) => `${key}`),
    );
    await site.lab.pause();
    expect(await node(site, 'n2')).toBeUndefined();
    expect((await site.call('DELETE', `${NODES}/n2`)).status).toBe(404);
    for (let key = 0; key < 30; key += 1)
      expect((await site.call('GET', `api/cache/key:${key}`)).body).toMatchObject({ value: `${key}` });
    expect((await events(site)).map(({ type }) => type)).toEqual(expect.arrayContaining(['remove', 'left']));
    const { first, again } = await replayed(site);
    expect(again).toBe(first);
  });

  test('one that cannot hand over is leaving, and is not asked twice', async () => {
    const site = await openSite();
    await fill(site, 5);
    await site.act({ do: 'isolate', node: 'n2' });
    const before = (await site.frame()).at;
    expect(await site.call('DELETE', `${NODES}/n2`)).toMatchObject({ status: 200 });
    expect((await site.frame()).at - before).toBe(3_000_000);
    expect(await node(site, 'n2')).toMatchObject({ status: 'leaving' });
    const acts = (await site.lab.script()).length;
    expect(await site.call('DELETE', `${NODES}/n2`)).toMatchObject({ status: 200 });
    expect(await site.lab.script()).toHaveLength(acts);
  });

  test('who is dead is removed at once; the last one stays', async () => {
    const site = await openSite({ nodes: 2 });
    await site.act({ do: 'kill', node: 'n1' });
    expect(await site.call('DELETE', `${NODES}/n1`)).toMatchObject({ status: 200 });
    const refused = await site.call('DELETE', `${NODES}/n2`);
    expect(refused).toMatchObject({ status: 409 });
    expect(refused.text).toContain('last node');
    expect(await nodes(site)).toHaveLength(1);
  });
});

describe('rebalance', () => {
  const moving = { options: { autoMoves: false } };
  const held = async (site: Site): Promise<ReadonlySet<string>> => {
    const { items } = (await site.call('GET', 'api/cluster/items?limit=1000')).body as {
      items: readonly { id: string; nodeId: string }[];
    };
    const { replications } = (await site.call('GET', 'api/cluster/replications?limit=1000')).body as {
      replications: readonly { cacheItemId: string; nodeId: string }[];
    };
    return new Set([
      ...items.map(({ id, nodeId }) => `${id} ${nodeId}`),
      ...replications.map(({ cacheItemId, nodeId }) => `${cacheItemId} ${nodeId}`),
    ]);
  };

  test.each([
    ['at rest', (_: Site, work: ReturnType<Site['call']>) => work],
    ['playing', whilePlaying],
  ] as const)(
    '%s: it tells how many copies have moved, which is what the events and the nodes say',
    async (_, run) => {
      const site = await openSite(moving);
      await fill(site, 200);
      await site.call('POST', NODES, { name: 'Golf' });
      await site.pass(3_000);
      const before = await held(site);
      const told = await run(site, site.call('POST', 'api/cluster/rebalance'));
      await site.lab.pause();
      expect(told).toMatchObject({ status: 200, body: { success: true } });
      const { movedItems } = (told.body as { stats: { movedItems: number } }).stats;
      const after = await held(site);
      const gained = [...after].filter((copy) => !before.has(copy));
      expect(movedItems).toBe(gained.length);
      expect(movedItems).toBeGreaterThan(50);
      const moves = (await events(site)).filter(({ type }) => type === 'move');
      expect(moves.reduce((sum, { payload }) => sum + Number(payload['items']), 0)).toBe(movedItems);
      expect((await site.call('POST', 'api/cluster/rebalance')).body).toEqual({
        success: true,
        stats: { movedItems: 0 },
      });
      expect((await events(site)).filter(({ type }) => type === 'rebalance')).toHaveLength(1);
      // It is over: the next one who joins waits to be given keys.
      await site.call('POST', NODES, { name: 'Hotel' });
      await site.pass(5_000);
      expect([...(await held(site))].some((copy) => copy.endsWith(' n6'))).toBe(false);
      const { first, again } = await replayed(site);
      expect(again).toBe(first);
    },
  );

  test('whoever has only just joined is taken in too', async () => {
    const site = await openSite(moving);
    await fill(site, 50);
    await site.call('POST', NODES, { name: 'Golf' });
    const told = await site.call('POST', 'api/cluster/rebalance');
    expect((told.body as { stats: { movedItems: number } }).stats.movedItems).toBeGreaterThan(10);
  });
});

describe('faults', () => {
  const fail = (site: Site, nodeId: string, type: string) =>
    site.call('POST', 'api/simulation/failure', { nodeId, type });
  const recover = (site: Site, nodeId: string) => site.call('POST', 'api/simulation/recover', { nodeId });
  const count = async (site: Site, wanted: string): Promise<number> =>
    (await events(site)).filter(({ type }) => type === wanted).length;

  test.each([
    ['down', 'down'],
    ['slow', 'slow'],
    ['partition', 'partitioned'],
  ])('%s: the node is %s, once, until it recovers', async (type, status) => {
    const site = await openSite();
    await fill(site, 5);
    const before = await node(site, 'n2');
    expect(await fail(site, 'n2', type)).toMatchObject({ status: 200, text: '{"success":true}' });
    const failed = await node(site, 'n2');
    expect(failed).toMatchObject({ status, createdAt: before?.createdAt });
    expect(Date.parse(failed?.updatedAt ?? '')).toBeGreaterThan(Date.parse(before?.updatedAt ?? ''));
    const acts = (await site.lab.script()).length;
    expect(await fail(site, 'n2', type)).toMatchObject({ status: 200 });
    expect(await site.lab.script()).toHaveLength(acts);
    expect(await count(site, 'fault')).toBe(1);
    await site.pass(4_000);
    expect(await node(site, 'n2')).toMatchObject({ status });
    expect(await recover(site, 'n2')).toMatchObject({ status: 200, text: '{"success":true}' });
    await site.pass(5_000);
    expect(await node(site, 'n2')).toMatchObject({ status: 'active' });
    expect(await count(site, 'recover')).toBe(1);
    const { first, again } = await replayed(site);
    expect(again).toBe(first);
  });

  test('recovering who has nothing does nothing', async () => {
    const site = await openSite();
    const before = await site.lab.script();
    expect(await recover(site, 'n1')).toMatchObject({ status: 200 });
    expect(await site.lab.script()).toEqual(before);
    expect(await events(site)).toEqual([]);
  });

  test('a slow node is slow to all, and is not taken for dead', async () => {
    const site = await openSite();
    await site.pass(1_000);
    await fail(site, 'n2', 'slow');
    const link = await site.lab.lookAtLink('n2', 'n3');
    expect(link).toMatchObject({
      there: { law: { latency: { min: 150_000 } } },
      back: { law: { latency: { min: 150_000 } } },
    });
    await site.pass(10_000);
    expect(await count(site, 'status')).toBe(0);
  });

  test('all that is wrong with a node ends at once, and nothing else', async () => {
    const links = [{ from: 'n2', to: 'n3', latency: { law: 'constant', min: '40ms' } }];
    const site = await openSite({ network: { latency: { law: 'constant', min: '5ms' }, links } });
    await site.pass(500);
    await fail(site, 'n2', 'slow');
    await fail(site, 'n2', 'partition');
    await fail(site, 'n3', 'partition');
    await site.act({ do: 'link', from: 'n2', to: 'n4', drop: 0.5 });
    await site.act({ do: 'slow', node: 'n2', times: 10 });
    await site.act({ do: 'disk', node: 'n2', act: 'full' });
    await site.act({ do: 'skew', node: 'n2', by: '5s' });
    await site.act({ do: 'freeze', node: 'n2' });
    expect(await node(site, 'n2')).toMatchObject({ status: 'down' });
    await recover(site, 'n2');
    expect(await node(site, 'n2')).toMatchObject({ status: 'active' });
    expect(await node(site, 'n3')).toMatchObject({ status: 'partitioned' });
    const { picture } = await site.frame();
    expect(picture?.network).toMatchObject({ isolated: ['n3'], rules: [{ from: 'n2', to: 'n3' }] });
    expect(await site.lab.lookAtNode('n2')).toMatchObject({
      device: { full: false, failures: 0, times: 1 },
      skew: { by: 0, drift: 0 },
      vitals: { times: 1 },
    });
    const acts = (await site.lab.script()).length;
    await recover(site, 'n2');
    expect(await site.lab.script()).toHaveLength(acts);
  });

  test('down and partitioned at once: both end', async () => {
    const site = await openSite();
    await fail(site, 'n2', 'partition');
    await fail(site, 'n2', 'down');
    await fail(site, 'n3', 'partition');
    expect((await nodes(site)).map(({ status }) => status)).toEqual([
      'active',
      'down',
      'partitioned',
      'active',
    ]);
    await recover(site, 'n2');
    await recover(site, 'n3');
    await site.pass(5_000);
    expect((await nodes(site)).map(({ status }) => status)).toEqual(['active', 'active', 'active', 'active']);
  });

  test('a rope round several: the smaller side is partitioned; who recovers is free of it, other ropes stay', async () => {
    const site = await openSite({ nodes: 5 });
    await site.act({
      do: 'partition',
      groups: [
        ['n1', 'n2'],
        ['n3', 'n4', 'n5'],
      ],
    });
    expect((await nodes(site)).map(({ status }) => status)).toEqual([
      ...['partitioned', 'partitioned', 'active', 'active', 'active'],
    ]);
    await site.act({ do: 'isolate', node: 'n5' });
    await recover(site, 'n1');
    expect((await site.frame()).picture?.network).toMatchObject({ partitions: [], isolated: ['n5'] });
    await site.act({ do: 'partition', groups: [['n2']] });
    await recover(site, 'n5');
    expect((await site.frame()).picture?.network).toMatchObject({
      partitions: [{ groups: [['n2']] }],
      isolated: [],
    });
  });

  test('what a hand typed at the console is known as well', async () => {
    const site = await openSite();
    await site.lab.ask('c1', 'KILL Bravo');
    await site.lab.ask('c1', 'SLOW Alfa 10');
    await site.lab.ask('c1', 'ADD Golf 2');
    await site.lab.ask('c1', 'ISOLATE Charlie');
    expect((await nodes(site)).map(({ name, status }) => [name, status])).toEqual([
      ...[
        ['Alfa', 'slow'],
        ['Bravo', 'down'],
        ['Charlie', 'partitioned'],
        ['Delta', 'active'],
        ['Golf', 'joining'],
      ].sort(),
    ]);
    expect((await events(site)).map(({ type }) => type)).toEqual(['fault', 'fault', 'add', 'fault']);
    await site.act({ do: 'weight', node: 'Golf', weight: 4 });
    expect(await node(site, 'Golf')).toMatchObject({ weight: 4 });
  });

  test('a failover names who answered and who does now', async () => {
    const site = await openSite();
    await fill(site, 20);
    await fail(site, 'n1', 'down');
    await site.pass(4_000);
    const failovers = (await events(site)).filter(({ type }) => type === 'failover');
    expect(failovers).toHaveLength(1);
    expect(failovers[0]?.payload).toMatchObject({ from: 'n1' });
    const heirs = failovers[0]?.payload['to'] as readonly string[];
    for (let key = 0; key < 20; key += 1) {
      const { body } = await site.call('GET', `api/cache/key:${key}`);
      expect((body as { value: string }).value).toBe(`${key}`);
    }
    expect(heirs.length).toBeGreaterThan(0);
    expect(heirs).not.toContain('n1');
    expect(await count(site, 'status')).toBe(1);
  });
});
