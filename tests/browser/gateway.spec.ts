/** The Service Worker: the page without a network, a new version that waits, and the REST API of a page's cluster, on a site under a sub-path. */
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { serve } from '../../tools/serve.mjs';
import { fieldsIn, promised, scenarioWith, type Caller } from '../api/recipes.ts';
import * as lab from './support/lab.ts';
import { callLab, frameOf, open, test } from './support/lab.ts';

const expect = lab.expect.configure({ timeout: 60_000 });
test.use({ serviceWorkers: 'allow' });
test.setTimeout(300_000);

interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

let folder: string;
let site: string;
let server: { url: string; close: () => Promise<void> };

test.beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ringside-'));
  site = join(folder, 'x/y');
  cpSync(fileURLToPath(new URL('../../dist', import.meta.url)), site, { recursive: true });
  server = await serve(folder);
});

test.afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const home = (): string => `${server.url}x/y/`;

async function enter(page: Page, address = home()): Promise<void> {
  await page.goto(address);
  await page.waitForFunction(() => 'ringside' in globalThis);
}

/** From the page, as somebody at its console would. */
async function fetched(page: Page, method: string, path: string, body?: unknown): Promise<Answered> {
  return page.evaluate(
    async ([how, where, what]) => {
      const response = await fetch(where, { method: how, ...(what !== undefined && { body: what }) });
      const headers = Object.fromEntries(response.headers);
      return { status: response.status, headers, text: await response.text() };
    },
    [method, path, body === undefined ? undefined : JSON.stringify(body)] as const,
  );
}

/** Until then the network answers, and it knows nothing of any cache. */
async function reachable(page: Page): Promise<void> {
  await expect.poll(async () => (await fetched(page, 'GET', 'api/cluster/nodes')).status).toBe(200);
}

test('on the first load `fetch` from the page is answered by its cluster, and nothing leaves the origin', async ({
  page,
}) => {
  const elsewhere: string[] = [];
  page.context().on('request', (request) => {
    if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(home()))
      elsewhere.push(request.url());
  });
  await enter(page);
  await reachable(page);
  expect((await fetched(page, 'POST', 'api/cache/日本', { value: 'リング' })).status).toBe(200);
  const { status, text } = await fetched(page, 'GET', `${home()}api/cache/${encodeURIComponent('日本')}`);
  expect([status, (JSON.parse(text) as { value: string }).value]).toEqual([200, 'リング']);
  // Calls queue, in the order in which they came, whatever they bring along.
  const order = await page.evaluate(async () => {
    const set = (value: string) =>
      fetch('api/cache/apple', { method: 'POST', body: JSON.stringify({ value: value.padEnd(20_000) }) });
    const get = async () =>
      ((await (await fetch('api/cache/apple')).json()) as { value: string }).value.trim();
    const [, first, , second] = await Promise.all([set('1'), get(), set('2'), get()]);
    return [first, second];
  });
  expect(order).toEqual(['1', '2']);
  expect((await fetched(page, 'PUT', 'api/cache/apple')).headers['allow']).toBe('GET, POST, DELETE');
  expect((await fetched(page, 'GET', 'api/nothing')).text).toContain('/x/y/api/nothing');
  // An address typed into a bar of its own is answered by the page that was looked at last.
  const other = await page.context().newPage();
  const answer = await other.goto(`${home()}api/cache/apple`);
  expect(answer?.status()).toBe(200);
  expect(await other.textContent('body')).toContain('"metadata"');
  expect(elsewhere).toEqual([]);
});

test('without a network the page comes again, a deep link included', async ({ page, context }) => {
  await enter(page);
  await reachable(page);
  await open(page, scenarioWith());
  await callLab(page, 'seek', 500_000);
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const link = page.locator('dialog input[readonly]');
  await expect(link).toHaveValue(/#s=1/);
  const address = await link.inputValue();
  await server.close();
  await context.setOffline(true);
  await page.goto('about:blank');
  await enter(page, address);
  await expect.poll(async () => frameOf(page)).toMatchObject({ at: 500_000, system: 'cache' });
  await reachable(page);
  server = await serve(folder);
});

test('a new version waits until it is wanted, and never mixes with the old one', async ({ page }) => {
  await enter(page);
  await reachable(page);
  const before = readFileSync(join(site, 'index.html'), 'utf8');
  const hashed = (text: string): string => createHash('sha256').update(text).digest('base64');
  const worker = readFileSync(join(site, 'service-worker.js'), 'utf8');
  const after = before.replace('<title>Ringside', '<title>Ringside the second');
  expect(worker).toContain(hashed(before));
  const release = (page: string): void => {
    writeFileSync(join(site, 'index.html'), page);
    const other = worker.replace(hashed(before), hashed(after));
    writeFileSync(
      join(site, 'service-worker.js'),
      other.replace(/"?id"?:\s*[`"'][0-9a-f]{16}/, (id) => `${id.slice(0, -4)}0000`),
    );
  };
  // In the middle of an update: the new Worker is there, and the page is not yet what it says.
  release(before);
  await page.reload();
  await page.waitForFunction(() => 'ringside' in globalThis);
  await page.evaluate(async () => (await navigator.serviceWorker.ready).update().catch(() => undefined));
  await reachable(page);
  await expect(page.getByText('A new version is here.')).toBeHidden();
  expect(await page.title()).toBe('Ringside');
  release(after);
  await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
  await expect(page.getByText('A new version is here.')).toBeVisible();
  expect(await page.evaluate(async () => (await fetch('./')).text())).toBe(before);
  await page.getByRole('button', { name: 'Reload for the new version' }).click();
  await expect.poll(() => page.title().catch(() => '')).toBe('Ringside the second');
  await reachable(page);
});

test('two pages: each answers for itself, and a closed one for nobody', async ({ page, context }) => {
  await enter(page);
  await reachable(page);
  const other = await context.newPage();
  await enter(other);
  await reachable(other);
  expect((await fetched(page, 'POST', 'api/cache/mine', { value: 'first' })).status).toBe(200);
  expect((await fetched(other, 'GET', 'api/cache/mine')).status).toBe(404);
  // A page of the site that hosts nothing.
  const third = await context.newPage();
  await third.goto(`${home()}manifest.webmanifest`);
  await other.close();
  await expect.poll(async () => (await fetched(third, 'GET', 'api/cache/mine')).status).toBe(200);
  await page.close();
  await expect.poll(async () => (await fetched(third, 'GET', 'api/cache/mine')).status).toBe(503);
});

test('every answer that is promised comes through', async ({ page }) => {
  test.setTimeout(900_000);
  await enter(page);
  await reachable(page);
  const caller: Caller<Answered> = {
    call: (method, path, body) => fetched(page, method, path, body),
    pass: async (milliseconds) => void (await callLab(page, 'pass', milliseconds * 1_000)),
  };
  for (const { name, status, body, recipes } of promised)
    for (const recipe of recipes) {
      await open(page, scenarioWith(recipe.with), { host: 'local' });
      const answered = await recipe.get(caller);
      expect(answered.status, `${name}: ${answered.text.slice(0, 200)}`).toBe(status);
      expect(answered.headers['cache-control'], name).toBe('no-store');
      if (body !== 'text')
        expect(Object.keys(JSON.parse(answered.text) as object), name).toEqual(
          expect.arrayContaining([...fieldsIn(body)]),
        );
    }
});
