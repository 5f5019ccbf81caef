/**
 * What keeping a running cluster with many keys takes of the page's thread: the same page, with and without the saves, in turns, so that whatever else
 * the machine does befalls both.
 */
import { chromium, type CDPSession, type Page } from '@playwright/test';
import type { Remote } from 'comlink';
import playwright from '../../playwright.config.ts';
import type { LabHandle } from '../../src/lab/types.ts';
import { ensureChromium } from '../chromium.mjs';
import { buildAndServe } from './site.ts';
import { filledBy, fullStage } from './stage-scenario.ts';

type Ringside = { ringside: { lab: Remote<LabHandle> } };

const SIZE = { nodes: 6, keys: 100_000 };
const FLIGHTS = 100;
const PACE = 0.05;
const TURNS = 6;
const TURN_MS = 5_000;
/** The interval of the saves, by which they are known from outside. */
const EVERY_MS = 1_000;

export async function keepingFigures(): Promise<object> {
  const executablePath = await ensureChromium();
  if (executablePath === undefined) throw new Error('There is no Chromium to measure in.');
  const site = await buildAndServe();
  const args = playwright.use?.launchOptions?.args ?? [];
  const browser = await chromium.launch({ executablePath, args });
  try {
    const page = await browser.newPage({ viewport: { width: 1_440, height: 900 } });
    await page.addInitScript('globalThis.__name = (named) => named');
    await page.addInitScript(switchable, EVERY_MS);
    await page.goto(site.url);
    await page.waitForSelector('[data-stage] [data-node]', { timeout: 60_000 });
    await begin(page);
    return await measured(page);
  } finally {
    await browser.close();
    await site.close();
  }
}

/** Runs in the page: saves happen while `keeps` is so, and each is counted and timed where it hands its record over. */
function switchable(every: number): void {
  const state = { keeps: false, saves: 0, putMs: 0, bytes: 0 };
  Object.assign(globalThis, { keeping: state });
  const begin = setInterval;
  globalThis.setInterval = ((work: () => void, time?: number) =>
    begin(time === every ? () => state.keeps && work() : work, time)) as typeof setInterval;
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function (value: { readonly text?: string }, ...key) {
    const began = performance.now();
    const request = put.call(this, value, ...key);
    if (typeof value.text === 'string') {
      state.saves += 1;
      state.putMs += performance.now() - began;
      state.bytes = value.text.length;
    }
    return request;
  };
}

/** A stage that is full, plays, and in which something was done by hand: from there on it is kept. */
async function begin(page: Page): Promise<void> {
  const says = await page.evaluate(
    async ([text, at, pace]) => {
      const { lab } = (globalThis as unknown as Ringside).ringside;
      const opened = await lab.open({ text });
      if (!opened.ok) return opened.says.join('\n');
      await lab.seek(at);
      const acted = await lab.act({ do: 'kill', node: 'n2' });
      if (!acted.ok) return acted.says.join('\n');
      await lab.play(pace);
      return '';
    },
    [fullStage(SIZE, FLIGHTS), filledBy(SIZE.keys) * 1_000_000 + 200_000, PACE] as const,
  );
  if (says !== '') throw new Error(says);
  await page.waitForTimeout(2_000);
}

async function measured(page: Page): Promise<object> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const busy: { with: number[]; without: number[] } = { with: [], without: [] };
  for (let turn = 0; turn < TURNS; turn += 1) {
    const keeps = turn % 2 === 1;
    await page.evaluate((is) => {
      (globalThis as unknown as { keeping: { keeps: boolean } }).keeping.keeps = is;
    }, keeps);
    const before = await taskSeconds(session);
    const began = performance.now();
    await page.waitForTimeout(TURN_MS);
    const after = await taskSeconds(session);
    busy[keeps ? 'with' : 'without'].push((after - before) / ((performance.now() - began) / 1_000));
  }
  const { saves, putMs, bytes } = await page.evaluate(
    () => (globalThis as unknown as { keeping: { saves: number; putMs: number; bytes: number } }).keeping,
  );
  const [kept, bare] = [middle(busy.with), middle(busy.without)];
  return {
    ...{ ...SIZE, saves, recordCharacters: bytes, putMsEach: rounded(putMs / Math.max(1, saves)) },
    // Both are shares of the page's thread; what saving takes is the difference, and may drown in what else there is.
    busyShare: { whileKept: busy.with.map(rounded), otherwise: busy.without.map(rounded) },
    savingShare: rounded(kept - bare),
  };
}

async function taskSeconds(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0;
}

const middle = (values: readonly number[]): number =>
  [...values].sort((left, right) => left - right)[values.length >> 1] ?? 0;
const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;
