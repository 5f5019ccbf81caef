/** What the page shows and says when there is nothing yet, when somebody is slow, and when something has gone wrong of itself. */
import type { Page } from '@playwright/test';
import { expectAccessible } from './support/audit.ts';
import { callLab, expect, frameOf, liveWorkers, open, openPage, test } from './support/lab.ts';

/** No assertion of time: a busy machine takes its while. */
const patience = { timeout: 40_000 };

test.setTimeout(240_000);

const badge = (page: Page, name: string) => page.getByRole('button', { name: new RegExp(`^${name}, `) });

/** All tools are there; what is opened next stands still at its beginning. */
async function justPlay(page: Page): Promise<void> {
  await openPage(page);
  await expect(page.getByText('26 of 26 can be read')).toBeVisible(patience);
  await page.getByRole('button', { name: 'Just play' }).click();
  await callLab(page, 'pause');
}

const cache = (given: Readonly<Record<string, unknown>>): string =>
  JSON.stringify({ version: 1, system: 'cache', nodes: 3, ...given });
const echo = JSON.stringify({ version: 1, system: 'echo', nodes: 4, options: { every: '100ms' } });

test('starting: after three seconds whoever has not answered is named', async ({ page }) => {
  let answer: () => void = () => undefined;
  const late = new Promise<void>((resolve) => (answer = resolve));
  await page.route(/\/workers\/chunks\/node-.{8}[.]js$/, async (route) => {
    await late;
    await route.continue();
  });
  await page.goto('./');
  await expect(page.getByText('Starting 6 workers')).toBeVisible(patience);
  const says = page.getByText('Alfa, Bravo and 4 more are slow to start. Wait.');
  await expect(says).toBeVisible(patience);
  answer();
  await expect(says).toBeHidden(patience);
  await expect(page.getByText('26 of 26 can be read')).toBeVisible(patience);
});

test('a ring without keys has a place for one, and asks for it', async ({ page }) => {
  await justPlay(page);
  await open(page, cache({}));
  await callLab(page, 'seek', 1_000_000);
  await expect(page.getByText('No keys yet.')).toBeVisible();
  await expect(page.locator('circle.vacant')).toHaveCount(1);
  await page.getByRole('button', { name: 'Put a key' }).click();
  await expect(page.getByRole('textbox', { name: 'Key' })).toHaveValue('apple');
  await page.getByRole('button', { name: 'Put', exact: true }).click();
  await expect(page.getByText('No keys yet.')).toBeHidden(patience);
  await expect(page.locator('circle.vacant')).toHaveCount(0);
});

test('when all have stopped the ring stays as ghosts, and any of them can be brought back', async ({
  page,
}) => {
  await justPlay(page);
  const places = () =>
    page.locator('g.node').evaluateAll((nodes) => nodes.map((node) => node.getBoundingClientRect().x));
  const before = await places();
  for (let number = 1; number <= 6; number += 1)
    await callLab(page, 'act', { do: 'kill', node: `kvn${number}` });
  await expect(page.getByText('Nobody is left. Drag one back.')).toBeVisible();
  await expect.poll(async () => (await liveWorkers(page)).nodes).toBe(0);
  expect(await places()).toEqual(before);
  const graveyard = page.getByRole('group', { name: 'Graveyard' });
  await expect(graveyard.getByRole('button', { name: /^Restart / })).toHaveCount(6);
  const [stone, home] = [
    await graveyard.getByRole('button', { name: 'Restart Charlie' }).boundingBox(),
    await badge(page, 'Charlie').locator('.hit').boundingBox(),
  ];
  if (stone === null || home === null) throw new Error('no stone, or no place for it');
  await page.mouse.move(stone.x + stone.width / 2, stone.y + stone.height / 2);
  await page.mouse.down();
  await page.mouse.move(home.x, home.y, { steps: 6 });
  await page.mouse.move(home.x + home.width / 2, home.y + home.height / 2);
  await page.mouse.up();
  await expect(badge(page, 'Charlie')).toHaveAccessibleName('Charlie, running');
  await expect(page.getByText('Nobody is left. Drag one back.')).toBeHidden();
});

test('more stones than the corner has room for are behind one that counts them', async ({ page }) => {
  await justPlay(page);
  await open(page, JSON.stringify({ version: 1, system: 'relay', nodes: 9 }));
  for (let number = 1; number <= 8; number += 1)
    await callLab(page, 'act', { do: 'kill', node: `n${number}` });
  await page.getByRole('button', { name: '3 more have stopped' }).click();
  await page.getByRole('menuitem', { name: 'Restart Hotel' }).click();
  await expect(badge(page, 'Hotel')).toHaveAccessibleName('Hotel, running');
});

test('a program that throws: ghost and crack, who it was, what it said, and the way back', async ({
  page,
}) => {
  await justPlay(page);
  await open(page, echo);
  await callLab(page, 'seek', 500_000);
  await callLab(page, 'ask', 'c1', 'THROW "I have had enough" @n3');
  await callLab(page, 'pause');
  await expect(page.getByText('Charlie stopped by itself.')).toBeVisible(patience);
  await expect(badge(page, 'Charlie')).toHaveAccessibleName('Charlie, stopped by itself');
  await expect(badge(page, 'Charlie').locator('.crack')).toHaveCount(2);
  await page.getByRole('button', { name: 'Show error Charlie' }).click();
  await expect(page.getByText('I have had enough', { exact: true })).toBeVisible();
  await expectAccessible(page);
  // Somebody else was stopped: it stays who it was.
  await callLab(page, 'act', { do: 'kill', node: 'n2' });
  await expect(badge(page, 'Bravo')).toHaveAccessibleName('Bravo, stopped');
  await expect(badge(page, 'Bravo').locator('.crack')).toHaveCount(0);
  // Before it happened nothing is said of it.
  const { at } = await frameOf(page);
  await callLab(page, 'seek', 400_000);
  await expect(badge(page, 'Charlie')).toHaveAccessibleName('Charlie, running');
  await expect(page.getByText('Charlie stopped by itself.')).toBeHidden();
  await callLab(page, 'seek', at);
  await page.getByRole('button', { name: 'Revive Charlie' }).click();
  await expect(badge(page, 'Charlie')).toHaveAccessibleName('Charlie, running');
  await expect(page.getByText('Charlie stopped by itself.')).toBeHidden();
});

test('a program that hangs stops by itself too, and says that it did not answer', async ({ page }) => {
  await justPlay(page);
  await open(page, echo, { patience: 300 });
  await callLab(page, 'seek', 500_000);
  await callLab(page, 'ask', 'c1', 'SPIN @n2');
  await callLab(page, 'pause');
  await expect(page.getByText('Bravo stopped by itself.')).toBeVisible(patience);
  await page.getByRole('button', { name: 'Show error Bravo' }).click();
  await expect(page.getByText('Bravo did not answer for 5 s and was stopped.').first()).toBeVisible();
});

test('a machine that cannot keep up: the pace is amber, and says how fast it goes', async ({ page }) => {
  await justPlay(page);
  await open(
    page,
    cache({
      workload: [{ clients: 8, rate: 20_000, keys: 1_000, reads: 0.5, until: '600s' }],
      until: '600s',
    }),
  );
  await page.getByRole('radio', { name: '4×' }).check({ force: true });
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect(page.getByText(/^Playing at [\d.]+×\. The order of events is unaffected\.$/)).toBeVisible(
    patience,
  );
  await expect(page.locator('.paces.slow')).toBeVisible();
  await callLab(page, 'pause');
  await expect(page.locator('.paces.slow')).toBeHidden(patience);
});

test('a tab that was hidden has stood still, and goes on when it is asked to', async ({ page }) => {
  await justPlay(page);
  await callLab(page, 'play', 0.1);
  await expect.poll(async () => (await frameOf(page)).playing).toBe(true);
  const turn = (isHidden: boolean): Promise<void> =>
    page.evaluate((hidden) => {
      Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
      Object.defineProperty(document, 'visibilityState', {
        value: hidden ? 'hidden' : 'visible',
        configurable: true,
      });
      document.dispatchEvent(new Event('visibilitychange'));
    }, isHidden);
  await turn(true);
  await expect.poll(async () => (await frameOf(page)).playing).toBe(false);
  await turn(false);
  const note = page.getByText('Paused while you were away.');
  await expect(note).toBeVisible();
  await note.locator('..').getByRole('button', { name: 'Play' }).click();
  await expect.poll(async () => (await frameOf(page)).playing).toBe(true);
  await expect(note).toBeHidden();
});

test('too few answers: slots with a gap, and that the write was not confirmed', async ({ page }) => {
  await justPlay(page);
  await open(page, cache({ nodes: 6, options: { mode: 'quorum', write: 2 } }));
  await callLab(page, 'seek', 1_000_000);
  await callLab(page, 'ask', 'c1', 'SET apple red');
  const { inside } = await callLab(page, 'frame', 0, { epoch: -1, cursor: 0, picture: -1, inside: -1 });
  const holders = Object.entries(inside?.nodes ?? {})
    .filter(([, { holdings }]) => holdings?.keys?.some(({ key }) => key === 'apple'))
    .map(([id]) => id);
  expect(holders).toHaveLength(3);
  for (const node of holders.slice(1)) await callLab(page, 'act', { do: 'kill', node });
  await callLab(page, 'ask', 'c1', 'SET apple green');
  await expect(page.getByText('Only 1 of 2 answers came.')).toBeVisible(patience);
  await expect(page.getByText('The write was not confirmed.')).toBeVisible();
  await expect(page.locator('.centre .slot.answered')).toHaveCount(1);
  await expect(page.locator('.centre .slot:not(.answered)')).toHaveCount(2);
});

test('the diagram of a cluster that has not begun says how it begins', async ({ page }) => {
  await justPlay(page);
  await open(page, echo);
  await page.getByRole('tab', { name: /^Space-time/ }).click();
  await expect(page.getByText('Press play. Messages will draw themselves.')).toBeVisible();
  await page.getByRole('tab', { name: /^Console/ }).click();
  const tries = page.locator('.tries button');
  await expect(tries).toHaveText(['ECHO hello', 'ECHO hello @Bravo', 'THROW out-of-tea @Charlie']);
});
