/** The states that pictures are taken of, each reached from the first page as it stands at its beginning. */
import type { Page } from '@playwright/test';
import type { Remote } from 'comlink';
import type { LabHandle } from '../../src/lab/types.ts';

type Reach = (page: Page, isPhone: boolean) => Promise<void>;
type Ringside = { ringside: { lab: Remote<LabHandle> } };

const BRAVO = 'kvn2';
/** Virtual microseconds: the first page begins here, … */
const BEGINS = 400_000;
/** … and Bravo's silence is noticed between these two. */
const UNNOTICED = BEGINS + 120_000;
const NOTICED = BEGINS + 900_000;
const LATER = BEGINS + 2_000_000;

type Act = Parameters<LabHandle['act']>[0];
/** A program that gives up. */
const THROWS = { at: '1s', do: 'command', client: 'c1', text: 'THROW "out of tea" @n6' };
/** One link slow, one that loses, one that is cut one way. */
const LINKS: readonly Act[] = [
  { do: 'link', from: 'kvn1', to: 'kvn3', latency: { min: '800ms', max: '800ms' } },
  { do: 'link', from: 'kvn2', to: 'kvn5', drop: 0.3 },
  { do: 'link', from: 'kvn6', to: 'kvn4', block: true, both: false },
];

export const states: ReadonlyMap<string, Reach> = new Map<string, Reach>([
  ['first', () => Promise.resolve()],
  ['killed', (page) => killed(page, UNNOTICED)],
  ['noticed', (page) => killed(page, NOTICED)],
  ['console', (page) => drawer(page, 'Console')],
  ['events', (page) => drawer(page, 'Events')],
  ['space-time', (page) => drawer(page, 'Space-time')],
  ['nodes', (page) => drawer(page, 'Nodes')],
  ...['Metrics', 'Cache', 'Network', 'Health', 'Configuration', 'Log', 'Profile', 'Benchmark', 'API'].map(
    (panel): [string, Reach] => [panel.toLowerCase(), (page) => operator(page, panel)],
  ),
  [
    'node',
    async (page) => {
      await play(page);
      await select(page, 'Bravo');
    },
  ],
  [
    'key',
    async (page) => {
      await play(page);
      await show(page, 'key:9');
    },
  ],
  ['partition', (page) => partition(page)],
  [
    'eyes',
    async (page) => {
      await partition(page);
      await select(page, 'Alfa');
      await page.getByRole('button', { name: 'See as Alfa does' }).click();
    },
  ],
  ['empty', (page) => opened(page, { system: 'cache', nodes: 6 }, BEGINS)],
  [
    'crash',
    async (page) => {
      await opened(page, { system: 'echo', nodes: 6, script: [THROWS], until: '9s' }, LATER);
      await page
        .locator('.note')
        .getByRole('button', { name: /^Show error/ })
        .click();
    },
  ],
  ['links', (page) => acts(page, LINKS)],
  [
    'dead',
    (page) =>
      acts(
        page,
        [1, 2, 3, 4, 5, 6].map((number) => ({ do: 'kill', node: `kvn${number}` })),
      ),
  ],
  [
    'gallery',
    async (page) => {
      await page.getByRole('button', { name: 'Scenarios' }).click();
      await page.getByRole('button', { name: 'Take the tour' }).waitFor();
    },
  ],
  ['shop', (page) => menu(page, 'Demo shop')],
  ['tour', (page) => menu(page, 'Take the tour')],
  ['help', (page) => menu(page, 'Help')],
  ['about', (page) => menu(page, 'About Ringside')],
]);

/** Tabs and tools, and no invitation. */
async function play(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Just play' }).click();
  await seek(page, BEGINS + 200_000);
}

async function killed(page: Page, at: number): Promise<void> {
  await badge(page, 'Bravo').press('Delete');
  await page.locator(`[data-node="${BRAVO}"][aria-label*="stopped"]`).first().waitFor();
  await seek(page, at);
}

async function drawer(page: Page, name: string): Promise<void> {
  await play(page);
  await badge(page, 'Bravo').press('Delete');
  await seek(page, NOTICED);
  await openPanel(page, name);
}

async function menu(page: Page, entry: string): Promise<void> {
  await play(page);
  await page.getByRole('button', { name: 'Menu' }).click();
  const entries = page.getByRole('dialog', { name: 'Menu' });
  await entries.getByRole('button', { name: entry, exact: true }).click();
}

/** What these show is looked up when they are opened. */
async function operator(page: Page, panel: string): Promise<void> {
  await drawer(page, panel);
  await page.waitForTimeout(2_000);
}

/** A tab of the drawer, or what stands in the list behind the tabs; on a phone, what stands at the bottom or behind its last button. */
async function openPanel(page: Page, name: string): Promise<void> {
  const more = page.locator('nav [data-tab="more"]');
  if ((await more.count()) === 0) {
    const tab = page.getByRole('tab', { name: new RegExp(`^${name}`) });
    if ((await tab.count()) === 0) {
      await page.locator('.bar').getByRole('button', { name: 'More', exact: true }).click();
      await page.getByRole('menuitem', { name, exact: true }).click();
    } else if ((await tab.getAttribute('aria-selected')) !== 'true') await tab.click();
  } else if (name === 'Console') await page.locator('nav [data-tab="console"]').click();
  else {
    await more.click();
    await page
      .locator('.more')
      .getByRole('button', { name: new RegExp(`^${name}`) })
      .click();
  }
}

async function partition(page: Page): Promise<void> {
  await play(page);
  await act(page, {
    do: 'partition',
    groups: [
      ['kvn1', 'kvn4'],
      ['kvn2', 'kvn3', 'kvn5', 'kvn6'],
    ],
  });
  await seek(page, LATER);
}

async function act(page: Page, action: Act): Promise<void> {
  // As text: the type of any data there is goes too deep for what passes to a page.
  await page.evaluate(async (text) => {
    await (globalThis as unknown as Ringside).ringside.lab.act(JSON.parse(text) as Act);
  }, JSON.stringify(action));
}

async function acts(page: Page, all: readonly Act[]): Promise<void> {
  await play(page);
  for (const action of all) await act(page, action);
  await seek(page, NOTICED);
}

/** Another cluster than that of the first page. */
async function opened(page: Page, scenario: object, at: number): Promise<void> {
  await play(page);
  await page.evaluate(
    async (text) => {
      await (globalThis as unknown as Ringside).ringside.lab.open({ text });
    },
    JSON.stringify({ version: 1, ...scenario }),
  );
  await seek(page, at);
}

async function select(page: Page, name: string): Promise<void> {
  await badge(page, name).press('Enter');
}

/** By the page's own words at the prompt, as a person may. */
async function show(page: Page, what: string): Promise<void> {
  await openPanel(page, 'Console');
  const prompt = page
    .getByRole('textbox', { name: 'Command' })
    .or(page.getByRole('combobox', { name: 'Command' }));
  await prompt.fill(`SHOW ${what}`);
  await prompt.press('Enter');
  const tab = page.getByRole('tab', { name: /^Console/ });
  if ((await tab.count()) > 0) await tab.click();
  else await page.locator('.sheet > header > button').click();
}

const badge = (page: Page, name: string) => page.getByRole('button', { name: new RegExp(`^${name}, `) });

async function seek(page: Page, at: number): Promise<void> {
  await page.evaluate(async (moment) => {
    await (globalThis as unknown as Ringside).ringside.lab.seek(moment);
  }, at);
}
