/** The Metrics panel: the lab's numbers over time, to be read and gone to by hand and by key, and to be taken along. */
import { readExposition } from '../protocols/exposition.ts';
import { expectAccessible, expectNothingWider } from './support/audit.ts';
import { callLab, expect, open, openPage, test } from './support/lab.ts';
import { openPanel } from './support/panels.ts';

const SECOND = 1_000_000;
const scenario = JSON.stringify({
  version: 1,
  system: 'cache',
  seed: 4,
  nodes: 3,
  workload: [{ clients: 2, rate: 60, keys: 40, reads: 0.7, from: '0s', until: '30s' }],
  script: [{ at: '2s', do: 'kill', node: 'n2' }],
  until: '30s',
});

test('charts of what has passed are read and gone to by hand and by key, as numbers too, and taken along', async ({
  page,
}) => {
  await openPage(page);
  await open(page, scenario);
  await callLab(page, 'seek', 4 * SECOND);
  const { picture } = await callLab(page, 'frame', 0, { epoch: -1, cursor: 0, picture: -1 });
  await openPanel(page, 'Metrics');
  const panel = page.locator('section.metrics');
  const charts = panel.getByRole('slider');
  await expect(charts).toHaveCount(8);
  // Opened late: the past is counted from a replay, to its beginning.
  const first = charts.first();
  await first.focus();
  await page.keyboard.press('End');
  await expect(first).toHaveAttribute('aria-valuenow', '4000');
  await expect
    .poll(async () => {
      await page.keyboard.press('Home');
      return first.getAttribute('aria-valuenow');
    })
    .toBe('125');
  for (let step = 0; step < 7; step += 1) await page.keyboard.press('ArrowRight');
  await expect(first).toHaveAttribute('aria-valuetext', /^1\.0 s: All \d+\/s, Alfa \d+\/s, Bravo \d+\/s/);
  await page.keyboard.press('Enter');
  await expect
    .poll(async () => (await callLab(page, 'frame', 0, { epoch: -1, cursor: 0, picture: -1 })).at)
    .toBe(SECOND);
  // The moment has gone back; what is known of its future is still there. Another chart says the same instant, a dead node nothing.
  await page.keyboard.press('ArrowDown');
  await expect(charts.nth(1)).toBeFocused();
  await page.keyboard.press('End');
  await expect(charts.nth(1)).toHaveAttribute('aria-valuetext', /^4\.0 s: average .+ slowest 1 % /);
  const memory = panel.getByRole('slider', { name: 'Memory' });
  const box = await memory.boundingBox();
  if (box === null) throw new Error('the chart is nowhere');
  await memory.hover({ position: { x: (box.width * 3.5) / 10, y: 30 } });
  await expect(memory).toHaveAttribute('aria-valuetext', /^3\.5 s: All .*Alfa/);
  await expect(memory).not.toHaveAttribute('aria-valuetext', /Bravo/);
  await memory.click({ position: { x: (box.width * 3.5) / 10, y: 30 } });
  await expect
    .poll(async () => (await callLab(page, 'frame', 0, { epoch: -1, cursor: 0, picture: -1 })).at)
    .toBeGreaterThan(3.3 * SECOND);

  await panel.getByRole('button', { name: 'As a table' }).click();
  await expect(panel.getByRole('row', { name: /^Alfa/ })).toContainText('/s');
  await expect(panel.getByRole('row', { name: /^Bravo/ })).toContainText('–');
  await panel.getByRole('button', { name: 'As charts' }).click();

  await callLab(page, 'seek', 4 * SECOND);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await panel.getByRole('button', { name: 'Copy for Prometheus' }).click();
  await expect(panel.getByText('Copied.')).toBeVisible();
  const families = readExposition(await page.evaluate(() => navigator.clipboard.readText()));
  expect(families[0]).toMatchObject({
    name: 'cache_up',
    samples: [{ value: 1 }, { value: 0 }, { value: 1 }],
  });
  await expectAccessible(page);
  await expectNothingWider(page);
  // Nothing of it has changed the run.
  await callLab(page, 'seek', 4 * SECOND);
  await expect
    .poll(
      async () =>
        (await callLab(page, 'frame', 0, { epoch: -1, cursor: 0, picture: -1 })).picture?.fingerprint,
    )
    .toBe(picture?.fingerprint);
  expect(await callLab(page, 'script')).toHaveLength(1);
});
