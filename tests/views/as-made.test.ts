/** Where a run of another edition can be opened as it was made: asked of the own site, when there is something to ask. */
import { afterEach, expect, test, vi } from 'vitest';
import { readLink } from '../../src/share/link.ts';
import { asMade } from '../../src/views/share/as-made.ts';

const HOME = 'https://ringside.example/x/y/';
const OWN = { cache: 3, echo: 1 };

const textOf = (edition: number | null): string =>
  JSON.stringify({
    ...{ version: 1, system: 'cache', nodes: [], script: [] },
    ...(edition !== null && { made: { editions: { cache: edition }, fingerprint: '0'.repeat(64) } }),
  });

const asked: string[] = [];
function site(files: Readonly<Record<string, unknown>>): void {
  vi.stubGlobal('fetch', (url: URL) => {
    asked.push(url.href);
    const found = files[url.href.slice(HOME.length)];
    if (found === undefined) return Promise.resolve(new Response('', { status: 404 }));
    return Promise.resolve(new Response(typeof found === 'string' ? found : JSON.stringify(found)));
  });
}

afterEach(() => {
  asked.length = 0;
  vi.unstubAllGlobals();
});

test('of its own edition, of none, and from disk: nobody is asked', async () => {
  site({});
  expect(await asMade(textOf(3), OWN, HOME)).toBeNull();
  expect(await asMade(textOf(null), OWN, HOME)).toBeNull();
  expect(await asMade(textOf(2), OWN, 'file:///home/ringside.html')).toBeNull();
  expect(asked).toEqual([]);
});

test('an earlier release that is kept, with the same run in its address', async () => {
  site({
    'release.json': { version: '0.3.0', editions: OWN },
    'v/index.json': [
      { version: '0.1.0', editions: { cache: 1 } },
      { version: '0.2.0', editions: { cache: 2 } },
    ],
  });
  const found = await asMade(textOf(2), OWN, `${HOME}?lang=ja#s=1abc`);
  expect(found?.version).toBe('0.2.0');
  const { href, hash } = new URL(found?.address ?? '');
  expect(href.startsWith(`${HOME}v/0.2.0/#s=1`)).toBe(true);
  expect(readLink(hash)).toMatchObject({ ok: true });
  expect(await asMade(textOf(9), OWN, HOME)).toBeNull();
});

test('an earlier release that is kept finds the newest one, and its neighbours', async () => {
  site({
    'release.json': { version: '0.3.0', editions: OWN },
    'v/index.json': [{ version: '0.2.0', editions: { cache: 2 } }],
  });
  const here = `${HOME}v/0.1.0/index.html#s=1abc`;
  expect((await asMade(textOf(3), { cache: 1 }, here))?.address).toMatch(/\/x\/y\/#s=1/);
  expect((await asMade(textOf(2), { cache: 1 }, here))?.address).toMatch(/\/x\/y\/v\/0\.2\.0\/#s=1/);
});

test.each([
  ['nothing', {}],
  ['no JSON', { 'v/index.json': '<!doctype html>' }],
  ['a name that leads elsewhere', { 'v/index.json': [{ version: '../../evil', editions: { cache: 2 } }] }],
  ['another shape', { 'v/index.json': [null, 1, { version: 2 }, { version: '1', editions: null }] }],
])('where there is %s, nothing is offered', async (_, files) => {
  site(files);
  expect(await asMade(textOf(2), OWN, HOME)).toBeNull();
});
