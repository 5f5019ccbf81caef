/** Arrow keys over cards in rows: to where a hand would expect, and nowhere beyond the last one. */
import { expect, test } from 'vitest';
import { columnsOf, rove } from '../../../src/views/gallery/roving.ts';

const rows = { count: 8, columns: 3 };

test.each([
  ['ArrowRight', 2, 3],
  ['ArrowLeft', 3, 2],
  ['ArrowDown', 1, 4],
  ['ArrowUp', 4, 1],
  ['Home', 5, 0],
  ['End', 0, 7],
  ['ArrowRight', 7, null],
  ['ArrowLeft', 0, null],
  ['ArrowDown', 6, null],
  ['ArrowUp', 1, null],
  ['Enter', 1, null],
  ['constructor', 1, null],
])('%s from %i leads to %s', (key, from, to) => {
  expect(rove(key, from, rows)).toBe(to);
});

test('as many stand side by side as are equally high', () => {
  expect(columnsOf([12, 12, 12, 90, 90, 90, 168])).toBe(3);
  expect(columnsOf([12, 90])).toBe(1);
  expect(columnsOf([])).toBe(1);
});
