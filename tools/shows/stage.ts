/** The stage in a browser, in real time and under a finger: what no test may assert on a machine that is ten times slower. */
import { chromium, type Page } from '@playwright/test';
import playwright from '../../playwright.config.ts';
import { buildAndServe } from '../bench/site.ts';
import { ensureChromium } from '../chromium.mjs';
import type { Proof } from './proof.ts';

const KILLS = ['Alfa', 'Bravo', 'Charlie', 'Delta', 'Echo', 'Foxtrot'] as const;
/** Real milliseconds from letting go. */
const CONSEQUENCE_MAX = 300;
const END_MAX = 4_000;
const TARGET_MIN = 44;

export const stage: readonly Proof[] = [
  { says: 'the first kill: something is seen within 300 ms, and its end within 4 s', prove: kills },
  { says: 'on a phone: every node, control and handle is 44 px or larger', prove: targets },
];

async function kills(): ReturnType<Proof['prove']> {
  return inPages(async (newPage) => {
    const found: { name: string; seen: number; end: number }[] = [];
    for (const name of KILLS) {
      const page = await newPage(1440, 900);
      found.push({ name, ...(await killed(page, name)) });
      await page.close();
    }
    const ok = found.every(({ seen, end }) => seen <= CONSEQUENCE_MAX && end <= END_MAX);
    return { ok, detail: found.map(({ name, seen, end }) => `${name} ${seen} and ${end} ms`).join(', ') };
  });
}

/** Watched from within, once a frame: messages between a test and its page would be timed as well. */
function killed(page: Page, name: string): Promise<{ seen: number; end: number }> {
  return page.evaluate(async (who) => {
    const node = document.querySelector<SVGElement>(`[data-node][aria-label^="${who},"]`);
    const readout = document.querySelector('.centre .title');
    if (node === null || readout === null) throw new Error(`${who} is not on the ring`);
    const full = readout.textContent;
    node.focus();
    const began = performance.now();
    node.dispatchEvent(new KeyboardEvent('keydown', { key: 'Delete', bubbles: true, cancelable: true }));
    let seen = 0;
    let hasFallen = false;
    for (;;) {
      await new Promise((drawn) => requestAnimationFrame(drawn));
      const passed = Math.round(performance.now() - began);
      if (seen === 0 && node.getAttribute('aria-label')?.includes('stopped') === true) seen = passed;
      const text = document.querySelector('.centre .title')?.textContent;
      hasFallen ||= seen > 0 && text !== full;
      if ((hasFallen && text === full) || passed > 20_000) return { seen, end: passed };
    }
  }, name);
}

async function targets(): ReturnType<Proof['prove']> {
  return inPages(async (newPage) => {
    const page = await newPage(390, 844);
    // What pulses once is smaller for a moment.
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const small: string[] = await tooSmall(page, 'first visit');
    await page.getByRole('button', { name: 'Just play' }).click();
    small.push(...(await tooSmall(page, 'just play')));
    for (const tab of ['inspect', 'console', 'more']) {
      await page.locator(`nav [data-tab="${tab}"]`).click();
      small.push(...(await tooSmall(page, tab)));
    }
    return { ok: small.length === 0, detail: small.length === 0 ? 'all of them' : small.join('; ') };
  });
}

/** Native checkboxes and sliders stand in labels that are pressed as well. */
function tooSmall(page: Page, where: string): Promise<string[]> {
  return page.evaluate(
    ([least, state]) =>
      [
        ...document.querySelectorAll<HTMLElement | SVGElement>('button, select, [role="button"], input'),
      ].flatMap((element) => {
        const hit = element.querySelector('.hit') ?? element.closest('label') ?? element;
        const { width, height } = hit.getBoundingClientRect();
        const isSeen = element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
        if (!isSeen || width === 0 || (width >= least - 0.5 && height >= least - 0.5)) return [];
        const name = element.getAttribute('aria-label') ?? element.textContent?.trim() ?? element.tagName;
        return [`${state}: ${name} ${Math.round(width)}×${Math.round(height)}`];
      }),
    [TARGET_MIN, where] as const,
  );
}

type NewPage = (width: number, height: number) => Promise<Page>;

export async function inPages<T>(work: (newPage: NewPage) => Promise<T>): Promise<T> {
  const executablePath = await ensureChromium();
  if (executablePath === undefined) throw new Error('There is no Chromium to look with.');
  const site = await buildAndServe();
  const browser = await chromium.launch({ executablePath, args: playwright.use?.launchOptions?.args ?? [] });
  try {
    return await work(async (width, height) => {
      const page = await browser.newPage({ viewport: { width, height }, hasTouch: width < 720 });
      await page.goto(site.url);
      await page.getByText('26 of 26 can be read').waitFor({ timeout: 60_000 });
      return page;
    });
  } finally {
    await browser.close();
    await site.close();
  }
}
