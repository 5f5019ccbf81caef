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

const files = readdirSync(new URL('../../scenarios', import.meta.url)).filter((name) =>
  name.startsWith('cache-once-'),
);

test('there are some', () => expect(files.length).toBeGreaterThan(0));

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
  expect(checks.find((check) => check.name === 'no acknowledged write is lost')?.detail).toMatch(/writes$/);
});
