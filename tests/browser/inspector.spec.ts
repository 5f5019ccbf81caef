/** The inspector: a node, a key, a message and a link are looked at and acted on, by mouse, by keys and with a finger. */
import type { Page } from '@playwright/test';
import { expectAccessible } from './support/audit.ts';
import { callLab, expect as expectSoon, fingerprintAt, open, openPage, test } from './support/lab.ts';

/** A busy machine takes its time; nothing here is about how long. */
const expect = expectSoon.configure({ timeout: 30_000 });
test.setTimeout(240_000);

const SECOND = 1_000_000;
const at = (ms: number, text: string): object => ({ at: `${ms}ms`, do: 'command', client: 'c1', text });
/** At 9.2 s a copy of `cart:42` is on its way to n1, over a slow link. */
const scenario = JSON.stringify({
  version: 1,
  system: 'cache',
  seed: 2,
  nodes: 6,
  options: { virtualNodes: 4 },
  network: { latency: { min: '20ms', max: '60ms' }, clients: { latency: { min: '10ms', max: '18ms' } } },
  script: [
    at(500, 'SET cart:42 one'),
    ...[...'abcdefghijklmnopqrst'].map((key, index) => at(1_000 + index * 20, `SET ${key} ${key}${key}`)),
    { at: '6s', do: 'link', from: 'n5', to: 'n1', both: false, latency: { law: 'constant', min: '900ms' } },
    at(9_000, 'SET cart:42 two'),
  ],
  until: '15s',
});

const inspector = (page: Page) => page.getByRole('region', { name: 'Inspector' });
const fold = (page: Page, name: string) =>
  inspector(page).getByRole('button', { name, exact: false }).first();

/** Open, standing still, and its own Workers stand there too. */
async function standAt(page: Page, moment: number): Promise<void> {
  const answer = await callLab(page, 'seek', moment);
  expect(answer).toEqual({ ok: true });
  const nothingKnown = { epoch: -1, cursor: Number.MAX_SAFE_INTEGER, picture: -1 };
  await expect.poll(async () => (await callLab(page, 'frame', 0, nothingKnown)).settled).toBe(true);
}

async function begin(page: Page): Promise<void> {
  await openPage(page);
  const just = page.getByRole('button', { name: 'Just play' });
  if (await just.isVisible()) await just.click();
  await open(page, scenario);
  await standAt(page, 9.2 * SECOND);
}

const badge = (page: Page, id: string) => page.locator(`[data-keys] [data-node="${id}"]`).first();

/** What was done by hand is a scenario that replays to the same history. */
async function expectReplays(page: Page, head = 16 * SECOND): Promise<void> {
  const lived = await fingerprintAt(page, head);
  const text = await callLab(page, 'scenario');
  await open(page, text);
  expect(await fingerprintAt(page, head)).toBe(lived);
}

async function verbs(page: Page): Promise<string[]> {
  return (await callLab(page, 'script')).map((action) => action.do);
}

test('by keys: a node, one of its keys, and Escape lets go', async ({ page }) => {
  await begin(page);
  await badge(page, 'n1').focus();
  await page.keyboard.press('Enter');
  await expect(inspector(page).getByRole('heading', { name: 'Alfa' })).toBeVisible();
  await inspector(page).locator('[data-key="cart:42"]').focus();
  await page.keyboard.press('Enter');
  await expect(inspector(page).getByRole('heading', { name: 'cart:42' })).toBeVisible();
  await inspector(page).getByRole('button', { name: 'Close' }).focus();
  await page.keyboard.press('Escape');
  await expect(inspector(page)).toHaveCount(0);
});

test('by mouse: from a node to its key, to the message that is on its way, and to the link', async ({
  page,
}) => {
  await begin(page);
  await badge(page, 'n1').click();
  const panel = inspector(page);
  await panel.locator('[data-key="cart:42"]').click();
  await expect(panel.locator('[data-holder]')).toHaveCount(3);
  await expect(panel.locator('[data-holder="n1"]')).toContainText('1 behind');
  await expect(panel.locator('[data-holder="n5"]')).toContainText('current');
  // The owner answers whoever asks: that is no guess, branches tried it.
  await expect(panel.getByText('12 in 12: new')).toBeVisible();
  await expect(panel.getByText('Alfa: v1 at 0.5 s, v2 comes at 9.9 s')).toBeAttached();

  await panel.locator('[data-holder="n1"]').getByRole('button').click();
  await panel.locator('[data-message*="/copy/"]').first().click();
  await expect(panel.getByRole('heading', { name: 'A write for a copy' })).toBeVisible();
  await expect(panel.getByText('on its way', { exact: true })).toBeVisible();
  await expect(panel.getByRole('treeitem', { name: 'effects' })).toBeVisible();
  // What caused it: the question, as bytes on a wire.
  await panel.locator('section [data-message*="/request/"]').click();
  await fold(page, 'As RESP').click();
  await expect(panel.getByText('2a 33 0d 0a 24 33 0d 0a')).toBeVisible();

  await panel.getByRole('button', { name: 'Echo', exact: true }).click();
  await panel.getByRole('button', { name: 'Link to Alfa' }).click();
  await expect(panel.getByRole('heading', { name: 'Echo and Alfa' })).toBeVisible();
  await expect(panel.getByRole('row', { name: /^Takes/ })).toContainText('900 ms');
  await expect(panel.getByRole('row', { name: /^Takes/ })).toContainText('20 ms to 60 ms');
});

test('acts on a node leave a script that replays', async ({ page }) => {
  await begin(page);
  const before = (await verbs(page)).length;
  await badge(page, 'n2').click();
  const panel = inspector(page);
  await fold(page, 'What can be done to it').click();
  await panel.getByRole('button', { name: 'Freeze Bravo' }).click();
  await panel.getByRole('button', { name: 'Thaw Bravo' }).click();
  const slow = panel.getByLabel('Works so many times slower', { exact: true });
  await slow.fill('40');
  await slow.press('Enter');
  await expect(panel.getByText('works 40× slower')).toBeVisible();
  const skew = panel.getByLabel('Clock is off by (ms)', { exact: true });
  await skew.fill('-5000');
  await skew.press('Enter');
  await expect(panel.getByText('5 s slow')).toBeVisible();
  await panel.getByRole('button', { name: 'Fail Its disk, Bravo' }).click();
  await expect(panel.getByText('failing every time')).toBeVisible();
  await panel.getByRole('button', { name: 'Raise the weight of Bravo' }).click();
  await expect(panel.getByRole('status').filter({ hasText: '2' })).toBeVisible();
  await panel.getByRole('button', { name: 'Cut the link Bravo to Charlie' }).click();
  await panel.getByRole('button', { name: /^Kill/ }).click();
  await page.getByRole('menuitem', { name: /Pull the plug/ }).click();
  await expect(panel.getByText('At 9.2 s its plug was pulled.')).toBeVisible();
  await expect(panel.getByText('Nobody has noticed yet.')).toBeVisible();
  expect((await verbs(page)).slice(before)).toEqual([
    'freeze',
    'thaw',
    'slow',
    'skew',
    'disk',
    'weight',
    'link',
    'kill',
  ]);
  await expectReplays(page);
});

test('acts on a message and on a link leave a script that replays', async ({ page }) => {
  await begin(page);
  const before = (await verbs(page)).length;
  await badge(page, 'n1').click();
  const panel = inspector(page);
  await panel.locator('[data-message*="/copy/"]').first().click();
  await panel.getByRole('button', { name: /^Twice/ }).click();
  await expect(panel.getByText('comes twice', { exact: true })).toBeVisible();
  const delay = panel.getByLabel('Delay by (ms)', { exact: true });
  await delay.fill('300');
  await delay.press('Enter');
  await panel.getByRole('button', { name: /^Drop/ }).click();
  await expect(panel.getByText('taken out by hand')).toBeVisible();
  await expect(panel.getByRole('button', { name: /^Drop/ })).toBeDisabled();

  await panel.getByRole('button', { name: 'Echo', exact: true }).click();
  await panel.getByRole('button', { name: 'Link to Alfa' }).click();
  await panel.getByText('Alfa → Echo').last().click();
  const loses = panel.getByRole('textbox', { name: 'Loses (%)' });
  await loses.fill('30');
  await loses.press('Enter');
  await expect(panel.getByRole('row', { name: /^Loses/ })).toContainText('30 %');
  await panel.getByText('Both ways').click();
  await panel.getByRole('slider', { name: 'Takes (ms)' }).focus();
  await page.keyboard.press('Home');
  await expect(panel.getByRole('row', { name: /^Takes/ })).not.toContainText('900 ms');
  await panel.getByRole('button', { name: 'Cut', exact: true }).click();
  await expect(panel.getByRole('row', { name: /^Now/ })).toContainText('cut');
  await panel.getByRole('button', { name: 'Back to usual' }).click();
  await expect(panel.getByRole('row', { name: /^Now/ })).not.toContainText('cut');
  const done = (await verbs(page)).slice(before);
  expect(done).toEqual(['message', 'message', 'message', 'link', 'link', 'link', 'link']);
  await expectReplays(page);
});

test('a clock that drifts, a disk that is wiped, a node that is removed, and messages taken from a list replay too', async ({
  page,
}) => {
  await begin(page);
  const before = (await callLab(page, 'script')).length;
  const done = async () => (await callLab(page, 'script')).slice(before);
  await badge(page, 'n1').click();
  const panel = inspector(page);
  const list = panel.locator('li').filter({ has: page.locator('[data-message*="/copy/"]') });
  await list.getByRole('button', { name: /^Twice / }).click();
  await list
    .first()
    .getByRole('button', { name: /^Delay by 200 ms / })
    .click();
  await list
    .first()
    .getByRole('button', { name: /^Drop / })
    .click();
  await expect.poll(async () => (await done()).length).toBe(3);
  await badge(page, 'n2').click();
  await fold(page, 'What can be done to it').click();
  const drift = panel.getByLabel('Clock drifts (in a million)', { exact: true });
  await drift.fill('250');
  await drift.press('Enter');
  await expect.poll(async () => (await done()).at(-1)).toMatchObject({ do: 'skew', node: 'n2', drift: 250 });
  await panel.getByRole('button', { name: 'Wipe the disk' }).click();
  await expect.poll(async () => (await done()).at(-1)).toMatchObject({ do: 'wipe', node: 'n2' });
  await badge(page, 'n4').click();
  await fold(page, 'What can be done to it').click();
  await panel.getByRole('button', { name: 'Remove', exact: true }).click();
  await panel.getByRole('button', { name: 'Yes, remove Delta' }).click();
  await expect.poll(async () => (await done()).at(-1)).toMatchObject({ do: 'remove', node: 'n4' });
  expect((await done()).map((act) => ('act' in act ? act.act : act.do))).toEqual([
    'duplicate',
    'delay',
    'drop',
    'skew',
    'wipe',
    'remove',
  ]);
  await expectReplays(page, 12 * SECOND);
});

test('a key is read from one node, written, and deleted, and that replays', async ({ page }) => {
  await begin(page);
  await badge(page, 'n1').click();
  const panel = inspector(page);
  await panel.locator('[data-key="cart:42"]').click();
  // Alfa has not heard of the second value yet.
  await panel.getByRole('button', { name: 'Read from Alfa' }).click();
  await expect(panel.getByText('"one"', { exact: true }).last()).toBeVisible();
  const field = panel.getByLabel('New value', { exact: true });
  await field.fill('three "figs"');
  await field.press('Enter');
  await expect(panel.getByText('OK', { exact: true })).toBeVisible();
  await expect(panel.locator('[data-holder="n5"]')).toContainText('three "figs"');
  await panel.getByRole('button', { name: 'Delete' }).click();
  await expect(panel.getByText('This key is deleted.', { exact: false })).toBeVisible();
  await expectReplays(page);
});

test('what makes no sense is said beside its field, and nothing else changes', async ({ page }) => {
  await begin(page);
  const before = await verbs(page);
  await badge(page, 'n2').click();
  const panel = inspector(page);
  await fold(page, 'What can be done to it').click();
  const slow = panel.getByLabel('Works so many times slower', { exact: true });
  await slow.fill('a lot');
  await slow.press('Enter');
  await expect(panel.getByRole('alert')).toHaveText('Type a number from 1 to 10000.');
  await expect(slow).toHaveValue('a lot');
  await expect(slow).toHaveAttribute('aria-invalid', 'true');
  await slow.fill('2');
  await expect(panel.getByRole('alert')).toHaveCount(0);
  expect(await verbs(page)).toEqual(before);
});

test('the full state is a tree that comes in pages and goes by keys', async ({ page }) => {
  await begin(page);
  await badge(page, 'n1').click();
  await fold(page, 'Its full state').click();
  const tree = inspector(page).getByRole('tree', { name: 'Its full state' });
  await expect(tree.getByRole('treeitem', { name: 'options' })).toHaveAttribute('aria-expanded', 'false');
  await tree.focus();
  await page.keyboard.press('ArrowRight');
  await expect(tree.getByRole('treeitem', { name: 'options' })).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('ArrowRight');
  const first = tree.locator('[data-active]');
  await expect(first).toHaveAttribute('aria-level', '2');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect(tree.getByRole('treeitem', { name: 'options' })).toHaveAttribute('aria-expanded', 'false');
  // Where there is more than a page, the rest is one line away.
  await tree.getByRole('treeitem', { name: 'ledger' }).click();
  await tree.getByRole('treeitem', { name: 'trees' }).click();
  await tree.getByRole('treeitem', { level: 3 }).first().click();
  const all = await tree.getByRole('treeitem').count();
  expect(all).toBeLessThan(400);
});

test('it is accessible, whatever is selected, and nothing hangs over its side', async ({ page }) => {
  await begin(page);
  const panel = inspector(page);
  const check = async (): Promise<void> => {
    await expectAccessible(page);
    const over = await panel.evaluate((element) => {
      const inside = element.querySelector('.scrolls') as HTMLElement;
      return inside.scrollWidth - inside.clientWidth;
    });
    expect(over).toBe(0);
  };
  await page.setViewportSize({ width: 1280, height: 720 });
  await badge(page, 'n1').click();
  await fold(page, 'What can be done to it').click();
  await fold(page, 'End of its log').click();
  await fold(page, 'Its full state').click();
  await expect(panel.getByRole('treeitem').first()).toBeVisible();
  await check();
  await panel.locator('[data-message*="/copy/"]').first().click();
  await expect(panel.getByRole('treeitem').first()).toBeVisible();
  await check();
  await panel.getByRole('button', { name: 'Alfa', exact: true }).click();
  await panel.getByRole('button', { name: 'Link to Echo' }).click();
  await expect(panel.getByRole('row', { name: /^Takes/ })).toBeVisible();
  await check();
  await panel.getByRole('button', { name: 'Close' }).click();
  await badge(page, 'n1').click();
  await panel.locator('[data-key="cart:42"]').click();
  await expect(panel.getByText('12 in 12', { exact: false })).toBeVisible();
  await check();
});

test('on a phone it comes from below, and a grip makes it larger', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await begin(page);
  await badge(page, 'n1').click();
  const panel = inspector(page);
  const heightOf = async (): Promise<number> => (await panel.boundingBox())?.height ?? 0;
  await expect.poll(heightOf).toBeGreaterThan(250);
  const grip = page.locator('aside').getByRole('separator');
  await grip.focus();
  await page.keyboard.press('End');
  await expect.poll(heightOf).toBeGreaterThan(600);
  // A finger drags it.
  const box = (await grip.boundingBox()) as { x: number; y: number; width: number; height: number };
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x, y + 300, { steps: 5 });
  await page.mouse.up();
  await expect.poll(heightOf).toBeLessThan(500);
  const small = await panel.getByRole('button').evaluateAll((buttons) =>
    buttons
      .map((button) => [button.textContent.trim(), button.getBoundingClientRect()] as const)
      .filter(([, { width, height }]) => width > 0 && (width < 24 || height < 43.5))
      .map(([text]) => text),
  );
  expect(small).toEqual([]);
});
