/**
 * The stage while a cluster runs, in Chromium without a GPU: how long frames take, what the page's thread does in them, what comes over the wire
 * until a ring lives, and whether memory grows.
 */
import { cpus, loadavg } from 'node:os';
import { chromium, type Browser, type CDPSession, type Page } from '@playwright/test';
import type { Remote } from 'comlink';
import playwright from '../../playwright.config.ts';
import type { Answer, LabHandle } from '../../src/lab/types.ts';
import { ensureChromium } from '../chromium.mjs';
import { buildAndServe, type Site } from './site.ts';
import { filledBy, fullStage, type Size } from './stage-scenario.ts';

type Ringside = { ringside: { lab: Remote<LabHandle> } };

const SIZES: readonly Size[] = [6, 16, 64].flatMap((nodes) =>
  [1_000, 100_000].map((keys) => ({ nodes, keys })),
);
const FLIGHTS = 500;
/** Slow enough that what flies is seen to fly. */
const PACE = 0.05;
const WATCHED_MS = 8_000;
const SETTLES_MS = 2_000;
const COLD_LOADS = 5;
const MINUTES = 10;
const SAMPLES = 10;
/** With sixty frames a second. */
const FRAME_MS = 1_000 / 60;

export async function stageFigures(minutes = MINUTES): Promise<object> {
  const executablePath = await ensureChromium({ isWhole: true });
  if (executablePath === undefined) throw new Error('There is no Chromium to measure in.');
  const site = await buildAndServe();
  // Memory is measured when it is asked for, and not when the browser finds the time.
  const args = [
    ...(playwright.use?.launchOptions?.args ?? []),
    '--enable-blink-features=ForceEagerMeasureMemory',
  ];
  const browser = await chromium.launch({ executablePath, args });
  try {
    const cold = await coldLoads(browser, site);
    const frames = [];
    for (const size of SIZES) frames.push(await watched(browser, site, size));
    const memory = await flatOut(browser, site, minutes);
    return { machine: machine(), browser: browser.version(), cold, frames, memory };
  } finally {
    await browser.close();
    await site.close();
  }
}

// --- A cold load ------------------------------------------------------------------------------------------------------

async function coldLoads(browser: Browser, site: Site): Promise<object> {
  const entries: number[] = [];
  const rings: number[] = [];
  const times: number[] = [];
  for (let load = 0; load < COLD_LOADS; load += 1) {
    process.stderr.write(`cold load ${load + 1}\n`);
    const page = await newPage(browser);
    const before = site.sent();
    await page.addInitScript(() => {
      const look = (): void => {
        const isAlive = document.querySelectorAll('[data-stage] [data-node]').length > 0;
        if (isAlive) Object.assign(globalThis, { aliveAt: performance.now() });
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
    // Styles and scripts of the page itself; what it starts comes later.
    await page.goto(site.url, { waitUntil: 'load' });
    entries.push(await entryBytes(page));
    await page.waitForFunction(() => 'aliveAt' in globalThis, undefined, { timeout: 60_000 });
    rings.push(site.sent() - before);
    times.push(await page.evaluate(() => (globalThis as unknown as { aliveAt: number }).aliveAt));
    await page.context().close();
  }
  return {
    loads: COLD_LOADS,
    entryBytes: median(entries),
    untilLivingRingBytes: median(rings),
    livingRingMs: { median: Math.round(median(times)), all: times.map(Math.round) },
  };
}

/** What the document and the scripts and styles that it names took, as the browser counted it. */
function entryBytes(page: Page): Promise<number> {
  return page.evaluate(() => {
    const named = [
      ...document.querySelectorAll<HTMLScriptElement | HTMLLinkElement>('script[src], link[href]'),
    ];
    const urls = new Set(named.map((each) => ('src' in each ? each.src : each.href)));
    const timings = performance.getEntriesByType('resource').filter(({ name }) => urls.has(name));
    const all = [...performance.getEntriesByType('navigation'), ...timings];
    return all.reduce((sum, each) => sum + (each as PerformanceResourceTiming).transferSize, 0);
  });
}

// --- Frames -----------------------------------------------------------------------------------------------------------

async function watched(browser: Browser, site: Site, size: Size): Promise<object> {
  process.stderr.write(`${size.nodes} nodes, ${size.keys} keys\n`);
  const page = await opened(browser, site);
  await open(page, fullStage(size, FLIGHTS));
  await page.evaluate(
    async ([at, pace]) => {
      const { lab } = (globalThis as unknown as Ringside).ringside;
      await lab.seek(at);
      await lab.play(pace);
    },
    [filledBy(size.keys) * 1_000_000 + 200_000, PACE] as const,
  );
  await page.waitForTimeout(SETTLES_MS);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const before = await metricsOf(session);
  const times = await frameTimes(page, WATCHED_MS);
  const after = await metricsOf(session);
  const shown = await page.evaluate(async () => {
    const { lab } = (globalThis as unknown as Ringside).ringside;
    const { picture, achieved } = await lab.frame(0, { epoch: -1, cursor: 0, picture: -1 });
    return { inFlight: picture?.inFlight ?? 0, achieved };
  });
  await page.context().close();
  const perFrame = (name: string): number =>
    rounded((((after.get(name) ?? 0) - (before.get(name) ?? 0)) * 1_000) / times.length);
  return {
    ...size,
    slices: size.nodes * 150,
    inFlight: shown.inFlight,
    achievedPace: rounded(shown.achieved),
    frames: times.length,
    p50Ms: share(times, 0.5),
    p95Ms: share(times, 0.95),
    longestMs: share(times, 1),
    dropped: times.reduce((sum, time) => sum + Math.max(0, Math.round(time / FRAME_MS) - 1), 0),
    pageThreadMsPerFrame: {
      all: perFrame('TaskDuration'),
      script: perFrame('ScriptDuration'),
      style: perFrame('RecalcStyleDuration'),
      layout: perFrame('LayoutDuration'),
    },
    load: rounded(loadavg()[0] ?? 0),
  };
}

function frameTimes(page: Page, milliseconds: number): Promise<number[]> {
  return page.evaluate(
    (watch) =>
      new Promise<number[]>((resolve) => {
        const times: number[] = [];
        let last = performance.now();
        const ends = last + watch;
        const next = (now: number): void => {
          times.push(now - last);
          last = now;
          if (now < ends) requestAnimationFrame(next);
          else resolve(times.slice(1));
        };
        requestAnimationFrame(next);
      }),
    milliseconds,
  );
}

async function metricsOf(session: CDPSession): Promise<Map<string, number>> {
  const { metrics } = await session.send('Performance.getMetrics');
  return new Map(metrics.map(({ name, value }) => [name, value]));
}

// --- Memory -----------------------------------------------------------------------------------------------------------

/** Six nodes with traffic, as fast as it goes: the page and all its Workers, after everything that is no longer needed was let go. */
async function flatOut(browser: Browser, site: Site, minutes: number): Promise<object> {
  process.stderr.write(`${minutes} minutes flat out\n`);
  const page = await opened(browser, site);
  await open(page, fullStage({ nodes: 6, keys: 1_000 }, 16));
  await page.evaluate(async () => {
    await (globalThis as unknown as Ringside).ringside.lab.play('flat out');
  });
  const megabytes: number[] = [];
  for (let sample = 0; sample <= SAMPLES; sample += 1) {
    if (sample > 0) await page.waitForTimeout((minutes * 60_000) / SAMPLES);
    megabytes.push(await memoryOf(page));
    process.stderr.write(`${megabytes.at(-1)} MB\n`);
  }
  const at = await page.evaluate(async () => {
    const { lab } = (globalThis as unknown as Ringside).ringside;
    return (await lab.frame(0, { epoch: -1, cursor: 0, picture: -1 })).at;
  });
  await page.context().close();
  // What is kept has a cap each; before the middle some of them are still being filled.
  const middle = megabytes[SAMPLES / 2] ?? 0;
  const last = megabytes.at(-1) ?? 0;
  return {
    minutes,
    virtualSeconds: Math.round(at / 1_000_000),
    megabytes,
    grownSinceTheMiddle: rounded(last - middle),
  };
}

async function memoryOf(page: Page): Promise<number> {
  const bytes = await page.evaluate(async () => {
    const measure = performance as unknown as {
      measureUserAgentSpecificMemory(): Promise<{ readonly bytes: number }>;
    };
    return (await measure.measureUserAgentSpecificMemory()).bytes;
  });
  return rounded(bytes / 1_000_000);
}

// --- Shared -----------------------------------------------------------------------------------------------------------

async function newPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1_440, height: 900 } });
  const page = await context.newPage();
  page.on('pageerror', (error) => process.stderr.write(`${error.message}\n`));
  // Functions that are sent to the page were compiled here, and the compiler names them by this helper.
  await page.addInitScript('globalThis.__name = (named) => named');
  return page;
}

async function opened(browser: Browser, site: Site): Promise<Page> {
  const page = await newPage(browser);
  await page.goto(site.url);
  await page.waitForSelector('[data-stage] [data-node]', { timeout: 60_000 });
  return page;
}

/** As if somebody had pasted it: the first visit's invitation is gone, and the ring has the window. */
async function open(page: Page, text: string): Promise<void> {
  const answer = await page.evaluate(
    async (given): Promise<Answer> => (globalThis as unknown as Ringside).ringside.lab.open({ text: given }),
    text,
  );
  if (!answer.ok) throw new Error(answer.says.join('\n'));
  await page.locator('.invitation button').last().click();
}

function share(times: readonly number[], part: number): number {
  const sorted = [...times].sort((left, right) => left - right);
  return rounded(sorted[Math.floor(part * (sorted.length - 1))] ?? 0);
}

const median = (values: readonly number[]): number => share(values, 0.5);
const rounded = (value: number): number => Math.round(value * 100) / 100;

function machine(): object {
  const [first] = cpus();
  return { cores: cpus().length, processor: first?.model ?? '', node: process.version, load: loadavg() };
}
