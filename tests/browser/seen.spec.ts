/** The ring for whoever sees no hues, or has colours forced: what is told by colour is told by shape and stroke too. */
import type { Page } from '@playwright/test';
import { callLab, expect, open, openPage, test } from './support/lab.ts';

const patience = { timeout: 40_000 };
test.setTimeout(240_000);

const badge = (page: Page, name: string) => page.getByRole('button', { name: new RegExp(`^${name}, `) });

/** At 0.7 s `key:9` is written anew, and its copy on Echo hears of it three seconds late. */
const stale = JSON.stringify({
  version: 1,
  system: 'cache',
  seed: 2,
  nodes: ['Alfa', 'Bravo', 'Charlie', 'Delta', 'Echo', 'Foxtrot'].map((name, index) => ({
    ...{ id: `kvn${index + 1}`, name },
  })),
  options: { virtualNodes: 1, heartbeat: '70ms', nodeTimeout: '200ms', staleReads: false },
  network: { latency: { min: '10ms', max: '20ms' } },
  workload: [{ clients: 1, rate: 200, keys: 26, spread: 'scan', reads: 0, from: '0s', until: '130ms' }],
  script: [
    {
      ...{ at: '600ms', do: 'link', from: 'kvn4', to: 'kvn5', kind: 'copy', both: false },
      latency: { min: '3s', max: '3s' },
    },
    { at: '700ms', do: 'command', client: 'c1', text: 'SET key:9 new' },
  ],
  until: '6s',
});

async function begin(page: Page): Promise<void> {
  await openPage(page);
  await expect(page.getByText('26 of 26 can be read')).toBeVisible(patience);
  await page.getByRole('button', { name: 'Just play' }).click();
  await open(page, stale);
}

interface Kept {
  lightness?: number[];
}

/** Points of the canvas of keys that are lighter or darker than when it was last kept, whatever their hue. */
async function changes(page: Page, isKept = false): Promise<readonly { x: number; y: number }[]> {
  return page.evaluate((keeps) => {
    const canvas = document.querySelector<HTMLCanvasElement>('.canvases canvas:nth-of-type(2)');
    const pixels = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height);
    if (canvas === null || pixels === undefined) throw new Error('keys are drawn nowhere');
    const lightness: number[] = [];
    for (let place = 0; place < pixels.data.length; place += 4) {
      const [red = 0, green = 0, blue = 0, alpha = 0] = pixels.data.subarray(place, place + 4);
      // Over white.
      lightness.push(255 - (alpha / 255) * (255 - (0.2126 * red + 0.7152 * green + 0.0722 * blue)));
    }
    const kept = globalThis as Kept;
    if (keeps) kept.lightness = lightness;
    return lightness.flatMap((grey, place) =>
      Math.abs(grey - (kept.lightness?.[place] ?? 0)) > 40
        ? [{ x: place % canvas.width, y: Math.floor(place / canvas.width) }]
        : [],
    );
  }, isKept);
}

test('a copy that is behind differs from one that is not by more than its hue', async ({ page }) => {
  await begin(page);
  expect(await callLab(page, 'seek', 690_000)).toEqual({ ok: true });
  await expect(page.locator('.clock').first()).toContainText('0.690', patience);
  await expect(page.getByText('26 of 26 can be read')).toBeVisible(patience);
  expect(await changes(page, true)).toEqual([]);
  expect(await callLab(page, 'seek', 800_000)).toEqual({ ok: true });
  await expect.poll(async () => (await changes(page)).length, patience).toBeGreaterThan(30);
  // A broken stroke, and a clock beside it; nothing else on the whole ring.
  const changed = await changes(page);
  for (const axis of ['x', 'y'] as const) {
    const all = changed.map((point) => point[axis]);
    expect(Math.max(...all) - Math.min(...all)).toBeLessThan(40);
  }
});

test('with forced colours the nodes keep theirs, and what has the focus or is chosen is seen', async ({
  page,
}) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await begin(page);
  await callLab(page, 'seek', 690_000);
  await badge(page, 'Alfa').click();
  await badge(page, 'Bravo').focus();
  await page.keyboard.press('ArrowRight');
  const styles = (selector: string, property: 'fill' | 'stroke' | 'backgroundColor'): Promise<string[]> =>
    page
      .locator(selector)
      .evaluateAll((elements, name) => elements.map((element) => getComputedStyle(element)[name]), property);
  const fills = await styles('g.node path.alive', 'fill');
  const letters = await styles('g.node text', 'fill');
  expect(new Set(fills).size).toBe(6);
  for (const [place, fill] of fills.entries()) expect(letters[place]).not.toBe(fill);
  const [ground] = await styles('[data-stage]', 'backgroundColor');
  for (const selector of ['g.node:focus-visible .focus', 'g.node path.selected']) {
    const strokes = await styles(selector, 'stroke');
    expect(strokes).toHaveLength(1);
    expect(['none', ground]).not.toContain(strokes[0]);
  }
  // What is chosen of several, in the bar of time and among the tabs.
  await page.getByRole('tab', { name: /^Nodes/ }).click();
  for (const [chosen, other] of [
    ['.paces :checked + span', '.paces :not(:checked) + span'],
    ['[role="tab"][aria-selected="true"]', '[role="tab"][aria-selected="false"]'],
  ] as const)
    expect((await styles(chosen, 'backgroundColor'))[0]).not.toBe(
      (await styles(other, 'backgroundColor'))[0],
    );
});
