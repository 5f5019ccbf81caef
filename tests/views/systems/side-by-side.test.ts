/** The tables of all nodes, read from each: what is not the same is marked, held against whoever has applied most. */
import { expect, test } from 'vitest';
import type { Holding } from '../../../src/kernel/contract.ts';
import type { Inside } from '../../../src/lab/inside.ts';
import { sideBySide } from '../../../src/views/systems/tables/side-by-side.ts';
import { belief, store } from './beliefs.ts';

type Items = Readonly<Record<string, readonly [number, string]>> | null;

function holding(key: string, index: number, value: string): Holding {
  const [place, isGone, type, expires, bytes] = [0, false, 'item', null, 1];
  return { key, stamp: [index], value, place, isGone, type, expires, bytes };
}

function insideWith(items: readonly Items[], applied: readonly number[]): Inside {
  const { inside } = store(applied.map((each) => belief({ count: items.length, applied: each })));
  const nodes = Object.entries(inside.nodes).map(([id, { belief: mind }], at) => {
    const held = items[at] ?? null;
    const keys =
      held === null ? null : Object.entries(held).map(([key, [index, value]]) => holding(key, index, value));
    return [id, { belief: mind, holdings: { count: 9, keys, sectors: null } }] as const;
  });
  return { ...inside, nodes: Object.fromEntries(nodes) };
}

const nina = { Music: [2, '{}'], 'Music/Nina%20S/Sinnerman': [5, '{"plays":2}'] } as const;
const older = { Music: [2, '{}'], 'Music/Nina%20S/Sinnerman': [4, '{"plays":1}'] } as const;

test('a cell is marked that is not as with whoever has applied most, also where there is nothing', () => {
  const { rows, nodes } = sideBySide(insideWith([older, nina, { Music: [2, '{}'] }], [4, 5, 3]));
  expect(nodes.map(({ applied }) => applied)).toEqual([4, 5, 3]);
  expect(rows.map(({ parts, differs }) => [parts, differs])).toEqual([
    [['Music'], false],
    [['Music', 'Nina S', 'Sinnerman'], true],
  ]);
  expect(rows[1]?.cells).toEqual([
    { value: '{"plays":1}', index: 4, differs: true },
    { value: '{"plays":2}', index: 5, differs: false },
    { value: null, index: null, differs: true },
  ]);
});

test('what was deleted by whoever has applied most is too much with the others', () => {
  const { rows } = sideBySide(insideWith([nina, { Music: [2, '{}'] }], [5, 6]));
  expect(rows[1]?.cells.map(({ differs }) => differs)).toEqual([true, false]);
});

test('a table stands before its items, and those in the order of their keys', () => {
  const held = {
    'B/1': [1, ''],
    B: [1, ''],
    'A-1': [1, ''],
    'A/2': [1, ''],
    'A/10': [1, ''],
    A: [1, ''],
  } as const;
  const { rows } = sideBySide(insideWith([held], [1]));
  expect(rows.map(({ key }) => key)).toEqual(['A', 'A/10', 'A/2', 'A-1', 'B', 'B/1']);
  expect(sideBySide(insideWith([null], [1])).isCrowded).toBe(true);
});
