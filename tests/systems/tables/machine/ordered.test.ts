/** Groups of texts in order, against a plain set for each of them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareText } from '../../../../src/kernel/order.ts';
import { tableSize } from '../../../../src/kernel/table.ts';
import {
  addTo,
  beginningWith,
  newOrdered,
  removeFrom,
} from '../../../../src/systems/tables/machine/ordered.ts';
import { runs } from '../../../support/scenarios.ts';

const text = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', 'b', 'A', '\uffff'), maxLength: 4 }),
  fc.integer({ min: 0, max: 400 }).map((number) => `key ${number}`),
);
const step = fc.record({ group: fc.constantFrom('g', 'g/h', 'h'), text, isRemoved: fc.boolean() });

describe('groups of texts', () => {
  it('are what sets would be, in order, whatever is added and removed', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 600 }), text, (steps, prefix) => {
        const ordered = newOrdered();
        const model = new Map<string, Set<string>>();
        for (const { group, text: each, isRemoved } of steps) {
          const set = model.get(group) ?? new Set();
          model.set(group, set);
          if (isRemoved) set.delete(each);
          else set.add(each);
          if (isRemoved) removeFrom(ordered, group, each);
          else addTo(ordered, group, each);
        }
        for (const [group, set] of model) {
          const all = [...set].sort(compareText);
          expect([...beginningWith(ordered, group, '')]).toEqual(all);
          expect([...beginningWith(ordered, group, prefix)]).toEqual(
            all.filter((each) => each.startsWith(prefix)),
          );
        }
      }),
      runs(60),
    );
  });

  it('leave nothing behind, and a page is not the whole of a large group', () => {
    const ordered = newOrdered();
    const texts = Array.from({ length: 5_000 }, (_, index) => `${(index * 7_919) % 5_000}`);
    for (const each of texts) addTo(ordered, 'g', each);
    expect(tableSize(ordered.pages)).toBeGreaterThan(5_000 / 64);
    expect([...beginningWith(ordered, 'g', '49')].length).toBe(111);
    for (const each of texts) removeFrom(ordered, 'g', each);
    expect([tableSize(ordered.pages), tableSize(ordered.groups)]).toEqual([0, 0]);
  });
});
