/** The gallery of scenarios: cards by key and by pointer, of which one lives; one that is opened and asks; and the shop, which sells while a node is dead. */
import type { Locator } from '@playwright/test';
import { expectAccessible, expectNothingWider } from './support/audit.ts';
import { callLab, expect, frameOf, liveWorkers, openPage, test } from './support/lab.ts';

test('a card lives while it is looked at, opens with its question, and the shop sells with a node dead', async ({
  page,
}) => {
  // Thirty rings are much to look through for faults of accessibility, in two themes.
  test.setTimeout(300_000);
  await openPage(page);
  await expect.poll(async () => (await liveWorkers(page)).nodes).toBe(6);
  const card = (id: string): Locator => page.locator(`[data-card="${id}"]`);
  await page.getByRole('button', { name: 'Scenarios' }).click();
  const gallery = page.getByRole('dialog', { name: 'Scenarios' });
  await expect(card('minority')).toBeVisible();
  expect(await gallery.locator('[data-card]').count()).toBeGreaterThanOrEqual(16);
  // The pictures were taken when the page was built.
  await expect(card('three-kills-fast').locator('svg')).toBeVisible();
  await expectAccessible(page);
  await expectNothingWider(page);
  await page.setViewportSize({ width: 1440, height: 900 });

  // By key: one of them is in the order of Tab, and arrows lead on.
  await card('tour').focus();
  await page.keyboard.press('ArrowRight');
  await expect(card('shop')).toBeFocused();
  await page.keyboard.press('End');
  await expect(gallery.locator('[data-card]').last()).toBeFocused();
  await page.keyboard.press('Home');
  await expect(card('tour')).toBeFocused();
  await expect(card('tour').locator('.over')).toBeVisible();
  // By pointer: only the one that is looked at lives, in one Worker beside the cluster's own.
  await card('newcomer').hover();
  await expect(card('newcomer').locator('.over circle').nth(1)).toBeVisible();
  await expect(gallery.locator('.over')).toHaveCount(1);
  expect(await liveWorkers(page)).toMatchObject({ nodes: 6, buses: 2 });
  const held = (await frameOf(page)).at;
  await gallery.getByRole('heading', { name: 'Scenarios' }).hover();
  await expect(gallery.locator('.over')).toHaveCount(0);
  expect((await frameOf(page)).at).toBe(held);

  // One is opened, asks its question, and is answered by the run, which comes out as it was made.
  await card('minority').focus();
  await page.keyboard.press('Enter');
  await expect(gallery).toBeHidden();
  const door = page.getByRole('region', { name: 'What this is about' });
  await expect(door.getByText('Who answers for the keys of the two?')).toBeVisible();
  await expect.poll(async () => (await liveWorkers(page)).buses).toBe(1);
  await door.getByRole('button', { name: 'The four: they are the majority' }).click();
  await door.getByRole('button', { name: 'Play' }).click();
  await expect.poll(async () => (await frameOf(page)).playing).toBe(true);
  await callLab(page, 'play', 2);
  await expect(door.getByText('So it was.')).toBeVisible();
  await expect(door.getByText('The run came out equal')).toBeVisible();

  // The shop, beside the ring.
  await page.getByRole('button', { name: 'Scenarios' }).click();
  await card('shop').click();
  const shop = page.getByRole('region', { name: 'Demo shop' });
  await expect.poll(async () => (await frameOf(page)).playing).toBe(true);
  await callLab(page, 'play', 1);
  const gloves = shop.getByRole('button', { name: /^Gloves/ });
  await gloves.click();
  await expect(gloves).toContainText('from the source');
  await gloves.click();
  await expect(gloves).toContainText('from the cache');
  const owner = (await callLab(page, 'keepers', 'product:0'))?.primary ?? '';
  await callLab(page, 'act', { do: 'kill', node: owner });
  const bell = shop.getByRole('button', { name: /^Brass bell/ });
  await gloves.click();
  await bell.click();
  await expect(gloves).toContainText('from the cache');
  await expect(bell).toContainText('from the source');
  await shop.getByRole('switch', { name: 'Customers come by themselves' }).check();
  await expect(shop.locator('[data-tally]')).toContainText(/of ([89]|\d\d)/);
  await shop.getByRole('switch').uncheck();
  await expectAccessible(page);
  await expectNothingWider(page);
  await shop.getByRole('button', { name: 'Close' }).click();
  await expect(shop).toBeHidden();
});
