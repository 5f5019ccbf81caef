/** Every program saves, loads and plays on at a hundred thousand entries. */
import { describe, expect, it } from 'vitest';
import { loadCheckpoint, saveCheckpoint } from '../../src/cluster/checkpoint.ts';
import { build, play, summary, type ScenarioFile } from '../support/cluster.ts';

const ENTRIES = 100_000;
const fast = { latency: { law: 'constant', min: '1ms' } };

/** Each fills its table by its own protocol until `filled`, and then goes on. */
const cases: readonly { readonly file: ScenarioFile; readonly filled: number }[] = [
  {
    // Every token comes back to its only node after each hold.
    file: { system: 'relay', nodes: 1, options: { tokens: ENTRIES, hold: '300ms' }, until: '310ms' },
    filled: 10_000,
  },
  {
    file: {
      system: 'counter',
      nodes: 1,
      network: fast,
      options: { service: 0 },
      workload: [{ clients: 20, rate: 100_000, reads: 0, keys: 20, until: '1150ms' }],
      until: '1150ms',
    },
    filled: 1_100_000,
  },
  {
    file: {
      system: 'echo',
      nodes: 1,
      network: fast,
      options: { service: 0 },
      workload: [{ clients: 20, rate: 100_000, reads: 0, keys: 10_000_000, until: '1150ms' }],
      until: '1150ms',
    },
    filled: 1_100_000,
  },
];

describe.each(cases)('$file.system', ({ file, filled }) => {
  it('saves, loads and plays on with a hundred thousand entries', async () => {
    const straight = await play(file, { until: filled });
    const { cluster, scenario } = straight;
    expect(Number((await cluster.look('n1', 'glance')).keys)).toBeGreaterThanOrEqual(ENTRIES);
    // The first leaves a base, the second what changed since: both are in the image that the second makes.
    await saveCheckpoint(cluster);
    await cluster.advanceTo(filled + 20_000);
    const checkpoint = structuredClone(await saveCheckpoint(cluster));
    await cluster.advanceTo(scenario.until);
    const run = build(file);
    await loadCheckpoint(run.cluster, checkpoint, scenario.script);
    await run.cluster.advanceTo(scenario.until);
    expect(summary(run)).toEqual(summary(straight));
    expect(await run.cluster.look('n1', 'census')).toEqual(await cluster.look('n1', 'census'));
    const inspected = await run.cluster.look('n1', 'inspect', { path: [], offset: 0, limit: 100 });
    expect(inspected).toEqual(await cluster.look('n1', 'inspect', { path: [], offset: 0, limit: 100 }));
  });
});
