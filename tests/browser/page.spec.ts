/** The plain page, by hand: what a person can see and do with it. */
import type { Locator, Page } from '@playwright/test';
import { readScenario } from '../../src/scenario/index.ts';
import { writeLink } from '../../src/share/link.ts';
import { sketches } from '../../src/systems/registry.ts';
import { expectAccessible, expectNothingWider } from './support/audit.ts';
import { callLab, expect, frameOf, liveWorkers, openPage, scenarioText, test } from './support/lab.ts';

const door = (page: Page): Locator => page.getByRole('region', { name: 'What this is about' });

test.beforeEach(async ({ page }) => {
  await openPage(page);
  await page.getByRole('button', { name: 'Scenarios' }).click();
  await page.getByRole('button', { name: 'Who still answers when one is gone?' }).click();
  await expect(page.getByRole('heading', { name: 'Five nodes say hello' })).toBeVisible();
});

test('a cluster is alive at once: nodes, messages on their way, time passing', async ({ page }) => {
  await door(page).getByRole('button', { name: 'Play' }).click();
  const first = (await frameOf(page)).at;
  await expect.poll(async () => (await frameOf(page)).at).toBeGreaterThan(first);
  expect((await liveWorkers(page)).nodes).toBe(5);
  await expect.poll(async () => (await frameOf(page)).picture?.flights.length ?? 0).toBeGreaterThan(0);
});

test('a reload in the middle begins anew, with nothing left behind', async ({ page }) => {
  // Patience is no assertion of time: on a busy machine seven Workers take their while to start.
  const patience = { timeout: 40_000 };
  await expect.poll(async () => (await frameOf(page)).picture?.nodes.length ?? 0, patience).toBe(6);
  expect(await callLab(page, 'act', { do: 'kill', node: 'n3' })).toEqual({ ok: true });
  await page.reload();
  await page.waitForFunction(() => 'ringside' in globalThis);
  await expect.poll(() => liveWorkers(page), patience).toEqual({ nodes: 6, buses: 1, replays: 0 });
});

test('no serious fault of accessibility, in either theme', ({ page }) => expectAccessible(page));

test('nothing is wider than the window', ({ page }) => expectNothingWider(page));

test('a hidden page passes no time', async ({ page }) => {
  await door(page).getByRole('button', { name: 'Play' }).click();
  await expect.poll(async () => (await frameOf(page)).playing).toBe(true);
  await page.evaluate(() => {
    Object.defineProperty(document, 'hidden', { value: true, configurable: true });
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  // A pull that was under way may still come in.
  await page.waitForTimeout(200);
  const before = (await frameOf(page)).at;
  await page.waitForTimeout(500);
  expect((await frameOf(page)).at).toBe(before);
});

test('a kill and a restart by hand', async ({ page }) => {
  await callLab(page, 'pause');
  await page.getByRole('tab', { name: /^Nodes/ }).click();
  const row = page.getByRole('row', { name: /^Bravo/ });
  await row.getByRole('button', { name: 'How to kill Bravo' }).click();
  await page.getByRole('menuitem', { name: /plug/i }).click();
  await expect.poll(async () => (await liveWorkers(page)).nodes).toBe(4);
  await row.getByRole('button', { name: 'Restart Bravo' }).click();
  await expect.poll(async () => (await liveWorkers(page)).nodes).toBe(5);
});

test('a link opens its scenario and waits for Play; a damaged one says so and opens the usual one', async ({
  page,
}) => {
  const read = readScenario(scenarioText('one-fingerprint-echo'), sketches);
  const written = read.ok ? writeLink(read.scenario, sketches) : null;
  if (!written?.ok) throw new Error('the scenario is good');
  await page.goto('about:blank');
  await page.goto(`./${written.link}`);
  await page.waitForFunction(() => 'ringside' in globalThis);
  const nodes = read.ok ? read.scenario.nodes.length : 0;
  await expect
    .poll(async () => (await frameOf(page)).picture?.nodes.filter(({ isClient }) => !isClient).length)
    .toBe(nodes);
  expect(await frameOf(page)).toMatchObject({ at: 0, playing: false, system: 'echo' });
  await page.goto('about:blank');
  await page.goto(`./${written.link.slice(0, -2)}`);
  await expect(page.getByText('This link is damaged')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Drag a node off the ring.' })).toBeVisible();
});
