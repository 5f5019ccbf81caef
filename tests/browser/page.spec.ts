/** The plain page, by hand: what a person can see and do with it. */
import AxeBuilder from '@axe-core/playwright';
import { callLab, expect, frameOf, liveWorkers, openPage, test } from './support/lab.ts';

test.beforeEach(async ({ page }) => openPage(page));

test('a cluster is alive at once: nodes, messages on their way, time passing', async ({ page }) => {
  await expect(
    page
      .getByRole('heading', { name: /echo|ping|talk/i })
      .or(page.locator('main'))
      .first(),
  ).toBeVisible();
  const first = (await frameOf(page)).at;
  await expect.poll(async () => (await frameOf(page)).at).toBeGreaterThan(first);
  expect((await liveWorkers(page)).nodes).toBe(5);
});

test('no serious fault of accessibility, in either theme', async ({ page }) => {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
  }
});

test('nothing is wider than the window', async ({ page }) => {
  for (const [width, height] of [
    [1440, 900],
    [1280, 720],
    [390, 844],
  ] as const) {
    await page.setViewportSize({ width, height });
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBe(0);
  }
});

test('a hidden page passes no time', async ({ page }) => {
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
  await page.locator('body').click({ position: { x: 5, y: 500 } });
  await callLab(page, 'pause');
  await page
    .getByRole('button', { name: /pull the plug|kill/i })
    .first()
    .click();
  const plug = page.getByRole('menuitem', { name: /plug/i }).or(page.getByRole('button', { name: /plug/i }));
  if (await plug.first().isVisible()) await plug.first().click();
  await expect.poll(async () => (await liveWorkers(page)).nodes).toBe(4);
  await page
    .getByRole('button', { name: /restart|start again|revive/i })
    .first()
    .click();
  await expect.poll(async () => (await liveWorkers(page)).nodes).toBe(5);
});
