/** Metrics and health: known load gives known numbers, and a fault turns one check red and no other. */
import { describe, expect, it } from 'vitest';
import { MILLISECOND, SECOND } from '../../../src/kernel/time.ts';
import { readExposition, type Sample } from '../../protocols/exposition.ts';
import { play, type Run, type ScenarioFile } from '../../support/cluster.ts';
import { printed } from '../../support/histories.ts';

const type = (at: string, text: string) => ({ at, do: 'command', client: 'c1', text });

function run(script: readonly object[], more: object = {}, until = 8 * SECOND): Promise<Run> {
  const file: ScenarioFile = {
    system: 'cache',
    nodes: 3,
    network: { latency: { law: 'constant', min: '2ms' } },
    script,
    until: '20s',
    ...more,
  };
  return play(file, { level: 'operations', until });
}

async function ailments({ cluster }: Run, node = 'n1'): Promise<readonly string[]> {
  return (await cluster.look(node, 'glance')).ailments as readonly string[];
}

/** What a node's METRICS said, by name and labels but that of the node. */
function samplesOf({ history }: Run, operation: string): Map<string, number> {
  const text = `${printed(history).get(operation)}\n`;
  return new Map(
    readExposition(text).flatMap(({ samples }) => samples.map((one) => [nameOf(one), one.value] as const)),
  );
}

function nameOf({ name, labels }: Sample): string {
  const rest = Object.entries(labels).filter(([label]) => label !== 'node');
  return [name, ...rest.map(([, value]) => value)].join(' ');
}

/** Traffic for the whole of the run. */
const writes = [{ clients: 2, rate: 100, keys: 50, reads: 0, from: '0s', until: '20s' }];

describe('METRICS', () => {
  it('counts a known load', async () => {
    const sets = Array.from({ length: 10 }, (_, index) => type(`${500 + index * 10}ms`, `SET k${index} v`));
    const gets = Array.from({ length: 7 }, (_, index) => type(`${700 + index * 10}ms`, `GET k${index}`));
    const misses = Array.from({ length: 3 }, (_, index) => type(`${800 + index * 10}ms`, `GET none${index}`));
    const script = [...sets, ...gets, ...misses, type('900ms', 'INCRBY k0 x'), type('1s', 'METRICS @n1')];
    const samples = samplesOf(await run(script, { nodes: 1 }, 2 * SECOND), 'c1.22');
    expect(samples.get('cache_operations_total ok')).toBe(20);
    expect(samples.get('cache_operations_total failed')).toBe(1);
    expect(samples.get('cache_hits_total')).toBe(7);
    expect(samples.get('cache_misses_total')).toBe(3);
    expect(samples.get('cache_items')).toBe(10);
    expect(samples.get('cache_memory_bytes')).toBeGreaterThan(10 * 3);
    expect(samples.get('cache_request_duration_seconds_count')).toBe(21);
    expect(samples.get('cache_received_messages_total')).toBe(22);
    expect(samples.get('cache_sent_messages_total')).toBe(21);
    expect(samples.get('cache_view_epoch')).toBe(1);
    expect(samples.get('cache_healthy peers')).toBe(1);
  });

  it('measures how long a reply waits for copies', async () => {
    const script = [type('1s', 'SET k v'), type('1100ms', 'METRICS')];
    const more = { options: { write: 3, replicas: 3 } };
    const texts = await Promise.all(
      ['n1', 'n2', 'n3'].map(async (node) =>
        samplesOf(
          await run([script[0] as object, type('1100ms', `METRICS @${node}`)], more, 2 * SECOND),
          'c1.2',
        ),
      ),
    );
    const sums = texts.map((samples) => samples.get('cache_request_duration_seconds_sum') as number);
    // To a copy and back takes 4 ms, and two times the service.
    expect(Math.max(...sums)).toBeGreaterThan(0.004);
    expect(Math.max(...sums)).toBeLessThan(0.01);
  });

  it('shows what times out and what gives way', async () => {
    const script = [type('1s', 'SET k v PX 100'), type('2s', 'METRICS @n1')];
    const samples = samplesOf(await run(script, { nodes: 1 }, 3 * SECOND), 'c1.2');
    expect(samples.get('cache_expirations_total')).toBe(1);
    const sets = Array.from({ length: 100 }, (_, index) => type(`${500 + index}ms`, `SET k${index} v`));
    const small = { nodes: 1, options: { maxmemory: 4000, policy: 'allkeys-lru' } };
    const full = samplesOf(await run([...sets, type('1s', 'METRICS @n1')], small, 2 * SECOND), 'c1.101');
    const items = full.get('cache_items') as number;
    expect(full.get('cache_evictions_total')).toBe(100 - items);
    expect(full.get('cache_memory_bytes')).toBeLessThanOrEqual(4000);
  });

  it('shows the lag of a copy rise with the delay of its link, and return to 0', async () => {
    const slow = { latency: { law: 'constant', min: '300ms' } };
    const asks = ['1900ms', '3s', '6s'].map((at) => type(at, 'METRICS @n1'));
    const script = [
      { at: '2s', do: 'link', from: 'n1', to: 'n2', both: false, ...slow },
      { at: '4s', do: 'link', from: 'n1', to: 'n2', clear: true, both: false },
      ...asks,
    ];
    const played = await run(script, { workload: [{ ...writes[0], until: '5s' }] }, 7 * SECOND);
    const [before, during, later] = ['c1.1', 'c1.2', 'c1.3'].map((id) => samplesOf(played, id));
    const lag = 'cache_replication_lag_seconds n2';
    expect(before?.get(lag)).toBeLessThan(0.05);
    expect(during?.get(lag)).toBeGreaterThan(0.2);
    expect(during?.get('cache_replication_lag_changes n2')).toBeGreaterThan(3);
    expect(during?.get('cache_replication_lag_seconds n3')).toBeLessThan(0.05);
    expect(later?.get(lag)).toBe(0);
    expect(later?.get('cache_replication_lag_changes n2')).toBe(0);
  });
});

describe('HEALTH', () => {
  it('of a node that is well names no ailment', async () => {
    const played = await run([type('3s', 'HEALTH @n1')], { workload: writes });
    expect(printed(played.history).get('c1.1')).toMatch(
      /^healthy\npeers: ok, .*\nmemory: ok, .*\ndisk: ok, /,
    );
    expect(await ailments(played)).toEqual([]);
  });

  const at = [2_300, 2_700, 3_200, 4_000, 6_000].map((ms) => ms * MILLISECOND);

  it.each(at)('turns only peers red where a node is isolated (%i µs)', async (until) => {
    const played = await run([{ at: '2s', do: 'isolate', node: 'n1' }], { workload: writes }, until);
    expect(['', 'peers']).toContain((await ailments(played)).join());
    if (until >= 3_200 * MILLISECOND) expect(await ailments(played)).toEqual(['peers']);
    for (const node of ['n2', 'n3']) expect(['', 'peers']).toContain((await ailments(played, node)).join());
  });

  it('is well again some time after the isolation', async () => {
    const script = [
      { at: '2s', do: 'isolate', node: 'n1' },
      { at: '4s', do: 'heal' },
    ];
    const played = await run(script, { workload: writes }, 9 * SECOND);
    for (const node of ['n1', 'n2', 'n3']) expect(await ailments(played, node)).toEqual([]);
  });

  it('turns only memory red where memory is full and nothing may give way', async () => {
    const sets = Array.from({ length: 300 }, (_, index) => type(`${1000 + index}ms`, `SET k${index} v`));
    const played = await run(sets, { options: { maxmemory: 10_000 } });
    expect(await ailments(played)).toEqual(['memory']);
  });

  it('turns only the disk red where it is full, or fails', async () => {
    for (const fault of [{ act: 'full' }, { act: 'fail', times: 1000 }]) {
      const script = [{ at: '2s', do: 'disk', node: 'n1', ...fault }];
      const played = await run(script, { workload: writes });
      expect(await ailments(played)).toEqual(['disk']);
      for (const node of ['n2', 'n3']) expect(await ailments(played, node)).toEqual([]);
    }
  });

  it('turns only replication red where a link is slow', async () => {
    const slow = { latency: { law: 'constant', min: '600ms' } };
    const script = [{ at: '2s', do: 'link', from: 'n1', to: 'n2', both: false, ...slow }];
    const played = await run(script, { workload: writes });
    expect(await ailments(played)).toEqual(['replication']);
  });

  it('turns only replication red where the stream to a copy is blocked', async () => {
    const script = ['copy', 'listing', 'roots', 'items'].map((kind) => {
      return { at: '2s', do: 'link', from: 'n1', to: 'n2', both: false, kind, block: true };
    });
    const played = await run(script, { workload: writes });
    expect(await ailments(played)).toEqual(['replication']);
  });
});
