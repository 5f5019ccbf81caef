/** Time, by hand: stop it, step it, hold it, go back, take something back, and give a moment a name. */
import type { Page } from '@playwright/test';
import { expectAccessible } from './support/audit.ts';
import { callLab, expect, fingerprintAt, frameOf, openPage, test } from './support/lab.ts';

/** No assertion of time: a busy machine takes its while. */
const patience = { timeout: 40_000 };

/** What goes on all the time, and is not drawn. */
const BEATS = /^(beat|pull|listing)$/;

const bar = (page: Page) => page.getByRole('region', { name: 'Time', exact: true });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const badge = (page: Page, name: string) => page.getByRole('button', { name: new RegExp(`^${name}, `) });

test.beforeEach(async ({ page }) => {
  await openPage(page);
  await expect(page.getByText('26 of 26 can be read')).toBeVisible(patience);
});

/** The whole bar, standing still at an instant at which all is well. */
async function stand(page: Page, at = 600_000): Promise<void> {
  await callLab(page, 'pause');
  await button(page, 'Just play').click();
  await callLab(page, 'seek', at);
  await shows(page, at);
}

/** The page has come to where the lab stands. */
async function shows(page: Page, at: number): Promise<void> {
  const text = (Math.floor(at / 1_000) / 1_000).toFixed(3);
  await expect(page.getByLabel('Clock of the cluster')).toHaveText(text, patience);
}

/** Everything that is drawn on the stage, once it has been drawn. */
async function drawn(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    await frame();
    await frame();
    const stage = document.querySelector('[data-stage]') as HTMLElement;
    const canvases = [...stage.querySelectorAll('canvas')].map((canvas) => canvas.toDataURL());
    const bytes = new TextEncoder().encode(canvases.join());
    const digest = await crypto.subtle.digest('SHA-256', bytes);
    return [...new Uint8Array(digest)].map((byte) => byte.toString(16)).join('');
  });
}

test('the first visit has a short bar: stop, clock, line and a sentence', async ({ page }) => {
  await expect(button(page, 'Pause')).toBeVisible();
  await expect(page.getByText('Real programs, stage time')).toBeVisible();
  await expect(button(page, 'Next happening')).toBeHidden();
  await expect(button(page, 'Branches and bookmarks')).toBeHidden();
});

test('after a kill Next plays to who doubts, and then to the others going on without', async ({ page }) => {
  await stand(page);
  await badge(page, 'Bravo').focus();
  await page.keyboard.press('Delete');
  await expect(page.getByText('Press Next to see who notices.')).toBeVisible();
  // Fast, so that it is no test of patience; where it stops is the same.
  await callLab(page, 'play', 1);
  await callLab(page, 'pause');
  await button(page, 'Next happening').click();
  await expect(page.getByText(/ doubts Bravo\.$/)).toBeVisible(patience);
  const { at, playing, events } = await frameOf(page);
  expect(playing).toBe(false);
  const first = events.find((event) => event.what === 'note' && event.kind === 'suspects');
  expect(first?.at).toBe(at - 1);
  await shows(page, at);
  // Enter on the bar is the same.
  await page.getByRole('slider', { name: 'Moment' }).focus();
  await page.keyboard.press('Enter');
  const given = /^standing .*kvn2.*down/;
  const told = async (): Promise<boolean> =>
    (await frameOf(page)).events.some(
      (event) => event.what === 'note' && given.test(`${event.kind} ${JSON.stringify(event.detail)}`),
    );
  await expect.poll(told, patience).toBe(true);
  await expect.poll(async () => (await frameOf(page)).playing, patience).toBe(false);
});

test('steps: one instant, to the next message, to the next reply, and back', async ({ page }) => {
  await stand(page);
  const start = 600_000;
  await button(page, 'Steps').click();
  const step = async (name: string): Promise<number> => {
    const before = (await frameOf(page)).at;
    await page.getByRole('button', { name }).click();
    await expect.poll(async () => (await frameOf(page)).at, patience).not.toBe(before);
    return (await frameOf(page)).at;
  };
  const instant = await step('One instant');
  expect(instant).toBeGreaterThan(start);
  const message = await step('To the next message');
  const reply = await step('To the next reply');
  const { events } = await frameOf(page);
  const arrived = events.find(
    (event) =>
      event.at >= instant && event.what === 'handled' && event.by === 'arrival' && !BEATS.test(event.kind),
  );
  expect(arrived?.at).toBe(message - 1);
  expect(events.find((event) => event.at >= message && event.what === 'settled')?.at).toBe(reply - 1);
  await page.keyboard.press('Escape');
  await button(page, 'One step back').focus();
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await frameOf(page)).at, patience).toBe(reply - 1);
});

test('while it is paused nothing on the stage moves', async ({ page }) => {
  await stand(page, 615_000);
  const before = await drawn(page);
  await page.waitForTimeout(600);
  expect(await drawn(page)).toBe(before);
});

test('going back plays messages backwards: where they are is a matter of time alone', async ({ page }) => {
  await stand(page, 700_000);
  const seen = new Map<number, string>();
  for (let at = 695_000; seen.size < 4; at -= 5_000) {
    await callLab(page, 'seek', at);
    const { picture } = await frameOf(page);
    if (picture?.flights.every(({ kind }) => BEATS.test(kind)) === true) continue;
    await shows(page, at);
    seen.set(at, await drawn(page));
  }
  expect(new Set(seen.values()).size).toBe(4);
  for (const at of [...seen.keys()].reverse()) {
    await callLab(page, 'seek', at);
    await shows(page, at);
    expect(await drawn(page)).toBe(seen.get(at));
  }
});

test('the handle is dragged back and the ring follows it; the past says so, and leads back', async ({
  page,
}) => {
  await stand(page, 2_000_000);
  const line = await page.getByRole('slider', { name: 'Moment' }).boundingBox();
  if (line === null) throw new Error('there is no line');
  const y = line.y + line.height / 2;
  const x = (at: number): number => line.x + 9 + ((line.width - 18) * at) / 6_000_000;
  await page.mouse.move(x(2_000_000), y);
  await page.mouse.down();
  for (const at of [1_800_000, 1_500_000, 1_000_000]) await page.mouse.move(x(at), y, { steps: 4 });
  await expect
    .poll(async () => Math.abs((await frameOf(page)).at - 1_000_000), patience)
    .toBeLessThan(20_000);
  await page.mouse.up();
  await expect(page.getByText(/^Looking at (0\.9|1\.0) s\. Live is 2\.0 s\.$/)).toBeVisible(patience);
  await button(page, 'Return to live').click();
  await shows(page, 2_000_000);
  await expect(page.getByText(/^Looking at/)).toBeHidden();
});

test('with the keyboard alone: stop somebody, take it back, look at both futures, go home and to the end', async ({
  page,
}) => {
  await stand(page);
  await badge(page, 'Bravo').focus();
  await page.keyboard.press('Delete');
  await expect(badge(page, 'Bravo')).toHaveAccessibleName('Bravo, stopped');
  await page.keyboard.press('Control+z');
  await expect(badge(page, 'Bravo')).toHaveAccessibleName('Bravo, running');
  await expect(page.getByText(/^Undone: Pull the plug of Bravo/)).toBeVisible();
  expect(await frameOf(page)).toMatchObject({ branch: 2, at: 600_000, playing: false });
  await button(page, 'Branches and bookmarks').focus();
  await page.keyboard.press('Enter');
  await expect(
    button(page, 'Keep').or(page.getByRole('button', { name: 'Bookmark this moment' })),
  ).toBeVisible();
  // Nothing is left to undo here, so the first of the list is the first branch.
  await expect(page.getByRole('button', { name: /^The first/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(badge(page, 'Bravo')).toHaveAccessibleName('Bravo, stopped', patience);
  const line = page.getByRole('slider', { name: 'Moment' });
  await line.focus();
  await page.keyboard.press('Home');
  await shows(page, 0);
  await page.keyboard.press(']');
  await expect.poll(async () => (await frameOf(page)).at, patience).toBeGreaterThan(0);
  await page.keyboard.press('End');
  await shows(page, 600_000);
  await page.keyboard.press('ArrowLeft');
  await shows(page, 500_000);
});

test('a moment gets a name, and is found again to the microsecond', async ({ page }) => {
  await stand(page, 612_345);
  const before = (await frameOf(page)).picture?.fingerprint;
  await button(page, 'Branches and bookmarks').click();
  await page.getByRole('textbox', { name: 'Name' }).fill('just before');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /^just before/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await fingerprintAt(page, 1_500_000);
  await shows(page, 1_500_000);
  await button(page, 'Branches and bookmarks').click();
  await page.getByRole('button', { name: /^just before/ }).click();
  await shows(page, 612_345);
  const { at, picture } = await frameOf(page);
  expect([at, picture?.fingerprint]).toEqual([612_345, before]);
});

test('any pace: four at hand, all others on a slider from a thousandth to flat out', async ({ page }) => {
  await stand(page);
  await button(page, 'Any pace').click();
  const slider = page.getByRole('slider', { name: 'Any pace' });
  await slider.focus();
  await page.keyboard.press('Home');
  await expect(slider).toHaveAttribute('aria-valuetext', '1/1000×');
  await page.keyboard.press('End');
  await expect(slider).toHaveAttribute('aria-valuetext', 'flat out');
  await page.keyboard.press('Escape');
  await expect(button(page, 'Any pace')).toHaveText('flat out');
});

test('no serious fault of accessibility, with marks and looking back', async ({ page }) => {
  await stand(page);
  await callLab(page, 'act', { do: 'kill', node: 'kvn2' });
  await fingerprintAt(page, 1_200_000);
  await fingerprintAt(page, 900_000);
  await shows(page, 900_000);
  await expect(bar(page).locator('.marks button').first()).toBeVisible(patience);
  await expectAccessible(page);
});

test.describe('with reduced motion', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });

  test('nothing plays by itself, and Next has the focus', async ({ page }) => {
    expect((await frameOf(page)).playing).toBe(false);
    await expect(button(page, 'Next happening')).toBeFocused();
  });
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('play, next, clock and line in one row; all else opens from the clock', async ({ page }) => {
    await stand(page);
    for (const control of [
      button(page, 'Play'),
      button(page, 'Next happening'),
      button(page, 'More of time'),
    ]) {
      const box = await control.boundingBox();
      expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
    }
    expect((await bar(page).boundingBox())?.height).toBeLessThanOrEqual(56);
    await button(page, 'More of time').click();
    await button(page, '4×').click();
    await expect(button(page, '4×')).toHaveAttribute('aria-pressed', 'true');
    await expect(page.getByRole('button', { name: 'Bookmark this moment' })).toBeAttached();
  });
});
