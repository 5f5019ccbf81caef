/** The tables of an operator: the cache by its keys, the network by its links, the health of each node. */
import type { Page } from '@playwright/test';
import { expectAccessible, expectNothingWider } from './support/audit.ts';
import { callLab, expect, open, openPage, test } from './support/lab.ts';
import { openPanel } from './support/panels.ts';

const KEYS = 600;
/** What a window of this height can show of a list, with what is kept beside it. */
const ROWS_MOST = 60;

const many = JSON.stringify({
  ...{ version: 1, system: 'cache', nodes: 3, until: '60s' },
  options: { virtualNodes: 4 },
  workload: [{ loop: 'closed', depth: 64, keys: KEYS, spread: 'scan', reads: 0, from: '0s', until: '1s' }],
});
const empty = JSON.stringify({ version: 1, system: 'cache', nodes: 3, until: '60s' });

async function begin(page: Page, text: string, passes: number): Promise<void> {
  await openPage(page);
  await page.getByRole('button', { name: 'Just play' }).click();
  await callLab(page, 'pause');
  await open(page, text, { host: 'local' });
  await callLab(page, 'pass', passes);
}

test('the cache as a table: found, sorted, chosen, changed and deleted, and no more rows than are seen', async ({
  page,
}) => {
  await begin(page, empty, 400_000);
  await openPanel(page, 'Cache');
  await expect(page.getByText('No keys yet. Put one')).toBeVisible();
  const panel = page.getByRole('tabpanel', { name: 'Cache' });
  await panel.getByRole('button', { name: 'Put a key' }).click();
  const key = panel.getByRole('textbox', { name: 'Key', exact: true });
  await expect(key).toBeFocused();
  await key.press('Enter');
  await expect(panel.getByRole('alert')).toContainText('Type a key');
  await open(page, many, { host: 'local' });
  await callLab(page, 'pass', 2_000_000);
  await expect(page.getByText(/600 keys/)).toBeVisible();
  const table = page.getByRole('grid');
  await expect(table.getByRole('row', { name: /^key:0 / })).toBeVisible();
  expect(await table.getByRole('row').count()).toBeLessThan(ROWS_MOST);

  // By keys alone to the end and back.
  await table.focus();
  await page.keyboard.press('End');
  await expect(table.getByRole('row', { name: /^key:99 / })).toBeVisible();
  await expect(table.getByRole('row', { name: /^key:0 / })).toHaveCount(0);
  expect(await table.getByRole('row').count()).toBeLessThan(ROWS_MOST);

  await page.getByRole('searchbox', { name: 'Part of a key' }).fill('Y:59');
  await expect(page.getByText('11 of 600 keys')).toBeVisible();
  await page.getByRole('group', { name: 'Order of the rows' }).getByRole('button', { name: /^Key/ }).click();
  await expect(table.getByRole('row').first()).toContainText('key:599');
  await table.getByRole('row', { name: /^key:597 / }).click();
  await expect(page.getByRole('region', { name: 'Inspector' })).toContainText('key:597');

  const value = panel.getByRole('textbox', { name: 'Value' });
  await expect(value).not.toHaveValue('');
  await value.fill('two words');
  await page.getByRole('textbox', { name: 'Expires after' }).fill('30');
  await page.getByRole('button', { name: 'Put', exact: true }).click();
  await expect(table.getByRole('row', { name: /^key:597 two words/ })).toContainText(/29\.\d s/);
  const script = await callLab(page, 'script');
  expect(script.at(-1)).toMatchObject({
    do: 'command',
    client: 'c1',
    text: 'SET key:597 "two words" PX 30000',
  });
  await callLab(page, 'pass', 5_000_000);
  await expect(table.getByRole('row', { name: /^key:597 / })).toContainText(/24\.\d s/);
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Delete key:597' }).click();
  await expect(page.getByText('10 of 599 keys')).toBeVisible();

  // On a phone, from the table to the ring, and from the ring's side to the row.
  await page.getByRole('searchbox', { name: 'Part of a key' }).fill('');
  await page.setViewportSize({ width: 390, height: 844 });
  const sheet = page.getByRole('dialog', { name: 'Cache' });
  await sheet.getByRole('row').nth(2).click();
  await sheet.getByRole('button', { name: 'Show on the ring' }).click();
  await expect(sheet).toBeHidden();
  await page.getByRole('button', { name: 'Show in the table' }).click();
  await expect(sheet.getByRole('row', { selected: true })).toBeVisible();
  await expectNothingWider(page);
});

test('the network by its links and the health of each node: told with their reasons, changed and mended', async ({
  page,
}) => {
  await begin(page, empty, 400_000);
  await callLab(page, 'act', { do: 'link', from: '*', to: '*', kind: 'beat', drop: 0.1, both: false });
  await openPanel(page, 'Network');
  await expect(page.getByRole('list', { name: 'Rules for many links' })).toContainText('loses 10 %');
  const link = page.locator('[data-link="n1 n2"]');
  await expect(link).toContainText('5 ms to 15 ms');
  await link.getByRole('button').click();
  await page
    .getByRole('region', { name: 'Inspector' })
    .getByRole('button', { name: 'Cut', exact: true })
    .click();
  await expect(link).toContainText('cut');
  await page.getByRole('combobox', { name: 'Which links are listed' }).selectOption('special');
  await expect(page.getByRole('table', { name: /^Links/ }).getByRole('row')).toHaveCount(3);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Clear all faults' }).click();
  await expect(page.getByText('No link is unusual.')).toBeVisible();
  await expectNothingWider(page);

  await page.setViewportSize({ width: 1_440, height: 900 });
  await callLab(page, 'act', { do: 'disk', node: 'n1', act: 'full' });
  await callLab(page, 'ask', 'c1', 'SET apple red @n1');
  for (const text of ['SET a 1', 'SET b 1', 'SET c 1', 'SET d 1', 'SET e 1'])
    await callLab(page, 'ask', 'c1', text);
  await callLab(page, 'pass', 1_500_000);
  await openPanel(page, 'Health');
  const health = page.getByRole('table', { name: /^Health/ });
  const alfa = health.locator('[data-node="n1"]');
  await expect(alfa.locator('[data-ok="false"]')).toHaveText(
    /Disk.*There is no room left on it\..*Mend its disk/s,
  );
  await callLab(page, 'act', { do: 'kill', node: 'n3' });
  await expect(health.locator('[data-node="n3"]')).toContainText('It is stopped');
  await expect(health.locator('[data-node="n3"] [data-check]')).toHaveCount(0);
  await expectAccessible(page);
  await expectNothingWider(page);
});
