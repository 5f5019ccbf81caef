/** What an operator looks at: the log, the profile, the benchmark; the help; and pictures of what is shown. */
import { readFileSync } from 'node:fs';
import type { Download, Page } from '@playwright/test';
import { expectAccessible, expectNothingWider } from './support/audit.ts';
import { callLab, expect, open, openPage, test } from './support/lab.ts';
import { openPanel } from './support/panels.ts';

const scenario = JSON.stringify({
  ...{ version: 1, system: 'cache', seed: 4, nodes: 6, about: { title: 'Six nodes' } },
  workload: [{ clients: 1, rate: 100, keys: 50, reads: 0.5 }],
  script: [
    { at: '500ms', do: 'command', client: 'c1', text: 'AUTH opensesame' },
    { at: '1s', do: 'kill', node: 'n2' },
    { at: '2s', do: 'partition', groups: [['n1', 'n3']] },
  ],
});

test('the log by level, the profile of a run, and a benchmark that says where an aim is not met', async ({
  page,
}) => {
  await openPage(page);
  await open(page, scenario);
  await callLab(page, 'seek', 3_000_000);
  await openPanel(page, 'Log');
  const log = page.getByRole('region', { name: 'Log' });
  await log.getByLabel('From which level on').selectOption('error');
  await expect(log.getByText(/\d+ lines/)).toBeVisible();
  await expect(log.getByRole('listbox').getByRole('option').filter({ hasText: 'info' })).toHaveCount(0);
  await expect(log.getByRole('listbox').getByRole('option').filter({ hasText: 'power lost' })).toHaveCount(1);
  await log.getByLabel('From which level on').selectOption('debug');
  await log.getByRole('button', { name: 'Save these lines' }).click();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'Text (logfmt)' }).click(),
  ]);
  const text = await contentOf(file);
  expect(text).toContain('msg="power lost"');
  expect(text).toContain('AUTH');
  expect(text).not.toContain('opensesame');
  await expectAccessible(page);

  await openPanel(page, 'Profile');
  const profile = page.getByRole('region', { name: 'Profile', exact: true });
  await profile.getByRole('button', { name: 'Measure' }).click();
  await callLab(page, 'play', 1);
  await expect(profile.getByRole('rowheader', { name: 'request' })).toBeVisible();
  await callLab(page, 'pause');
  await profile.getByRole('button', { name: 'Stop measuring' }).click();
  await expect(profile.getByRole('rowheader', { name: 'Bus worker' })).toBeVisible();
  await expectAccessible(page);
  await expectNothingWider(page);

  await page.setViewportSize({ width: 1_440, height: 900 });
  await openPanel(page, 'Benchmark');
  const benchmark = page.getByRole('region', { name: 'Benchmark' }).first();
  const before = await callLab(page, 'script');
  await benchmark.getByRole('button', { name: 'Run', exact: true }).click();
  // The first row is enough: a machine that runs these tests has better to do, and what is measured is no matter of a test.
  await expect(benchmark.getByRole('row').nth(1)).toContainText(/\d\/s/, { timeout: 90_000 });
  await benchmark.getByRole('button', { name: 'Stop' }).click();
  await expect(benchmark.getByText('Stopped. What was measured stays.')).toBeVisible();
  expect(await callLab(page, 'script')).toEqual(before);
  await expectAccessible(page);
});

test('the help is found by its address, searched, and left; pictures are SVG and PNG in both themes', async ({
  page,
}) => {
  await page.goto('./#help=protocol/incrby');
  await page.waitForFunction(() => 'ringside' in globalThis);
  const help = page.getByRole('dialog', { name: 'Help' });
  await expect(help.getByRole('heading', { name: 'INCRBY', exact: true })).toBeFocused();
  await help.getByRole('searchbox').fill('half the cores alone');
  await help.getByRole('link', { name: 'The aims' }).click();
  await expect(help.getByRole('heading', { name: 'The aims' })).toBeFocused();
  expect(new URL(page.url()).hash).toBe('#help=benchmarks/the-aims');
  await expectAccessible(page);
  // Nothing leaves the origin in any test (support/lab.ts); here the links are that could lead out.
  await help.getByRole('link', { name: 'Reading' }).click();
  await expect(help.locator('a[href^="https:"]')).toHaveCount(6);
  await help.getByRole('link', { name: 'Keys' }).click();
  await expect(help.getByText('KILL Bravo', { exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect.poll(() => new URL(page.url()).hash).toBe('');

  await open(page, scenario);
  await callLab(page, 'seek', 2_100_000);
  // The drawer takes room of the stage when it comes.
  await expect(page.getByRole('tab', { name: 'Console' })).toBeVisible();
  await openPanel(page, 'Space-time');
  const grounds = new Set<string>();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.getByRole('button', { name: 'Share' }).click();
    const share = page.getByRole('dialog').filter({ hasText: 'as a picture' });
    const stage = await pictures(page, () =>
      share.getByRole('button', { name: 'What is shown, as a picture' }).click(),
    );
    expect(stage.texts).toEqual(
      expect.arrayContaining([expect.stringMatching(/^Six nodes/), 'Bravo', 'Side 1']),
    );
    expect(stage.caption).toMatch(/^At 2\.1 s · fingerprint [0-9a-f]{16} · Ringside$/);
    grounds.add(stage.ground);
    await page.keyboard.press('Escape');
    const panel = page.getByRole('region', { name: 'Space-time diagram' }).or(page.getByRole('tabpanel'));
    const diagram = await pictures(page, () =>
      panel.getByRole('button', { name: 'What is shown, as a picture' }).first().click(),
    );
    expect(diagram.texts).toEqual(
      expect.arrayContaining([expect.stringMatching(/^Six nodes/), 'Bravo', 'You']),
    );
    expect(diagram.ground).toBe(stage.ground);
  }
  await openPanel(page, 'Metrics');
  const charts = await pictures(page, () =>
    page.getByRole('toolbar').getByRole('button', { name: 'What is shown, as a picture' }).click(),
  );
  expect(charts.texts).toEqual(expect.arrayContaining(['Operations', 'Clients wait', 'Bravo']));
  // Each theme has its own colours.
  expect(grounds.size).toBe(2);
});

interface Seen {
  readonly ground: string;
  readonly caption: string;
  readonly texts: readonly string[];
}

/** Saves both kinds: the SVG can be parsed and needs nothing from elsewhere, the PNG is twice as large. */
async function pictures(page: Page, openMenu: () => Promise<void>): Promise<Seen> {
  const save = async (name: string): Promise<Download> => {
    await openMenu();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name }).click(),
    ]);
    return file;
  };
  const svg = await contentOf(await save('Save as SVG'));
  const png = readFileSync(await (await save('Save as PNG')).path());
  const seen = await page.evaluate((text) => {
    const parsed = new DOMParser().parseFromString(text, 'image/svg+xml');
    const root = parsed.documentElement;
    return {
      isSound: parsed.querySelector('parsererror') === null && root.localName === 'svg',
      width: Number(root.getAttribute('width')),
      height: Number(root.getAttribute('height')),
      ground: root.querySelector('rect')?.getAttribute('fill') ?? '',
      caption: root.querySelector('desc')?.textContent ?? '',
      texts: [...root.querySelectorAll('text')].map((each) => each.textContent.trim()),
      paths: root.querySelectorAll('path').length,
    };
  }, svg);
  expect(seen.isSound).toBe(true);
  expect(seen.paths).toBeGreaterThan(10);
  expect(svg).not.toMatch(/var\(|@font-face|href="(?!data:)|class=/);
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([2 * seen.width, 2 * seen.height]);
  return seen;
}

async function contentOf(file: Download): Promise<string> {
  return readFileSync(await file.path(), 'utf8');
}
