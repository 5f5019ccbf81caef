/** The panels beneath the ring: opened by keys, typed into, listed, drawn, saved. */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expectAccessible, expectNothingWider } from './support/audit.ts';
import { callLab, expect, frameOf, openPage, test } from './support/lab.ts';

const tab = (page: Page, name: RegExp) => page.getByRole('tab', { name });
const field = (page: Page) => page.getByRole('textbox', { name: 'Command' });

/** A cache that stands still at 300 ms: nothing passes but what is asked for. */
test.beforeEach(async ({ page }) => {
  await openPage(page);
  await page.getByRole('button', { name: 'Just play' }).click();
  await callLab(page, 'pause');
  await callLab(page, 'seek', 300_000);
  await expect.poll(async () => (await frameOf(page)).at).toBe(300_000);
});

async function run(page: Page, line: string): Promise<void> {
  const input = field(page);
  await input.fill(line);
  await input.press('Enter');
  await expect(input).toBeEditable({ timeout: 30_000 });
  await expect(page.getByRole('log')).toContainText(line);
}

test('tabs by keys alone: through them, into a panel, out again', async ({ page }) => {
  await tab(page, /^Console/).focus();
  await page.keyboard.press('Enter');
  await expect(tab(page, /^Console/)).toHaveAttribute('aria-selected', 'true');
  await expect(field(page)).toBeVisible();
  await tab(page, /^Console/).focus();
  for (const name of [/^Events/, /^Space-time/, /^Nodes/]) {
    await page.keyboard.press('ArrowRight');
    await expect(tab(page, name)).toBeFocused();
    await expect(tab(page, name)).toHaveAttribute('aria-selected', 'true');
  }
  await expect(page.getByRole('table')).toBeVisible();
  await expect(field(page)).toBeHidden();
  const handle = page.getByRole('separator', { name: 'Height of the panel' });
  await handle.focus();
  await page.keyboard.press('ArrowUp');
  await expect(handle).toHaveAttribute('aria-valuenow', '212');
  await page.keyboard.press('Home');
  await expect(handle).toHaveAttribute('aria-valuenow', '120');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('tabpanel')).toBeHidden();
  await tab(page, /^Nodes/).press('Enter');
  await expect(page.getByRole('tabpanel')).toBeVisible();
  await tab(page, /^Nodes/).press('Enter');
  await expect(page.getByRole('tabpanel')).toBeHidden();
});

test('the console: history, completion, replies with their route, lines that stay', async ({ page }) => {
  await tab(page, /^Console/).click();
  await expect(page.getByRole('button', { name: 'SET apple red' })).toBeVisible();
  await page.getByRole('button', { name: 'SET apple red' }).click();
  const log = page.getByRole('log');
  await expect(log).toContainText(/OK v1 from \w+ in [\d.]+ ms, 1 of 3 needed\./);
  await expect(log).toContainText('Time stood still');
  await run(page, 'GET nothing');
  await expect(log).toContainText('(nil)');
  await run(page, 'GET');
  await expect(log).toContainText('(error) ERR wrong number of arguments');
  const input = field(page);
  await input.press('ArrowUp');
  await expect(input).toHaveValue('GET');
  await input.press('ArrowUp');
  await expect(input).toHaveValue('GET nothing');
  await input.press('ArrowDown');
  await input.press('ArrowDown');
  await expect(input).toHaveValue('');
  await input.fill('kil');
  await input.press('Tab');
  await expect(input).toHaveValue('KILL ');
  await input.pressSequentially('Br');
  await input.press('Tab');
  await expect(input).toHaveValue('KILL Bravo ');
  await input.fill('GET key:2');
  await input.press('Tab');
  // The first of key:2, key:20 … and then the next one.
  await expect(page.getByRole('group', { name: 'Completions' })).toContainText('key:20');
  await input.fill('GET apple @fox');
  await input.press('Tab');
  await expect(input).toHaveValue('GET apple @Foxtrot ');
  await input.fill('');
  await tab(page, /^Console/).click();
  await expect(log).toBeHidden();
  await tab(page, /^Console/).click();
  await expect(log).toContainText('GET nothing');
});

test('a click on an event goes to its instant, and shows what it is about', async ({ page }) => {
  await callLab(page, 'act', { do: 'freeze', node: 'kvn3' });
  await callLab(page, 'seek', 900_000);
  await tab(page, /^Events/).click();
  const kind = page.getByRole('combobox', { name: 'What is listed' });
  await kind.selectOption('act');
  await page.getByRole('option', { name: /Freeze Charlie/ }).click();
  await expect.poll(async () => (await frameOf(page)).at).toBe(300_001);
  // What came later is still listed.
  await kind.selectOption('note');
  await page.getByRole('searchbox').fill('doubts charlie');
  await expect(page.getByRole('option', { name: /doubts Charlie/ }).first()).toBeVisible();
  await page.getByRole('searchbox').fill('');
  await kind.selectOption('act');
  await expect(page.getByRole('option', { name: /doubts/ })).toHaveCount(0);
  await page.getByRole('searchbox').fill('no such thing');
  await expect(page.getByText('No event matches.')).toBeVisible();
  await page.getByRole('searchbox').fill('freeze');
  const list = page.getByRole('listbox');
  await list.focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('option', { name: /Freeze Charlie/ })).toHaveAttribute('aria-selected', 'true');
});

test('the export has one JSON object a line', async ({ page }) => {
  await tab(page, /^Events/).click();
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export' }).click();
  const saved = await saving;
  expect(saved.suggestedFilename()).toBe('cache-events.jsonl');
  const lines = readFileSync(await saved.path(), 'utf8').split('\n');
  const history = await callLab(page, 'history');
  expect(lines).toHaveLength(history.split('\n').length);
  for (const line of lines) {
    const event = JSON.parse(line) as { readonly at: number; readonly what: string };
    expect(typeof event.at).toBe('number');
    expect(typeof event.what).toBe('string');
  }
});

test('space-time: a click seeks, a message is followed, lanes slide until an arrow would point backwards', async ({
  page,
}) => {
  await tab(page, /^Space-time/).click();
  const plot = page.getByRole('group', { name: /lanes from/ });
  await expect(plot).toBeVisible();
  const box = (await plot.boundingBox()) as { x: number; y: number; width: number; height: number };
  // Before the first message of the stretch: an empty place.
  await plot.focus();
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await frameOf(page)).at).not.toBe(300_000);
  const before = (await frameOf(page)).at;
  await page.mouse.click(box.x + box.width * 0.3, box.y + 9);
  await expect.poll(async () => (await frameOf(page)).at).not.toBe(before);
  await callLab(page, 'seek', 300_000);
  const lane = page.getByRole('slider', { name: 'Lane of Bravo' });
  await lane.focus();
  await page.keyboard.press('ArrowRight');
  const slid = Number(await lane.getAttribute('aria-valuenow'));
  expect(slid).toBeGreaterThan(0);
  for (let press = 0; press < 30; press += 1) await page.keyboard.press('Shift+ArrowRight');
  await expect(page.getByText('It slides no further')).toBeVisible();
  const most = Number(await lane.getAttribute('aria-valuenow'));
  await page.keyboard.press('Shift+ArrowRight');
  expect(Number(await lane.getAttribute('aria-valuenow'))).toBe(most);
  await page.getByRole('button', { name: 'Lanes back' }).click();
  await expect(lane).toHaveAttribute('aria-valuenow', '0');
  const grip = (await lane.boundingBox()) as { x: number; y: number };
  await page.mouse.move(grip.x + 20, grip.y + 10);
  await page.mouse.down();
  await page.mouse.move(grip.x + 28, grip.y + 10, { steps: 4 });
  await page.mouse.up();
  await expect(lane).not.toHaveAttribute('aria-valuenow', '0');
  await page.getByRole('button', { name: 'As a list' }).click();
  const rows = page.getByRole('listbox', { name: 'Events' }).getByRole('option');
  await rows
    .filter({ hasText: / asks | tells / })
    .first()
    .click();
  await page.getByRole('button', { name: 'As a picture' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'before it' })).toBeVisible();
});

test('the table of nodes: every fact, every act, faults cleared at once, a name that is taken', async ({
  page,
}) => {
  await tab(page, /^Nodes/).click();
  const row = page.getByRole('row', { name: /^Bravo/ });
  await expect(row).toContainText('running');
  await row.getByRole('button', { name: 'Freeze Bravo' }).click();
  await expect(row).toContainText('frozen');
  await row.getByRole('button', { name: 'How to kill Bravo' }).click();
  await page.getByRole('menuitem', { name: /Stop the program/ }).click();
  await expect(row).toContainText('stopped');
  await row.getByRole('button', { name: 'More that can be done to Bravo' }).click();
  const slower = page.getByRole('textbox', { name: 'Times slower, 1 is usual' });
  await slower.fill('lots');
  await slower.press('Enter');
  await expect(page.getByRole('alert')).toContainText('A number from 1');
  await expect(slower).toHaveValue('lots');
  await page.keyboard.press('Escape');
  await page
    .getByRole('row', { name: /^Delta/ })
    .getByRole('button', { name: 'Isolate Delta' })
    .click();
  await expect(page.getByRole('list', { name: 'Faults now' })).toContainText('Delta is cut off');
  await page.getByRole('button', { name: 'Clear all faults' }).click();
  await expect(page.getByText('No fault stands.')).toBeVisible();
  await expect(row).toContainText('running');
  const name = page.getByRole('textbox', { name: 'Name of the new node' });
  await name.fill('bravo');
  await name.press('Enter');
  await expect(page.getByRole('alert')).toContainText('bravo is there already');
  await expect(name).toHaveValue('bravo');
  await name.fill('Golf');
  await name.press('Enter');
  await expect(page.getByRole('row', { name: /^Golf/ })).toBeVisible();
  const golf = page.getByRole('row', { name: /^Golf/ });
  await golf.getByRole('button', { name: 'More that can be done to Golf' }).click();
  await page.getByRole('button', { name: 'Remove…' }).click();
  await expect(page.getByRole('alert')).toContainText('Remove Golf for good?');
  await page.getByRole('button', { name: 'Keep it' }).click();
  await expect(page.getByRole('button', { name: 'Remove…' })).toBeVisible();
});

test('an open drawer leaves the ring its room at 1280 by 720', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  await tab(page, /^Space-time/).click();
  const handle = page.getByRole('separator', { name: 'Height of the panel' });
  await handle.focus();
  await page.keyboard.press('End');
  await expect
    .poll(() => page.locator('[data-stage]').evaluate((stage) => stage.clientHeight))
    .toBeGreaterThanOrEqual(346);
});

for (const [name, heading] of [
  [/^Console/, 'console'],
  [/^Events/, 'events'],
  [/^Space-time/, 'space-time'],
  [/^Nodes/, 'nodes'],
] as const)
  test(`no serious fault of accessibility in the ${heading} panel, and nothing too wide`, async ({
    page,
  }) => {
    await tab(page, name).click();
    await expect(page.getByRole('tabpanel')).toBeVisible();
    await expectAccessible(page);
    await expectNothingWider(page);
  });

test('on a phone: tabs at the bottom, sheets that cover the page and close', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const bottom = page.getByRole('navigation', { name: 'Panels' });
  await bottom.getByRole('button', { name: 'Console' }).click();
  const sheet = page.getByRole('dialog', { name: 'Console' });
  await expect(sheet).toBeVisible();
  await run(page, 'GET key:1');
  await expectAccessible(page);
  await sheet.getByRole('button', { name: 'Close' }).click();
  await expect(sheet).toBeHidden();
  await bottom.getByRole('button', { name: 'More' }).click();
  await page.getByRole('group', { name: 'More' }).getByRole('button', { name: 'Nodes' }).click();
  await expect(page.getByRole('dialog', { name: 'Nodes' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: 'Nodes' })).toBeHidden();
  await bottom.getByRole('button', { name: 'Inspect' }).click();
  await expect(page.getByText('Tap a node, a key or a message.')).toBeVisible();
  await expectAccessible(page);
});
