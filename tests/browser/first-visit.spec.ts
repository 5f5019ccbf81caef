/** The first visit, by hand: a ring that lives, and a node that is dragged off it. */
import type { Page } from '@playwright/test';
import { firstVisit } from '../../src/views/starters.ts';
import { expectAccessible, expectNothingWider } from './support/audit.ts';
import { callLab, expect, frameOf, liveWorkers, openPage, test } from './support/lab.ts';

/** No assertion of time: a busy machine takes its while to start seven Workers. */
const patience = { timeout: 40_000 };

test.beforeEach(async ({ page }) => {
  await openPage(page);
  await expect(page.getByText('26 of 26 can be read')).toBeVisible(patience);
});

const badge = (page: Page, name: string) => page.getByRole('button', { name: new RegExp(`^${name}, `) });

interface Spot {
  readonly x: number;
  readonly y: number;
}

async function middleOf(page: Page, name: string): Promise<Spot> {
  const box = await badge(page, name).locator('.hit').boundingBox();
  if (box === null) throw new Error(`${name} is not on the ring`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** From the middle of the ring through the badge and on, by so many pixels. */
async function outwards(page: Page, name: string, by: number): Promise<Spot> {
  const from = await middleOf(page, name);
  const centre = await page.locator('.centre').boundingBox();
  if (centre === null) throw new Error('the ring has no middle');
  const x = from.x - (centre.x + centre.width / 2);
  const y = from.y - (centre.y + centre.height / 2);
  const length = Math.hypot(x, y);
  return { x: from.x + (x / length) * by, y: from.y + (y / length) * by };
}

async function drag(page: Page, from: Spot, to: Spot): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 3 });
  await page.mouse.move(to.x, to.y, { steps: 3 });
}

test('the first instant that anybody sees has every key on three nodes', async ({ page }) => {
  await callLab(page, 'pause');
  const { at } = await frameOf(page);
  expect(at).toBeGreaterThanOrEqual(firstVisit.opensAt ?? 0);
});

test('dragged off the ring a node dies: its Worker is gone, others notice and answer; dragged back it lives', async ({
  page,
}) => {
  // Slow enough for a test on a busy machine to see what a person sees at the usual pace.
  await callLab(page, 'play', 0.01);
  await drag(page, await middleOf(page, 'Bravo'), await outwards(page, 'Bravo', 110));
  await expect(page.getByText('Let go to stop Bravo.')).toBeVisible();
  await page.mouse.up();
  // It falls, waits, and comes back.
  await expect(page.getByText('Nobody has noticed yet')).toBeVisible(patience);
  await expect(page.getByText(/^(1\d|2[0-5]) of 26 can be read$/)).toBeVisible(patience);
  await expect.poll(async () => (await liveWorkers(page)).nodes, patience).toBe(5);
  await expect(badge(page, 'Bravo')).toHaveAccessibleName('Bravo, stopped');
  await callLab(page, 'play', 0.1);
  await expect(page.getByText('26 of 26 can be read')).toBeVisible(patience);
  await expect(
    page.getByRole('heading', { name: 'Charlie already had copies of Bravo’s keys. Nothing was lost.' }),
  ).toBeVisible(patience);
  const stone = await page.locator('[data-graveyard] button').boundingBox();
  if (stone === null) throw new Error('there is no stone');
  const at = { x: stone.x + stone.width / 2, y: stone.y + stone.height / 2 };
  await drag(page, at, await middleOf(page, 'Bravo'));
  await page.mouse.up();
  await expect.poll(async () => (await liveWorkers(page)).nodes, patience).toBe(6);
  await expect(badge(page, 'Bravo')).toHaveAccessibleName('Bravo, running');
});

test('a short drag springs home, so does one that ends inside the ring, and Escape takes it out of the hand', async ({
  page,
}) => {
  const home = await middleOf(page, 'Bravo');
  await drag(page, home, await outwards(page, 'Bravo', 30));
  await page.mouse.up();
  const centre = await page.locator('.centre').boundingBox();
  await drag(page, home, { x: centre?.x ?? 0, y: centre?.y ?? 0 });
  await page.mouse.up();
  await drag(page, home, await outwards(page, 'Bravo', 110));
  await page.keyboard.press('Escape');
  await expect(page.getByText('Let go to stop Bravo.')).toBeHidden();
  await page.mouse.up();
  await expect(badge(page, 'Bravo')).toHaveAccessibleName('Bravo, running');
  expect(await callLab(page, 'script')).toEqual([]);
});

test('three at once: something is gone; rewound to before the last of them, nothing is', async ({ page }) => {
  await callLab(page, 'play', 0.01);
  for (const node of ['kvn2', 'kvn3', 'kvn4']) await callLab(page, 'act', { do: 'kill', node });
  await expect(page.getByRole('heading', { name: /gone: all/ })).toBeVisible(patience);
  await page.getByRole('button', { name: /^Rewind .* and wait longer$/ }).click();
  await expect(badge(page, 'Delta')).toHaveAccessibleName('Delta, running', patience);
  await expect(badge(page, 'Charlie')).toHaveAccessibleName('Charlie, stopped');
  await expect(page.getByRole('heading', { name: /gone: all/ })).toBeHidden();
});

test('who would rather play has three dares, and one is ticked when the cluster has done it', async ({
  page,
}) => {
  await callLab(page, 'pause');
  await page.getByRole('button', { name: 'Just play' }).click();
  const dares = page.getByRole('region', { name: 'Three dares' });
  await expect(dares.getByRole('listitem')).toHaveText([
    'Lose a key with one kill.',
    'Make two nodes disagree.',
    'Get an old answer.',
  ]);
  // From one and the same instant, however fast the page was.
  await callLab(page, 'seek', 700_000);
  await callLab(page, 'act', { do: 'partition', groups: [['kvn2']] });
  await callLab(page, 'ask', 'c1', 'SET fig red');
  await expect(page.locator('.centre')).toContainText('Done in');
  await callLab(page, 'act', { do: 'kill', node: 'kvn2' });
  await expect(dares.getByText('fig died with Bravo, the only one that had it.')).toBeVisible(patience);
  // Some know before others do: it is looked for instant by instant.
  for (let ms = 900; ms <= 1_300; ms += 20) {
    await callLab(page, 'seek', ms * 1_000);
    await expect(page.locator('.transport').getByText((ms / 1_000).toFixed(3))).toBeVisible();
  }
  await expect(dares.getByText(/takes Bravo for dead|different views/)).toBeVisible(patience);
  await expect(dares.getByText('done')).toHaveCount(2);
});

test('through its eyes: who is cut off takes the others for dead, and Escape leads back to the truth', async ({
  page,
}) => {
  await callLab(page, 'pause');
  await page.getByRole('button', { name: 'Just play' }).click();
  await callLab(page, 'act', { do: 'partition', groups: [['kvn2']] });
  const { at } = await frameOf(page);
  await callLab(page, 'seek', at + 600_000);
  await badge(page, 'Bravo').click();
  await page.getByRole('button', { name: 'See as Bravo does' }).click();
  await expect(page.getByText('As Bravo sees it')).toBeVisible(patience);
  await expect(page.locator('.centre')).toHaveText('Bravo hears 1 of 6', patience);
  await expect(page.getByText('in truth it runs')).toHaveCount(5);
  await page.keyboard.press('Escape');
  await expect(page.getByText('As Bravo sees it')).toBeHidden();
  await expect(page.getByText('in truth it runs')).toHaveCount(0);
});

test('onto the graveyard, by any way', async ({ page }) => {
  const grave = await page.locator('[data-graveyard]').boundingBox();
  if (grave === null) throw new Error('there is no graveyard');
  const spot = { x: grave.x + grave.width / 2, y: grave.y + grave.height / 2 };
  await drag(page, await middleOf(page, 'Foxtrot'), spot);
  await page.mouse.up();
  await expect(badge(page, 'Foxtrot')).toHaveAccessibleName('Foxtrot, stopped');
});

test('with the keyboard alone: go round the ring, stop one, start it again', async ({ page }) => {
  await badge(page, 'Alfa').focus();
  await page.keyboard.press('ArrowRight');
  await expect(badge(page, 'Bravo')).toBeFocused();
  await page.keyboard.press('Delete');
  await expect(badge(page, 'Bravo')).toHaveAccessibleName('Bravo, stopped');
  await page.keyboard.press('r');
  await expect(badge(page, 'Bravo')).toHaveAccessibleName('Bravo, running');
});

test('what was done by hand is a script that replays to the same history', async ({ page }) => {
  await badge(page, 'Delta').focus();
  await page.keyboard.press('Delete');
  await expect(badge(page, 'Delta')).toHaveAccessibleName('Delta, stopped');
  await callLab(page, 'pause');
  const { at, picture } = await frameOf(page);
  const text = await callLab(page, 'scenario');
  expect(await callLab(page, 'open', { text, trial: { host: 'local' } })).toEqual({ ok: true });
  expect(await callLab(page, 'seek', at)).toEqual({ ok: true });
  expect((await frameOf(page)).picture?.fingerprint).toBe(picture?.fingerprint);
});

test('at most 75 words stand outside the ring, and nothing is hard to read or to reach', async ({ page }) => {
  // A machine that cannot keep up is told so, which is no part of a first visit.
  await callLab(page, 'pause');
  const words = await page.evaluate(() => {
    const seen = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    for (let node = seen.nextNode(); node !== null; node = seen.nextNode()) {
      const parent = node.parentElement;
      if (parent === null || parent.closest('svg, .centre, option, script, .heard') !== null) continue;
      if (parent.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }))
        found.push(...(node.textContent ?? '').split(/\s+/).filter((word) => /[a-z]/i.test(word)));
    }
    return found;
  });
  expect(words.length, words.join(' ')).toBeLessThanOrEqual(75);
  await expectAccessible(page);
});

test('nothing is wider than the window', ({ page }) => expectNothingWider(page));

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('a finger drags a node off the ring; what came of it stands below the ring', async ({ page }) => {
    const from = await middleOf(page, 'Bravo');
    const to = await outwards(page, 'Bravo', 60);
    const touch = await page.context().newCDPSession(page);
    const at = (type: 'touchStart' | 'touchMove' | 'touchEnd', spot: Spot | null) =>
      touch.send('Input.dispatchTouchEvent', { type, touchPoints: spot === null ? [] : [spot] });
    await at('touchStart', from);
    for (const share of [0.3, 0.7, 1])
      await at('touchMove', { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share });
    await at('touchEnd', null);
    await expect(badge(page, 'Bravo')).toHaveAccessibleName('Bravo, stopped');
    await expect.poll(async () => (await liveWorkers(page)).nodes, patience).toBe(5);
    const story = page.getByRole('heading', { name: /already had copies of Bravo’s keys/ });
    await expect(story).toBeVisible(patience);
    const [ring, words] = [await page.locator('[data-stage]').boundingBox(), await story.boundingBox()];
    expect(words?.y).toBeGreaterThan((ring?.y ?? 0) + (ring?.height ?? 0));
    expect(words?.y).toBeLessThan(844);
  });
});
