/** What is loaded when: each Worker the programs that it runs, and nothing before it is needed. */
import type { Page } from '@playwright/test';
import { callLab, expect, fingerprintAt, frameOf, liveWorkers, open, openPage, test } from './support/lab.ts';

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

/** The page's own ring has begun: six nodes of a cache. */
async function alive(page: Page): Promise<void> {
  await expect.poll(async () => (await liveWorkers(page)).nodes, { timeout: 40_000 }).toBe(6);
  await expect.poll(async () => (await frameOf(page)).system).toBe('cache');
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
});
