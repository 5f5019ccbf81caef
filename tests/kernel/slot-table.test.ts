import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  newSlotTable,
  slotClear,
  slotInsert,
  slotMark,
  slotRemove,
  slotTouch,
  slotUnmark,
  type SlotTable,
  type Slotted,
} from '../../src/kernel/slot-table.ts';
import { loadState, saveState } from '../../src/kernel/state.ts';
import { extendImage, type TableImage } from '../../src/kernel/table.ts';

interface Box extends Slotted {
  items: number[];
}

type Step = readonly ['insert' | 'remove' | 'change' | 'mark' | 'unmark' | 'clear' | 'save', string];

const steps = fc.array(
  fc.tuple(
    fc.constantFrom<Step[0]>(
      'insert',
      'insert',
      'change',
      'change',
      'remove',
      'mark',
      'unmark',
      'save',
      'clear',
    ),
    fc.constantFrom(...'abcdefghij'),
  ),
  { maxLength: 200 },
);

function take(table: SlotTable<Box>, [verb, key]: Step): void {
  const box = table.map.get(key);
  if (verb === 'clear') {
    // Rare, so that tables grow.
    if (key === 'a') slotClear(table);
  } else if (verb === 'insert' && box === undefined) {
    slotInsert(table, { key, slot: 0, mark: -1, items: [] });
  } else if (box !== undefined) {
    if (verb === 'remove') slotRemove(table, box);
    if (verb === 'mark') slotMark(table, box);
    if (verb === 'unmark') slotUnmark(table, box);
    if (verb === 'change') {
      box.items.push(box.items.length);
      slotTouch(table, box);
    }
  }
}

/** Everything a program can see of a table. */
function seen(table: SlotTable<Box>): unknown {
  return {
    slots: structuredClone(table.slots),
    marked: table.marked.map(({ key }) => key),
    map: [...table.map].toSorted(([left], [right]) => (left < right ? -1 : 1)),
  };
}

/** A checkpoint keeper: what the cluster does with the saves of one node. */
class Keeper {
  readonly images = new Map<number, TableImage>();
  rest: unknown;
  #next = 0;

  save(table: SlotTable<Box>): void {
    const { rest, tables } = saveState({ table }, () => (this.#next += 1));
    this.rest = rest;
    for (const save of tables) this.images.set(save.table, extendImage(this.images.get(save.table), save));
  }

  open(): SlotTable<Box> {
    return (loadState(this.rest, this.images) as { table: SlotTable<Box> }).table;
  }
}

describe('slot table', () => {
  test('slots and marks are dense and known to their records', () => {
    fc.assert(
      fc.property(steps, (taken) => {
        const table = newSlotTable<Box>();
        for (const step of taken) {
          take(table, step);
          expect(table.slots.length).toBe(table.map.size);
          table.slots.forEach((box, slot) => expect(box.slot).toBe(slot));
          table.marked.forEach((box, mark) => expect(box.mark).toBe(mark));
          expect(table.slots.filter(({ mark }) => mark >= 0).length).toBe(table.marked.length);
        }
      }),
      { numRuns: 50 },
    );
  });

  test('what is opened from a base and journals is what was saved, and goes on the same', () => {
    fc.assert(
      fc.property(steps, steps, (before, after) => {
        const table = newSlotTable<Box>();
        const keeper = new Keeper();
        keeper.save(table);
        for (const step of before) {
          if (step[0] === 'save') keeper.save(table);
          else take(table, step);
        }
        keeper.save(table);
        const opened = keeper.open();
        expect(seen(opened)).toEqual(seen(table));
        for (const step of after) {
          take(table, step);
          take(opened, step);
        }
        expect(seen(opened)).toEqual(seen(table));
      }),
      { numRuns: 100 },
    );
  });

  test('changes after a save reach neither the checkpoint nor what others open from it', () => {
    const table = newSlotTable<Box>();
    const keeper = new Keeper();
    slotInsert(table, { key: 'a', slot: 0, mark: -1, items: [1] });
    keeper.save(table);
    (table.map.get('a') as Box).items.push(2);
    const first = keeper.open();
    (first.map.get('a') as Box).items.push(3);
    expect(keeper.open().map.get('a')?.items).toEqual([1]);
  });

  test('a walk downwards meets all that stays, whatever comes and goes', () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 4 }), (taken, stride) => {
        const table = newSlotTable<Box>();
        const staying = ['x1', 'x2', 'x3', 'x4', 'x5'];
        for (const key of [...'abcde', ...staying]) slotInsert(table, { key, slot: 0, mark: -1, items: [] });
        const met = new Set<string>();
        let rest = taken.filter(([verb]) => verb !== 'clear');
        for (let cursor = table.slots.length; cursor > 0;) {
          for (let left = stride; left > 0 && cursor > 0; left -= 1) {
            cursor = Math.min(cursor, table.slots.length) - 1;
            met.add((table.slots[cursor] as Box).key);
          }
          for (const step of rest.slice(0, 3)) take(table, step);
          rest = rest.slice(3);
        }
        for (const key of staying) expect(met.has(key)).toBe(true);
      }),
    );
  });

  test('a table that changes much is saved whole', () => {
    const table = newSlotTable<Box>();
    const keeper = new Keeper();
    keeper.save(table);
    for (let index = 0; index < 3_000; index += 1) {
      slotInsert(table, { key: `k${index}`, slot: 0, mark: -1, items: [] });
      if (index % 3 > 0) slotRemove(table, table.slots[0] as Box);
    }
    keeper.save(table);
    expect(seen(keeper.open())).toEqual(seen(table));
  });
});
