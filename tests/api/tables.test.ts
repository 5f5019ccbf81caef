/** S1-02, S1-27, S1-30: the nodes of a table store at their addresses, each answering for itself. */
import { expect, test } from 'vitest';
import { localLab } from '../support/lab.ts';
import { siteOf, type Site } from './site.ts';

const ADDRESSES = ['localhost:8100', 'localhost:8101', 'localhost:8102'];
const QUEEN = { Artist: 'Queen', SongTitle: 'Don\'t Stop "Me" $Now', Year: 1978 };

async function openTables(more: Readonly<Record<string, unknown>> = {}): Promise<Site> {
  let wall = 0;
  const lab = localLab(() => (wall += 0.001));
  expect(await lab.open({ text: JSON.stringify({ version: 1, system: 'tables', ...more }) })).toEqual({
    ok: true,
  });
  const site = siteOf(lab);
  await site.pass(1_500);
  return site;
}

async function leaderOf(site: Site): Promise<string> {
  for (const address of ADDRESSES) {
    const { body, status } = await site.call('GET', `net/${address}/status`);
    if (status === 200 && body.role === 'leader') return address;
  }
  throw new Error('nobody leads');
}

async function withMusic(): Promise<{ site: Site; leader: string; follower: string }> {
  const site = await openTables();
  const leader = await leaderOf(site);
  const follower = ADDRESSES.find((address) => address !== leader) as string;
  const table = { tableName: 'Music', partitionKeyName: 'Artist', sortKeyName: 'SongTitle' };
  expect((await site.call('POST', `net/${leader}/tables`, table)).status).toBe(201);
  return { site, leader, follower };
}

test('each address is answered by its own node, and an unknown one by nobody', async () => {
  const site = await openTables();
  const roles = [];
  for (const address of ADDRESSES) {
    const { status, body } = await site.call('GET', `net/${address}/status`);
    expect(status).toBe(200);
    expect(body.address).toBe(address);
    roles.push(body.role);
  }
  expect(roles.filter((role) => role === 'leader')).toHaveLength(1);
  const nobody = await site.call('GET', 'net/localhost:8109/status');
  expect(nobody.status).toBe(502);
  expect(nobody.body.error).toBe('localhost:8109: connection refused');
});

test('every operation of the terminal is there as a request, with the words of the text as they are', async () => {
  const { site, leader, follower } = await withMusic();
  const items = `net/${leader}/tables/Music/items`;
  const keys = `partitionKey=Queen&sortKey=${encodeURIComponent(QUEEN.SongTitle)}`;
  const put = await site.call('PUT', items, QUEEN);
  expect([put.status, put.body.index]).toEqual([200, expect.any(Number)]);
  await site.pass(500);
  for (const address of [leader, follower]) {
    const got = await site.call('GET', `net/${address}/tables/Music/items?${keys}`);
    expect([got.status, got.body]).toEqual([200, { item: QUEEN, timestamp: put.body.index }]);
    const found = await site.call(
      'GET',
      `net/${address}/tables/Music/query?partitionKey=Queen&sortKeyPrefix=Don`,
    );
    expect(found.body.items).toEqual([QUEEN]);
  }
  expect((await site.call('DELETE', `${items}?${keys}`)).body.deleted).toBe(true);
  expect((await site.call('DELETE', `${items}?${keys}`)).body.deleted).toBe(false);
  expect((await site.call('GET', `${items}?${keys}`)).body.error).toBe('ItemNotFound');
  expect((await site.call('DELETE', `net/${leader}/tables/Music`)).status).toBe(200);
  expect((await site.call('DELETE', `net/${leader}/tables/Music`)).body.error).toBe('TableNotFound');
});

test('a write at a follower is refused with the leader’s address, and nothing follows it', async () => {
  const { site, leader, follower } = await withMusic();
  const { status, body } = await site.call('PUT', `net/${follower}/tables/Music/items`, QUEEN);
  expect(status).toBe(421);
  expect(body).toMatchObject({ error: 'NotLeader', leaderAddr: leader });
});

test('leadership is handed over to whom one names', async () => {
  const { site, leader, follower } = await withMusic();
  const heir = `n${ADDRESSES.indexOf(follower) + 1}`;
  expect((await site.call('POST', `net/${leader}/leader`, { to: heir })).status).toBe(202);
  await site.pass(500);
  expect(await leaderOf(site)).toBe(follower);
});

test('without a majority a write answers 504, reads go on, and a dead node answers nothing', async () => {
  const { site, leader, follower } = await withMusic();
  const others = ADDRESSES.flatMap((address, place) => (address === leader ? [] : [`n${place + 1}`]));
  await site.act({ do: 'partition', groups: [others] });
  const put = await site.call('PUT', `net/${leader}/tables/Music/items`, QUEEN);
  expect([put.status, put.body.error]).toEqual([504, 'Timeout']);
  expect((await site.call('GET', `net/${leader}/tables`)).status).toBe(200);
  await site.act({ do: 'kill', node: `n${ADDRESSES.indexOf(follower) + 1}` });
  expect((await site.call('GET', `net/${follower}/status`)).status).toBe(504);
});
