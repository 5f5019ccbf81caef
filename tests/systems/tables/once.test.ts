/**
 * Storms that once broke an invariant: most were blamed for what nobody had promised; of a changed digit and of a late refusal the store was guilty.
 * Each is a file, since a seed means another storm whenever storms change.
 */
import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { weather } from '../../../src/search/storm.ts';
import { tables } from '../../../src/systems/tables/index.ts';
import { scenarioOf, type ScenarioFile } from '../../support/cluster.ts';
import { readScenarioFile } from '../../support/golden.ts';

/** Whether it can be judged at its end at all. */
const blamed: Readonly<Record<string, string>> = {
  // Its third node finds it, and has stopped.
  'tables-once-changed-digit.json': '2 alike',
  'tables-once-just-begun.json': 'an election is under way',
  'tables-once-late-at-the-end.json': 'an election is under way',
  'tables-once-out-and-unaware.json': 'an election is under way',
  'tables-once-refused-of-an-earlier-reign.json': 'alike',
  'tables-once-standing-at-the-end.json': 'alike',
  'tables-once-two-lists.json': 'not applicable',
  'tables-once-without-faith.json': 'alike',
  'tables-once-word-under-way.json': 'alike',
};

const files = readdirSync(new URL('../../scenarios', import.meta.url)).filter((name) =>
  name.startsWith('tables-once-'),
);

test('each of them was blamed', () => expect(files).toEqual(Object.keys(blamed)));

test.each(files)('%s', async (name) => {
  const { checks } = await weather(
    tables,
    scenarioOf(JSON.parse(readScenarioFile(name)) as ScenarioFile, tables),
  );
  expect(checks.filter(({ ok }) => !ok)).toEqual([]);
  const asked = checks.find((check) => check.name === 'after quiet all are alike');
  expect(asked?.detail).toContain(blamed[name]);
});
