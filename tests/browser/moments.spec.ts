/** Moments kept under a name outlive the page and come out equal; a shared question is answered by a run of the reader's own. */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expectAccessible } from './support/audit.ts';
import { callLab, expect, frameOf, open, openPage, pullUntil, test } from './support/lab.ts';

const EQUAL = 'The run came out equal to the one that was shared.';
const cache = JSON.stringify({
  ...{ version: 1, about: { title: 'Six nodes' }, system: 'cache', seed: 4, until: '20s' },
  options: { nodeTimeout: '1s' },
  script: [{ at: '200ms', do: 'command', client: 'c1', text: 'SET kiwi green' }],
});

/** A cache that has just lost whoever answers for the key. */
async function killed(page: Page): Promise<void> {
  await open(page, cache);
  await callLab(page, 'seek', 1_000_000);
  const owner = (await callLab(page, 'keepers', 'kiwi'))?.primary ?? '';
  await callLab(page, 'act', { do: 'kill', node: owner });
  await callLab(page, 'seek', 1_200_000);
}

async function openList(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByRole('button', { name: 'Saved moments' }).click();
}

test('a saved moment outlives the page, comes out equal, and a file that is no good changes nothing', async ({
  page,
}) => {
  await openPage(page);
  await killed(page);
  const before = (await frameOf(page)).picture;
  await openList(page);
  const dialog = page.getByRole('dialog', { name: 'Saved moments' });
  await expect(dialog.getByLabel('Save this moment, 1.2 s, as')).toHaveValue(
    / died 200 ms ago\. Nobody has noticed$/,
  );
  await dialog.getByLabel('Save this moment').fill('<b>Before</b> anybody knows');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(dialog.getByText('Saved: <b>Before</b> anybody knows.')).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: /^Rename/ }).click();
  await page.keyboard.type('Before');
  await page.keyboard.press('Enter');
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save Before as file' }).click();
  const file = readFileSync(await (await download).path(), 'utf8');
  await dialog.getByRole('button', { name: 'Delete Before' }).click();
  await expect(dialog.getByText('No moment is saved yet.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Undo' }).click();
  await expect(dialog.getByText('Before is back.')).toBeVisible();
  for (const [text, says] of [
    [file.slice(0, -40), 'This file is damaged'],
    [cache, 'This file holds no saved moment.'],
  ] as const) {
    const files = { name: 'any.json', mimeType: 'application/json', buffer: Buffer.from(text) };
    await dialog.locator('input[type=file]').setInputFiles(files);
    await expect(dialog.getByText(says)).toBeVisible();
    await expect(dialog.getByRole('listitem')).toHaveCount(1);
  }

  await page.goto('about:blank');
  await openPage(page);
  await open(page, JSON.stringify({ version: 1, system: 'echo' }));
  await openList(page);
  await dialog.getByRole('button', { name: 'Open Before' }).click();
  await expect(page.locator('.door').getByText(EQUAL)).toBeVisible();
  const after = await frameOf(page);
  expect(after).toMatchObject({ at: 1_200_000, playing: false });
  expect(after.picture?.fingerprint).toBe(before?.fingerprint);
});

test('whoever answers a shared question is told by a run of their own, and nothing lies on it', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  await openPage(page);
  await killed(page);
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await page.getByLabel('What is it about?').selectOption('Who answers for a key');
  await expect(page.getByLabel('What should they look for?')).toHaveValue('Who answers for kiwi then?');
  const outcome = page.getByText(/^It comes to: /);
  await expect(outcome).toBeVisible();
  const [, who = ''] = /^It comes to: (\w+)\./.exec((await outcome.textContent()) ?? '') ?? [];
  await page.getByLabel('A note at 1.2 s').fill('Look at what is missing. '.repeat(19));
  await expectAccessible(page);
  const link = await page.locator('dialog input[readonly]').inputValue();

  await page.goto('about:blank');
  await page.goto(link);
  const door = page.locator('.door');
  await door.getByRole('button', { name: who, exact: true }).click();
  const [read, play] = [
    await door.locator('.read').boundingBox(),
    await door.locator('.buttons').boundingBox(),
  ];
  expect((read?.y ?? 0) + (read?.height ?? 0)).toBeLessThanOrEqual(play?.y ?? 0);
  await expectAccessible(page);
  await door.getByRole('button', { name: 'Play' }).click();
  await expect.poll(async () => (await frameOf(page)).playing).toBe(true);
  await pullUntil(page, 3_200_000);
  await expect(door.getByText('So it was.')).toBeVisible();
  expect((await frameOf(page)).at).toBeGreaterThanOrEqual(3_200_000);
  expect((await callLab(page, 'keepers', 'kiwi'))?.primary).not.toBeNull();
});
