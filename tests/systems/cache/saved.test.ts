/** Whatever a cluster of the cache is asked to be, it is saved and loaded whole, and changes no message. */
import { expect, it } from 'vitest';
import { loadCheckpoint, saveCheckpoint } from '../../../src/cluster/checkpoint.ts';
import { SECOND } from '../../../src/kernel/time.ts';
import { build, expectSameHistory, play, summary, type ScenarioFile } from '../../support/cluster.ts';
import { freezing } from '../../support/hosts.ts';

const file = (options: object): ScenarioFile => ({
  system: 'cache',
  nodes: 4,
  options: { write: 2, ...options },
  network: { latency: { min: '1ms', max: '9ms' }, drop: 0.02, duplicate: 0.05, reorder: 0.1 },
  workload: [
    { clients: 2, rate: 30, keys: 15, deletes: 0.1, ttl: { share: 0.3, time: '800ms' }, until: '8s' },
    { rate: 30, keys: 5, spread: 'hot', reads: 1, ttl: { time: '1s', jitter: 0.2 }, aside: {}, until: '8s' },
    { loop: 'closed', think: '60ms', keys: 9, spread: 'scan', aside: { singleFlight: true }, until: '8s' },
  ],
  script: [
    { at: '3s', do: 'kill', node: 'n2' },
    { at: '5s', do: 'restart', node: 'n2' },
  ],
  until: '10s',
});

it.each([
  {},
  { mode: 'quorum', read: 2 },
  { encrypted: true },
  { detector: 'swim' },
  { encrypted: true, detector: 'swim' },
])('with %j', async (options) => {
  const straight = await play(file(options), { level: 'operations', wrap: freezing });
  expect(straight.history.filter(({ what }) => what === 'crashed')).toEqual([]);
  for (const at of [2 * SECOND, 4.4 * SECOND]) {
    const saving = await play(file(options), { until: at });
    const checkpoint = structuredClone(await saveCheckpoint(saving.cluster));
    const fresh = build(file(options), { level: 'operations' });
    await loadCheckpoint(fresh.cluster, checkpoint, fresh.scenario.script);
    await fresh.cluster.advanceTo(fresh.scenario.until);
    expect(summary(fresh)).toEqual(summary(straight));
    const tail = straight.history.slice(-fresh.history.length);
    expectSameHistory(fresh, { ...straight, history: tail });
  }
});
