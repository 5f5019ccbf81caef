/** A checkpoint of a table is a base and the journals since: together they always make the table. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  extendImage,
  isTable,
  newTable,
  openImage,
  saveTable,
  tableClear,
  tableDelete,
  tableEntries,
  tableGet,
  tableHas,
  tableSet,
  tableSize,
  type TableImage,
} from '../../src/kernel/table.ts';
import { runs } from '../support/scenarios.ts';

const doing = fc.oneof(
  { weight: 12, arbitrary: fc.tuple(fc.constant('set'), fc.nat(30), fc.nat(1_000)) },
  { weight: 5, arbitrary: fc.tuple(fc.constant('delete'), fc.nat(30), fc.constant(0)) },
  { weight: 3, arbitrary: fc.tuple(fc.constant('save'), fc.constant(0), fc.constant(0)) },
  { weight: 1, arbitrary: fc.tuple(fc.constant('clear'), fc.constant(0), fc.constant(0)) },
  // Longer than any journal may get.
  { weight: 1, arbitrary: fc.tuple(fc.constant('flood'), fc.nat(30), fc.integer({ min: 900, max: 2_500 })) },
);

describe('a table', () => {
  it('is made by its images, in the order in which it iterates', () => {
    fc.assert(
      fc.property(fc.array(doing, { maxLength: 60, size: 'max' }), (steps) => {
        const table = newTable<number>();
        const model = new Map<string, number>();
        const images: { image: TableImage; then: [string, unknown][] }[] = [];
        let image: TableImage | undefined;
        for (const [what, key, value] of steps) {
          const name = `k${key}`;
          if (what === 'set') {
            tableSet(table, name, value);
            model.set(name, value);
          } else if (what === 'delete') {
            expect(tableDelete(table, name)).toBe(model.delete(name));
          } else if (what === 'clear') {
            tableClear(table);
            model.clear();
          } else if (what === 'flood') {
            for (let index = 0; index < value; index += 1) {
              tableSet(table, `${name}.${index % 7}`, index);
              model.set(`${name}.${index % 7}`, index);
            }
          } else {
            image = extendImage(image, saveTable(table));
            images.push({ image, then: [...model] });
          }
          expect([...tableEntries(table)]).toEqual([...model]);
          expect([tableSize(table), tableGet(table, name), tableHas(table, name)]).toEqual([
            model.size,
            model.get(name),
            model.has(name),
          ]);
        }
        // Earlier images stay what they were: later ones share with them and change nothing.
        for (const { image: earlier, then } of images) {
          expect([...openImage(earlier)]).toEqual(then);
          expect([...openImage(structuredClone(earlier))]).toEqual(then);
        }
      }),
      runs(200),
    );
  });

  it('costs its changes only, and a new base when replaying would cost more', () => {
    const table = newTable<number>();
    for (let key = 0; key < 5_000; key += 1) tableSet(table, `k${key}`, key);
    const base = extendImage(undefined, saveTable(table));
    tableSet(table, 'k1', -1);
    tableDelete(table, 'k2');
    const second = extendImage(base, saveTable(table));
    expect(second.base).toBe(base.base);
    expect(second.journals).toEqual([
      [
        ['k1', -1],
        ['k2', undefined],
      ],
    ]);
    // Nothing changed, nothing added.
    expect(extendImage(second, saveTable(table))).toBe(second);
    let image = second;
    for (let round = 0; round < 4; round += 1) {
      for (let key = 0; key < 2_000; key += 1) tableSet(table, `k${key}`, round);
      image = extendImage(image, saveTable(table));
    }
    expect(image.base).not.toBe(base.base);
    expect(image.journals.flat().length).toBeLessThan(6_001);
    expect(openImage(image).size).toBe(4_999 + 1);
  });

  it('refuses a journal that continues nothing', () => {
    const table = newTable<number>();
    saveTable(table);
    tableSet(table, 'a', 1);
    expect(() => extendImage(undefined, saveTable(table))).toThrow('without the table');
  });

  it('is known by its shape', () => {
    expect(isTable(newTable())).toBe(true);
    expect(isTable({ table: 1, map: {}, journal: [] })).toBe(false);
    expect(isTable(new Map())).toBe(false);
  });
});
