/** Hands on the stage: all that a pointer does a key does too, and all of it stands in a script that plays again. */
import type { Page } from '@playwright/test';
import {
  chord,
  layOutRing,
  placeClient,
  pointAt,
  pointOn,
  type Point,
} from '../../src/views/geometry/ring.ts';
import { expectAccessible, expectNothingWider } from './support/audit.ts';
import { callLab, expect, frameOf, openPage, test } from './support/lab.ts';

/** No assertion of time: a busy machine takes its while. */
const patience = { timeout: 40_000 };

const badge = (page: Page, name: string) => page.getByRole('button', { name: new RegExp(`^${name}, `) });
const script = async (page: Page) => callLab(page, 'script');
const last = async (page: Page) => (await script(page)).at(-1);

async function middleOf(page: Page, name: string): Promise<Point> {
  const box = await badge(page, name).locator('.hit').boundingBox();
  if (box === null) throw new Error(`${name} is not on the ring`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** All tools are there, and time stands still. */
async function justPlay(page: Page): Promise<void> {
  await openPage(page);
  await expect(page.getByText('26 of 26 can be read')).toBeVisible(patience);
  await page.getByRole('button', { name: 'Just play' }).click();
  await callLab(page, 'pause');
  await expect(page.getByRole('toolbar', { name: 'Tools' })).toBeVisible();
}

/** What was done stands in the script, and played again without a page it comes to the same. */
async function expectReplay(page: Page): Promise<void> {
  await callLab(page, 'pause');
  const { at, picture } = await frameOf(page);
  const text = await callLab(page, 'scenario');
  expect(await callLab(page, 'open', { text, trial: { host: 'local' } })).toEqual({ ok: true });
  expect(await callLab(page, 'seek', at)).toEqual({ ok: true });
  expect((await frameOf(page)).picture?.fingerprint).toBe(picture?.fingerprint);
}

test('with the keyboard alone: kill, notice, revive, cut, heal, seek, branch, undo', async ({ page }) => {
  await justPlay(page);
  await page.keyboard.press('Tab');
  for (let tab = 0; tab < 40; tab += 1) {
    if (await page.evaluate(() => document.activeElement?.closest('.node') !== null)) break;
    await page.keyboard.press('Tab');
  }
  // Round the ring to Bravo, wherever it begins.
  for (let step = 0; step < 6; step += 1) {
    if (await badge(page, 'Bravo').evaluate((node) => node === document.activeElement)) break;
    await page.keyboard.press('ArrowRight');
  }
  await expect(badge(page, 'Bravo')).toBeFocused();
  await page.keyboard.press('Delete');
  await expect(badge(page, 'Bravo')).toHaveAccessibleName('Bravo, stopped');
  await expect(page.getByText('Bravo stopped.')).toBeVisible();
  await expect(page.getByText('Nobody has noticed yet')).toBeVisible();
  await page.keyboard.press(' ');
  await expect(page.getByText(/Charlie answers for Bravo’s \d keys now; it had copies\./)).toBeVisible(
    patience,
  );
  await page.keyboard.press('r');
  await expect(badge(page, 'Bravo')).toHaveAccessibleName('Bravo, running');
  await page.keyboard.press(' ');
  await page.keyboard.press('l');
  await expect(page.getByText('Draw a rope round nodes, or pick them one by one.')).toBeVisible();
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Inside: Bravo and Charlie')).toBeVisible();
  await page.keyboard.press('Shift+Enter');
  await expect(page.getByText('The network is cut: Bravo, Charlie | the others')).toBeVisible();
  await page.keyboard.press('u');
  await expect(page.getByText('The network is cut: Bravo, Charlie | the others')).toBeHidden();
  expect((await script(page)).map((act) => act.do)).toEqual(['kill', 'restart', 'partition', 'heal']);
  await page.keyboard.press('Home');
  await expect.poll(async () => (await frameOf(page)).at).toBe(0);
  await page.keyboard.press(']');
  await expect.poll(async () => (await frameOf(page)).at).toBeGreaterThan(0);
  await page.keyboard.press('Shift+Delete');
  await expect.poll(async () => (await frameOf(page)).branches.length).toBe(2);
  expect(await last(page)).toMatchObject({ do: 'kill', node: 'kvn3', how: 'process' });
  await page.keyboard.press('Control+z');
  await expect.poll(async () => (await frameOf(page)).branches.length).toBe(3);
  expect(JSON.stringify(await script(page))).not.toContain('process');
});

test('what hands do with tools, links, keys and nodes is a script that replays to the same history', async ({
  page,
}) => {
  await justPlay(page);
  // A rope drawn round Delta.
  await page.getByRole('button', { name: 'Lasso' }).click();
  const delta = await middleOf(page, 'Delta');
  await page.mouse.move(delta.x + 50, delta.y);
  await page.mouse.down();
  for (let step = 1; step <= 12; step += 1) {
    const angle = (step / 12) * 2 * Math.PI;
    await page.mouse.move(delta.x + 50 * Math.cos(angle), delta.y + 50 * Math.sin(angle));
  }
  await page.mouse.up();
  await expect.poll(() => last(page)).toMatchObject({ do: 'partition', groups: [['kvn4']] });
  await page.getByRole('button', { name: 'Untie the rope' }).first().click();
  await expect.poll(() => last(page)).toMatchObject({ do: 'heal' });
  // A link by its handle: a slider acts when it is let go.
  await badge(page, 'Alfa').click();
  await page
    .locator('[data-stage]')
    .getByRole('button', { name: 'Link Alfa to Charlie', exact: true })
    .click();
  const panel = page.getByRole('dialog', { name: 'Link between Alfa and Charlie' });
  await panel.getByRole('slider', { name: 'Delay' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => last(page)).toMatchObject({ do: 'link', both: true, latency: { min: 50_000 } });
  await panel.getByRole('button', { name: 'Cut it' }).click();
  await expect.poll(() => last(page)).toMatchObject({ do: 'link', from: 'kvn1', to: 'kvn3', block: true });
  await panel.getByRole('button', { name: 'Back to usual' }).click();
  await expect.poll(() => last(page)).toMatchObject({ do: 'link', clear: true });
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
  // A node by its name, which decides where it stands.
  await page.getByRole('button', { name: 'Node', exact: true }).click();
  const name = page.getByRole('textbox', { name: 'Name' });
  await expect(name).toHaveValue('Golf');
  await expect(page.getByText(/Its name’s hash decides: it takes .+ % of the circle\./)).toBeVisible();
  await name.fill('Alfa');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Alfa is there already.')).toBeVisible();
  await expect(name).toHaveValue('Alfa');
  await name.fill('Golf');
  await page.keyboard.press('Enter');
  await expect.poll(() => last(page)).toMatchObject({ do: 'add', node: 'Golf', name: 'Golf' });
  // A key; its command runs until it is answered.
  await page.getByRole('button', { name: 'Key', exact: true }).click();
  // The form has the focus as soon as it is there.
  await expect(page.getByRole('textbox', { name: 'Key', exact: true })).toBeFocused();
  await page.keyboard.type('cart:42');
  await page.getByRole('textbox', { name: 'Value' }).fill('3 figs');
  await page.keyboard.press('Enter');
  await expect(page.getByText('SET cart:42 "3 figs": OK')).toBeVisible(patience);
  await expectReplay(page);
});

test('those who are lost are forgotten by a line at the prompt, and that replays', async ({ page }) => {
  test.slow();
  await justPlay(page);
  await page.getByRole('tab', { name: /^Console/ }).click();
  const prompt = page
    .getByRole('textbox', { name: 'Command' })
    .or(page.getByRole('combobox', { name: 'Command' }));
  const run = async (line: string): Promise<void> => {
    await prompt.fill(line);
    await prompt.press('Enter');
    await expect(prompt).toHaveValue('');
  };
  // As long as a majority agrees nobody may be forgotten.
  await run('CLUSTER forget-lost @Alfa');
  await expect(page.getByText(/a majority of the cluster agrees/).first()).toBeVisible(patience);
  for (const name of ['Charlie', 'Delta', 'Echo', 'Foxtrot']) await run(`KILL ${name}`);
  await expect.poll(async () => (await script(page)).filter((act) => act.do === 'kill').length).toBe(4);
  const { at } = await frameOf(page);
  expect(await callLab(page, 'seek', at + 1_000_000)).toEqual({ ok: true });
  await run('CLUSTER forget-lost @Alfa');
  await expect.poll(() => last(page)).toMatchObject({ do: 'command', text: 'CLUSTER forget-lost @Alfa' });
  await expect(page.getByText(/forgotten: kvn3, kvn4, kvn5, kvn6\./).first()).toBeVisible(patience);
  await run('SET cart:42 figs');
  await expect.poll(() => last(page)).toMatchObject({ text: 'SET cart:42 figs' });
  await expect(page.getByText(/^OK v1 from Alfa/).first()).toBeVisible(patience);
  await expectReplay(page);
});

test('a press beside messages holds time, and a release on one picks it', async ({ page }) => {
  await justPlay(page);
  // A moment at which somebody is far from anybody else.
  const stage = (await page.locator('[data-stage]').boundingBox())!;
  const nodes = ['Alfa', 'Bravo', 'Charlie', 'Delta', 'Echo', 'Foxtrot'];
  const layout = layOutRing({ width: stage.width, height: stage.height, nodes: 6, isInvited: false });
  const places = new Map<string, Point>();
  for (const [index, node] of nodes.entries()) {
    const { x, y } = await middleOf(page, node);
    places.set(`kvn${index + 1}`, { x: x - stage.x, y: y - stage.y });
  }
  for (const [index, id] of ['c1', 'c2', 'c3'].entries()) places.set(id, placeClient(index, stage.height));
  let spot: Point | null = null;
  let moment = (await frameOf(page)).at;
  for (let step = 0; step < 40 && spot === null; step += 1) {
    moment += 7_000;
    expect(await callLab(page, 'seek', moment)).toEqual({ ok: true });
    const { picture } = await frameOf(page);
    const spots = (picture?.flights ?? [])
      .filter(({ kind }) => !/beat|hello|ping|ack|pull|listing/.test(kind))
      .map(({ from, to, sent, arrives }) =>
        pointOn(chord(layout, places.get(from)!, places.get(to)!), (moment - sent) / (arrives - sent)),
      );
    const away = (one: Point, other: Point, by: number): boolean =>
      Math.hypot(one.x - other.x, one.y - other.y) > by;
    spot =
      spots.find(
        (one) =>
          Math.hypot(one.x - layout.center.x, one.y - layout.center.y) < layout.radius - 40 &&
          spots.every((other) => other === one || away(one, other, 30)) &&
          [...places.values()].every((place) => away(one, place, 50)),
      ) ?? null;
  }
  if (spot === null) throw new Error('no message was ever alone');
  await expect.poll(async () => page.locator('.clock').first().isVisible()).toBe(true);
  await page.waitForTimeout(300);
  await page.mouse.move(stage.x + spot.x, stage.y + spot.y);
  await callLab(page, 'play', 0.001);
  await page.mouse.down();
  const held = (await frameOf(page)).at;
  // However long the press lasts: the page asks for no frame, so no time passes.
  await page.waitForTimeout(400);
  expect((await frameOf(page)).at).toBe(held);
  await page.mouse.up();
  await expect.poll(async () => (await frameOf(page)).playing).toBe(false);
  await expect(page.locator('.page.inspecting')).toBeVisible();
});

test('a key that is only counted is picked where its slice spreads out', async ({ page }) => {
  test.slow();
  await justPlay(page);
  const text = JSON.stringify({
    ...{ version: 1, system: 'cache', nodes: 4 },
    workload: [{ rate: 2_000, keys: 240, spread: 'scan', reads: 0, from: '0s', until: '300ms' }],
  });
  expect(await callLab(page, 'open', { text })).toEqual({ ok: true });
  expect(await callLab(page, 'seek', 1_000_000)).toEqual({ ok: true });
  const stage = (await page.locator('[data-stage]').boundingBox())!;
  const layout = layOutRing({ width: stage.width, height: stage.height, nodes: 4, isInvited: false });
  const beads = page.locator('.fan .bead');
  // Not every slice has keys, and some have a badge over them.
  for (let place = 0.02; place < 1 && (await beads.count()) === 0; place += 0.07) {
    const { x, y } = pointAt(layout, place, layout.radius);
    await page.mouse.move(stage.x + x, stage.y + y);
    await expect(page.getByText(/ keys? here$/)).toBeVisible(patience);
    await page.waitForTimeout(100);
  }
  // From the slice outwards, over the histogram, to what it has spread out.
  const bead = (await beads.last().boundingBox())!;
  await page.mouse.move(bead.x + bead.width / 2, bead.y + bead.height / 2, { steps: 4 });
  await page.mouse.down();
  await page.mouse.up();
  await expect(page.locator('aside').getByRole('heading', { name: /^key:\d+$/ })).toBeVisible(patience);
  await expect(page.getByText('Where it lives')).toBeVisible();
});

test('Escape takes one thing after the other; letters are keys only on the stage, and not when they are turned off', async ({
  page,
}) => {
  await justPlay(page);
  await badge(page, 'Alfa').click();
  await expect(badge(page, 'Alfa')).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('n');
  await expect(page.getByRole('textbox', { name: 'Name' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('textbox', { name: 'Name' })).toBeHidden();
  await expect(badge(page, 'Alfa')).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('Escape');
  await expect(badge(page, 'Alfa')).toHaveAttribute('aria-pressed', 'false');
  // Away from the stage a letter is a letter.
  await page.getByRole('button', { name: 'Scenarios' }).focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('n');
  await expect(page.getByRole('textbox', { name: 'Name' })).toBeHidden();
  await badge(page, 'Alfa').focus();
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Everything you can do' });
  await help.getByRole('checkbox').uncheck();
  await page.keyboard.press('Escape');
  await expect(help).toBeHidden();
  await badge(page, 'Alfa').focus();
  await page.keyboard.press('n');
  await expect(page.getByRole('textbox', { name: 'Name' })).toBeHidden();
  await page.keyboard.press('Control+k');
  await expect(help).toBeVisible();
  await help.getByRole('checkbox').check();
});

test('the list of commands finds, completes and runs; a key is read from one node', async ({ page }) => {
  await justPlay(page);
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: 'Search, or type a command' });
  await expect(field).toBeFocused();
  await field.fill('kill b');
  await expect(page.getByRole('option', { name: 'KILL Bravo' })).toBeVisible();
  await field.fill('KILL Zulu');
  await page.keyboard.press('Enter');
  await expect(page.getByText('There is no node Zulu.')).toBeVisible();
  await expect(field).toHaveValue('KILL Zulu');
  await field.fill('KILL Bravo');
  await page.keyboard.press('Enter');
  await expect.poll(() => last(page)).toMatchObject({ do: 'kill', node: 'kvn2' });
  // It closes with what was run; only then the same keys open it anew.
  await expect(field).toBeHidden();
  await page.keyboard.press('Control+k');
  await field.fill('key:3');
  await page.keyboard.press('Enter');
  await badge(page, 'Alfa').focus();
  await page.keyboard.press('g');
  const list = page.getByRole('menu', { name: 'Read key:3 from' });
  await expect(list.getByRole('menuitem')).toHaveCount(5);
  await list.getByRole('menuitem', { name: 'Delta' }).click();
  await expect(page.getByText(/^Delta answers for key:3: /)).toBeVisible(patience);
  expect(await last(page)).toMatchObject({ do: 'command', text: 'GET key:3 @kvn4' });
});

test('the tools are easy to read and to reach, and nothing is wider than the window', async ({ page }) => {
  await justPlay(page);
  await page.getByRole('button', { name: 'Key', exact: true }).click();
  await expectAccessible(page);
  await expectNothingWider(page);
  await page.keyboard.press('Escape');
  await page.setViewportSize({ width: 1440, height: 900 });
  await badge(page, 'Alfa').click();
  await badge(page, 'Alfa').focus();
  await page.keyboard.press('k');
  await expectAccessible(page);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('a finger draws the rope while the lasso is on; pressed for long a node offers the same acts', async ({
    page,
  }) => {
    await justPlay(page);
    const touch = await page.context().newCDPSession(page);
    const at = (type: 'touchStart' | 'touchMove' | 'touchEnd', spot: Point | null) =>
      touch.send('Input.dispatchTouchEvent', { type, touchPoints: spot === null ? [] : [spot] });
    await page.getByRole('button', { name: 'Tools' }).click();
    await page.getByRole('button', { name: 'Lasso' }).click();
    await expect(page.getByRole('button', { name: 'Done' })).toBeVisible();
    const charlie = await middleOf(page, 'Charlie');
    await at('touchStart', { x: charlie.x, y: charlie.y - 40 });
    for (let step = 1; step <= 12; step += 1) {
      const angle = (step / 12) * 2 * Math.PI - Math.PI / 2;
      await at('touchMove', { x: charlie.x + 40 * Math.cos(angle), y: charlie.y + 40 * Math.sin(angle) });
    }
    await at('touchEnd', null);
    await expect.poll(() => last(page)).toMatchObject({ do: 'partition', groups: [['kvn3']] });
    await expect(page.getByRole('button', { name: 'Done' })).toBeHidden();
    await at('touchStart', await middleOf(page, 'Echo'));
    await expect(page.getByRole('menu', { name: 'What to do with Echo' })).toBeVisible();
    await at('touchEnd', null);
    await page.getByRole('menuitem', { name: 'Stop the program' }).click();
    await expect.poll(() => last(page)).toMatchObject({ do: 'kill', node: 'kvn5', how: 'process' });
  });
});
