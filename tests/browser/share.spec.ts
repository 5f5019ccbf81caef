/** A session becomes a link, and whoever opens it stands where its author stood, and is told whether the run came out equal. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from '@playwright/test';
import { keep } from '../../tools/keep.mjs';
import { serve } from '../../tools/serve.mjs';
import { forged } from '../share/hostile.ts';
import { expectAccessible, expectNothingWider } from './support/audit.ts';
import * as lab from './support/lab.ts';
import { callLab, frameOf, open, openPage, scenarioText, test, type Ringside } from './support/lab.ts';

/** What is asserted is that it comes, and not how soon on a busy machine. */
const expect = lab.expect.configure({ timeout: 60_000 });
test.setTimeout(300_000);

const FILE = `file://${fileURLToPath(new URL('../../dist-file/ringside.html', import.meta.url))}`;
const DIST = fileURLToPath(new URL('../../dist', import.meta.url));
const EQUAL = 'The run came out equal to the one that was shared.';

const cache = JSON.stringify({
  ...{ version: 1, about: { title: 'Six nodes' }, system: 'cache', seed: 4, until: '20s' },
  options: { nodeTimeout: '1s' },
});
const ACTS = [
  { do: 'kill', node: 'n2' },
  { do: 'restart', node: 'n2' },
  { do: 'freeze', node: 'n3' },
  { do: 'thaw', node: 'n3' },
  { do: 'isolate', node: 'n4' },
  { do: 'heal' },
];

/** A hundred acts by hand, 20 ms apart, the last of which kills Echo. */
async function session(page: Page): Promise<void> {
  await open(page, cache, { host: 'local' });
  await page.evaluate(async (acts) => {
    const { lab } = (globalThis as unknown as { ringside: Ringside }).ringside;
    for (let step = 1; step < 100; step += 1) {
      const command = { do: 'command', client: 'c1', text: `SET key${step % 9} ${step}` };
      await lab.act(step % 3 === 0 ? (acts[(step / 3 - 1) % acts.length] ?? command) : command);
      await lab.seek(step * 20_000);
    }
    await lab.act({ do: 'kill', node: 'n5' });
    await lab.seek(2_380_000);
  }, ACTS);
}

async function shared(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const link = page.getByLabel('Link', { exact: false }).and(page.locator('input'));
  await expect(link).toHaveValue(/#s=1/);
  return link.inputValue();
}

/** A profile that has never seen this page. */
async function stranger(browser: Browser, address: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto(address);
  await page.waitForFunction(() => 'ringside' in globalThis);
  return page;
}

test('a hundred acts become a link, and a stranger’s run comes out equal, in the one file too', async ({
  page,
  browser,
}) => {
  await openPage(page);
  await session(page);
  const fingerprint = (await frameOf(page)).picture?.fingerprint;
  // All of them were taken, but for what changes nothing.
  const events = (await callLab(page, 'script')).length;
  expect(events).toBeGreaterThan(90);
  const address = await shared(page);
  expect(address.length).toBeLessThan(3_000);
  await expect(page.getByLabel('What should they look for?')).toHaveValue(
    'Echo is gone. Who notices, and who answers now?',
  );
  await expect(page.getByText(`characters: 6 nodes, ${events} events, starts at 2.3 s.`)).toBeVisible();
  await page.getByText('As a QR code').click();
  await expect(page.getByRole('img', { name: 'As a QR code' })).toBeVisible();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.getByText(`Link copied: 6 nodes, ${events} events, starts at 2.3 s.`)).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(address);

  const fragment = address.slice(address.indexOf('#'));
  for (const target of [address, FILE + fragment]) {
    const other = await stranger(browser, target);
    await expect(other.getByText('Echo is gone. Who notices, and who answers now?')).toBeVisible();
    await expect(other.getByText(/^Echo died 400 ms ago\. /)).toBeVisible();
    await expect(other.getByText(EQUAL)).toBeVisible();
    const frame = await frameOf(other);
    expect(frame).toMatchObject({ at: 2_380_000, playing: false });
    expect(frame.picture?.fingerprint).toBe(fingerprint);
    // Nothing after it runs before Play.
    await other.locator('.door').getByRole('button', { name: 'Play' }).click();
    await expect.poll(async () => (await frameOf(other)).at).toBeGreaterThan(2_380_000);
    await other.context().close();
  }
});

test('from a moment in the past the question comes first, then the run, then what came of it', async ({
  page,
  browser,
}) => {
  await openPage(page);
  await open(page, scenarioText('one-fingerprint-echo'));
  await callLab(page, 'seek', 3_000_000);
  await callLab(page, 'act', { do: 'kill', node: 'n2' });
  await callLab(page, 'seek', 4_000_000);
  await callLab(page, 'seek', 3_500_000);
  await shared(page);
  await page.getByLabel('What should they look for?').fill('<img src=x onerror="window.hit=1">');
  await page.getByLabel('Answers to choose from').fill('Nobody\nEverybody');
  await page.getByLabel('A note at 3.5 s').fill('Look <b>here</b>');
  const address = await page.locator('dialog input[readonly]').inputValue();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as file' }).click();
  expect((await download).suggestedFilename()).toMatch(/\.json$/);

  const other = await stranger(browser, address);
  const door = other.locator('.door');
  await expect(door.getByText('<img src=x onerror="window.hit=1">')).toBeVisible();
  await expect(door.getByText('Look <b>here</b>')).toBeVisible();
  expect(await other.evaluate(() => 'hit' in globalThis)).toBe(false);
  await expect(other.getByText(EQUAL)).toBeHidden();
  await door.getByRole('button', { name: 'Nobody' }).click();
  await expect(door.getByRole('button', { name: 'Nobody' })).toHaveAttribute('aria-pressed', 'true');
  await door.getByRole('button', { name: 'Play' }).click();
  await expect(other.getByText(EQUAL)).toBeVisible();
  await other.context().close();
});

test('another edition is told and accuses nobody; a fingerprint that differs is told as well', async ({
  page,
}) => {
  await openPage(page);
  await open(page, cache);
  await callLab(page, 'seek', 1_000_000);
  const recording = await callLab(page, 'recording');
  const text = recording?.text ?? '';
  const said = async (made: object, sentence: string): Promise<void> => {
    const changed = { ...(JSON.parse(text) as object), made };
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles({
        name: 'changed.json',
        mimeType: 'application/json',
        buffer: Buffer.from(
          JSON.stringify({ ...changed, about: { stage: { at: '1s' }, question: 'And now?' } }),
        ),
      });
    await expect(page.locator('.door').getByText(sentence)).toBeVisible();
  };
  const fingerprint = '0'.repeat(64);
  await said({ editions: { cache: 1_000_000 }, fingerprint, at: '1s' }, 'a newer version: the same acts');
  await said({ editions: {}, fingerprint, at: '1s' }, 'an older version: the same acts');
  const { editions } = (JSON.parse(text) as { made: { editions: object } }).made;
  await said({ editions, fingerprint, at: '1s' }, 'did not come out equal');
  await expectAccessible(page);
  await expectNothingWider(page);
});

test('where the release that made a link is kept, it opens as it was made; or here, where it may differ', async ({
  browser,
}) => {
  // A site under a sub-path that keeps an earlier release, which says of itself that it has another edition.
  const folder = mkdtempSync(join(tmpdir(), 'ringside-kept-'));
  const [site, earlier] = [join(folder, 'x/y'), join(folder, 'earlier')];
  for (const place of [site, earlier]) cpSync(DIST, place, { recursive: true });
  const own = JSON.parse(readFileSync(join(site, 'release.json'), 'utf8')) as { editions: { cache: number } };
  const cacheThen = own.editions.cache - 1;
  const release = { version: '0.0.9', editions: { ...own.editions, cache: cacheThen } };
  writeFileSync(join(earlier, 'release.json'), JSON.stringify(release));
  expect(keep(site, [earlier])).toEqual([release]);
  rmSync(earlier, { recursive: true });
  const server = await serve(folder);
  try {
    const made = { editions: { cache: cacheThen }, fingerprint: '0'.repeat(64), at: '1s' };
    const scenario = { ...(JSON.parse(cache) as object), about: { stage: { at: '1s' } }, made };
    const link = forged(JSON.stringify(scenario));
    const page = await stranger(browser, `${server.url}x/y/${link}`);
    const door = page.locator('.door');
    await expect(door.getByText('an older version: the same acts, perhaps another ending')).toBeVisible();
    await expect(page.getByText('did not come out equal')).toBeHidden();
    await expect(door.getByText('Version 0.0.9, which makes the same run, is kept here.')).toBeVisible();
    const asMade = door.getByRole('link', { name: 'Open it as it was made' });
    await expectAccessible(page);
    await asMade.click();
    await page.waitForURL(/\/x\/y\/v\/0\.0\.9\/#s=1/);
    await page.waitForFunction(() => 'ringside' in globalThis);
    await expect.poll(async () => frameOf(page)).toMatchObject({ at: 1_000_000, system: 'cache' });
    await page.goBack();
    await page.waitForFunction(() => 'ringside' in globalThis);
    await door.getByRole('button', { name: 'Open it here (may differ)' }).click();
    await expect(asMade).toBeHidden();
    await expect.poll(async () => frameOf(page)).toMatchObject({ at: 1_000_000, system: 'cache' });
    await page.context().close();
  } finally {
    await server.close();
    rmSync(folder, { recursive: true });
  }
});

test('the dialog has room, and a run that is too long for a link is passed on as a file', async ({
  page,
}) => {
  await openPage(page);
  const noise = Array.from({ length: 900 }, (_, index) => ({
    at: `${index * 10}ms`,
    do: 'command',
    client: 'c1',
    text: `SET k${(index * 7_919) % 9_973} ${Math.sin(index)}`,
  }));
  await open(page, JSON.stringify({ ...(JSON.parse(cache) as object), script: noise }));
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await expect(page.getByText(/^This would be a link of \d+ characters, and at most 8000/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Copy link' })).toBeDisabled();
  await expect(page.getByRole('button', { name: 'Save as file' })).toBeEnabled();
  await expectAccessible(page);
  await expectNothingWider(page);
});
