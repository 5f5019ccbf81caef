/** The built page in the hands of a test: the lab behind it, and the Workers as the browser itself counts them. */
import { readFileSync } from 'node:fs';
import { test as base, type BrowserContext, type Page } from '@playwright/test';
import type { Remote } from 'comlink';
import type { Frame, LabHandle, Trial } from '../../../src/lab/types.ts';

export interface Ringside {
  readonly lab: Remote<LabHandle>;
}

/** Where the tests' own servers stand, and pages that a test has made itself, under a name that nobody can have: a page goes nowhere else. */
const HERE = /^(http:\/\/127\.0\.0\.1:|http:\/\/[a-z]+\.invalid\/|file:|chrome:)/;
/** No request at all. */
const WITHIN = /^(data|blob|about):/;

/** What must not happen in any test: an error on a page, something that the page's own policy forbids, a request that leaves the origin. */
export function watch(context: BrowserContext, faults: string[]): void {
  const origins = new Set<string>();
  context.on('request', (request) => {
    const url = request.url();
    if (WITHIN.test(url)) return;
    const { protocol, host } = new URL(url);
    if (request.isNavigationRequest() && HERE.test(url)) origins.add(protocol + host);
    if (!origins.has(protocol + host)) faults.push(`a request left the origin: ${url}`);
  });
  const listen = (page: Page): void => {
    page.on('pageerror', (error) => faults.push(error.stack ?? error.message));
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) faults.push(message.text());
    });
  };
  for (const page of context.pages()) listen(page);
  context.on('page', listen);
}

/** Whatever context a test opens is watched, and what is seen there fails it. */
export const test = base.extend<{ faults: string[] }>({
  faults: [
    async ({ browser }, use) => {
      const faults: string[] = [];
      const begin = (context: BrowserContext): void => watch(context, faults);
      for (const context of browser.contexts()) begin(context);
      browser.on('context', begin);
      await use(faults);
      browser.off('context', begin);
      if (faults.length > 0) throw new Error(`what must not happen:\n${faults.join('\n')}`);
    },
    { auto: true },
  ],
});

export { expect } from '@playwright/test';

export async function openPage(page: Page): Promise<void> {
  await page.goto('./');
  await page.waitForFunction(() => 'ringside' in globalThis);
}

export function scenarioText(name: string): string {
  return readFileSync(new URL(`../../scenarios/${name}.json`, import.meta.url), 'utf8');
}

/** Calls one verb of the lab. The page itself goes on pulling frames meanwhile, as it does for a person. */
export async function callLab<Verb extends keyof LabHandle>(
  page: Page,
  verb: Verb,
  ...args: Parameters<LabHandle[Verb]>
): Promise<Awaited<ReturnType<LabHandle[Verb]>>> {
  return page.evaluate(
    ([name, given]) => {
      const { lab } = (globalThis as unknown as { ringside: Ringside }).ringside;
      const call = (lab as unknown as Record<string, (...given: unknown[]) => unknown>)[name as string];
      return call?.(...(given as unknown[])) as never;
    },
    [verb, args] as [string, unknown[]],
  );
}

export async function open(page: Page, text: string, trial: Trial = {}): Promise<void> {
  const answer = await callLab(page, 'open', { text, trial });
  if (!answer.ok) throw new Error(answer.says.join('\n'));
}

/** A frame of its own, from the first event on. */
export async function frameOf(page: Page): Promise<Frame> {
  return callLab(page, 'frame', 0, { epoch: -1, cursor: 0, picture: -1 });
}

export async function fingerprintAt(page: Page, at: number): Promise<string> {
  const answer = await callLab(page, 'seek', at);
  if (!answer.ok) throw new Error(answer.says.join('\n'));
  const frame = await frameOf(page);
  if (frame.at !== at) throw new Error(`the lab stands at ${frame.at}, not at ${at}`);
  return frame.picture?.fingerprint ?? '';
}

/**
 * Pulls frames until an instant is passed, beside the page's own: as many as it takes, however slow the machine is. A frame's worth of real
 * time is claimed for each, so that the pace is kept and only the waiting is not.
 */
export async function pullUntil(page: Page, at: number): Promise<void> {
  await page.evaluate(async (target) => {
    const { lab } = (globalThis as unknown as { ringside: Ringside }).ringside;
    for (;;) {
      const frame = await lab.frame(50, { epoch: -1, cursor: Number.MAX_SAFE_INTEGER, picture: -1 });
      if (frame.at > target) return;
      if (!frame.playing) throw new Error(frame.notice ?? 'nobody plays');
    }
  }, at);
}

/** Live Workers of each kind, nested ones too, as the browser counts them from outside the page. */
export async function liveWorkers(page: Page): Promise<{ nodes: number; buses: number; replays: number }> {
  const browser = page.context().browser();
  if (browser === null) throw new Error('there is no browser');
  const session = await browser.newBrowserCDPSession();
  const { targetInfos } = await session.send('Target.getTargets', { filter: [{}] });
  await session.detach();
  // What a Worker is called is the title of its target.
  const count = (name: string): number =>
    targetInfos.filter(({ type, title }) => type === 'worker' && title === name).length;
  return { nodes: count('node'), buses: count('bus'), replays: count('replay') };
}
