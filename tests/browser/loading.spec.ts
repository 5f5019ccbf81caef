/** What is loaded when: each Worker the programs that it runs, and nothing before it is needed. */
import type { Page, Request } from '@playwright/test';
import { firstRing } from '../../tools/first-ring.mjs';
import { callLab, expect, fingerprintAt, frameOf, liveWorkers, open, openPage, test } from './support/lab.ts';

/** As the folder of the site has it. */
function pathOf(request: Request, page: Page): string {
  // The first requests may be told before the page's own address is.
  const base = page.url() === 'about:blank' ? new URL('/', request.url()) : new URL('./', page.url());
  return request.url().slice(base.href.length);
}

/** Names of what has been loaded on demand by now: `cache-node`, without its hash. */
function listen(page: Page): Set<string> {
  const loaded = new Set<string>();
  page.on('request', (request) => {
    const name = /\/workers\/chunks\/(.+)-.{8}\.js$/.exec(request.url())?.[1];
    if (name !== undefined) loaded.add(name);
  });
  return loaded;
}

function ofSystems(loaded: ReadonlySet<string>): string[] {
  return [...loaded].filter((name) => /^(cache|counter|echo|relay)-/.test(name)).sort();
}

function cacheWith(options: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ version: 1, system: 'cache', nodes: 3, options });
}

const counter = JSON.stringify({ version: 1, system: 'counter', nodes: 3 });

/** No assertion of time: a busy machine takes its while to start seven Workers. */
const patience = { timeout: 40_000 };

/** The page's own ring has begun: six nodes of a cache. */
async function alive(page: Page): Promise<void> {
  await expect.poll(async () => (await liveWorkers(page)).nodes, patience).toBe(6);
  await expect.poll(async () => (await frameOf(page)).system, patience).toBe('cache');
}

test('a system comes when a cluster of it is opened, and of it only what runs there', async ({ page }) => {
  const loaded = listen(page);
  await openPage(page);
  await alive(page);
  const ofCache = ['cache-client', 'cache-moments', 'cache-node'];
  expect(ofSystems(loaded)).toEqual(ofCache);
  await open(page, counter);
  const ofBoth = [...ofCache, 'counter-client', 'counter-moments', 'counter-program'];
  expect(ofSystems(loaded)).toEqual(ofBoth);
  expect(loaded.has('replay')).toBe(false);
  await fingerprintAt(page, 2_000_000);
  await fingerprintAt(page, 500_000);
  expect(loaded.has('replay')).toBe(true);
  expect(ofSystems(loaded)).toEqual(ofBoth);
  await open(page, cacheWith({ encrypted: true }));
  expect(ofSystems(loaded)).toEqual([...ofBoth, 'cache-links-sealed'].sort());
});

test('a first ring lives, and its first kill is done, with the files that the budget weighs and no other', async ({
  page,
}) => {
  const { ring } = firstRing();
  const code = [...ring].filter((path) => path !== 'index.html').sort();
  const loaded = new Set<string>();
  const refused = new Set<string>();
  await page.route(/\.(js|css)$/, (route) => {
    const path = pathOf(route.request(), page);
    (ring.has(path) ? loaded : refused).add(path);
    return ring.has(path) ? route.continue() : route.abort();
  });
  await openPage(page);
  await alive(page);
  await expect(page.getByText('26 of 26 can be read')).toBeVisible(patience);
  expect([...loaded].sort()).toEqual(code);
  const bravo = await page
    .getByRole('button', { name: /^Bravo, / })
    .locator('.hit')
    .boundingBox();
  if (bravo === null) throw new Error('Bravo is not on the ring');
  await page.mouse.move(bravo.x + bravo.width / 2, bravo.y + bravo.height / 2);
  await page.mouse.down();
  await page.mouse.move(bravo.x + 150, bravo.y, { steps: 3 });
  await page.mouse.move(bravo.x + 300, bravo.y, { steps: 3 });
  await page.mouse.up();
  await expect.poll(async () => (await liveWorkers(page)).nodes, patience).toBe(5);
  // What was asked for besides comes when the ring lives, and nothing waited for it.
  expect([...refused].some((path) => path.startsWith('assets/Floats-'))).toBe(true);
  expect([...refused].some((path) => path.startsWith('workers/'))).toBe(false);
});

test('what a ring can live without comes as soon as it lives, unasked', async ({ page }) => {
  const { page: first } = firstRing();
  const later = new Set<string>();
  page.on('request', (request) => {
    // While the page itself is asked for there is nothing yet that a path could be told from.
    if (request.isNavigationRequest()) return;
    const path = pathOf(request, page);
    if (/^assets\/.*\.js$/.test(path) && !first.has(path))
      later.add(path.replace(/^assets\/|-.{8}\.js$/g, ''));
  });
  await openPage(page);
  await alive(page);
  await expect.poll(() => [...later], patience).toEqual(expect.arrayContaining(['Floats', 'act-keys']));
  // Panels wait until somebody opens one.
  for (const panel of ['Inspector', 'Console', 'Nodes', 'SpaceTime', 'About'])
    expect(later).not.toContain(panel);
  await page.getByRole('button', { name: /^Bravo, / }).focus();
  await page.keyboard.press('Delete');
  await expect.poll(async () => (await liveWorkers(page)).nodes, patience).toBe(5);
  await expect(page.getByRole('toolbar')).toBeVisible(patience);
});

test('code that does not come is said, and what was open stays', async ({ page }) => {
  await openPage(page);
  await alive(page);
  for (const missing of ['counter-program', 'node']) {
    const files = new RegExp(`/workers/chunks/${missing}-.{8}[.]js$`);
    await page.route(files, (route) => route.abort());
    const answer = await callLab(page, 'open', { text: counter });
    expect(answer).toEqual({ ok: false, says: [expect.stringContaining('The nodes could not be started.')] });
    await expect.poll(() => liveWorkers(page)).toEqual({ nodes: 6, buses: 1, replays: 0 });
    await page.unroute(files);
  }
  await open(page, counter);
  await expect.poll(async () => (await liveWorkers(page)).nodes).toBe(3);
  // Of a system that nobody has named before, what a reader of scenarios must know has to come as well.
  const files = /\/workers\/chunks\/tables-index-.{8}[.]js$/;
  await page.route(files, (route) => route.abort());
  const answer = await callLab(page, 'open', {
    text: JSON.stringify({ version: 1, system: 'tables', nodes: 5 }),
  });
  expect(answer).toEqual({ ok: false, says: [expect.stringContaining('The nodes could not be started.')] });
  expect((await frameOf(page)).system).toBe('counter');
  await page.unroute(files);
  await open(page, JSON.stringify({ version: 1, system: 'tables', nodes: 5 }));
  await expect.poll(async () => (await liveWorkers(page)).nodes).toBe(5);
});
