/** The page in frames of other pages, and as much of it as was named. */
import type { FrameLocator, Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { panelsOf, sorted } from '../../src/views/drawer/panels.ts';
import { serveSideBySide } from './support/host-page.ts';
import { expect, frameOf, liveWorkers, test, type Ringside } from './support/lab.ts';

const living = async (page: Page): Promise<number> => (await liveWorkers(page)).buses;
const start = (frame: FrameLocator) => frame.getByRole('button', { name: /^(Start|Go on with) / });
const stands = (frame: FrameLocator) => frame.locator('[data-stage] [data-node]').first();

test('the essay: pictures until they are touched, two alive at most, still off the screen, and the page keeps its scroll and keys', async ({
  page,
}) => {
  const served = await serveSideBySide();
  try {
    const loaded: string[] = [];
    page.on('request', (request) => loaded.push(new URL(request.url()).pathname));
    await page.goto(`${served.url}docs/essay/`);
    const [two, gone, kept] = ['#two', '#gone', '#kept'].map((id) => page.frameLocator(id)) as [
      FrameLocator,
      FrameLocator,
      FrameLocator,
    ];
    await expect(two.getByText('A drawing: where 6 nodes stand at 1.9 s. Nothing runs yet.')).toBeVisible();
    await expect(two.getByRole('img', { name: /^Two at once/ })).toBeVisible();
    await expect(kept.getByText('Through Charlie’s eyes.')).toBeVisible();
    expect(await living(page)).toBe(0);
    expect(loaded.filter((path) => path.includes('/workers/'))).toEqual([]);

    // A wheel and a key above a picture are the page's.
    await page.locator('#two').hover();
    const before = await page.evaluate(() => scrollY);
    await page.mouse.wheel(0, 120);
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(before);
    await page.keyboard.press('Space');
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BODY');

    // A key is enough to touch it, and Escape gives the keys back.
    await page.setViewportSize({ width: 1000, height: 2_000 });
    await page.locator('#two').scrollIntoViewIfNeeded();
    // What was scrolled comes to rest: a frame that leaves the screen would stop.
    await expect
      .poll(() =>
        page.evaluate(async () => {
          const before = scrollY;
          await new Promise((wake) => setTimeout(wake, 300));
          return scrollY - before;
        }),
      )
      .toBe(0);
    await expect(page.locator('#two')).toBeInViewport({ ratio: 0.9 });
    await start(two).focus();
    await page.keyboard.press('Enter');
    await expect(stands(two)).toBeVisible();
    await expect(two.getByText('Apple has two homes')).toBeVisible();
    await expect(two.getByRole('tab')).toHaveCount(0);
    await expect.poll(() => living(page)).toBe(1);
    await two.getByRole('button', { name: 'Nobody' }).click();
    await two.getByRole('button', { name: 'Play', exact: true }).first().click();
    await expect(page.getByText('You said: Nobody')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('BODY');

    // All three at once on a high screen: the third takes the place of the first.
    await page.setViewportSize({ width: 1000, height: 4_000 });
    await start(gone).click();
    await expect(stands(gone)).toBeVisible();
    expect(await living(page)).toBe(2);
    await start(kept).click();
    await expect(stands(kept)).toBeVisible();
    await expect(two.getByText(/^Stopped at \d/)).toBeVisible();
    expect(await living(page)).toBe(2);

    // Off the screen they stop, and go on where they were.
    await page.setViewportSize({ width: 1000, height: 700 });
    await page.evaluate(() => scrollTo(0, 0));
    await expect.poll(() => living(page)).toBe(0);
    await page.locator('#gone').scrollIntoViewIfNeeded();
    await expect(gone.getByText('Stopped at 1.9 s, where you left it.')).toBeVisible();
    await start(gone).click();
    await expect(gone.locator('.transport').getByText('1.900')).toBeVisible();
  } finally {
    served.close();
  }
});

const HOST = `<!doctype html><title>Host</title><iframe title="one" width="760" height="520"></iframe>
<script>
  var heard = [];
  const frame = document.querySelector('iframe');
  addEventListener('message', ({ source, origin, data }) => source === frame.contentWindow && heard.push({ origin, data }));
  var say = (data, origin = '*') => frame.contentWindow.postMessage(data, origin);
</script>`;

interface Host {
  readonly heard: { origin: string; data: Record<string, unknown> }[];
}

test('a page and its frame of another origin speak the small language; what is not of it does nothing; a sandbox lives on its own', async ({
  page,
  baseURL,
}) => {
  const served = await serveSideBySide({ '/host.html': HOST });
  try {
    await page.goto(`${served.url}host.html`);
    const frame = page.frameLocator('iframe');
    const show = (src: string, sandbox: string | null = null): Promise<void> =>
      page.evaluate(
        ([address, rules]) => {
          (globalThis as unknown as { heard: unknown[] }).heard.length = 0;
          const element = document.querySelector('iframe') as HTMLIFrameElement;
          if (rules !== null) element.setAttribute('sandbox', rules as string);
          element.src = address as string;
        },
        [src, sandbox],
      );
    const heard = (): Promise<Host['heard']> => page.evaluate('heard') as Promise<Host['heard']>;
    const say = (data: unknown): Promise<void> => page.evaluate(`say(${JSON.stringify(data)})`);
    const told = async (tell: string): Promise<Record<string, unknown>[]> =>
      (await heard()).map(({ data }) => data).filter((data) => data['tell'] === tell);
    const ask = async (order: object): Promise<Record<string, unknown>> => {
      const id = Math.random().toString(36);
      await say({ ringside: 1, id, ...order });
      await expect.poll(async () => (await told('done')).some((done) => done['id'] === id)).toBe(true);
      return (await told('done')).find((done) => done['id'] === id) as Record<string, unknown>;
    };

    await show(`${baseURL ?? ''}?embed&open=counter`);
    await expect.poll(() => told('ready')).toHaveLength(1);
    const { origin } = new URL(baseURL ?? '');
    expect((await heard())[0]?.origin).toBe(origin);
    // What is none of it, before and after it lives.
    const hostile = [
      'play',
      null,
      { do: 'play' },
      { ringside: 1, do: 'play', x: 1 },
      { ringside: 1, do: 'kill', node: 'n1' },
    ];
    for (const one of hostile) await say(one);
    expect(await ask({ do: 'play' })).toMatchObject({ ok: false });
    expect(await ask({ do: 'open', scenario: '{"system":"teapot"}' })).toMatchObject({ ok: false });
    const scenario = readFileSync(new URL('../../docs/essay/two-at-once.json', import.meta.url), 'utf8');
    expect(await ask({ do: 'open', scenario, at: '2020ms' })).toMatchObject({ ok: true });
    await expect(frame.getByText(/^A drawing: where 6 nodes stand at 2/)).toBeVisible();
    expect(await living(page)).toBe(0);

    await start(frame).click();
    await expect(stands(frame)).toBeVisible();
    expect(await ask({ do: 'seek', at: '3s' })).toMatchObject({ do: 'seek', ok: true });
    await expect
      .poll(async () => (await told('moment')).at(-1))
      .toMatchObject({ at: 3_000, isPlaying: false, state: 'alive' });
    await ask({ do: 'step' });
    await expect.poll(async () => Number((await told('moment')).at(-1)?.['at'])).toBeGreaterThan(3_000);
    await ask({ do: 'step', by: 'back' });
    await ask({ do: 'select', key: 'apple' });
    await expect
      .poll(async () => (await told('moment')).at(-1)?.['selected'])
      .toEqual({ kind: 'key', key: 'apple' });
    await expect(frame.getByRole('heading', { name: 'apple' })).toBeVisible();
    await ask({ do: 'dark', on: true });
    await expect(frame.locator('html')).toHaveAttribute('data-theme', 'dark');
    await ask({ do: 'play', pace: 1 });
    await expect.poll(async () => (await told('moment')).at(-1)?.['isPlaying']).toBe(true);
    await ask({ do: 'pause' });
    await expect.poll(async () => (await told('moment')).at(-1)?.['isPlaying']).toBe(false);
    const { length } = await told('done');
    for (const one of hostile) await say(one);
    await ask({ do: 'pause' });
    expect(await told('done')).toHaveLength(length + 1);
    // Every answer went to the origin that asked, and to no other.
    expect(new Set((await heard()).map((one) => one.origin))).toEqual(new Set([origin]));

    // No origin, no storage, no locks: the one file, in the strictest sandbox that runs scripts.
    await show(`${served.url}dist-file/ringside.html?embed&open=echo`, 'allow-scripts');
    await expect.poll(() => living(page)).toBe(0);
    await start(frame).click();
    await expect(stands(frame)).toBeVisible();
    expect(await living(page)).toBe(1);
  } finally {
    served.close();
  }
});

test('what is not named is not drawn, has no key and no word; Open everything lifts it, unless it is locked', async ({
  page,
}) => {
  await page.goto('./?show=console,read-from,kill,holders,pace:0.1');
  const tabs = page.getByRole('tab');
  await expect(tabs).toHaveText(['Console']);
  const bravo = page.locator('[data-stage] [data-node=kvn2]').first();
  await expect(bravo).toBeVisible();
  await expect(page.getByRole('toolbar', { name: 'Tools' })).toHaveCount(0);
  await expect(page.getByRole('radiogroup', { name: 'Pace' })).toHaveCount(0);

  // By key: what is there works, what is not does not.
  await bravo.focus();
  for (const key of ['n', 'l', 'k', 'p', '?', 'Control+z']) await page.keyboard.press(key);
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('Delete');
  const statusOf = async (id: string): Promise<string | undefined> =>
    (await frameOf(page)).picture?.nodes.find((node) => node.id === id)?.status;
  await expect.poll(() => statusOf('kvn2')).toBe('down');
  await bravo.focus();
  await page.keyboard.press('r');

  // At the prompt.
  await tabs.click();
  const prompt = page.getByRole('textbox', { name: 'Command' });
  const type = async (line: string): Promise<void> => {
    await prompt.fill(line);
    await prompt.press('Enter');
  };
  const says = page.getByRole('log').getByText('This is not there in what you have opened.');
  for (const [index, line] of ['REVIVE Bravo', 'ROPE Alfa | *', 'CLUSTER ADD Golf', 'SPEED 4'].entries()) {
    await type(line);
    await expect(says).toHaveCount(index + 1);
  }
  expect(await statusOf('kvn2')).toBe('down');
  await type('KILL Alfa');
  await expect.poll(() => statusOf('kvn1')).toBe('down');

  await page.getByRole('button', { name: 'Open everything' }).click();
  await expect(tabs).toHaveCount(sorted(panelsOf('cache'), null).tabs.length);
  await expect(page.getByRole('button', { name: 'Open everything' })).toHaveCount(0);
  await expect(page.getByRole('radiogroup', { name: 'Pace' })).toBeVisible();
  await type('REVIVE Bravo');
  await expect.poll(() => statusOf('kvn2')).toBe('up');

  await page.goto('./?show=kill,locked,rpoe');
  await expect(page.getByText('was left out: rpoe')).toBeVisible();
  await expect(bravo).toBeVisible();
  await expect(tabs).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Open everything' })).toHaveCount(0);
  await bravo.click();
  await expect(page.getByRole('region', { name: 'Inspector' })).toHaveCount(0);
});

test('through one node’s eyes nothing says what it cannot know; a step names an instant', async ({
  page,
}) => {
  const scenario = (): string =>
    readFileSync(new URL('../../docs/essay/index.html', import.meta.url), 'utf8');
  const [link = ''] =
    /#s=1[\w-]+(?="[^>]*><\/iframe>\s*<figcaption role="status">What one)/.exec(scenario()) ?? [];
  expect(link).not.toBe('');
  await page.goto(`./?as=Charlie${link}`);
  await expect(page.getByText('As Charlie sees it')).toBeVisible();
  await expect(page.getByRole('tab')).toHaveText(['Console']);
  await expect(page.getByRole('button', { name: 'See all of it' })).toHaveCount(0);
  // Long after the cut, and long before Charlie can know anything of it: all are well, in sight and for ears.
  const slider = page.getByRole('slider', { name: 'Moment' });
  await page.evaluate(async () => {
    const { lab } = (globalThis as unknown as { ringside: Ringside }).ringside;
    await lab.seek(2_005_000);
  });
  await expect(slider).toHaveAttribute('aria-valuetext', /^2/);
  await expect(page.getByText('The network is cut', { exact: false })).toHaveCount(0);
  const nodes = page.locator('[data-stage] g[data-node]');
  await expect(nodes).toHaveCount(6);
  for (const label of await nodes.evaluateAll((all) =>
    all.map((one) => one.getAttribute('aria-label') ?? ''),
  ))
    expect(label).not.toMatch(/stopped|cut off|frozen/i);
  await nodes.first().click();
  await expect(page.getByRole('region', { name: 'Inspector' })).toHaveCount(0);

  // The same again with everything open: then the rope is there.
  await page.getByRole('button', { name: 'Open everything' }).click();
  await expect(page.getByRole('tab')).toHaveCount(sorted(panelsOf('cache'), null).tabs.length);
  await expect(page.getByRole('button', { name: /untie/i }).first()).toBeVisible();

  // Twice the same number of steps is the same instant, and nothing plays.
  const at: number[] = [];
  for (let turn = 0; turn < 2; turn += 1) {
    await page.goto(`./?step=7&open=counter&turn=${turn}`);
    await page.waitForFunction(() => 'ringside' in globalThis);
    await expect.poll(async () => (await frameOf(page)).at).toBeGreaterThan(0);
    await expect(page.locator('[data-stage] [data-node]').first()).toBeVisible();
    await page.waitForTimeout(500);
    const frame = await frameOf(page);
    expect(frame.playing).toBe(false);
    at.push(frame.at);
  }
  expect(at[0]).toBe(at[1]);
});
