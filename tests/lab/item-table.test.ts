/** The table of all items: searched, ordered and cut into pages beside the run, rows as they are in the nodes at that instant. */
import { beforeEach, describe, expect, test } from 'vitest';
import type { TablePage, TableQuestion } from '../../src/lab/books/records.ts';
import { Slices, sortInSlices } from '../../src/lab/books/slices.ts';
import type { Lab } from '../../src/lab/lab.ts';
import { utf8 } from '../../src/store/bytes.ts';
import { localLab } from '../support/lab.ts';

const command = (at: string, text: string) => ({ at, do: 'command', client: 'c1', text });

const cache = {
  version: 1,
  system: 'cache',
  nodes: 4,
  options: { virtualNodes: 4 },
  network: { latency: { law: 'constant', min: '5ms' } },
  script: [
    command('10ms', 'SET apple red'),
    command('11ms', 'SET Pineapple "yellow and sweet"'),
    command('12ms', 'SET pear green PX 60000'),
    command('13ms', 'SET plum blue PX 20000'),
    command('14ms', 'RPUSH queue a b'),
    command('15ms', 'SET été 1'),
    ...['100ms', '200ms', '300ms'].map((at) => command(at, 'SET apple red')),
    command('400ms', 'SET gone x'),
    command('500ms', 'DEL gone'),
  ],
  until: '60s',
};

let lab: Lab;
let wall: number;
/** What a glance at the clock takes. */
let tick: number;

beforeEach(() => {
  wall = 0;
  tick = 0;
  lab = localLab(() => (wall += tick));
});

const ask = async (question: Partial<TableQuestion> = {}): Promise<TablePage> => {
  const usual = { contains: '', order: 'key', isDescending: false, list: null, from: 0, limit: 100 } as const;
  const page = await lab.itemTable({ ...usual, ...question });
  if (page === null) throw new Error('nothing was to be looked at');
  return page;
};
const keysOf = ({ rows }: TablePage): readonly string[] => rows.map(({ key }) => key);
const shown = async (question?: Partial<TableQuestion>) => keysOf(await ask(question));
const SUMMER = utf8('été');

describe('a small cache', () => {
  beforeEach(async () => {
    await lab.open({ text: JSON.stringify(cache) });
    await lab.pass(1_000_000);
  });

  test('every key once, and none that was deleted', async () => {
    const page = await ask();
    expect(keysOf(page)).toEqual(['Pineapple', 'apple', 'pear', 'plum', 'queue', SUMMER]);
    expect(page).toMatchObject({ total: 6, all: 6, from: 0, at: 1_000_000, listedAt: 1_000_000 });
    const [pineapple, apple, pear, , queue] = page.rows;
    expect(pineapple).toMatchObject({ value: 'yellow and sweet', version: 1, left: null, state: 'here' });
    expect(apple).toMatchObject({ value: 'red', version: 4, type: 'string' });
    expect(pear?.left).toBeGreaterThan(59_000_000);
    expect(pear?.left).toBeLessThan(60_000_000);
    expect(queue).toMatchObject({ value: null, type: 'list' });
    for (const row of page.rows) {
      expect(row.copies.map(({ state }) => state)).toEqual(['current', 'current', 'current']);
      expect(row.copies[0]?.node).toBe(row.answers);
      expect((await lab.keepers(row.key === SUMMER ? 'été' : row.key))?.primary).toBe(row.answers);
    }
  });

  test('by a part of the key: capitals do not matter, bytes of other letters do', async () => {
    expect(await shown({ contains: 'APPLE' })).toEqual(['Pineapple', 'apple']);
    expect(await shown({ contains: 'é' })).toEqual([SUMMER]);
    expect(await shown({ contains: 'É' })).toEqual([]);
    expect(await shown({ contains: 'p.*' })).toEqual([]);
    expect(await ask({ contains: 'pl' })).toMatchObject({ total: 3, all: 6 });
  });

  test('by each figure, both ways; what stays comes last when it is by expiry', async () => {
    expect(await shown({ isDescending: true })).toEqual([
      ...[SUMMER, 'queue', 'plum', 'pear', 'apple', 'Pineapple'],
    ]);
    expect((await shown({ order: 'expiry' })).slice(0, 3)).toEqual(['plum', 'pear', 'Pineapple']);
    expect((await shown({ order: 'expiry', isDescending: true })).slice(0, 3)).toEqual([
      ...['pear', 'plum', 'Pineapple'],
    ]);
    expect((await shown({ order: 'version', isDescending: true }))[0]).toBe('apple');
    const sizes = (await ask({ order: 'size' })).rows.map(({ bytes }) => bytes);
    expect(sizes).toEqual(sizes.toSorted((one, other) => one - other));
    expect(new Set(sizes).size).toBeGreaterThan(2);
  });

  test('a page of the list, and where a key stands in it', async () => {
    expect(await ask({ from: 2, limit: 2, find: 'queue' })).toMatchObject({ from: 2, total: 6, found: 4 });
    expect(await shown({ from: 2, limit: 2 })).toEqual(['pear', 'plum']);
    expect(await ask({ from: 99, limit: 5, find: 'nothing' })).toMatchObject({
      from: 6,
      rows: [],
      found: null,
    });
    expect(await ask({ contains: 'pear', find: 'apple' })).toMatchObject({ found: null });
  });

  test('a list that is kept keeps its rows, however much happens to them', async () => {
    const first = await ask();
    await lab.ask('c1', 'SET banana yellow');
    await lab.ask('c1', 'DEL pear');
    await lab.ask('c1', 'SET apple green');
    const kept = await ask({ list: first.list });
    expect(keysOf(kept)).toEqual(keysOf(first));
    expect(kept.rows.map(({ state }) => state)).toEqual(['here', 'here', 'gone', 'here', 'here', 'here']);
    expect(kept.rows[1]).toMatchObject({ key: 'apple', value: 'green', version: 5 });
    expect(await shown()).toEqual(['Pineapple', 'apple', 'banana', 'plum', 'queue', SUMMER]);
  });

  test('what has expired is no row, and in a kept list it is gone', async () => {
    const { list } = await ask();
    await lab.pass(20_000_000);
    expect((await ask({ list })).rows[3]).toMatchObject({ key: 'plum', state: 'gone' });
    expect(await shown()).not.toContain('plum');
  });

  test('a copy that is behind says so, and one whose node does not run', async () => {
    const [owner = '', second = '', third = ''] = (await lab.keepers('apple'))?.owners ?? [];
    await lab.act({ do: 'link', from: owner, to: second, block: true, both: false });
    await lab.ask('c1', 'SET apple green');
    await lab.act({ do: 'kill', node: third });
    const [row] = (await ask({ contains: 'apple', from: 1, limit: 1 })).rows;
    expect(row).toMatchObject({ key: 'apple', answers: owner, version: 5 });
    expect(row?.copies.slice(0, 3)).toEqual([
      { node: owner, state: 'current', behind: 0 },
      { node: second, state: 'behind', behind: 1 },
      { node: third, state: 'gone', behind: 0 },
    ]);
  });

  test('nothing of it is in the history', async () => {
    const before = JSON.parse((await lab.recording())?.text ?? '{}') as { readonly made: unknown };
    await ask({ contains: 'a', order: 'size' });
    await lab.lookAtHealth();
    await lab.lookAtLinks();
    const after = JSON.parse((await lab.recording())?.text ?? '{}') as { readonly made: unknown };
    expect(after.made).toEqual(before.made);
    expect(after).toEqual(before);
  });
});

test('keys that nobody has who runs are told, with who had them last', async () => {
  const script = [
    ...cache.script.slice(0, 3),
    command('16ms', 'SET melon green'),
    command('500ms', 'DEL melon'),
  ];
  const single = { ...cache, options: { virtualNodes: 4, replicas: 1 }, script };
  await lab.open({ text: JSON.stringify(single) });
  await lab.pass(1_000_000);
  const owner = (await lab.keepers('apple'))?.primary ?? '';
  for (const node of ['n1', 'n2', 'n3', 'n4']) await lab.act({ do: 'kill', node });
  const page = await ask();
  // A deleted key is missed by nobody.
  expect(keysOf(page)).toEqual(['Pineapple', 'apple', 'pear']);
  expect(page.rows.map(({ state }) => state)).toEqual(['unheld', 'unheld', 'unheld']);
  expect(page.rows[1]).toMatchObject({ version: 1, copies: [{ node: owner, state: 'gone' }], value: null });
  await lab.act({ do: 'restart', node: owner });
  await lab.pass(100_000);
  const back = (await ask({ contains: 'apple' })).rows.find(({ key }) => key === 'apple');
  // Whoever runs speaks for itself: what it has lost it does not have.
  expect(back === undefined || back.state === 'here').toBe(true);
});

test('no page where nothing is open, nor of a system without keys; an empty one of an empty cache', async () => {
  const question = {
    contains: '',
    order: 'key',
    isDescending: false,
    list: null,
    from: 0,
    limit: 9,
  } as const;
  expect(await lab.itemTable(question)).toBeNull();
  await lab.open({ text: '{ "version": 1, "system": "counter" }' });
  expect(await lab.itemTable(question)).toBeNull();
  await lab.open({ text: '{ "version": 1, "system": "cache" }' });
  expect(await ask()).toMatchObject({ total: 0, all: 0, rows: [] });
});

describe('many keys', () => {
  const KEYS = 3_000;
  const many = {
    ...{ version: 1, system: 'cache', nodes: 3, options: { virtualNodes: 4 }, until: '60s' },
    workload: [{ loop: 'closed', depth: 256, keys: KEYS, spread: 'scan', reads: 0, from: '0s', until: '2s' }],
  };

  test('a page has as many rows as were asked for and never more than 500, and all pages have every key once', async () => {
    await lab.open({ text: JSON.stringify(many) });
    await lab.pass(3_000_000);
    const first = await ask({ limit: 1_000_000 });
    expect([first.rows.length, first.total]).toEqual([500, KEYS]);
    const seen: string[] = [];
    for (let from = 0; from < KEYS; from += 300)
      seen.push(...(await shown({ list: first.list, from, limit: 300, order: 'key' })));
    expect(seen).toEqual(seen.toSorted());
    expect(new Set(seen).size).toBe(KEYS);
  });

  test('taking stock has its share of time and no more: a list that was dear is not made anew at once', async () => {
    await lab.open({ text: JSON.stringify(many) });
    await lab.pass(1_000_000);
    tick = 1;
    const { total } = await ask();
    tick = 0;
    await lab.ask('c1', 'SET aaa 1');
    expect((await ask()).total).toBe(total);
    wall += 60_000;
    expect((await ask()).total).toBe(total + 1);
  });
});

test('sorting in slices is sorting, and lets others have their turn', async () => {
  let now = 0;
  let rests = 0;
  const slices = new Slices(
    () => (now += 1),
    () => Promise.resolve(void (rests += 1)),
  );
  const figures = Array.from({ length: 20_000 }, (_, index) => (index * 7_919) % 1_009);
  const numbers = Uint32Array.from(figures.keys());
  const compare = (left: number, right: number): number =>
    (figures[left] as number) - (figures[right] as number) || left - right;
  const sorted = await sortInSlices(numbers, compare, slices);
  expect([...sorted]).toEqual([...numbers].sort(compare));
  expect(rests).toBeGreaterThan(2);
  expect([...(await sortInSlices(new Uint32Array(0), compare, slices))]).toEqual([]);
});
