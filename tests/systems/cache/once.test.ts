/** Storms that once broke a promise. Each is a file, since a seed means another storm whenever storms change. */
import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Cluster } from '../../../src/cluster/cluster.ts';
import { LocalHost } from '../../../src/cluster/local-host.ts';
import { Operations } from '../../../src/history/operations.ts';
import { judge } from '../../../src/history/verdicts.ts';
import { cache } from '../../../src/systems/cache/index.ts';
import { scenarioOf, type ScenarioFile } from '../../support/cluster.ts';
import { readScenarioFile } from '../../support/golden.ts';

/** What each of them broke. */
const broken: Readonly<Record<string, string>> = {
  'cache-once-forgotten-owners.json': 'no acknowledged write is lost',
  'cache-once-bound-stranger.json': 'after quiet the cluster is whole',
  'cache-once-given-up.json': 'quorums meet',
};

/** And these were blamed for what nobody had promised: the condition was wrong. */
const blamed: Readonly<Record<string, string>> = {
  'cache-once-memory-of-three.json': 'after quiet the cluster is whole',
  'cache-once-memory-of-voters.json': 'after quiet the cluster is whole',
  'cache-once-moved-unasked.json': 'W copies hold what was acknowledged',
};

const files = readdirSync(new URL('../../scenarios', import.meta.url)).filter((name) =>
  name.startsWith('cache-once-'),
);

test('each of them broke something, or was blamed for it', () =>
  expect(files).toEqual(Object.keys({ ...broken, ...blamed }).sort()));

test.each(files)('%s', async (name) => {
  const operations = new Operations();
  const cluster = new Cluster({
    scenario: scenarioOf(JSON.parse(readScenarioFile(name)) as ScenarioFile),
    system: cache,
    host: new LocalHost(({ role, setup }) => cache.program(role, setup.options)),
    recorder: { level: 'operations', record: (events) => operations.record(events) },
  });
  await cluster.boot();
  await cluster.advanceTo(cluster.scenario.until);
  const checks = await judge(cluster, operations, true);
  expect(checks.filter(({ ok }) => !ok)).toEqual([]);
  const asked = checks.find((check) => check.name === (broken[name] ?? blamed[name]));
  expect(asked?.detail === 'not applicable').toBe(name in blamed);
});
