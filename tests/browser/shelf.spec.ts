/** The browser's shelf: what its twin in memory does, on the real IndexedDB; and what only it can do, to be there after a reload. */
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { build, type Rollup } from 'vite';
import type { ProgressShelf } from '../../src/shelf/progress.ts';
import type { keptProgress as kept } from '../../src/shelf/progress.ts';
import { progressOf, shelfCases } from '../shelf/shelf-cases.ts';
import { expect, test } from './support/lab.ts';

/** The site shows its shelf to nobody, so the very module is bundled by itself and stands on an empty page of its own origin. */
const PAGE = 'http://shelf.invalid/';
let bundle = '';

test.beforeAll(async () => {
  const entry = fileURLToPath(new URL('../../src/shelf/progress.ts', import.meta.url));
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, minify: false, lib: { entry, formats: ['es'] } },
  });
  const [{ output }] = built as [Rollup.RollupOutput];
  expect(output).toHaveLength(1);
  bundle = output[0].code;
});

test.beforeEach(async ({ page, context }) => {
  await context.route(`${PAGE}**`, (route) =>
    route.request().url().endsWith('.js')
      ? route.fulfill({ contentType: 'text/javascript', body: bundle })
      : route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>shelf</title>' }),
  );
  await page.goto(PAGE);
});

/** Every call goes into the page, to the shelf there. */
function shelfIn(page: Page): ProgressShelf {
  const call = async (verb: keyof ProgressShelf, ...args: readonly unknown[]): Promise<never> =>
    page.evaluate(
      async ([path, name, given]) => {
        const { keptProgress } = (await import(path)) as { readonly keptProgress: typeof kept };
        const shelf = keptProgress() as unknown as Record<
          string,
          (...all: readonly unknown[]) => Promise<never>
        >;
        return (shelf[name] as (...all: readonly unknown[]) => Promise<never>)(...given);
      },
      [`${PAGE}shelf.js`, verb, args] as const,
    );
  return {
    get: (id) => call('get', id),
    put: (id, record) => call('put', id, record),
    remove: (id) => call('remove', id),
    all: () => call('all'),
  };
}

for (const [title, run] of shelfCases)
  test(`the shelf in a browser ${title}`, ({ page }) => run(shelfIn(page), expect));

test('what was put there is there after a reload, and in another tab', async ({ page, context }) => {
  const shelf = shelfIn(page);
  await shelf.put('a', progressOf('a'));
  await page.reload();
  expect(await shelf.get('a')).toEqual(progressOf('a'));
  const other = await context.newPage();
  await other.goto(PAGE);
  expect(await shelfIn(other).get('a')).toEqual(progressOf('a'));
});

test('a record that is none of ours is left where it is', async ({ page }) => {
  const shelf = shelfIn(page);
  for (const strange of [null, 'text', { version: 1 }, { ...progressOf('a'), steps: 'none' }])
    await shelf.put('a', strange as never);
  expect(await shelf.get('a')).toBeNull();
  expect(await shelf.all()).toEqual([]);
});
