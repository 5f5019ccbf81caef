/** Traffic: when it asks for what, and what an application does that keeps a cache beside a slow source. */
import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../src/kernel/contract.ts';
import { MILLISECOND, SECOND, type Micros } from '../../src/kernel/time.ts';
import {
  beginTraffic,
  newTraffic,
  settledTraffic,
  tickTraffic,
  type Deed,
  type Maker,
  type Traffic,
  type TrafficTimer,
} from '../../src/protocols/workload.ts';
import { quantile } from '../../src/protocols/histogram.ts';
import type { WorkloadSpec } from '../../src/scenario/types.ts';
import { play } from '../support/cluster.ts';
import { only } from '../support/histories.ts';

const PLAIN: WorkloadSpec = {
  clients: 1,
  rate: 100,
  keys: 100,
  spread: 'uniform',
  reads: 0.5,
  from: 0,
  until: 10 * SECOND,
};

interface Done extends Deed {
  readonly at: Micros;
}

interface Played {
  readonly deeds: readonly Done[];
  readonly traffic: Traffic;
}

/** One client, and a cache that answers after `latency` and keeps what was written for as long as it was told. */
function playTraffic(changes: Partial<WorkloadSpec>, latency: Micros = 5 * MILLISECOND): Played {
  const spec = { ...PLAIN, ...changes };
  const due: { at: Micros; order: number; run: () => void }[] = [];
  const deeds: Done[] = [];
  const kept = new Map<number, Micros>();
  let now = 0;
  let word = 1;
  let order = 0;
  const later = (delay: Micros, run: () => void): number => {
    due.push({ at: now + delay, order: (order += 1), run });
    return order;
  };
  const traffic = newTraffic();
  const maker: Maker = {
    self: {
      id: 'c1',
      get now() {
        return now;
      },
      random: () => {
        word = (Math.imul(word, 1_664_525) + 1_013_904_223) >>> 0;
        return word / 0x1_0000_0000;
      },
      after: (delay: Micros, timer: TrafficTimer) => later(delay, () => tickTraffic(maker, timer)),
    },
    traffic,
    spec,
    issue(deed) {
      deeds.push({ ...deed, at: now });
      later(latency, () => {
        if (deed.what === 'write')
          kept.set(deed.key, deed.lifetime === null ? Infinity : now + deed.lifetime);
        const value = (kept.get(deed.key) ?? 0) > now ? 'there' : null;
        settledTraffic(maker, deed.serial, { status: 'ok', value });
      });
    },
    isMiss: ({ value }: Outcome) => value === null,
  };
  beginTraffic(maker);
  while (due.length > 0) {
    due.sort((left, right) => left.at - right.at || left.order - right.order);
    const next = due.shift();
    if (next === undefined) break;
    now = next.at;
    next.run();
  }
  return { deeds, traffic };
}

const share = (deeds: readonly Done[], test: (deed: Done) => boolean): number =>
  deeds.filter(test).length / deeds.length;

describe('an open loop', () => {
  it('keeps its rate, however slow the answers are', () => {
    for (const latency of [MILLISECOND, 2 * SECOND]) {
      const { deeds } = playTraffic({}, latency);
      expect(Math.abs(deeds.length - 1_000)).toBeLessThan(30);
    }
  });

  it('hurries in bursts, and keeps its rate between them', () => {
    const burst = { every: 2 * SECOND, lasts: 100 * MILLISECOND, times: 10 };
    const { deeds } = playTraffic({ burst });
    const inBurst = deeds.filter(({ at }) => at % burst.every < burst.lasts).length;
    expect(Math.abs(inBurst - 500)).toBeLessThan(30);
    expect(Math.abs(deeds.length - inBurst - 950)).toBeLessThan(50);
  });

  it('does not sleep through a burst that is shorter than its gaps', () => {
    const burst = { every: SECOND, lasts: 10 * MILLISECOND, times: 500 };
    const { deeds } = playTraffic({ rate: 1, burst });
    expect(deeds.length).toBeGreaterThan(40);
  });
});

describe('a closed loop', () => {
  it('has one operation under way, and asks a slow cluster less', () => {
    const counts = [10, 100].map((ms) => playTraffic({ loop: 'closed' }, ms * MILLISECOND).deeds.length);
    expect(counts[0]).toBeGreaterThan(990);
    expect(counts[1]).toBeGreaterThan(95);
    expect(counts[1]).toBeLessThanOrEqual(101);
  });

  it('keeps as many operations under way as it is deep', () => {
    const { deeds } = playTraffic({ loop: 'closed', depth: 8 }, 100 * MILLISECOND);
    expect(deeds.length).toBeGreaterThan(8 * 95);
    expect(deeds.length).toBeLessThanOrEqual(8 * 101);
    const under = deeds.map(({ at }) =>
      deeds.filter((other) => at <= other.at && other.at < at + 90 * MILLISECOND),
    );
    expect(Math.max(...under.map(({ length }) => length))).toBe(8);
  });

  it('thinks between an answer and the next operation', () => {
    const { deeds } = playTraffic({ loop: 'closed', think: 95 * MILLISECOND }, 5 * MILLISECOND);
    expect(Math.abs(deeds.length - 100)).toBeLessThan(6);
  });

  it('goes on when its reads miss and ask the source', () => {
    const aside = { source: 50 * MILLISECOND, width: 0, singleFlight: true };
    const { deeds, traffic } = playTraffic({ loop: 'closed', reads: 1, keys: 10, aside });
    expect(traffic.fetches).toBe(10);
    expect(deeds.filter(({ what }) => what === 'write')).toHaveLength(10);
    expect(deeds.length).toBeGreaterThan(1_500);
  });
});

describe('what is asked for', () => {
  it('is mostly a hot key, as often as it was said', () => {
    const { deeds } = playTraffic({ spread: 'hot', hot: { keys: 2, share: 0.8 }, rate: 1_000 });
    expect(share(deeds, ({ key }) => key < 2)).toBeCloseTo(0.8, 1);
    expect(new Set(deeds.map(({ key }) => key)).size).toBe(100);
    expect(share(playTraffic({ spread: 'hot' }).deeds, ({ key }) => key === 0)).toBeCloseTo(0.9, 1);
  });

  it('is one key after the other in a scan', () => {
    const { deeds } = playTraffic({ spread: 'scan', keys: 7 });
    expect(deeds.slice(0, 9).map(({ key }) => key)).toEqual([0, 1, 2, 3, 4, 5, 6, 0, 1]);
  });

  it('follows 1/rank under Zipf', () => {
    const { deeds } = playTraffic({ spread: 'zipf', rate: 2_000 });
    const first = share(deeds, ({ key }) => key === 0);
    expect(first / share(deeds, ({ key }) => key === 9)).toBeGreaterThan(7);
    expect(first / share(deeds, ({ key }) => key === 9)).toBeLessThan(14);
  });

  it('deletes, lives for a time, and has sizes, each for its share', () => {
    const more = {
      reads: 0,
      rate: 1_000,
      deletes: 0.2,
      size: { min: 10, max: 20 },
      ttl: { share: 0.5, time: SECOND, jitter: 0.1 },
    };
    const { deeds } = playTraffic(more);
    expect(share(deeds, ({ what }) => what === 'delete')).toBeCloseTo(0.2, 1);
    const writes = deeds.filter(({ what }) => what === 'write');
    expect(share(writes, ({ lifetime }) => lifetime !== null)).toBeCloseTo(0.5, 1);
    const lifetimes = writes.flatMap(({ lifetime }) => lifetime ?? []);
    expect(Math.min(...lifetimes)).toBeGreaterThan(0.9 * SECOND - 2);
    expect(Math.min(...lifetimes)).toBeLessThan(0.91 * SECOND);
    expect(Math.max(...lifetimes)).toBeLessThan(1.1 * SECOND + 2);
    expect(new Set(writes.map(({ bytes }) => bytes)).size).toBe(11);
  });
});

describe('cache-aside (a stampede, and what helps)', () => {
  const hot: Partial<WorkloadSpec> = {
    spread: 'hot',
    keys: 10,
    hot: { keys: 1, share: 1 },
    reads: 1,
    rate: 1_000,
    ttl: { share: 1, time: SECOND, jitter: 0 },
  };
  const source = 200 * MILLISECOND;

  it('asks the source on a miss, fills the cache, and asks no more while it lasts', () => {
    const aside = { source, width: 0, singleFlight: true };
    const { deeds, traffic } = playTraffic({
      ...hot,
      ttl: { share: 1, time: 60 * SECOND, jitter: 0 },
      aside,
    });
    expect(traffic.fetches).toBe(1);
    expect(deeds.filter(({ what }) => what === 'write')).toHaveLength(1);
    expect(traffic.hits + traffic.shared + traffic.fetches).toBe(deeds.length - 1);
    expect(traffic.latency.max).toBe(source + 5 * MILLISECOND);
  });

  it('without a remedy all who miss ask the source; with single flight one does', () => {
    const [herd, single] = [false, true].map((singleFlight) => {
      return playTraffic({ ...hot, aside: { source, width: 0, singleFlight } }).traffic;
    }) as [Traffic, Traffic];
    // Nine times the key runs out; each time a fifth of a second passes in which a thousand a second miss.
    expect(herd.fetches).toBeGreaterThan(1_000);
    expect(single.fetches).toBeLessThan(11);
    expect(single.shared).toBeGreaterThan(1_000);
  });

  it('a source with few hands makes a stampede a long one', () => {
    const aside = { source, width: 5, singleFlight: false };
    const { traffic } = playTraffic({ ...hot, aside });
    expect(quantile(traffic.latency, 0.99)).toBeGreaterThan(5 * SECOND);
    const calm = playTraffic({ ...hot, aside: { ...aside, singleFlight: true } }).traffic;
    expect(calm.latency.max).toBe(source + 5 * MILLISECOND);
  });

  it('jitter keeps keys that came together from leaving together', () => {
    const many: Partial<WorkloadSpec> = { ...hot, spread: 'uniform', keys: 200, until: 30 * SECOND };
    delete (many as { hot?: unknown }).hot;
    const worst = [0, 0.5].map((jitter) => {
      const ttl = { share: 1, time: 3 * SECOND, jitter };
      const { deeds } = playTraffic({ ...many, ttl, aside: { source, width: 0, singleFlight: true } });
      const refills = deeds.filter(({ what, at }) => what === 'write' && at > 15 * SECOND);
      const bySecond = new Map<number, number>();
      for (const { at } of refills) {
        const slot = Math.floor(at / (SECOND / 4));
        bySecond.set(slot, (bySecond.get(slot) ?? 0) + 1);
      }
      return Math.max(...bySecond.values());
    }) as [number, number];
    expect(worst[1]).toBeLessThan(worst[0] / 1.5);
  });
});

describe('in a cluster of the cache', () => {
  const run = (workload: object, more: object = {}) =>
    play(
      {
        system: 'cache',
        nodes: 3,
        network: { latency: { law: 'constant', min: '2ms' } },
        workload: [{ clients: 2, rate: 100, keys: 20, from: '1s', until: '6s', ...workload }],
        until: '8s',
        ...more,
      },
      { level: 'operations' },
    );

  it('commands carry sizes, times to live and deletions', async () => {
    const { history } = await run({
      reads: 0,
      deletes: 0.3,
      size: { min: 50, max: 50 },
      ttl: { share: 0.5, time: '1500ms' },
    });
    const commands = only(history, 'invoked').map(
      ({ body }) => (body as unknown as { command: string[] }).command,
    );
    const sets = commands.filter(([name]) => name === 'SET');
    expect(commands.filter(([name]) => name === 'DEL').length).toBeGreaterThan(100);
    for (const [, , value = '', px, ms] of sets) {
      expect(value).toMatch(/^c[23]\.w\d+\.*$/);
      expect(value).toHaveLength(50);
      expect([undefined, 'PX']).toContain(px);
      expect(ms ?? '1500').toBe('1500');
    }
    const values = sets.map(([, , value]) => value);
    expect(new Set(values).size).toBe(values.length);
  });

  it('an application beside a source fetches each key once, and its client measures from asking to the end', async () => {
    const { cluster, history } = await run({
      clients: 1,
      reads: 1,
      aside: { source: '100ms', singleFlight: true },
    });
    const glance = await cluster.look('c2', 'glance');
    expect(glance.source).toMatchObject({ fetches: 20, busy: 0, waiting: 0 });
    const settled = only(history, 'settled').filter(({ outcome }) => outcome.status === 'ok').length;
    expect(glance.latency).toMatchObject({ count: settled });
    // There and back takes 4 ms, two times the service of 20 µs included; nobody moved, nothing was lost.
    expect((glance.latency as { p50: number }).p50).toBeGreaterThanOrEqual(4_000);
    expect((glance.latency as { p50: number }).p50).toBeLessThan(4_200);
  });
});
