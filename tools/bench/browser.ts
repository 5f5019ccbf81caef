/** Builds the benchmark's page and opens it in the Chromium that the tests use. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from '@playwright/test';
import { build } from 'vite';
import playwright from '../../playwright.config.ts';
import { ensureChromium } from '../chromium.mjs';
import { serve } from '../serve.mjs';

/** Runs `work` with a page on which `globalThis.bench` is ready. */
export async function withBenchPage<Result>(work: (page: Page) => Promise<Result>): Promise<Result> {
  const executablePath = await ensureChromium({ isWhole: true });
  if (executablePath === undefined) throw new Error('There is no Chromium to measure in.');
  const folder = await mkdtemp(join(tmpdir(), 'ringside-bench-'));
  await build({
    configFile: false,
    logLevel: 'error',
    root: fileURLToPath(new URL('./page', import.meta.url)),
    base: './',
    build: { outDir: folder, emptyOutDir: true },
    worker: { format: 'es' },
  });
  const server = await serve(folder);
  const args = playwright.use?.launchOptions?.args ?? [];
  const browser = await chromium.launch({ executablePath, args });
  try {
    const page = await browser.newPage();
    page.on('pageerror', (error) => process.stderr.write(`${error.message}\n`));
    await page.goto(server.url);
    await page.waitForFunction(() => 'bench' in globalThis);
    return await work(page);
  } finally {
    await browser.close();
    await server.close();
    await rm(folder, { recursive: true, force: true });
  }
}
