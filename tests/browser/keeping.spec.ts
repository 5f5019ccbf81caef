/** A run outlives its page: a reload, a crash; two pages never mix; and all that is kept can be taken along and removed. */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import * as lab from './support/lab.ts';
import { callLab, frameOf, open, openPage, test } from './support/lab.ts';
import { shelfOf } from './support/shelf.ts';

const expect = lab.expect.configure({ timeout: 60_000 });
test.setTimeout(300_000);

const counter = JSON.stringify({ version: 1, about: { title: 'Any counter' }, system: 'counter', nodes: 3 });

/** A run that stands still at an instant, with something done by hand in it. */
async function run(page: Page, node: string): Promise<string> {
  await open(page, counter);
  await callLab(page, 'seek', 1_000_000);
  await callLab(page, 'act', { do: 'kill', node });
  await callLab(page, 'seek', 1_500_000);
  const fingerprint = (await frameOf(page)).picture?.fingerprint ?? '';
  await expect.poll(() => kept(page)).toContain(`1500000 ${node}`);
  return fingerprint;
}

/** [instant, who was killed] of each run that the browser keeps. */
async function kept(page: Page): Promise<readonly string[]> {
  return (await shelfOf(page)).map(({ at, text }) => {
    const { script } = JSON.parse(text) as { script: { do: string; node?: string }[] };
    return `${at} ${script.find((action) => action.do === 'kill')?.node ?? ''}`;
  });
}

async function isAgain(page: Page, fingerprint: string): Promise<void> {
  await page.waitForFunction(() => 'ringside' in globalThis);
  await expect
    .poll(async () => frameOf(page))
    .toMatchObject({ at: 1_500_000, playing: false, system: 'counter' });
  expect((await frameOf(page)).picture?.fingerprint).toBe(fingerprint);
}

test('a reload goes on at the last saved instant', async ({ page }) => {
  await openPage(page);
  const fingerprint = await run(page, 'n2');
  await page.reload();
  await isAgain(page, fingerprint);
});

test('two pages, one opened from the other, never mix; what a crashed one has left is offered', async ({
  page,
  context,
}) => {
  await openPage(page);
  const first = await run(page, 'n2');
  // It is given a copy of all that the browser keeps for its opener's tab.
  const opening = context.waitForEvent('page');
  await page.evaluate(() => void window.open(location.href));
  const other = await opening;
  await other.waitForFunction(() => 'ringside' in globalThis);
  await expect.poll(async () => (await frameOf(other)).system).toBe('cache');
  const second = await run(other, 'n3');
  expect([...(await kept(page))].sort()).toEqual(['1500000 n2', '1500000 n3']);
  await Promise.all([page.reload(), other.reload()]);
  await isAgain(page, first);
  await isAgain(other, second);

  // One of the two shares its process with the other and goes down with it: what was kept last is offered.
  const last = await run(other, 'n1');
  const crashed = other.waitForEvent('crash');
  void other.goto('chrome://crash').catch(() => undefined);
  await crashed;
  const third = await context.newPage();
  await openPage(third);
  await expect(third.getByText('You left “Any counter” at 1.5 s.')).toBeVisible();
  await third.getByRole('button', { name: 'Go on', exact: true }).click();
  await isAgain(third, last);
});

test('everything is exported as one file, removed by one button, and imported again', async ({ page }) => {
  await openPage(page);
  await run(page, 'n2');
  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByRole('button', { name: 'About Ringside' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export everything' }).click();
  const file = await (await download).path();
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ ringside: 'shelf', version: 1 });
  await page.getByRole('button', { name: 'Remove everything' }).click();
  await expect(page.getByText('No run and no lesson is kept.')).toBeVisible();
  expect(await kept(page)).toEqual([]);
  const bring = async (text: string): Promise<void> =>
    page
      .locator('dialog input[type=file]')
      .last()
      .setInputFiles({ name: 'all.json', mimeType: 'application/json', buffer: Buffer.from(text) });
  await bring(readFileSync(file, 'utf8').slice(0, -20));
  await expect(
    page.getByText('This file is damaged: a part of it is missing. Nothing was changed.'),
  ).toBeVisible();
  expect(await kept(page)).toEqual([]);
  await bring(readFileSync(file, 'utf8'));
  await expect(page.getByText('Imported: 1 record.')).toBeVisible();
  expect(await kept(page)).toEqual(['1500000 n2']);
});

test('a browser that keeps nothing is said so, and the page goes on', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(globalThis, 'indexedDB', {
      value: {
        open: () => {
          throw new DOMException('denied', 'SecurityError');
        },
      },
    });
  });
  await openPage(page);
  await open(page, counter);
  await callLab(page, 'act', { do: 'kill', node: 'n2' });
  await expect(page.getByText(/^Not saved: this browser keeps nothing for this page\./)).toBeVisible();
  await callLab(page, 'seek', 1_000_000);
  expect((await frameOf(page)).at).toBe(1_000_000);
});
