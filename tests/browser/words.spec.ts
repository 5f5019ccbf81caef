/** The page in other languages: chosen by the browser, by the address, by hand; and whether each text has room in every one of them. */
import type { Page } from '@playwright/test';
import { expectAccessible } from './support/audit.ts';
import { expect, test } from './support/lab.ts';
import { expectRoom } from './support/room.ts';

const patience = { timeout: 40_000 };
const SIZES = [
  [1440, 900],
  [1280, 720],
  [390, 844],
] as const;

async function open(page: Page, language = ''): Promise<void> {
  await page.goto(language === '' ? './' : `./?lang=${language}`);
  await expect(page.locator('.invitation')).toBeVisible(patience);
}

/** Tabs, tools and the menu; whatever the language calls it. */
async function justPlay(page: Page): Promise<void> {
  await page.locator('.invitation button').last().click();
  await expect(page.locator('[role="tab"], nav [data-tab]').first()).toBeVisible();
}

/** One panel after the other; on a phone they are sheets behind the tabs at the bottom. */
async function eachPanel(page: Page, look: (name: string) => Promise<void>): Promise<void> {
  for (const tab of await page.locator('[role="tab"]').all()) {
    if ((await tab.getAttribute('aria-selected')) !== 'true') await tab.click();
    await look((await tab.textContent()) ?? '');
  }
  const more = page.locator('nav [data-tab="more"]');
  if ((await more.count()) === 0) return;
  await page.locator('nav [data-tab="console"]').click();
  await look('console');
  for (let sheet = 0; sheet < 3; sheet += 1) {
    await more.click();
    await look('more');
    await page.locator('.more button').nth(sheet).click();
    await look(`sheet ${sheet}`);
  }
  await page.locator('.sheet > header > button').click();
}

const menuButton = (page: Page) => page.locator('header [popovertarget]').first();

test('English is there at once, and no other language is loaded', async ({ page }) => {
  const loaded: string[] = [];
  page.on('request', (request) => loaded.push(request.url()));
  await open(page);
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.getByRole('heading', { name: 'Drag a node off the ring.' })).toBeVisible();
  expect(loaded.filter((url) => /\/(ja|pseudo)-/.test(url))).toEqual([]);
});

test('by the address: everything is Japanese, and nodes keep their Latin names', async ({ page }) => {
  await open(page, 'ja');
  await expect(page.locator('html')).toHaveAttribute('lang', 'ja');
  await expect(page.getByRole('heading', { name: 'ノードをリングの外へドラッグしよう。' })).toBeVisible();
  await expect(page.getByText('26 個中 26 個が読める')).toBeVisible(patience);
  const bravo = page.getByRole('button', { name: /^Bravo、/ });
  await bravo.press('Delete');
  await expect(bravo).toHaveAccessibleName('Bravo、停止', patience);
  await expectAccessible(page);
});

test.describe('for a browser that prefers Japanese', () => {
  test.use({ locale: 'ja-JP' });

  test('by itself; what is chosen by hand is remembered, and the address goes before it', async ({
    page,
  }) => {
    await open(page);
    await expect(page.locator('html')).toHaveAttribute('lang', 'ja');
    await justPlay(page);
    await page.getByRole('button', { name: 'メニュー' }).click();
    await page.getByRole('radio', { name: 'English' }).check({ force: true });
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await expect(page.getByRole('button', { name: 'Menu' })).toBeVisible();
    await open(page);
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await open(page, 'ja');
    await expect(page.locator('html')).toHaveAttribute('lang', 'ja');
  });
});

test('a language that does not come leaves English', async ({ page }) => {
  await page.route(/\/ja-[^/]*\.js$/, (route) => route.abort());
  await open(page, 'ja');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await justPlay(page);
  await menuButton(page).click();
  await page.getByRole('radio', { name: '日本語' }).check({ force: true });
  await expect(page.getByText('This could not be loaded. Try again.')).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});

test('textbook words: on the ring and in what is said, and remembered', async ({ page }) => {
  await open(page);
  await expect(page.getByText(/^\d+ keys?, \d+ copies$/).first()).toBeVisible(patience);
  await justPlay(page);
  await menuButton(page).click();
  const textbook = page.getByRole('switch', { name: 'Textbook words' });
  await textbook.check({ force: true });
  await expect(page.getByText(/^\d+ keys?, \d+ replicas$/).first()).toBeVisible(patience);
  await open(page);
  await expect(page.getByText(/^\d+ keys?, \d+ replicas$/).first()).toBeVisible(patience);
});

test('less motion is a choice here, too', async ({ page }) => {
  await open(page);
  await justPlay(page);
  await menuButton(page).click();
  await page.getByRole('switch', { name: 'Less motion' }).check({ force: true });
  await expect(page.locator('html')).toHaveAttribute('data-motion', 'calm');
  await open(page);
  await expect(page.locator('html')).toHaveAttribute('data-motion', 'calm');
  await expect(page.getByRole('button', { name: /^Play/ })).toBeVisible();
});

for (const language of ['long', 'wide', 'ja']) {
  for (const [width, height] of SIZES) {
    test(`every text has room: ${language}, ${width}×${height}`, async ({ page }) => {
      await page.setViewportSize({ width, height });
      await open(page, language);
      await expectRoom(page, 'first visit');
      await page.locator('[data-node]').nth(1).press('Delete');
      await expectRoom(page, 'after a kill');
      await justPlay(page);
      await expectRoom(page, 'just play');
      await eachPanel(page, (name) => expectRoom(page, name));
      await menuButton(page).click();
      await expectRoom(page, 'menu');
      await page.locator('[popover]:popover-open button').last().click();
      await expect(page.locator('dialog[open]')).toBeVisible();
      await expectRoom(page, 'about');
    });
  }
}
