/** S0-02 to S0-07: keys and values as they come and go, what is refused, and that a refusal changes nothing. */
import { describe, expect, test } from 'vitest';
import { openSite, replayed, whilePlaying, type Site } from './site.ts';

const apple = 'api/cache/apple';
const set = (site: Site, value: unknown, ttl?: number) =>
  site.call('POST', apple, { value, ...(ttl !== undefined && { ttl }) });

test('set, get, delete, get, delete', async () => {
  const site = await openSite();
  expect(await set(site, 'red')).toMatchObject({ status: 200, text: '{"success":true}' });
  const got = await site.call('GET', apple);
  expect(got).toMatchObject({ status: 200, body: { value: 'red' } });
  const { metadata } = got.body as { metadata: Record<string, unknown> };
  expect(metadata).toEqual({
    expiry: null,
    version: 1,
    primary: metadata['servedBy'],
    servedBy: expect.stringMatching(/^n[1-4]$/) as string,
    repaired: false,
  });
  expect(await site.call('DELETE', apple)).toMatchObject({ status: 200, text: '{"success":true}' });
  expect(await site.call('GET', apple)).toMatchObject({ status: 404, text: '{"error":"Not found"}' });
  expect(await site.call('DELETE', apple)).toMatchObject({ status: 404, text: '{"error":"Not found"}' });
});

const VALUES: readonly (readonly [string, string])[] = [
  ['nothing', ''],
  ['Japanese', 'りんごは赤い、そして「甘い」。'],
  ['quotes', `"it's" \\"so\\" 'and' \\`],
  ['lines', 'one\ntwo\r\nthree\ttabbed\n'],
  ['control characters', '\u0000\u0001\u007f\u0080\u2028\ufeff'],
  ['beyond the first plane', '🍎🏴‍☠️𝒳'],
  ['what looks like a command', 'x" PX 1 @n2 "'],
  ['what looks like an address', '@n2'],
  ['a number', '007'],
  ['100 KB', 'a"\\\n'.repeat(25_600)],
  ['100 KB of Japanese', '林檎'.repeat(17_067)],
];

test.each(VALUES)('%s comes back byte for byte', async (_, value) => {
  const site = await openSite();
  expect(await set(site, value)).toMatchObject({ status: 200 });
  expect((await site.call('GET', apple)).body).toMatchObject({ value });
});

test.each([
  'a/b',
  '100%',
  'a?b#c',
  '林檎',
  'with a space',
  '"quoted"',
  '@n2',
  'KILL',
  '.'.repeat(3),
  'a\nb',
  '__proto__',
  '%2F',
])('the key %j is one key', async (key) => {
  const site = await openSite();
  const path = `api/cache/${encodeURIComponent(key)}`;
  expect(await site.call('POST', path, { value: key })).toMatchObject({ status: 200 });
  expect((await site.call('GET', path)).body).toMatchObject({ value: key });
  const { items } = (await site.call('GET', 'api/cluster/items')).body as {
    items: readonly { key: string }[];
  };
  expect(items.map((item) => item.key)).toEqual([key]);
  expect(await site.call('DELETE', path)).toMatchObject({ status: 200 });
});

test('a slash that is not encoded is part of the path, and leads nowhere', async () => {
  const site = await openSite();
  for (const path of ['api/cache/a/b', 'api/cache/a/'])
    expect(await site.call('GET', path)).toMatchObject({ status: 404 });
});

const bad: readonly (readonly [string, RequestInit['body']])[] = [
  ['no body', undefined],
  ['an empty body', ''],
  ['no JSON', '{"value": red}'],
  ['no object', '"red"'],
  ['a list', '["red"]'],
  ['null', 'null'],
  ['no UTF-8', new Uint8Array([0x22, 0xff, 0x22])],
  ['no value', '{"ttl": 5}'],
  ['a value that is a number', '{"value": 5}'],
  ['a value that is null', '{"value": null}'],
  ['a value that is an object', '{"value": {"a": 1}}'],
  ['half of a surrogate pair', '{"value": "\\ud83c"}'],
  ['ttl 0', '{"value": "green", "ttl": 0}'],
  ['a ttl below 0', '{"value": "green", "ttl": -1}'],
  ['a ttl that is no number', '{"value": "green", "ttl": "5"}'],
  ['a ttl that is null', '{"value": "green", "ttl": null}'],
  ['an infinite ttl', '{"value": "green", "ttl": 1e999}'],
  ['a ttl that has no date', '{"value": "green", "ttl": 1e13}'],
];

test('what is refused changes nothing, and costs no time', async () => {
  const site = await openSite();
  await set(site, 'red', 60);
  const before = await site.frame();
  for (const [what, body] of bad) {
    const { status, body: said } = await site.send('POST', apple, body);
    expect([what, status, typeof (said as { error: unknown }).error]).toEqual([what, 400, 'string']);
  }
  expect((await site.frame()).picture).toEqual(before.picture);
  expect((await site.call('GET', apple)).body).toMatchObject({ value: 'red', metadata: { version: 1 } });
});

test('a body without end is read no further than it may be', async () => {
  const site = await openSite();
  let given = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      given += 1;
      controller.enqueue(new Uint8Array(65_536).fill(0x20));
    },
  });
  expect(await site.send('POST', apple, body)).toMatchObject({ status: 413 });
  expect(given).toBeLessThan(20);
});

describe('time to live', () => {
  const at = async (site: Site, milliseconds: number) =>
    site.pass(milliseconds - (await site.frame()).at / 1_000);

  test('a key is there until its instant, and from then on it is not', async () => {
    const site = await openSite();
    await set(site, 'red', 5);
    const { metadata } = (await site.call('GET', apple)).body as { metadata: { expiry: string } };
    const expiry = Date.parse(metadata.expiry) - Date.parse('2025-01-01T00:00:00Z');
    // A question is on its way for 5 ms.
    await at(site, expiry - 100);
    expect(await site.call('GET', apple)).toMatchObject({ status: 200 });
    await at(site, expiry);
    expect(await site.call('GET', apple)).toMatchObject({ status: 404 });
  });

  test('parts of a second count, and the least is a millisecond', async () => {
    const site = await openSite();
    for (const [ttl, lasts] of [
      [0.25, 250],
      [0.0001, 1],
      [1e12, 1e15],
    ] as const) {
      expect(await set(site, 'red', ttl)).toMatchObject({ status: 200 });
      const { items } = (await site.call('GET', 'api/cluster/items')).body as {
        items: readonly { expiresAt: string; updatedAt: string }[];
      };
      expect(items).toHaveLength(lasts === 1 ? 0 : 1);
      for (const { expiresAt, updatedAt } of items)
        expect(Math.abs(Date.parse(expiresAt) - Date.parse(updatedAt) - lasts)).toBeLessThan(10);
    }
  });

  test('a cluster at rest lets nothing expire', async () => {
    const site = await openSite();
    await set(site, 'red', 1);
    for (let pulls = 0; pulls < 50; pulls += 1) await site.frame(1_000);
    expect(await site.call('GET', apple)).toMatchObject({ status: 200 });
  });
});

test('each write of a key is a version', async () => {
  const site = await openSite();
  for (const version of [1, 2, 3]) {
    await set(site, 'red');
    expect((await site.call('GET', apple)).body).toMatchObject({ metadata: { version } });
  }
});

test('what the primary has forgotten is repaired from a copy, as it was', async () => {
  const site = await openSite();
  await set(site, 'red', 100);
  const before = (await site.call('GET', apple)).body as { metadata: { primary: string; expiry: string } };
  await site.pass(1_000);
  const { primary, expiry } = before.metadata;
  expect(await site.lab.ask('c1', `FORGET apple @${primary}`)).toMatchObject({ ended: 'reply' });
  const repaired = (await site.call('GET', apple)).body as { metadata: object };
  expect(repaired).toMatchObject({ value: 'red', metadata: { version: 1, expiry, primary, repaired: true } });
  expect(repaired.metadata).not.toMatchObject({ servedBy: primary });
  await site.pass(100);
  const after = (await site.call('GET', apple)).body as { metadata: object };
  expect(after.metadata).toEqual({ expiry, version: 1, primary, servedBy: primary, repaired: false });
});

test('where the primary is silent a copy answers, and says that it may be behind', async () => {
  const site = await openSite();
  await set(site, 'red');
  const { metadata } = (await site.call('GET', apple)).body as { metadata: { primary: string } };
  await site.pass(500);
  await site.act({ do: 'kill', node: metadata.primary });
  const answered = (await site.call('GET', apple)).body as { metadata: { servedBy: string } };
  expect(answered).toMatchObject({ value: 'red', metadata: { stale: true } });
  expect(answered.metadata.servedBy).not.toBe(metadata.primary);
  await site.pass(5_000);
  const later = (await site.call('GET', apple)).body as { metadata: { primary: string; servedBy: string } };
  expect(later.metadata).not.toHaveProperty('stale');
  expect(later.metadata.primary).toBe(later.metadata.servedBy);
});

test('a scenario without a client has nobody who could ask', async () => {
  const site = await openSite({ clients: 0 });
  expect(await site.call('GET', apple)).toMatchObject({ status: 503 });
});

test('who asks for people is a client that makes no traffic', async () => {
  const site = await openSite({ clients: 1, workload: [{ rate: 10, keys: 5, until: '1s' }] });
  await set(site, 'red');
  expect((await site.lab.script()).at(-1)).toMatchObject({ do: 'command', client: 'c1' });
});

describe('the turn of a call', () => {
  const fifty = Array.from({ length: 50 }, (_, index) => `${index}`);
  /** Writes and reads at once, in the order in which they were called. */
  const many = (site: Site) =>
    Promise.all(fifty.flatMap((value) => [set(site, value), site.call('GET', apple)]));

  test.each([
    ['at rest', (_: Site, work: ReturnType<typeof many>) => work],
    ['playing', whilePlaying],
  ] as const)(
    '%s, calls are answered one after the other, and a replay ends at the same fingerprint',
    async (_, run) => {
      const site = await openSite();
      const answers = await run(site, many(site));
      const reads = answers.filter((_answer, index) => index % 2 === 1).map(({ body }) => body as unknown);
      expect(reads).toEqual(
        fifty.map(
          (value, index) =>
            expect.objectContaining({
              value,
              metadata: expect.objectContaining({ version: index + 1 }) as unknown,
            }) as unknown,
        ),
      );
      await site.lab.pause();
      expect((await site.lab.script()).length).toBe(100);
      const { first, again } = await replayed(site);
      expect(again).toBe(first);
    },
  );

  test('a cluster at rest runs as far as the reply, and rests', async () => {
    const site = await openSite();
    await set(site, 'red');
    const { at, playing } = await site.frame(1_000);
    expect(playing).toBe(false);
    expect(at).toBeLessThan(50_000 + 1_000_000);
    expect((await site.frame(1_000)).at).toBe(at);
  });

  test('without an answer it waits as long as a client does, and no longer', async () => {
    const site = await openSite();
    for (const node of ['n1', 'n2', 'n3', 'n4']) await site.act({ do: 'kill', node });
    const before = (await site.frame()).at;
    expect(await set(site, 'red')).toMatchObject({ status: 503 });
    expect((await site.frame()).at - before).toBeLessThanOrEqual(3_000_001);
  });

  test('a refusal keeps nobody waiting, and what stops the run is said', async () => {
    const site = await openSite();
    const [first, second] = await Promise.all([site.call('GET', 'api/cache/%'), set(site, 'red')]);
    expect([first.status, second.status]).toEqual([400, 200]);
    await site.lab.play(1);
    const asking = site.call('GET', apple);
    await new Promise((resolve) => setTimeout(resolve, 20));
    await site.lab.pause();
    expect(await asking).toMatchObject({ status: 503 });
    expect((await asking).text).toContain('stopped');
  });
});

test('in the past a call begins another branch, as a hand does', async () => {
  const site = await openSite();
  await set(site, 'red');
  await site.pass(1_000);
  await set(site, 'green');
  await site.lab.seek(1_000_000);
  expect((await site.call('GET', apple)).body).toMatchObject({ value: 'red' });
  expect((await site.frame()).branches).toHaveLength(2);
});
