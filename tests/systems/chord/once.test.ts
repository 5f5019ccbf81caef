/** A storm that was once blamed for what nobody had promised: two neighbours took each other for dead in its last 200 ms, over a link with a long tail. */
import { expect, test } from 'vitest';
import { weather } from '../../../src/search/storm.ts';
import { chord } from '../../../src/systems/chord/index.ts';
import { scenarioOf, type ScenarioFile } from '../../support/cluster.ts';
import { readScenarioFile } from '../../support/golden.ts';

test('chord-once-doubted-at-the-end.json', async () => {
  const file = JSON.parse(readScenarioFile('chord-once-doubted-at-the-end.json')) as ScenarioFile;
  const { checks } = await weather(chord, scenarioOf(file));
  expect(checks.filter(({ ok }) => !ok)).toEqual([]);
  expect(checks.find(({ name }) => name === 'after quiet the ring is right')?.detail).toBe('not applicable');
});
