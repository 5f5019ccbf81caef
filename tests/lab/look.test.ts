/** What the inspector asks of the lab: a key, a node, a message, a link, and what would be answered now. */
import { beforeEach, describe, expect, test } from 'vitest';
import type { Lab } from '../../src/lab/lab.ts';
import type { Frame } from '../../src/lab/types.ts';
import { localLab } from '../support/lab.ts';

const scenario = JSON.stringify({
  version: 1,
  system: 'cache',
  nodes: 4,
  options: { virtualNodes: 1 },
  script: [
    { at: '100ms', do: 'command', client: 'c1', text: 'SET apple red' },
    { at: '1s', do: 'command', client: 'c1', text: 'SET apple green' },
    { at: '2s', do: 'command', client: 'c1', text: 'SET pear "two words" PX 60000' },
  ],
  until: '6s',
});

let lab: Lab;
let wall = 0;

beforeEach(async () => {
  wall = 0;
  lab = localLab(() => wall);
  expect(await lab.open({ text: scenario })).toEqual({ ok: true });
});

async function frame(): Promise<Frame> {
  return lab.frame(0, { epoch: -1, cursor: 0, picture: -1 });
}

/** Until the nodes' own Workers stand there too. */
async function standAt(at: number): Promise<void> {
  expect(await lab.seek(at)).toEqual({ ok: true });
  wall += 1_000;
  expect((await frame()).settled).toBe(true);
}

describe('a key', () => {
  test('is held by its owners alone, with version, value and size', async () => {
    await standAt(1_500_000);
    const look = await lab.lookAtKey('apple');
    const held = Object.values(look?.inside.nodes ?? {}).flatMap(({ holdings }) => holdings?.keys ?? []);
    expect(held).toHaveLength(3);
    expect(new Set(held.map(({ value }) => value))).toEqual(new Set(['green']));
    expect(new Set(held.map(({ stamp }) => stamp[1]))).toEqual(new Set([2]));
    // 64 bytes for the entry, 5 for the key, 5 for the value.
    expect(held[0]?.bytes).toBe(74);
  });

  test('has a trail: where each version was seen, and when', async () => {
    await standAt(1_500_000);
    const trail = (await lab.lookAtKey('apple'))?.trail;
    const sightings = trail?.sightings ?? [];
    const nodes = [...new Set(sightings.map(({ node }) => node))];
    expect(nodes).toHaveLength(3);
    for (const id of nodes)
      expect(sightings.filter(({ node }) => node === id).map(({ stamp }) => stamp[1])).toEqual([1, 2]);
    // Whoever acts has it before the copies do.
    const second = sightings.filter(({ stamp }) => stamp[1] === 2);
    expect(new Set(second.map(({ at }) => at)).size).toBe(3);
  });

  test('is the same when somebody comes back to a moment', async () => {
    await standAt(1_500_000);
    const live = await lab.lookAtKey('apple');
    await standAt(4_000_000);
    await standAt(500_000);
    const early = await lab.lookAtKey('apple');
    expect(new Set(early?.trail.sightings.map(({ stamp }) => stamp[1]))).toEqual(new Set([1]));
    await standAt(1_500_000);
    expect(await lab.lookAtKey('apple')).toEqual(live);
  });

  test('shows a version that is still on its way', async () => {
    await standAt(1_000_000);
    for (let steps = 0; steps < 200; steps += 1) {
      await lab.step();
      const look = await lab.lookAtKey('apple');
      const newer = look?.underway.filter(({ stamp }) => stamp[1] === 2) ?? [];
      if (newer.length === 0) continue;
      expect(newer.every(({ arrives }) => arrives >= (look?.inside.at ?? 0))).toBe(true);
      return;
    }
    throw new Error('no copy was ever in the air');
  });

  test('knows of the absence of a node', async () => {
    await standAt(1_500_000);
    const owner = (await lab.lookAtKey('apple'))?.trail.sightings[0]?.node ?? '';
    await lab.act({ do: 'kill', node: owner });
    const look = await lab.lookAtKey('apple');
    expect(look?.trail.absences).toEqual([{ node: owner, from: 1_500_000, until: null }]);
    expect(Object.keys(look?.inside.nodes ?? {})).not.toContain(owner);
  });
});

describe('a node', () => {
  test('tells its machine, its memory, and the end of its log in words', async () => {
    await standAt(2_500_000);
    const holders = (await lab.lookAtKey('pear'))?.trail.sightings.map(({ node }) => node) ?? [];
    const look = await lab.lookAtNode(holders[0] ?? '');
    expect(look).toMatchObject({ startedAt: 0, death: null, skew: { by: 0, drift: 0 } });
    expect(look?.vitals).toMatchObject({ waiting: 0, times: 1, memory: { max: 0 } });
    expect(look?.vitals?.memory?.bytes).toBeGreaterThan(0);
    const { tail, bytes, unsynced, files } = look?.disk ?? { tail: [], bytes: 0, unsynced: 0, files: [] };
    expect(tail.at(-1)?.text).toMatch(/^SET pear "two words" PXAT \d+$/);
    expect(files.reduce((sum, file) => sum + file.durable, 0)).toBe(bytes);
    expect(files.reduce((sum, file) => sum + file.bytes, 0)).toBe(bytes + unsynced);
  });

  test('tells when and how it died', async () => {
    await standAt(1_500_000);
    await lab.act({ do: 'kill', node: 'n2', how: 'process' });
    expect((await lab.lookAtNode('n2'))?.death).toMatchObject({
      at: 1_500_000,
      how: 'process',
      bytesLost: 0,
    });
    await lab.act({ do: 'restart', node: 'n2' });
    expect(await lab.lookAtNode('n2')).toMatchObject({ startedAt: 1_500_000, death: null });
  });

  test('shows at once what was done to it', async () => {
    await standAt(1_500_000);
    await lab.act({ do: 'slow', node: 'n1', times: 40 });
    await lab.act({ do: 'skew', node: 'n1', by: '-5s', drift: 20 });
    await lab.act({ do: 'disk', node: 'n1', act: 'full' });
    const look = await lab.lookAtNode('n1');
    expect(look?.vitals?.times).toBe(40);
    expect(look?.skew).toEqual({ by: -5_000_000, drift: 20 });
    expect(look?.device.full).toBe(true);
  });

  test('that there is not, is null', async () => {
    await standAt(1_500_000);
    expect(await lab.lookAtNode('n9')).toBeNull();
  });
});

test('a message: in the air, then handled, with what caused it', async () => {
  await standAt(1_000_000);
  let name = '';
  for (let steps = 0; steps < 200 && name === ''; steps += 1) {
    await lab.step();
    const flight = (await frame()).picture?.flights.find(({ kind }) => kind === 'copy');
    if (flight !== undefined) ({ name } = flight);
  }
  const flying = await lab.lookAtMessage(name, 0);
  expect(flying?.fate).toEqual({ is: 'air' });
  expect(flying?.root).toBe('c1.2');
  expect(flying?.cause).toMatchObject({ is: 'message', kind: 'request' });
  expect(flying?.record.body).toMatchObject({ kind: 'copy', effects: [['SET', 'apple', 'green']] });
  await standAt(2_000_000);
  const { record, fate } = (await lab.lookAtMessage(name, 0)) ?? {};
  expect(record).toEqual(flying?.record);
  expect(fate?.is).toBe('handled');
  expect(fate?.is === 'handled' && fate.at >= (record?.arrives ?? 0)).toBe(true);
});

test('a message that was lost says why', async () => {
  await standAt(1_500_000);
  await lab.act({ do: 'isolate', node: 'n2' });
  await lab.seek(2_000_000);
  const drop = (await frame()).events.find((event) => event.what === 'dropped');
  const message = drop?.what === 'dropped' ? drop.message : null;
  const look = await lab.lookAtMessage(message?.name ?? '', message?.copy ?? 0);
  expect(look?.fate).toMatchObject({ is: 'lost', why: 'isolated' });
});

test('a link: the law of each direction', async () => {
  await standAt(1_500_000);
  await lab.act({ do: 'link', from: 'n1', to: 'n2', both: false, drop: 0.3 });
  const look = await lab.lookAtLink('n1', 'n2');
  expect(look?.there).toMatchObject({ isSpecial: true, law: { drop: 0.3, block: false } });
  expect(look?.back).toMatchObject({ isSpecial: false, law: { drop: 0 } });
  expect(await lab.lookAtLink('n1', 'n1')).toBeNull();
});

describe('foresight', () => {
  const salts = [1, 2, 3, 4];

  test('counts what branches answer, and the run itself never hears of it', async () => {
    await standAt(1_500_000);
    const before = (await frame()).picture?.fingerprint;
    const seen = await lab.foresee({ text: 'GET apple', salts });
    expect(seen?.at).toBe(1_500_000);
    expect(seen?.branches.map(({ text }) => text)).toEqual(salts.map(() => '"green"'));
    expect(seen?.branches.every(({ took }) => took > 0)).toBe(true);
    // Other dice, other latencies.
    expect(new Set(seen?.branches.map(({ took }) => took)).size).toBeGreaterThan(1);
    expect((await frame()).picture?.fingerprint).toBe(before);
    expect(await lab.script()).toHaveLength(3);
  });

  test('a later question ends an earlier one', async () => {
    await standAt(1_500_000);
    const first = lab.foresee({ text: 'GET apple', salts });
    const second = lab.foresee({ text: 'GET pear', salts: [1] });
    expect(await first).toBeNull();
    expect((await second)?.branches[0]?.text).toBe('(nil)');
  });

  test('nobody left: nothing comes back, and that is what it says', async () => {
    await standAt(1_500_000);
    for (const node of ['n1', 'n2', 'n3', 'n4']) await lab.act({ do: 'kill', node });
    const seen = await lab.foresee({ text: 'GET apple', salts: [1] });
    expect(seen?.branches[0]?.status).toBe('unknown');
  });
});
