/** The router: what is there, what is not, by which method; and what holds of every answer. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { newApi } from '../../src/api/new-api.ts';
import { routes } from '../../src/api/routes.ts';
import type { Lab } from '../../src/lab/lab.ts';
import { API_PAGE, withRoutes } from '../../tools/protocol/api.ts';
import { openSite, siteOf } from './site.ts';
import { localLab } from '../support/lab.ts';

/** As the requirements have them. */
const WANTED = `
  GET    /api/cache/:key
  POST   /api/cache/:key
  DELETE /api/cache/:key
  GET    /api/cluster/nodes
  POST   /api/cluster/nodes
  DELETE /api/cluster/nodes/:nodeId
  POST   /api/cluster/rebalance
  POST   /api/simulation/failure
  POST   /api/simulation/recover
  GET    /api/metrics
  GET    /api/health
  GET    /net/:address/metrics
  GET    /net/:address/health
`;

const concrete = (path: string): string =>
  path.slice(1).replace(':key', 'x').replace(':nodeId', 'n9').replace(':address', 'n1');

test('no address is missing', () => {
  const there = routes.map(({ method, path }) => `${method} ${path}`);
  for (const line of WANTED.trim().split('\n')) expect(there).toContain(line.trim().replace(/ +/, ' '));
  expect(new Set(there).size).toBe(there.length);
});

test.each([...new Set(routes.map(({ path }) => path))])('%s takes no other method', async (path) => {
  const site = await openSite();
  const allowed = routes.filter((route) => route.path === path).map(({ method }) => method as string);
  const refused = ['GET', 'POST', 'DELETE', 'PUT', 'PATCH', 'OPTIONS'].filter(
    (method) => !allowed.includes(method),
  );
  const before = (await site.frame()).picture;
  for (const method of refused) {
    const { status, headers, body } = await site.call(method, concrete(path));
    expect([method, status, headers.get('allow')]).toEqual([method, 405, allowed.join(', ')]);
    expect((body as { error: string }).error).toContain(method);
  }
  expect((await site.frame()).picture).toEqual(before);
});

test.each([
  'api',
  'api/',
  'api/caches/x',
  'api/cluster',
  'api/cluster/nodes/n1/x',
  'net/n1',
  'net',
  'net/n1/kv/x',
  'index.html',
  '日本',
])('there is nothing at %s, and the answer names it', async (path) => {
  const site = await openSite();
  for (const method of ['GET', 'POST', 'PUT']) {
    const { status, body } = await site.call(method, path);
    expect(status).toBe(404);
    expect((body as { error: string }).error).toContain(encodeURI(`/sub/path/${path}`));
  }
});

test('what is not under the base of the site is not there', async () => {
  const { lab } = await openSite();
  const status = async (base: string, url: string): Promise<number> =>
    (await newApi(lab, { base }).fetch(new Request(url))).status;
  expect(await status('/sub/', 'https://a.example/api/cluster/nodes')).toBe(404);
  expect(await status('/sub/', 'https://a.example/sub/api/cluster/nodes')).toBe(200);
  expect((await newApi(lab).fetch(new Request('https://a.example/api/cluster/nodes'))).status).toBe(200);
});

test('HEAD says what GET would, without its body', async () => {
  const site = await openSite();
  expect(await site.call('HEAD', 'api/cluster/nodes')).toMatchObject({ status: 200, text: '' });
});

function emptyLab(): Lab {
  return localLab();
}

const bodies: Readonly<Record<string, unknown>> = {
  '/api/cache/:key': { value: 'x' },
  '/api/cluster/nodes': { name: 'x' },
  '/api/simulation/failure': { nodeId: 'n1', type: 'down' },
  '/api/simulation/recover': { nodeId: 'n1' },
};

test.each(routes.filter(({ path }) => path !== '/api/cache'))(
  '$method $path: nothing is open, or another system is',
  async ({ method, path }) => {
    const lab = emptyLab();
    const site = siteOf(lab);
    const body = method === 'POST' ? bodies[path] : undefined;
    expect(await site.call(method, concrete(path), body)).toMatchObject({ status: 503 });
    await lab.open({ text: '{ "version": 1, "system": "counter" }' });
    const answered = await site.call(method, concrete(path), body);
    expect(answered).toMatchObject({ status: 404 });
    expect(answered.text).toContain('no cache');
  },
);

test('what fails within is an answer too', async () => {
  const lab = emptyLab();
  lab.nodeBook = () => Promise.reject(new Error('the thread is gone'));
  const answered = await siteOf(lab).call('GET', 'api/cluster/nodes');
  expect(answered).toMatchObject({ status: 500 });
  expect(answered.text).toContain('the thread is gone');
});

test('the page says what the table says', () => {
  const page = readFileSync(API_PAGE, 'utf8');
  expect(withRoutes(page) === page, `${API_PAGE} is stale: run \`npm run protocol\`.`).toBe(true);
});
