/** A renderer that is killed from outside, with SIGKILL, in the middle of a run and in the middle of a save: little is missing, nothing is corrupt. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { callLab, expect, fingerprintAt, frameOf, open, openPage, test, watch } from './support/lab.ts';
import { shelfOf } from './support/shelf.ts';

const counter = JSON.stringify({
  ...{ version: 1, about: { title: 'Any counter' }, system: 'counter', nodes: 3, until: '10m' },
});

/** A save as the page begins it: the virtual instant that it keeps, and when it was, in real ms. */
interface Save {
  readonly at: number;
  readonly when: number;
}

/** Runs in the page. Each save is told as it begins; one of them is never let go on, so that it is killed before it is whole. */
function tellSaves(): void {
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function (value: { readonly at?: number }, ...key) {
    const request = put.call(this, value, ...key);
    if (typeof value.at !== 'number') return request;
    console.log(`save ${JSON.stringify({ at: value.at, when: performance.now() })}`);
    // A transaction is over when its page comes back to itself, and this page does not any more.
    while (Reflect.get(globalThis, 'isToHang') === true);
    return request;
  };
}

function savesOf(page: Page): Save[] {
  const saves: Save[] = [];
  page.on('console', (message) => {
    const told = /^save (\{.*\})$/.exec(message.text())?.[1];
    if (told !== undefined) saves.push(JSON.parse(told) as Save);
  });
  return saves;
}

/** The processes of the browser that keeps its profile there which draw pages, as the system knows them. */
function renderersOf(profile: string): readonly number[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        const [, parent = '0'] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        const line = readFileSync(`/proc/${name}/cmdline`, 'utf8');
        return [{ id: Number(name), parent: Number(parent), line }];
      } catch {
        // It has ended since it was listed.
        return [];
      }
    });
  const family = new Set(all.filter(({ line }) => line.includes(profile)).map(({ id }) => id));
  for (let size = 0; size < family.size;) {
    size = family.size;
    for (const { id, parent } of all) if (family.has(parent)) family.add(id);
  }
  return all.flatMap(({ id, line }) => (family.has(id) && line.includes('--type=renderer') ? [id] : []));
}

async function kill(page: Page, profile: string): Promise<void> {
  const crashed = page.waitForEvent('crash');
  const ids = renderersOf(profile);
  expect(ids.length).toBeGreaterThan(0);
  for (const id of ids) process.kill(id, 'SIGKILL');
  await crashed;
}

/** Somewhere in a run, with several saves behind it. */
async function play(page: Page, saves: Save[]): Promise<void> {
  const begun = saves.length;
  await callLab(page, 'play', 1);
  await expect.poll(() => saves.length).toBeGreaterThan(begun + 2);
}

/** In a page of its own: what was left is offered, and goes on. Gives the instant from which it did. */
async function goOn(context: BrowserContext): Promise<{ readonly page: Page; readonly from: number }> {
  const page = await context.newPage();
  await openPage(page);
  await expect(page.getByText(/^You left “Any counter” at /)).toBeVisible();
  const [record, ...more] = await shelfOf(page);
  expect(more).toEqual([]);
  const { at: from = -1, text = '' } = record ?? {};
  await page.getByRole('button', { name: 'Go on', exact: true }).click();
  await expect.poll(async () => frameOf(page)).toMatchObject({ system: 'counter', playing: true });
  expect((await callLab(page, 'script')).map(({ do: verb }) => verb)).toEqual(['kill']);
  // Whole: it is the very run that the text makes.
  await callLab(page, 'pause');
  const fingerprint = await fingerprintAt(page, from);
  await open(page, text, { host: 'local' });
  expect(await fingerprintAt(page, from)).toBe(fingerprint);
  return { page, from };
}

test('a renderer killed with SIGKILL, in the middle of a run and of a save: at most the last second is missing', async ({
  playwright,
  launchOptions,
  baseURL,
  faults,
}) => {
  const profile = mkdtempSync(join(tmpdir(), 'ringside-killed-'));
  const start = async (): Promise<BrowserContext> => {
    const context = await playwright.chromium.launchPersistentContext(profile, {
      ...launchOptions,
      ...{ headless: true, serviceWorkers: 'block', viewport: { width: 1440, height: 900 } },
      ...(baseURL !== undefined && { baseURL }),
    });
    watch(context, faults);
    await context.addInitScript(tellSaves);
    return context;
  };
  let context = await start();
  try {
    const first = await context.newPage();
    let saves = savesOf(first);
    await openPage(first);
    await open(first, counter);
    await callLab(first, 'seek', 1_000_000);
    await callLab(first, 'act', { do: 'kill', node: 'n2' });
    await play(first, saves);
    const { at: seen } = await frameOf(first);
    await kill(first, profile);
    const ran = await goOn(context);
    // What ran on after the last save: as long as it is from one save to the next.
    expect(seen - ran.from).toBeLessThanOrEqual(longestGap(saves) * 1_000);
    expect(ran.from).toBeGreaterThanOrEqual((saves.at(-2) as Save).at);

    saves = savesOf(ran.page);
    await open(ran.page, counter);
    await callLab(ran.page, 'seek', 1_000_000);
    await callLab(ran.page, 'act', { do: 'kill', node: 'n2' });
    await play(ran.page, saves);
    await ran.page.evaluate(() => Object.assign(globalThis, { isToHang: true }));
    const before = saves.length;
    await expect.poll(() => saves.length).toBeGreaterThan(before);
    await kill(ran.page, profile);
    // The browser too is another one.
    await context.close();
    context = await start();
    const [last, broken] = saves.slice(-2) as [Save, Save];
    const { from } = await goOn(context);
    expect(from).toBe(last.at);
    test.info().annotations.push({
      type: 'missing',
      description: `${(broken.at - last.at) / 1_000} ms of the run, ${broken.when - last.when} real ms`,
    });
    expect(broken.at - last.at).toBeLessThanOrEqual(longestGap([last, broken]) * 1_000);
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
});

/**
 * How much of a run may be missing, in ms: from one save to the next it is a second, or as long as a busy machine takes to come to it; and what a page
 * shows, and keeps, may be a frame old, which on such a machine is long as well.
 */
function longestGap(saves: readonly Save[]): number {
  const gaps = saves.slice(1).map(({ when }, place) => when - (saves[place] as Save).when);
  return Math.max(1_000, ...gaps) + 1_000;
}
