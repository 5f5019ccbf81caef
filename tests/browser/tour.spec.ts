/** The tour by its link: it begins by itself, can be paused and left, and comes to its end without a hand. */
import { expectAccessible } from './support/audit.ts';
import { callLab, expect, frameOf, test } from './support/lab.ts';

/** Longer than any caption stands. */
const CAPTION = 8_000;

test('the tour plays to its end by itself; it can be paused, and the ring is there for whoever leaves', async ({
  page,
}) => {
  // Only so that nobody waits while captions are read: time of the page can be sent on.
  await page.clock.install();
  await page.goto('./#tour');
  await page.waitForFunction(() => 'ringside' in globalThis);
  const tour = page.getByRole('region', { name: 'The tour' });
  await expect(tour.getByText('Six nodes in six workers keep 26 keys.')).toBeVisible();
  await page.clock.fastForward(CAPTION);
  await expect(tour.getByText('Bravo is stopped. Nobody has noticed yet.')).toBeVisible();
  await tour.getByRole('button', { name: 'Pause the tour' }).click();
  await expect(tour.getByText('The tour waits.')).toBeVisible();
  await expectAccessible(page);
  const { at } = await frameOf(page);
  await page.clock.fastForward(CAPTION);
  expect((await frameOf(page)).at).toBe(at);
  await tour.getByRole('button', { name: 'Go on' }).click();

  // From here on without motion: it jumps from caption to caption, and is the same tour.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const caption = tour.locator('.caption');
  const seen: string[] = [];
  await expect(async () => {
    await page.clock.fastForward(CAPTION);
    const says = (await caption.textContent()) ?? '';
    if (seen.at(-1) !== says) seen.push(says);
    await expect(tour.getByText('This was the tour.')).toBeVisible({ timeout: 250 });
  }).toPass({ timeout: 100_000 });
  const all = seen.join('\n');
  for (const says of [
    'The others have noticed',
    'A rope cuts',
    'Golf has joined',
    'A read',
    'Time goes back',
  ])
    expect(all).toContain(says);
  await expect(tour.getByRole('button', { name: 'Copy link' })).toBeVisible();
  await tour.getByRole('button', { name: 'Play on your own' }).click();
  await expect(tour).toBeHidden();
  expect(new URL(page.url()).hash).toBe('');
  expect(await callLab(page, 'act', { do: 'kill', node: 'kvn7' })).toEqual({ ok: true });
});
