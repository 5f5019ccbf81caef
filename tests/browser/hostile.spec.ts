/** What strangers send is data: it is shown as text, it runs nothing, it asks nobody, and it leaves the shelf as it was. */
import type { Page } from '@playwright/test';
import { forged } from '../share/hostile.ts';
import { callLab, expect, frameOf, open, openPage, test } from './support/lab.ts';
import { shelfOf } from './support/shelf.ts';

/** Would run wherever it were taken for anything but text; each says where it stood. */
const script = (where: string): string =>
  `<img src=x onerror=hit('${where}')><script>hit('${where}')</script>${where}`;
const short = (where: string): string => `<img/src=x/onerror=hit()>${where}`;
const KEY = '<img/src=x/onerror=hit()>key';
const VALUE = '<svg/onload=hit()>value';

/** Such a text in every field that takes any. */
const hostile = {
  version: 1,
  about: {
    title: script('title'),
    question: script('question'),
    answers: {
      choices: [{ says: script('one'), holds: { answers: KEY, node: 'n1' } }, { says: script('other') }],
    },
    notes: [{ at: '1ms', says: script('note'), node: 'n2' }],
    lang: '<b onclick=hit()>lang</b>',
    licence: script('licence'),
    stage: { at: '1s', look: { key: KEY }, [short('unknown')]: 1 },
  },
  system: 'cache',
  nodes: [{ id: 'n1', name: short('node') }, { id: 'n2' }, { id: 'n3' }],
  script: [{ at: '500ms', do: 'command', client: 'c1', text: `SET ${KEY} ${VALUE}` }],
  ext: { [script('ext')]: script('ext') },
};

async function nothingRan(page: Page): Promise<void> {
  expect(await page.evaluate(() => Reflect.get(globalThis, 'hits') as string[])).toEqual([]);
  // Nothing of it became an element.
  await expect(page.locator('img, [onerror], [onload], [onclick]')).toHaveCount(0);
}

/** All that the browser keeps for this page. */
async function shelf(page: Page): Promise<string> {
  const local = await page.evaluate(() => ({ ...localStorage }));
  return JSON.stringify([await shelfOf(page), local]);
}

test('script-like text in every field of a link is shown as text', async ({ page, faults }) => {
  await page.addInitScript(() => {
    const hits: string[] = [];
    Object.assign(globalThis, { hits, hit: (where: string) => hits.push(where) });
  });
  await page.goto(`./${forged(JSON.stringify(hostile))}`);
  await page.waitForFunction(() => 'ringside' in globalThis);
  const door = page.locator('.door');
  for (const field of ['question', 'one', 'other', 'note'])
    await expect(door.getByText(script(field), { exact: true })).toBeVisible();
  await expect(page.getByText(short('node')).first()).toBeVisible();
  await expect(page.getByText(KEY).first()).toBeVisible();
  // What was left out is named by its name.
  await expect(page.getByText(short('unknown')).first()).toBeVisible();
  await door.getByRole('button', { name: script('one') }).click();
  await door.getByRole('button', { name: 'Play' }).click();
  await expect.poll(async () => (await frameOf(page)).at).toBeGreaterThan(1_100_000);
  await callLab(page, 'act', { do: 'command', client: 'c1', text: `GET ${KEY}` });
  for (const tab of [/^Events/, /^Console/, /^Nodes/]) {
    await page.getByRole('tab', { name: tab }).click();
    await nothingRan(page);
  }
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await expect(page.getByLabel('What should they look for?')).toHaveValue(script('question'));
  await page.keyboard.press('Escape');
  // A scenario that is refused is refused by path, in its own words.
  await page.evaluate((link) => (location.hash = link), forged(`{"version":1,"system":"${KEY}"}`));
  await expect(page.getByText(KEY).last()).toBeVisible();
  await nothingRan(page);

  // The last of the walls: what would be put into the page all the same does not run either.
  const policy = page.locator('meta[http-equiv="Content-Security-Policy"]');
  const content = (await policy.getAttribute('content')) ?? '';
  expect(content).not.toContain('unsafe');
  expect(content).toMatch(/default-src 'none'; script-src 'self';/);
  expect(faults).toEqual([]);
  await page.evaluate(() => {
    const element = document.createElement('script');
    element.textContent = 'hit("inline")';
    document.body.append(element);
    const image = document.createElement('div');
    image.innerHTML = '<img src="data:," onerror="hit(\'handler\')"><b style="color: red">red</b>';
    document.body.append(image);
  });
  await expect.poll(() => faults.length).toBeGreaterThanOrEqual(3);
  expect(await page.evaluate(() => Reflect.get(globalThis, 'hits') as string[])).toEqual([]);
  for (const fault of faults.splice(0)) expect(fault).toContain('Content Security Policy');
});

test('links that were changed leave what is open, and what is kept, as they are', async ({ page }) => {
  await openPage(page);
  await open(page, JSON.stringify({ version: 1, about: { title: 'Mine' }, system: 'counter', nodes: 3 }));
  await callLab(page, 'act', { do: 'kill', node: 'n2' });
  await callLab(page, 'seek', 900_000);
  await expect.poll(() => shelf(page)).toContain('Mine');
  const before = await shelf(page);
  const text = JSON.stringify(hostile);
  const link = forged(text);
  const bad = Array.from({ length: 60 }, (_, round) => {
    const place = 4 + ((round * 7_919) % (link.length - 8));
    // Half are damaged on the way, the others are sound and hold nonsense.
    return round % 2 === 0
      ? `${link.slice(0, place)}${round % 4 === 0 ? '' : '~'}${link.slice(place + 3)}`
      : forged(text.slice(0, (round * 7_919) % text.length));
  });
  for (const one of [...bad, '#s=', '#s=9', `#s=1${'A'.repeat(9_000)}`]) {
    await page.evaluate((hash) => (location.hash = hash), one);
    await expect(page.getByText(/What was open stays open\./)).toBeVisible();
    // So that what is said of the next one is its own.
    await page.getByRole('button', { name: 'Dismiss' }).click();
  }
  expect(await frameOf(page)).toMatchObject({ title: 'Mine', at: 900_000, playing: false });
  // Longer than it takes to keep something.
  await page.waitForTimeout(2_500);
  expect(JSON.parse(await shelf(page))).toEqual(JSON.parse(before));
});
