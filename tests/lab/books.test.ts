/** What the API stands on: time that passes on request, answers for programs, and books that are read out of the record. */
import { beforeEach, describe, expect, test } from 'vitest';
import { LocalHost } from '../../src/cluster/local-host.ts';
import { EventLog } from '../../src/history/event-log.ts';
import { NO_MOMENTS } from '../../src/kernel/moments.ts';
import { Books } from '../../src/lab/books/books.ts';
import type { Lab } from '../../src/lab/lab.ts';
import { Run } from '../../src/lab/run.ts';
import { readScenario } from '../../src/scenario/index.ts';
import { programOf } from '../../src/systems/programs.ts';
import { sketches, systemOf } from '../../src/systems/registry.ts';
import { localLab } from '../support/lab.ts';

const cache = {
  version: 1,
  system: 'cache',
  nodes: 4,
  options: { virtualNodes: 4 },
  network: { latency: { law: 'constant', min: '5ms' } },
  script: [
    { at: '10ms', do: 'command', client: 'c1', text: 'SET apple red' },
    { at: '500ms', do: 'kill', node: 'n4' },
    { at: '600ms', do: 'command', client: 'c1', text: 'ADD Golf' },
    { at: '6s', do: 'isolate', node: 'n3' },
  ],
  until: '60s',
};

let lab: Lab;

beforeEach(() => {
  lab = localLab();
});

const at = async (elapsed = 0) => (await lab.frame(elapsed, { epoch: -1, cursor: 0, picture: -1 })).at;

describe('pass', () => {
  test('a cluster at rest runs on for exactly so long, and rests', async () => {
    await lab.open({ text: JSON.stringify(cache) });
    expect(await lab.pass(123_456)).toEqual({ ok: true });
    expect([await at(1_000), await at(1_000)]).toEqual([123_456, 123_456]);
    expect(await lab.pass(0)).toEqual({ ok: true });
    expect(await at()).toBe(123_456);
  });

  test('one that plays is waited for, and stopping it ends that', async () => {
    await lab.open({ text: JSON.stringify(cache) });
    await lab.play(1);
    let isOver = false;
    const passing = lab.pass(100_000).finally(() => (isOver = true));
    await at(50);
    expect(isOver).toBe(false);
    await at(50);
    expect(await passing).toEqual({ ok: true });
    const stopped = lab.pass(100_000);
    await at(1);
    await lab.pause();
    expect(await stopped).toMatchObject({ ok: false });
  });

  test('what is no time, or where nothing is open', async () => {
    expect(await lab.pass(1)).toMatchObject({ ok: false });
    await lab.open({ text: JSON.stringify(cache) });
    for (const by of [-1, 0.5, NaN, Infinity]) expect(await lab.pass(by)).toMatchObject({ ok: false });
    expect(await at()).toBe(0);
  });
});

test('an answer comes as it is, beside what the prompt prints', async () => {
  await lab.open({ text: JSON.stringify(cache) });
  expect(await lab.ask('c1', 'SET pear "two\\nlines"')).toMatchObject({
    text: 'OK',
    outcome: { status: 'ok', value: { reply: { status: 'OK' }, version: 1 } },
  });
  expect(await lab.ask('c1', 'GET pear')).toMatchObject({ outcome: { value: { reply: 'two\nlines' } } });
  for (const node of ['n1', 'n2', 'n3', 'n4']) await lab.act({ do: 'kill', node });
  expect(await lab.ask('c1', 'SET pear x')).toMatchObject({
    ended: 'timeout',
    outcome: { status: 'unknown' },
  });
});

test('of a system without a clerk no books are kept, and of nothing neither', async () => {
  const nothing = async () => [
    await lab.nodeBook(),
    await lab.itemBook({}),
    await lab.eventBook({}),
    await lab.keepers('x'),
  ];
  expect(await nothing()).toEqual([null, null, null, null]);
  await lab.open({ text: '{ "version": 1, "system": "counter" }' });
  expect(await nothing()).toEqual([null, null, null, null]);
});

test('keepers are those whom the nodes themselves go by', async () => {
  await lab.open({ text: JSON.stringify(cache) });
  await lab.pass(400_000);
  const keepers = await lab.keepers('apple');
  const inside = (await lab.lookAtKey('apple'))?.inside.nodes ?? {};
  const holders = Object.entries(inside).filter(([, { holdings }]) => (holdings?.count ?? 0) > 0);
  expect(holders.map(([id]) => id).sort()).toEqual([...(keepers?.owners ?? [])].sort());
  expect(keepers?.owners[0]).toBe(keepers?.primary);
});

/** A run whose record keeps no more than so many events. */
async function runOf(kept: number): Promise<Run> {
  const read = readScenario(JSON.stringify(cache), sketches);
  if (!read.ok) throw new Error('no scenario');
  const system = systemOf('cache');
  const host = new LocalHost(programOf);
  const moments = (await system.moments?.()) ?? NO_MOMENTS;
  const parts = { scenario: read.scenario, system, moments, host, cut: undefined, wall: () => 0 };
  const run = new Run({ ...parts, level: 'contents' });
  Object.assign(run.branch, { log: new EventLog('contents', kept) });
  await run.cluster.boot();
  await run.advanceTo(20_000_000, () => false);
  return run;
}

test('where the record has lost its beginning, the script still tells what was done', async () => {
  const whole = await runOf(1_000_000);
  const short = await runOf(500);
  expect([whole.branch.log.dropped, short.branch.log.dropped > 0]).toEqual([0, true]);
  const [full, rest] = [await new Books().nodes(whole, 1), await new Books().nodes(short, 1)];
  const status = full?.nodes.map(({ record }) => [record.id, record.status]);
  expect(status).toEqual([
    ...[
      ['n1', 'active'],
      ['n2', 'active'],
      ['n3', 'partitioned'],
      ['n4', 'down'],
      ['Golf', 'active'],
    ],
  ]);
  const known = rest?.nodes.filter(({ record }) => record.id !== 'Golf').map(({ record }) => record);
  expect(known).toEqual(full?.nodes.filter(({ record }) => record.id !== 'Golf').map(({ record }) => record));
  const deeds = (await new Books().events(short, 1, {}))?.events.map(({ id, type }) => [id, type]);
  expect(deeds?.slice(0, 3)).toEqual([
    ['action:1', 'fault'],
    ['action:2', 'add'],
    ['action:3', 'fault'],
  ]);
  const [item] = (await new Books().items(short, 1, {}))?.items ?? [];
  expect(item).toMatchObject({ key: 'apple', value: 'red', version: 1 });
  const clock = short.scenario.epoch + Math.floor((short.branch.log.all[0]?.at ?? 0) / 1_000);
  expect(item).toMatchObject({ createdAt: clock, updatedAt: clock });
});
