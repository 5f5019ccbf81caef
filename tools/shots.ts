/**
 * `npm run shots [-- STATE…]`: builds the site and takes pictures of it in its states, both themes and three sizes, into shots/. They are the same
 * every time: time stands still, and every state is reached by seeking. For looking at, beside the pictures of the design.
 */
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from '@playwright/test';
import { build } from 'vite';
import playwright from '../playwright.config.ts';
import { ensureChromium } from './chromium.mjs';
import { serve } from './serve.mjs';
import { states } from './shots/states.ts';

const SIZES = [
  { name: 'wide', width: 1_440, height: 900, isPhone: false },
  { name: 'laptop', width: 1_280, height: 720, isPhone: false },
  { name: 'phone', width: 390, height: 844, isPhone: true },
] as const;
const THEMES = ['light', 'dark'] as const;

type Size = (typeof SIZES)[number];

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'shots');
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !states.has(name));
if (unknown.length > 0) {
  process.stderr.write(
    `There is no state ${unknown.join(', ')}. There are ${[...states.keys()].join(', ')}.\n`,
  );
  process.exit(2);
}

const executablePath = await ensureChromium();
if (executablePath === undefined) throw new Error('There is no Chromium to take pictures with.');
await build({ root, logLevel: 'error' });
if (wanted.length === 0) await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
const server = await serve('dist');
const browser = await chromium.launch({ executablePath, args: playwright.use?.launchOptions?.args ?? [] });
let failed = 0;
try {
  for (const [name, reach] of states) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    for (const size of SIZES) {
      try {
        await take(browser, name, size, reach);
      } catch (error) {
        failed += 1;
        process.stderr.write(
          `${name} on ${size.name}: ${error instanceof Error ? error.message : String(error)}\n`,
        );
      }
    }
  }
} finally {
  await browser.close();
  await server.close();
}
process.exit(failed === 0 ? 0 : 1);

async function take(
  from: Browser,
  name: string,
  { name: sizeName, width, height, isPhone }: Size,
  reach: (page: Page, isPhone: boolean) => Promise<void>,
): Promise<void> {
  // Whoever wants less motion finds the first page standing still at its beginning: from there every state is reached.
  const context = await from.newContext({
    ...{ viewport: { width, height }, hasTouch: isPhone, reducedMotion: 'reduce', locale: 'en' },
  });
  try {
    const page = await context.newPage();
    await page.goto(server.url);
    await page.locator('.invitation').waitFor({ timeout: 60_000 });
    await reach(page, isPhone);
    for (const colorScheme of THEMES) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'no-preference' });
      // Colours change over a moment, and canvases are drawn in the next frame.
      await page.waitForTimeout(400);
      const path = join(folder, `${name}-${sizeName}-${colorScheme}.png`);
      await page.screenshot({ path });
      process.stdout.write(`shots/${name}-${sizeName}-${colorScheme}.png\n`);
    }
  } finally {
    await context.close();
  }
}
