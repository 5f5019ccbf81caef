/** Numbers over time: a load of known size gives exactly these, whoever looked when, and long runs do not grow. */
import { describe, expect, test } from 'vitest';
import { readExposition } from '../../protocols/exposition.ts';
import { line, Metered, SECOND, table, valueAt } from './support.ts';

const type = (at: number, text: string) => ({ at: `${at}ms`, do: 'command', client: 'c1', text });
const series = (from: number, count: number, textOf: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => type(from + 20 * index, textOf(index)));

/** Ten writes, seven reads that find, three that do not, one refused. */
const LOAD = [
  ...series(500, 10, (index) => `SET k${index} v`),
  ...series(900, 7, (index) => `GET k${index}`),
  ...series(1_200, 3, (index) => `GET none${index}`),
  type(1_300, 'INCRBY k0 x'),
];

/** Who misses asks the other two holders too, and each counts what it was asked: 10 + 7 + 3 · 3 + 1. */
const ASKED = 27;
const MISSED = 9;

const TRAFFIC = {
  nodes: 4,
  seed: 5,
  workload: [{ clients: 2, rate: 120, keys: 60, reads: 0.8, from: '0s', until: '60s' }],
  until: '60s',
};

describe('a load of known size', () => {
  test('gives exactly its numbers, over time and in the text of Prometheus', async () => {
    const metered = await new Metered().open({ nodes: 3, script: LOAD, until: '4s' });
    await metered.ask();
    await metered.seek(3 * SECOND);
    const known = await metered.askUntilWhole();
    // Samples a step apart; over a second each rate is the number of what came in it.
    const seconds = [1, 2, 3].map((second) => valueAt(known, second * SECOND, 'operations'));
    expect(seconds[0] as number).toBeGreaterThan(0);
    expect(seconds.reduce((sum, value) => sum + value, 0)).toBe(ASKED);
    const nodes = ['n1', 'n2', 'n3'];
    const byNode = nodes.flatMap((who) =>
      [1, 2, 3].map((second) => valueAt(known, second * SECOND, 'operations', { who })),
    );
    expect(byNode.reduce((sum, value) => sum + value, 0)).toBe(ASKED);
    const figure = (part: string) => valueAt(known, 3 * SECOND, null, { part });
    expect([figure('hits'), figure('misses'), figure('repairs'), figure('moves')]).toEqual([7, MISSED, 0, 0]);
    // Three copies of each.
    expect(figure('items')).toBe(30);

    const families = readExposition((await metered.lab.metricsText()) ?? '');
    const sum = (name: string, only: Record<string, string> = {}) =>
      families
        .flatMap(({ samples }) => samples)
        .filter((one) => one.name === name)
        .filter(({ labels }) => Object.entries(only).every(([label, value]) => labels[label] === value))
        .reduce((total, { value }) => total + value, 0);
    expect(sum('cache_up')).toBe(3);
    expect(sum('cache_operations_total', { outcome: 'ok' })).toBe(ASKED - 1);
    expect(sum('cache_operations_total', { outcome: 'failed' })).toBe(1);
    expect(sum('cache_hits_total')).toBe(7);
    expect(sum('cache_misses_total')).toBe(MISSED);
    expect(sum('cache_items')).toBe(30);
    expect(sum('cache_request_duration_seconds_count')).toBe(ASKED);
    expect(sum('cache_memory_bytes')).toBe(valueAt(known, 3 * SECOND, 'memory'));
    for (const who of nodes)
      expect(sum('cache_memory_bytes', { node: who })).toBe(valueAt(known, 3 * SECOND, 'memory', { who }));
    // Bytes of the bus: the seconds of the whole run add up to what was counted.
    for (const [part, name] of [
      ['out', 'cache_sent_bytes_total'],
      ['in', 'cache_received_bytes_total'],
    ] as const) {
      const bytes = [1, 2, 3].map((second) => valueAt(known, second * SECOND, 'network', { part }));
      expect(bytes.reduce((total, value) => total + value, 0)).toBe(sum(name));
    }
  });

  test('one who stopped says nothing, and is said to be down', async () => {
    const script = [...LOAD, { at: '2s', do: 'kill', node: 'n2' }];
    const metered = await new Metered().open({ nodes: 3, script, until: '4s' });
    await metered.seek(3 * SECOND);
    const known = await metered.askUntilWhole();
    expect(valueAt(known, 2 * SECOND, 'memory', { who: 'n2' })).toBeGreaterThan(0);
    expect(valueAt(known, 3 * SECOND, 'memory', { who: 'n2' })).toBeNaN();
    const text = (await metered.lab.metricsText()) ?? '';
    expect(text).toContain('cache_up{node="n2"} 0');
    expect(text).not.toContain('cache_items{node="n2"}');
  });

  test('percentiles are those of what clients waited', async () => {
    const latency = { law: 'constant', min: '10ms' };
    const script = series(100, 20, (index) => `SET k${index} v`);
    const metered = await new Metered().open({ nodes: 1, network: { latency }, script, until: '4s' });
    await metered.ask();
    await metered.seek(SECOND);
    const known = await metered.askUntilWhole();
    const of = (part: string) => valueAt(known, SECOND, 'wait', { part });
    // There and back, and the work.
    for (const part of ['average', 'p50', 'p95', 'p99']) {
      expect(of(part)).toBeGreaterThan(20_000);
      expect(of(part)).toBeLessThan(21_000);
    }
  });
});

describe('whoever looks, whenever', () => {
  test('sees the same numbers: as they pass, or replayed', async () => {
    const script = [
      { at: '2s', do: 'kill', node: 'n3' },
      { at: '4s', do: 'restart', node: 'n3' },
    ];
    const live = await new Metered().open({ ...TRAFFIC, script });
    await live.ask();
    await live.seek(6 * SECOND);
    const seen = await live.askUntilWhole();
    expect(live.replays).toBe(0);

    const late = await new Metered().open({ ...TRAFFIC, script });
    await late.seek(6 * SECOND);
    const replayed = await late.askUntilWhole();
    expect(late.replays).toBeGreaterThan(0);
    expect(replayed.points.size).toBe(48);
    expect(table(replayed)).toEqual(table(seen));

    // Looking away leaves a hole, which is filled.
    const away = await new Metered().open({ ...TRAFFIC, script });
    await away.ask();
    await away.seek(SECOND);
    away.wall += 10_000;
    await away.seek(3 * SECOND);
    await away.ask();
    await away.seek(6 * SECOND);
    expect(table(await away.askUntilWhole())).toEqual(table(seen));
  });

  test('changes no history', async () => {
    const fingerprint = async (isWatched: boolean) => {
      const metered = await new Metered().open(TRAFFIC);
      if (isWatched) await metered.ask();
      await metered.seek(3 * SECOND);
      if (isWatched) await metered.askUntilWhole();
      return (await metered.lab.frame(0, { epoch: -1, cursor: 0, picture: -1 })).picture?.fingerprint;
    };
    expect(await fingerprint(true)).toBe(await fingerprint(false));
  });

  test('another branch has its own numbers, and those before it', async () => {
    const metered = await new Metered().open(TRAFFIC);
    await metered.ask();
    await metered.seek(4 * SECOND);
    const before = table(await metered.askUntilWhole());
    await metered.seek(2 * SECOND);
    expect(await metered.lab.act({ do: 'kill', node: 'n1' })).toEqual({ ok: true });
    await metered.ask();
    await metered.seek(4 * SECOND);
    const branch = await metered.askUntilWhole();
    const after = table(branch);
    expect(after.slice(0, 16)).toEqual(before.slice(0, 16));
    expect(after[31]).not.toBe(before[31]);
    expect(valueAt(branch, 4 * SECOND, 'memory', { who: 'n1' })).toBeNaN();

    expect(await metered.lab.openBranch(1)).toEqual({ ok: true });
    expect(table(await metered.askUntilWhole())).toEqual(before);
  });

  test('sees them from the past as well, and a seek finds them there', async () => {
    const metered = await new Metered().open(TRAFFIC);
    await metered.ask();
    await metered.seek(3 * SECOND);
    const whole = table(await metered.askUntilWhole());
    await metered.seek(SECOND);
    expect(table(await metered.askUntilWhole())).toEqual(whole);
  });
});

describe('replication lag', () => {
  test('rises while a link is slow, and is gone when it is not', async () => {
    const slow = { latency: { law: 'constant', min: '900ms' } };
    const script = [
      { at: '2s', do: 'link', from: 'n1', to: 'n2', both: true, ...slow },
      { at: '5s', do: 'link', from: 'n1', to: 'n2', both: true, clear: true },
    ];
    const metered = await new Metered().open({
      ...TRAFFIC,
      nodes: 3,
      network: { latency: { law: 'constant', min: '5ms' } },
      options: { nodeTimeout: '5s' },
      workload: [{ clients: 2, rate: 100, keys: 60, reads: 0, from: '0s', until: '7s' }],
      script,
    });
    await metered.ask();
    await metered.seek(10 * SECOND);
    const known = await metered.askUntilWhole();
    const worst = (from: number, to: number, chart: 'behind' | 'late') =>
      Math.max(
        ...[...known.points.keys()]
          .filter((at) => at > from * SECOND && at <= to * SECOND)
          .map((at) => valueAt(known, at, chart)),
      );
    expect(worst(0, 2, 'behind')).toBeLessThan(20);
    expect(worst(0, 2, 'late')).toBeLessThan(100_000);
    expect(worst(3, 5, 'behind')).toBeGreaterThan(40);
    expect(worst(3, 5, 'late')).toBeGreaterThan(800_000);
    expect(worst(9, 10, 'behind')).toBe(0);
    expect(worst(9, 10, 'late')).toBe(0);
    // The others are not behind for it.
    expect(valueAt(known, 4 * SECOND, 'behind', { who: 'n3' })).toBeLessThan(20);
    expect(valueAt(known, 4 * SECOND, 'behind', { who: 'n2' })).toBeGreaterThan(20);
  });
});

describe('long runs', () => {
  test('of ten minutes and more keep a bounded number of points, and lose nothing that was counted', async () => {
    const workload = [{ clients: 1, rate: 4, keys: 10, reads: 0.5, from: '0s', until: '2000s' }];
    const options = { heartbeat: '2s', nodeTimeout: '20s' };
    const metered = await new Metered().open({ nodes: 1, workload, options, until: '2000s' });
    await metered.ask();
    await metered.seek(600 * SECOND);
    const known = await metered.askUntilWhole();
    expect(known.answer.step).toBe(SECOND);
    expect(known.points.size).toBe(600);
    const operations = line(known, 'operations').reduce((sum, value) => sum + value, 0);
    const text = (await metered.lab.metricsText()) ?? '';
    const counted = readExposition(text)
      .flatMap(({ samples }) => samples)
      .filter(({ name }) => name === 'cache_operations_total')
      .reduce((sum, { value }) => sum + value, 0);
    expect(operations).toBeCloseTo(counted, 6);
    expect(operations).toBeGreaterThan(2_000);
    await metered.seek(700 * SECOND);
    const later = await metered.askUntilWhole();
    expect(later.points.size).toBeLessThanOrEqual(640);
    expect(later.answer.step).toBe(2 * SECOND);
  });
});

test('a system that counts nothing has no numbers', async () => {
  const metered = new Metered();
  expect(await metered.lab.metrics({ generation: 0, cursor: 0 })).toBeNull();
  expect(await metered.lab.metricsText()).toBeNull();
  await metered.open({ system: 'echo' });
  expect(await metered.lab.metrics({ generation: 0, cursor: 0 })).toBeNull();
});

test('another run has nothing of the one before, for whoever knows that one', async () => {
  const metered = await new Metered().open(TRAFFIC);
  await metered.ask();
  await metered.seek(3 * SECOND);
  expect((await metered.askUntilWhole()).points.size).toBe(24);
  await metered.open({ ...TRAFFIC, seed: 9 });
  expect((await metered.askUntilWhole()).points.size).toBe(0);
  await metered.seek(SECOND);
  const known = await metered.askUntilWhole();
  expect([...known.points.keys()].sort((left, right) => left - right)).toEqual(
    Array.from({ length: 8 }, (_, index) => (index + 1) * 125_000),
  );
});
