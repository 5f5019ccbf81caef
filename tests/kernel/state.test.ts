/** State goes apart for a checkpoint and comes together again. */
import { describe, expect, it } from 'vitest';
import { loadState, saveState, type StateSave } from '../../src/kernel/state.ts';
import {
  extendImage,
  newTable,
  tableDelete,
  tableEntries,
  tableGet,
  tableSet,
  type Table,
  type TableImage,
} from '../../src/kernel/table.ts';

function numbering(): () => number {
  let last = 0;
  return () => (last += 1);
}

function load<State>(save: StateSave, images = new Map<number, TableImage>()): State {
  for (const table of save.tables) images.set(table.table, extendImage(images.get(table.table), table));
  return loadState(structuredClone(save.rest), images) as State;
}

describe('state', () => {
  it('comes back equal, whatever plain data it holds, and shares nothing with what it was', () => {
    const state = {
      text: 'x',
      number: -1.5,
      nothing: null,
      missing: undefined,
      big: 10n,
      flag: true,
      list: [1, [2, undefined, 3]],
      map: new Map<unknown, unknown>([
        ['a', { deep: [1] }],
        [{ key: 1 }, 2],
      ]),
      set: new Set(['a', 1]),
      bytes: Uint8Array.of(1, 2),
      floats: new Float64Array([0.5]),
    };
    const save = saveState(state, numbering());
    const loaded = load<typeof state>(save);
    expect(loaded).toEqual(state);
    loaded.list.push(9);
    loaded.bytes.fill(7);
    (loaded.map.get('a') as { deep: number[] }).deep.push(2);
    expect(state.list.length).toBe(2);
    expect(state.bytes).toEqual(Uint8Array.of(1, 2));
    expect(load<typeof state>(save)).toEqual(state);
    // A later change of the running state does not reach into the save either.
    state.list.push(5);
    expect(load<typeof state>(save).list.length).toBe(2);
  });

  it('owns its bytes: a view of a large buffer brings its own part only', () => {
    const large = new Uint8Array(1_000_000);
    const save = saveState({ part: large.subarray(10, 20) }, numbering());
    expect((save.rest as { part: Uint8Array }).part.buffer.byteLength).toBe(10);
  });

  it('keeps two names of one object two names of one object, tables too', () => {
    const shared = { count: 1 };
    const table = newTable<number>();
    tableSet(table, 'a', 1);
    const state = { one: shared, other: [shared], table, again: { table }, map: new Map([['x', shared]]) };
    const loaded = load<typeof state>(saveState(state, numbering()));
    expect(loaded.other[0]).toBe(loaded.one);
    expect(loaded.map.get('x')).toBe(loaded.one);
    expect(loaded.again.table).toBe(loaded.table);
    tableSet(loaded.table, 'b', 2);
    expect(tableGet(loaded.again.table, 'b')).toBe(2);
    expect(tableGet(table, 'b')).toBeUndefined();
  });

  it('keeps cycles', () => {
    const state: { self?: unknown } = {};
    state.self = state;
    const loaded = load<typeof state>(saveState(state, numbering()));
    expect(loaded.self).toBe(loaded);
  });

  it('saves a table whole once and then what changed, also in tables that come later', () => {
    const state: { first: Table<number>; later?: Table<number> } = { first: newTable() };
    for (let key = 0; key < 50; key += 1) tableSet(state.first, `k${key}`, key);
    const next = numbering();
    const images = new Map<number, TableImage>();
    load(saveState(state, next), images);
    tableDelete(state.first, 'k3');
    tableSet(state.first, 'new', 1);
    state.later = newTable();
    tableSet(state.later, 'x', 9);
    const save = saveState(state, next);
    expect(save.tables).toEqual([
      {
        table: 1,
        journal: [
          ['k3', undefined],
          ['new', 1],
        ],
      },
      { table: 2, base: [['x', 9]] },
    ]);
    const loaded = load<typeof state>(save, images);
    expect([...tableEntries(loaded.first)]).toEqual([...tableEntries(state.first)]);
    expect([...tableEntries(loaded.later as Table<number>)]).toEqual([['x', 9]]);
  });

  it('refuses what is no plain data', () => {
    class Thing {
      value = 1;
    }
    const says = (state: unknown): string => {
      try {
        saveState(state, numbering());
        return 'taken';
      } catch (error) {
        return (error as Error).message;
      }
    };
    expect(says({ deep: [new Thing()] })).toContain('class instance');
    expect(says({ when: new Date(0) })).toContain('class instance');
    expect(says({ run: () => 1 })).toContain('function');
    expect(says(Object.assign(Object.create(null) as object, { bare: 1 }))).toBe('taken');
    let chain: unknown = 1;
    for (let link = 0; link < 90; link += 1) chain = { next: chain };
    expect(says(chain)).toBe('taken');
    for (let link = 0; link < 20; link += 1) chain = { next: chain };
    expect(says(chain)).toContain('deeper than 100');
  });

  it('says which table a checkpoint lacks', () => {
    const { rest } = saveState({ table: newTable() }, numbering());
    expect(() => loadState(rest, new Map())).toThrow('without table 1');
  });
});
