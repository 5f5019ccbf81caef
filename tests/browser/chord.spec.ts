/** A Chord ring in the page: whom each node knows, a request on its way, what a death makes of both, and a newcomer. */
import { readFileSync } from 'node:fs';
import { expectAccessible, expectNothingWider } from './support/audit.ts';
import { callLab, expect, open, openPage, test } from './support/lab.ts';
import { openPanel } from './support/panels.ts';

const card = readFileSync(new URL('../../scenarios/no-centre.json', import.meta.url), 'utf8');
const at = (milliseconds: number): number => milliseconds * 1_000;

test('a ring with no centre: pointers, a walk, a death that nobody has noticed, one node’s eyes, a newcomer', async ({
  page,
}) => {
  await openPage(page);
  await page.getByRole('button', { name: 'Just play' }).click();
  await callLab(page, 'pause');
  await open(page, card, { host: 'local' });
  await callLab(page, 'seek', at(1_555));

  // From Alfa, whom the client asks, to Bravo, who has the key; the way there halves what is left.
  const walk = page.locator('[data-walk]');
  await expect(walk.locator('[data-hop]')).toHaveCount(2);
  await expect(walk).toContainText('key:20');

  const delta = page.locator('[data-node="chord4"][role="button"]');
  await delta.focus();
  await page.keyboard.press('Enter');
  const inspector = page.getByRole('region', { name: 'Inspector' });
  await expect(inspector.getByRole('region', { name: 'Behind it' }).getByRole('button')).toHaveText([
    'Golf',
    'Alfa',
    'Charlie',
  ]);
  await expect(inspector.getByRole('region', { name: 'Before it' })).toContainText('Hotel');
  const pointers = page.locator('[data-pointers="chord4"]');
  await expect(pointers.locator('[data-neighbour]')).toHaveCount(4);
  await expect(pointers.locator('[data-finger]:not([data-is="right"])')).toHaveCount(0);
  await expect(page.getByText('Every pointer leads where it should.')).toBeVisible();

  // What is told in the picture is told in words.
  await openPanel(page, 'Nodes');
  await expect(page.getByRole('row', { name: /^Delta/ })).toContainText(
    'before it Hotel, behind it Golf, Alfa, Charlie',
  );
  await callLab(page, 'seek', at(2_550));
  await expect(page.locator('[data-mark="gap"]')).not.toHaveCount(0);
  await expect(pointers.locator('[data-finger][data-is="dead"]')).toHaveCount(1);
  await expect(inspector.getByRole('region', { name: 'Behind it' })).toContainText('not in the ring');
  await expect(page.getByText(/^1\d of 24 can be read$/)).toBeVisible();
  await expectAccessible(page);

  // Whoever stands behind the dead one had copies, and answers once it is noticed.
  await callLab(page, 'seek', at(5_000));
  await expect(page.locator('[data-mark]')).toHaveCount(0);
  await expect(page.getByText('24 of 24 can be read')).toBeVisible();
  await inspector.getByRole('button', { name: 'See as Delta does' }).click();
  await expect(page.getByText('As Delta sees it')).toBeVisible();
  await expect(page.getByText('Delta hears 6 of 8')).toBeVisible();
  await page.getByRole('button', { name: 'Back to the truth' }).first().click();

  await callLab(page, 'seek', at(6_180));
  await page.locator('[data-node="chord9"][role="button"]').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('definition').filter({ hasText: 'about to join' })).toBeVisible();
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNothingWider(page);
});
