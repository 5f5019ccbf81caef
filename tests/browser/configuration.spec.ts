/** The panel that sets the open cluster up: what a person types, sees refused by line, takes over, starts, exports and opens again. */
import { readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import { expectAccessible, expectNothingWider } from './support/audit.ts';
import { callLab, expect, frameOf, open, openPage, test } from './support/lab.ts';

const cache = JSON.stringify({
  version: 1,
  system: 'cache',
  seed: 4,
  nodes: 3,
  about: { title: 'Three nodes' },
});

test('form and text are one; what is wrong is said by line; a node is started, a file runs, a folder goes to real servers', async ({
  page,
}) => {
  await openPage(page);
  await open(page, cache);
  await callLab(page, 'seek', 1_000_000);
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Configuration' }).click();
  const panel = page.locator('section.configuration');
  const text = panel.getByRole('textbox', { name: 'cluster.yaml' });
  const replicas = panel.getByLabel('replicas', { exact: true });
  const anew = panel.getByRole('button', { name: 'Begin anew' });

  // Both ways, as one types; and with keys alone.
  await expect(replicas).toHaveValue('3');
  await expect(anew).toBeDisabled();
  await replicas.focus();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('9');
  await expect(text).toHaveValue(/^ {2}replicas: 9$/m);
  await expect(panel.getByText('9 is more than 7')).toHaveCount(2);
  await expect(panel.getByRole('button', { name: 'Line 12' })).toBeVisible();
  await expect(anew).toBeDisabled();
  await expectAccessible(page);
  await text.fill((await text.inputValue()).replace('replicas: 9', 'replicas: 2\n\twrite: 1'));
  await expect(panel.getByText('a tab cannot indent a line here: use spaces')).toBeVisible();
  await expect(panel.getByText('The form waits until the text can be read again.')).toBeVisible();
  await text.fill((await text.inputValue()).replace('\n\twrite: 1', ''));
  await expect(replicas).toHaveValue('2');
  await expect(panel.getByText('it begins anew, with the same seed')).toBeVisible();
  expect(await callLab(page, 'scenario')).toContain('"replicas":3');
  await anew.click();
  await expect.poll(() => callLab(page, 'scenario')).toContain('"replicas":2');
  expect((await frameOf(page)).at).toBe(0);
  await page.getByRole('button', { name: 'Back to what was open' }).click();
  await expect.poll(() => callLab(page, 'scenario')).toContain('"replicas":3');
  await expect.poll(async () => (await frameOf(page)).at).toBe(1_000_000);

  // One node from its text.
  await panel.getByRole('button', { name: 'One node' }).click();
  const node = panel.getByRole('textbox', { name: 'One node' });
  await node.fill('id: n4\nname: Golf\naddress: n4\nsettings:\n  maxmemory: 100mb\n');
  await panel.getByRole('button', { name: 'Start this node' }).click();
  await expect
    .poll(() => callLab(page, 'script'))
    .toMatchObject([{ do: 'add', node: 'n4', name: 'Golf' }, { do: 'command' }]);
  await node.fill('id: n4\naddress: n4\n');
  await expect(panel.getByText('there is already a node at the address n4').first()).toBeVisible();
  await callLab(page, 'pass', 1_000_000);

  // What was set is what it has, and what is set is set at once.
  await panel.getByRole('button', { name: 'server.yaml' }).click();
  await panel.getByLabel('Nodes', { exact: true }).selectOption('Golf');
  await expect(panel.getByLabel('maxmemory', { exact: true })).toHaveValue('104857600');
  await panel.getByLabel('maxmemory-policy').selectOption('allkeys-lru');
  await panel.getByRole('button', { name: 'Set now' }).click();
  await expect
    .poll(async () => JSON.stringify(await callLab(page, 'script')))
    .toContain('CONFIG SET maxmemory-policy allkeys-lru @n4');

  // A file of all of it, which runs again; a bad one is refused, and nothing changes.
  await panel.getByRole('button', { name: 'Topology file' }).click();
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    panel.getByRole('button', { name: 'Save as file' }).click(),
  ]);
  expect(saved.suggestedFilename()).toBe('three-nodes.yaml');
  const yaml = readFileSync(await saved.path(), 'utf8');
  const [folder] = await Promise.all([
    page.waitForEvent('download'),
    panel.getByRole('button', { name: 'Take it to a real cluster' }).click(),
  ]);
  const files = unzipSync(readFileSync(await folder.path()));
  expect(Object.keys(files)).toContain('three-nodes-redis/compose.yaml');
  const before = await callLab(page, 'scenario');
  const picker = panel.locator('input[type=file]');
  const file = (content: string) => ({
    name: 'a.yaml',
    mimeType: 'application/yaml',
    buffer: Buffer.from(content),
  });
  await picker.setInputFiles(file(yaml.replace('seed: 4', 'seed: four')));
  await expect(panel.getByText('This file cannot run. Nothing was changed.')).toBeVisible();
  await expect(panel.getByRole('button', { name: 'Line 5' })).toBeVisible();
  expect(await callLab(page, 'scenario')).toBe(before);
  await picker.setInputFiles(file(yaml.replace('seed: 4', 'seed: 5')));
  await expect.poll(() => callLab(page, 'scenario')).toContain('"seed": 5');
  await expectNothingWider(page);
});
