/** S4-33 and S4-34 over HTTP: what nodes count, and whether they are well. */
import { describe, expect, test } from 'vitest';
import { readExposition } from '../protocols/exposition.ts';
import { openSite, type Site } from './site.ts';

interface Health {
  readonly id: string;
  readonly status: string;
  readonly checks: readonly { readonly name: string; readonly ok: boolean | null; readonly says: string }[];
}

async function healthOf(site: Site, node: string): Promise<Health & { http: number }> {
  const { status, body } = await site.call('GET', `net/${node}/health`);
  return { ...(body as Health), http: status };
}

const failing = ({ checks }: Health): readonly string[] =>
  checks.filter(({ ok }) => ok === false).map(({ name }) => name);

const FOUR = ['peers', 'memory', 'disk', 'replication'];

describe('metrics', () => {
  test('one text of all nodes passes a strict reader, and agrees with what was done', async () => {
    const site = await openSite();
    for (let key = 0; key < 10; key += 1) await site.call('POST', `api/cache/k${key}`, { value: 'v' });
    for (let key = 0; key < 13; key += 1) await site.call('GET', `api/cache/k${key}`);
    await site.act({ do: 'kill', node: 'n4' });
    await site.pass(3_000);
    const { status, text, headers } = await site.call('GET', 'api/metrics');
    expect([status, headers.get('content-type')]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8']);
    const families = new Map(readExposition(text).map((family) => [family.name, family]));
    const samples = (name: string) => families.get(name)?.samples ?? [];
    expect(samples('cache_up').map(({ labels, value }) => [labels['node'], value])).toEqual([
      ...[
        ['n1', 1],
        ['n2', 1],
        ['n3', 1],
        ['n4', 0],
      ],
    ]);
    const items = samples('cache_items');
    expect(items.map(({ labels }) => labels['node'])).toEqual(['n1', 'n2', 'n3']);
    const one = await site.call('GET', 'net/n2/metrics');
    expect(readExposition(one.text).find(({ name }) => name === 'cache_items')?.samples).toEqual([items[1]]);
    expect(one.text.split('\n').filter((line) => line.startsWith('#'))).toEqual(
      text.split('\n').filter((line) => line.startsWith('#') && !line.includes('cache_up')),
    );
  });

  test('what the panel copies without asking anybody is the same text, but for what the asking itself costs', async () => {
    const site = await openSite();
    for (let key = 0; key < 10; key += 1) await site.call('POST', `api/cache/k${key}`, { value: 'v' });
    for (let key = 0; key < 13; key += 1) await site.call('GET', `api/cache/k${key}`);
    await site.act({ do: 'kill', node: 'n4' });
    const before = (await site.frame()).picture?.fingerprint;
    const looked = readExposition((await site.lab.metricsText()) ?? '');
    expect((await site.frame()).picture?.fingerprint).toBe(before);
    const asked = readExposition((await site.call('GET', 'api/metrics')).text);
    const shape = (families: typeof asked) =>
      families.map(({ name, help, type, samples }) => [
        ...[name, help, type],
        samples.map((sample) => [sample.name, sample.labels]),
      ]);
    expect(shape(looked)).toEqual(shape(asked));
    const values = (families: typeof asked, name: string) =>
      families.find((family) => family.name === name)?.samples.map(({ value }) => value);
    for (const name of [
      'cache_up',
      'cache_hits_total',
      'cache_misses_total',
      'cache_items',
      'cache_memory_bytes',
    ])
      expect(values(looked, name), name).toEqual(values(asked, name));
  });

  test('where nobody is up, that is what is said', async () => {
    const site = await openSite({ nodes: 1 });
    await site.act({ do: 'kill', node: 'n1' });
    const { text } = await site.call('GET', 'api/metrics');
    expect(readExposition(text)).toMatchObject([{ name: 'cache_up', samples: [{ value: 0 }] }]);
  });
});

describe('health', () => {
  const traffic = { workload: [{ clients: 2, rate: 100, keys: 50, reads: 0, from: '0s', until: '60s' }] };

  test('all is well', async () => {
    const site = await openSite();
    await site.pass(2_000);
    const { status, body } = await site.call('GET', 'api/health');
    expect(status).toBe(200);
    expect(body).toMatchObject({ status: 'ok', storage: null });
    const { nodes } = body as { nodes: readonly Health[] };
    expect(nodes.map(({ id, checks }) => [id, checks.map(({ name, ok }) => [name, ok])])).toEqual(
      ['n1', 'n2', 'n3', 'n4'].map((id) => [id, FOUR.map((name) => [name, true])]),
    );
  });

  test.each([
    ['disk', { do: 'disk', node: 'n1', act: 'full' }, {}],
    [
      'replication',
      {
        do: 'link',
        from: 'n1',
        to: 'n2',
        kind: 'copy',
        latency: { law: 'constant', min: '2s' },
        both: false,
      },
      {},
    ],
    [
      'memory',
      { do: 'command', client: 'c1', text: `SET big ${'x'.repeat(9_700)}` },
      { maxmemory: 10_000, replicas: 1 },
    ],
  ] as const)('%s fails alone', async (check, fault, options) => {
    const site = await openSite({ nodes: 3, options, ...(check === 'memory' ? { nodes: 1 } : traffic) });
    await site.pass(1_000);
    expect((await healthOf(site, 'n1')).http).toBe(200);
    await site.act(fault as never);
    await site.pass(3_000);
    const health = await healthOf(site, 'n1');
    expect([health.http, health.status, failing(health)]).toEqual([503, 'failing', [check]]);
  });

  test('peers fails alone, at who cannot hear the others', async () => {
    const site = await openSite({ nodes: 3 });
    await site.pass(1_000);
    // The client is not cut off with it.
    await site.act({ do: 'partition', groups: [['n1'], ['n2', 'n3']] });
    await site.pass(3_000);
    const health = await healthOf(site, 'n1');
    expect([health.http, failing(health)]).toEqual([503, ['peers']]);
    expect((await site.call('GET', 'api/health')).status).toBe(503);
  });

  test('of one that is down or does not answer nobody knows any of the four', async () => {
    const site = await openSite();
    await site.pass(1_000);
    await site.act({ do: 'kill', node: 'n1' });
    await site.act({ do: 'isolate', node: 'n2' });
    for (const node of ['n1', 'n2']) {
      const { http, status, checks } = await healthOf(site, node);
      expect([http, status]).toEqual([503, 'unreachable']);
      expect(checks.map(({ name, ok }) => [name, ok])).toEqual(FOUR.map((name) => [name, null]));
    }
    expect(await site.call('GET', 'net/n2/metrics')).toMatchObject({ status: 503 });
  });

  test('a proxy is no node that has such checks', async () => {
    const site = await openSite({ options: { proxy: true } });
    await site.pass(1_000);
    expect(await site.call('GET', 'net/proxy/health')).toMatchObject({ status: 404 });
    const { nodes } = (await site.call('GET', 'api/health')).body as { nodes: readonly Health[] };
    expect(nodes.map(({ id }) => id)).toEqual(['n1', 'n2', 'n3', 'n4']);
    await site.call('POST', 'api/cache/apple', { value: 'red' });
    expect((await site.call('GET', 'api/cache/apple')).body).toMatchObject({ value: 'red' });
  });
});
