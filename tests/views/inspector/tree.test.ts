/** A tree that is read a page at a time. */
import { beforeEach, expect, test, vi } from 'vitest';
import { page } from '../../../src/kernel/inspect.ts';
import { treePage } from '../../../src/views/inspector/node-facts.ts';
import { PAGE, Tree, type TreeSource } from '../../../src/views/inspector/tree.svelte.ts';

let state: unknown;
let tree: Tree;
const source = vi.fn<TreeSource>((path, offset, limit) =>
  Promise.resolve(treePage(page(state, { path, offset, limit }))),
);
const names = (): string[] =>
  tree.lines.map((line) => (line.is === 'row' ? line.row.name : `… ${line.shown}`));

beforeEach(async () => {
  source.mockClear();
  state = { list: Array.from({ length: 100 }, (_, index) => ({ index })), text: 'x', none: [] };
  tree = new Tree(source);
  await tree.begin();
});

const press = async (...keys: string[]): Promise<void> => {
  for (const key of keys) {
    tree.press(key);
    await Promise.resolve();
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
};

test('what is closed is not asked for', () => {
  expect(names()).toEqual(['list', 'text', 'none']);
  expect(source).toHaveBeenCalledTimes(1);
  expect(tree.lines.map((line) => line.is === 'row' && [line.place, line.of])).toEqual([
    [1, 3],
    [2, 3],
    [3, 3],
  ]);
});

test('a long list comes in pages', async () => {
  await press('ArrowRight');
  expect(tree.lines).toHaveLength(3 + PAGE + 1);
  expect(names()[PAGE + 1]).toBe(`… ${PAGE}`);
  await press('End', 'ArrowUp', 'ArrowUp', 'Enter');
  expect(tree.lines).toHaveLength(3 + 2 * PAGE + 1);
  await tree.more(['list']);
  expect(tree.lines).toHaveLength(103);
  expect(Math.max(...source.mock.calls.map(([, , limit]) => limit))).toBe(PAGE);
});

test('arrows go in and out as in any tree', async () => {
  await press('ArrowRight', 'ArrowRight');
  expect(tree.active).toBe('["list","0"]');
  await press('ArrowRight', 'ArrowRight');
  expect(tree.active).toBe('["list","0","index"]');
  await press('ArrowLeft', 'ArrowLeft');
  expect(tree.active).toBe('["list","0"]');
  expect(names().filter((name) => name === 'index')).toHaveLength(0);
  await press('Home', 'ArrowLeft');
  expect(names()).toEqual(['list', 'text', 'none']);
});

test('what has nothing in it does not open, and other keys mean nothing', async () => {
  await press('End', 'ArrowRight');
  expect(names()).toEqual(['list', 'text', 'none']);
  expect(tree.press('x')).toBe(false);
});

test('reading again keeps what is open, with what it holds now', async () => {
  await press('ArrowRight');
  state = { list: [{ index: 7 }], text: 'y', none: [] };
  await tree.refresh();
  expect(names()).toEqual(['list', '0', 'text', 'none']);
});
