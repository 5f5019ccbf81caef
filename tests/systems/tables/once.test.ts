/** Storms that once were blamed for what nobody had promised. Each is a file, since a seed means another storm whenever storms change. */
import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { weather } from '../../../src/search/storm.ts';
import { tables } from '../../../src/systems/tables/index.ts';
import { scenarioOf, type ScenarioFile } from '../../support/cluster.ts';
import { readScenarioFile } from '../../support/golden.ts';

const files = readdirSync(new URL('../../scenarios', import.meta.url)).filter((name) =>
  name.startsWith('tables-once-'),
);

test('there are some', () => expect(files.length).toBeGreaterThan(0));

test.each(files)('%s', async (name) => {
  const { checks } = await weather(
    tables,
    scenarioOf(JSON.parse(readScenarioFile(name)) as ScenarioFile, tables),
  );
  expect(checks.filter(({ ok }) => !ok)).toEqual([]);
  // It is judged, and not left alone.
  expect(checks.find((check) => check.name === 'after quiet all are alike')?.detail).toContain('alike');
});
