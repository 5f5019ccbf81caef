/** One scenario, one fingerprint: in Node and in the browser, in Workers and in one thread, at any pace, cut in any way. */
import { runHeadless } from '../../src/lab/headless.ts';
import type { Trial } from '../../src/lab/types.ts';
import { readScenario } from '../../src/scenario/index.ts';
import { sketches } from '../../src/systems/registry.ts';
import {
  callLab,
  expect,
  fingerprintAt,
  open,
  openPage,
  pullUntil,
  scenarioText,
  test,
} from './support/lab.ts';

const text = scenarioText('one-fingerprint');
const read = readScenario(text, sketches);
if (!read.ok) throw new Error(JSON.stringify(read.faults));
const { scenario } = read;
const { report } = await runHeadless(scenario, 'operations', () => 0);
const end = scenario.until;

test.beforeEach(async ({ page }) => openPage(page));

const trials: Record<string, Trial> = {
  'one Worker per node': {},
  'in the thread of the bus': { host: 'local' },
  'recording nothing': { level: 'nothing' },
  'recording operations': { level: 'operations' },
  'recording messages': { level: 'messages' },
  'windows of one instant': { windows: 'instant' },
  'windows cut at random': { windows: 'random' },
  'answers delayed by random real time': { delay: 4 },
};

for (const [name, trial] of Object.entries(trials)) {
  test(`the fingerprint is the one of Node: ${name}`, async ({ page }) => {
    await open(page, text, trial);
    expect(await fingerprintAt(page, end)).toBe(report.fingerprint);
  });
}

test('the fingerprint is the same at pace 10, and flat out', async ({ page }) => {
  for (const pace of [10, 'flat out'] as const) {
    await open(page, text);
    await callLab(page, 'play', pace);
    await pullUntil(page, end);
    await callLab(page, 'pause');
    expect(await fingerprintAt(page, end)).toBe(report.fingerprint);
  }
});

test('the fingerprint is the same after seeking to a third, to the end and back', async ({ page }) => {
  await open(page, text);
  const third = Math.floor(end / 3);
  const first = await fingerprintAt(page, third);
  expect(await fingerprintAt(page, end)).toBe(report.fingerprint);
  expect(await fingerprintAt(page, third)).toBe(first);
  // Played on from the past in the nodes' own Workers, loaded from a replay.
  await callLab(page, 'step');
  expect(await fingerprintAt(page, end)).toBe(report.fingerprint);
});

test('another seed gives another fingerprint', async ({ page }) => {
  await open(page, JSON.stringify({ ...(JSON.parse(text) as object), seed: scenario.seed + 1 }));
  expect(await fingerprintAt(page, end)).not.toBe(report.fingerprint);
});

for (const system of ['cache', 'tables', 'chord'])
  test(`the ${system} has one fingerprint too, in its Workers and in one thread`, async ({ page }) => {
    const own = scenarioText(`one-fingerprint-${system}`);
    const read = readScenario(own, sketches);
    if (!read.ok) throw new Error(JSON.stringify(read.faults));
    const { report: expected } = await runHeadless(read.scenario, 'operations', () => 0);
    await open(page, own);
    expect(await fingerprintAt(page, read.scenario.until)).toBe(expected.fingerprint);
    await open(page, own, { host: 'local' });
    expect(await fingerprintAt(page, read.scenario.until)).toBe(expected.fingerprint);
  });
