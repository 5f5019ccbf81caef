/** What the page says of itself, and that it is true. */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expectAccessible } from './support/audit.ts';
import { callLab, expect, frameOf, test } from './support/lab.ts';

const patience = { timeout: 40_000 };
const { version, dependencies } = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
) as { version: string; dependencies: Record<string, string> };

async function openAbout(page: Page): Promise<void> {
  await page.goto('./');
  await expect(page.locator('.invitation')).toBeVisible(patience);
  await callLab(page, 'pause');
  await page.getByRole('button', { name: 'Just play' }).click();
  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByRole('button', { name: 'About Ringside' }).click();
  await expect(page.getByRole('dialog', { name: 'About Ringside' })).toBeVisible();
}

test('it comes when it is asked for, says what is simplified, and closes with Escape', async ({ page }) => {
  const loaded: string[] = [];
  page.on('request', (request) => loaded.push(request.url()));
  await page.goto('./');
  await expect(page.locator('.invitation')).toBeVisible(patience);
  expect(loaded.filter((url) => url.includes('About-'))).toEqual([]);
  await openAbout(page);
  expect(loaded.some((url) => url.includes('About-'))).toBe(true);
  await expect(page.getByText(/for learning, not for production/)).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('versions and the fingerprint are those of what runs', async ({ page }) => {
  await openAbout(page);
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText(version, { exact: true })).toBeVisible();
  const { systems } = await callLab(page, 'versions');
  for (const { edition } of systems)
    await expect(dialog.getByText(`edition ${edition}`, { exact: true }).first()).toBeVisible();
  const fingerprint = (await frameOf(page)).picture?.fingerprint;
  await expect(dialog.locator('[data-fingerprint]')).toHaveAttribute('data-fingerprint', fingerprint ?? '');
});

test('every package that the page is built from is named with its licence', async ({ page }) => {
  await openAbout(page);
  const dialog = page.getByRole('dialog');
  for (const [name, exact] of Object.entries(dependencies))
    await expect(dialog.getByText(`${name} ${exact}`, { exact: true })).toBeVisible();
  await dialog.getByText(/^comlink /).click();
  await expect(dialog.getByText('Apache License').first()).toBeVisible();
});

test('what the browser keeps is named, and forgotten one by one', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await openAbout(page);
  await expect(page.getByText('This browser keeps nothing for the page.')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Dark theme' }).click();
  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByRole('switch', { name: 'Textbook words' }).check({ force: true });
  await page.getByRole('button', { name: 'About Ringside' }).click();
  await page.getByRole('button', { name: 'Forget: The theme that you chose' }).click();
  await expect(page.locator('html')).not.toHaveAttribute('data-theme');
  await page.getByRole('button', { name: 'Forget: Textbook words' }).click();
  await expect(page.getByText('This browser keeps nothing for the page.')).toBeVisible();
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
});

test('nothing leaves the tab: only files of the page itself are asked for', async ({ page }) => {
  const hosts = new Set<string>();
  page.on('request', (request) => hosts.add(new URL(request.url()).host));
  await openAbout(page);
  expect([...hosts]).toEqual([new URL(page.url()).host]);
  expect(await page.context().cookies()).toEqual([]);
});
