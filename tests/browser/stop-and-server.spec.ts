/** S1-25 and the last step of S1-37 at the prompt of the page: Ctrl+C stops the nodes of the table store, `server` starts them, and what was written is there. */
import type { Page } from '@playwright/test';
import { callLab, expect, frameOf, open, openPage, test } from './support/lab.ts';
import { openPanel } from './support/panels.ts';

const tables = JSON.stringify({ version: 1, system: 'tables', nodes: 3, until: '600s' });

test('Ctrl+C stops the programs and keeps the data, server starts them, each folder has its own', async ({
  page,
}) => {
  await openPage(page);
  await page.getByRole('button', { name: 'Just play' }).click();
  await callLab(page, 'pause');
  await open(page, tables, { host: 'local' });
  await callLab(page, 'pass', 2_000_000);
  await openPanel(page, 'Console');
  const says = page.getByRole('log');
  const prompt = page.getByRole('textbox', { name: 'Command' });
  const type = async (line: string): Promise<void> => {
    await prompt.fill(line);
    await prompt.press('Enter');
    await expect(prompt).toHaveValue('');
    await expect(prompt).toBeEditable();
  };
  await type('create-table Music Artist @Alfa');
  await expect(says).toContainText('Table Music is made');

  // What is half typed goes first; where something is selected it is copied, and nothing else happens.
  await prompt.fill('half a line');
  await prompt.selectText();
  await prompt.press('Control+c');
  await expect(prompt).toHaveValue('half a line');
  await prompt.press('End');
  await prompt.press('Control+c');
  await expect(prompt).toHaveValue('');
  await expectAll(page, 'up');

  await prompt.press('Control+c');
  await expect(says).toContainText('What they wrote stays in data/. Type server to start them again.');
  await expectAll(page, 'down');
  await type('server --data-dir-root mine');
  await expect(says).toContainText('Their files are in mine/.');
  await callLab(page, 'pass', 2_000_000);
  await type('get-item Music Queen @Alfa');
  await expect(says).toContainText('TableNotFound');
  await type('server');
  await expect(says).toContainText('already running: node0 at localhost:8100');
  await prompt.press('Control+c');
  await expect(says).toContainText('What they wrote stays in mine/.');
  await type('make server');
  await expect(says).toContainText('Their files are in data/.');
  await callLab(page, 'pass', 2_000_000);
  await type('get-item Music Queen @Bravo');
  await expect(says).toContainText('ItemNotFound');
  await expectAll(page, 'up');
});

async function expectAll(page: Page, status: 'up' | 'down'): Promise<void> {
  const standing = async () =>
    (await frameOf(page)).picture?.nodes.flatMap(({ id, status: is }) => (id === 'c1' ? [] : [is]));
  await expect.poll(standing).toEqual([status, status, status]);
}
