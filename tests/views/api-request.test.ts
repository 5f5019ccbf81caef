/** The API panel: its form is made of the table of routes, and what it sends is what the router takes. */
import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { apiOf } from '../../src/api/page-api.ts';
import { routes, type Route } from '../../src/api/routes.ts';
import type { LabView } from '../../src/views/lab-view.svelte.ts';
import { Calls } from '../../src/views/api/calls.svelte.ts';
import {
  asCurl,
  asFetch,
  callOf,
  faultsIn,
  fieldsOf,
  laidOut,
  nameOf,
  offered,
  siteOf,
  type Values,
} from '../../src/views/api/request.ts';
import { api as english } from '../../src/views/words/en/api.ts';
import { HOME, openSite } from '../api/site.ts';

const routeOf = (name: string): Route => offered.find((route) => nameOf(route) === name) as Route;

/** What somebody could type into each field, whatever the address. */
const TYPED: Values = {
  ...{ key: 'a/ä b', value: 'it’s "red"\n$HOME', ttl: '60', name: 'Golf', weight: '2' },
  ...{ nodeId: 'n2', address: 'n1', type: 'slow', limit: '10', from: '0' },
};

describe('the form and the table of routes', () => {
  test('every field that an address takes is one of its form, and no other', () => {
    for (const { takes = '', asks, ...route } of routes) {
      const named = new Set(
        [...takes.matchAll(/\b(\w+)\??:? ?[,:}]|`(\w+)`/g)].map(([, one, two]) => one ?? two),
      );
      for (const { name } of asks?.fields ?? [])
        expect([nameOf(route), [...named]]).toEqual([nameOf(route), expect.arrayContaining([name])]);
      expect(asks === undefined).toBe(takes === '');
    }
  });

  test('every address that does anything is offered, in words that are those of the table', () => {
    expect(Object.entries(english.routes)).toEqual(offered.map((route) => [nameOf(route), route.says]));
    expect(routes.filter((route) => !offered.includes(route)).map(({ path }) => path)).toEqual(
      Array.from({ length: 3 }, () => '/api/cache'),
    );
  });

  test.each(offered.map((route) => [nameOf(route), route] as const))('%s', async (_, route) => {
    const site = await openSite();
    await site.call('POST', `api/cache/${encodeURIComponent(TYPED['key'] as string)}`, { value: 'x' });
    const { method, path, body } = callOf({ route, values: TYPED });
    expect(faultsIn({ route, values: TYPED }).size).toBe(0);
    const whole = await site.send(method, path, body ?? undefined);
    expect([whole.status, whole.text]).toEqual([200, expect.anything()]);
    // What the form says is needed, the router misses; what may be left out, it does not miss.
    for (const { name, isNeeded = false, mayBeEmpty = false } of route.asks?.fields ?? []) {
      const values = { ...TYPED, [name]: '' };
      const less = callOf({ route, values });
      const { status } = await site.send(less.method, less.path, less.body ?? undefined);
      const isMissed = isNeeded && !mayBeEmpty;
      expect([name, status]).toEqual([name, isMissed ? 400 : 200]);
      expect(faultsIn({ route, values }).get(name)).toBe(isMissed ? 'missing' : undefined);
    }
  });
});

test('what is wrong with a field is found before anything is sent', () => {
  const route = routeOf('POST /api/cache/:key');
  expect([...faultsIn({ route, values: { ttl: 'soon' } })]).toEqual([
    ['key', 'missing'],
    ['ttl', 'noNumber'],
  ]);
  expect(fieldsOf(routeOf('GET /net/:address/health'))).toEqual([
    { name: 'address', kind: 'node', isNeeded: true },
  ]);
});

describe('a call, to be taken along', () => {
  const call = callOf({ route: routeOf('POST /api/cache/:key'), values: { ...TYPED, key: "it's" } });
  const query = callOf({ route: routeOf('GET /api/cluster/items'), values: { key: 'a&b', limit: '2' } });

  test('as fetch it is the same call', async () => {
    for (const one of [call, query]) {
      const sent: unknown[] = [];
      const fetch = (...given: unknown[]): void => void sent.push(given);
      // It is what somebody pastes into a console.
      await new Function('fetch', `return (async () => ${asFetch(one)})()`)(fetch);
      const { method, path, body } = one;
      expect(sent).toEqual([method === 'GET' ? [path] : [path, { method, body }]]);
    }
  });

  test('as curl a shell takes it apart into the same words', () => {
    const words = (line: string): readonly string[] =>
      execFileSync('sh', ['-c', `curl() { for one; do printf '%s\\0' "$one"; done; }; ${line}`], {
        encoding: 'utf8',
      })
        .split('\0')
        .slice(0, -1);
    expect(words(asCurl(call, HOME))).toEqual([
      ...['-i', '-X', 'POST', HOME + call.path, '-H', 'content-type: application/json'],
      ...['--data-raw', call.body],
    ]);
    expect(words(asCurl(query, HOME))).toEqual(['-i', `${HOME}api/cluster/items?limit=2&key=a%26b`]);
  });
});

test('JSON is laid out, and what is none stays as it came', () => {
  expect(laidOut('{"a":1}', 'application/json; charset=utf-8')).toBe('{\n  "a": 1\n}');
  expect(laidOut('{"a":', 'application/json')).toBe('{"a":');
  expect(laidOut('{"a":1}', 'text/plain')).toBe('{"a":1}');
});

test('a page has one router, and the panel’s calls are answered by it, in the cluster’s time', async () => {
  const { lab } = await openSite();
  Object.assign(globalThis, { location: new URL(HOME) });
  const api = apiOf(lab, new URL(HOME).pathname);
  expect(apiOf(lab, '/')).toBe(api);
  const view = { forApi: lab, frame: { epoch: -1, pictureNumber: -1 } } as unknown as LabView;
  const calls = new Calls();
  calls.choose('POST /api/cache/:key');
  expect(await calls.send(view)).toBe(false);
  expect([...calls.faults.keys()]).toEqual(['key']);
  expect(calls.answered).toEqual([]);
  calls.type('key', 'kiwi');
  calls.type('value', 'green');
  expect(await calls.send(view)).toBe(true);
  expect(calls.shown).toMatchObject({ status: 200, body: '{"success":true}' });
  expect(calls.shown?.took).toBeGreaterThan(0);
  // The key is still typed there.
  calls.choose('GET /api/cache/:key');
  for (let count = 0; count < 9; count += 1) await calls.send(view);
  expect(JSON.parse(calls.shown?.body ?? '')).toMatchObject({ value: 'green' });
  expect(calls.answered).toHaveLength(8);
  calls.type('key', 'nobody');
  calls.again(calls.answered[0] as NonNullable<typeof calls.shown>);
  expect(calls.values['key']).toBe('kiwi');
  expect(siteOf({ protocol: 'file:', href: 'file:///tmp/ringside.html' })).toBe('http://localhost/');
});
