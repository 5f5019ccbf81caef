/** The API panel: choose, fill, send, and see the real response, in the site and in the one file. */
import { fileURLToPath } from 'node:url';
import { expectAccessible, expectNothingWider } from './support/audit.ts';
import { callLab, expect, open, openPage, test } from './support/lab.ts';
import { openPanel } from './support/panels.ts';

const FILE = `file://${fileURLToPath(new URL('../../dist-file/ringside.html', import.meta.url))}`;
const cache = JSON.stringify({ version: 1, system: 'cache', seed: 4, about: { title: 'Six nodes' } });

test('choose, fill, send: the same router, the cluster’s time, nothing hard to reach; in the one file too', async ({
  page,
}) => {
  await openPage(page);
  await open(page, cache);
  await callLab(page, 'seek', 1_000_000);
  await openPanel(page, 'API');
  const panel = page.locator('section.api');
  await panel.getByLabel('Address').selectOption('POST /api/cache/:key');
  await panel.getByLabel('value').fill('green');
  await panel.getByLabel('ttl').fill('soon');
  await page.keyboard.press('Enter');
  // Nothing was sent: beside each field is what is wrong, the first has the focus, and what was typed is there.
  await expect(panel.getByText('Something has to stand here.')).toBeVisible();
  await expect(panel.getByText('This is no number.')).toBeVisible();
  await expect(panel.getByLabel('key')).toBeFocused();
  await expect(panel.getByLabel('value')).toHaveValue('green');
  expect(await callLab(page, 'script')).toEqual([]);
  await panel.getByLabel('ttl').fill('60');
  await panel.getByLabel('key').fill('kiwi');
  await page.keyboard.press('Enter');
  await expect(panel.getByText('200 OK')).toBeVisible();
  await expect(panel.getByText(/after \d+(\.\d+)? ms of the cluster’s time/)).toBeVisible();
  await expect(panel.locator('pre')).toHaveText('{\n  "success": true\n}');
  // It is an act of the session like any, and it is there.
  expect(await callLab(page, 'script')).toMatchObject([
    { do: 'command', text: 'SET "kiwi" "green" PX 60000' },
  ]);
  await panel.getByLabel('Address').selectOption('GET /api/cache/:key');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await panel.getByRole('button', { name: 'As fetch' }).click();
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toBe("await fetch('api/cache/kiwi')");
  await panel.getByRole('button', { name: 'Send' }).click();
  await expect(panel.locator('pre')).toContainText('"value": "green"');
  await panel.getByLabel('Address').selectOption('GET /api/metrics');
  await panel.getByRole('button', { name: 'Send' }).click();
  await expect(panel.locator('pre')).toContainText('# HELP');
  await panel.getByRole('button', { name: '200 POST api/cache/kiwi' }).click();
  await expect(panel.locator('pre')).toContainText('"success": true');
  await expectAccessible(page);
  await expectNothingWider(page);

  // The one file has it too, and says what it lacks.
  await page.goto(FILE);
  await page.waitForFunction(() => 'ringside' in globalThis);
  await open(page, cache);
  await page.setViewportSize({ width: 1440, height: 900 });
  await openPanel(page, 'API');
  await expect(panel.getByText('a fetch from the console needs the site')).toBeVisible();
  await panel.getByLabel('Address').selectOption('GET /net/:address/health');
  await panel.getByLabel('address', { exact: true }).fill('n1');
  await panel.getByRole('button', { name: 'Send' }).click();
  await expect(panel.locator('pre')).toContainText('"id": "n1"');
});
