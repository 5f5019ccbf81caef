import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  compareStamp,
  isForgettable,
  isTombstone,
  newer,
  nextStamp,
  type Cell,
  type Stamp,
} from '../../src/protocols/stamp.ts';

const stamps = fc.record({
  time: fc.integer({ min: 0, max: 3 }),
  count: fc.integer({ min: 0, max: 2 }),
  node: fc.constantFrom('n1', 'n2', 'n10'),
});
/** One stamp, one content: nobody stamps twice alike. */
const cells = stamps.map((stamp): Cell<string> =>
  stamp.count === 1 ? { stamp, deleted: true } : { stamp, value: JSON.stringify(stamp) },
);

describe('last write wins', () => {
  test('time, then count, then node', () => {
    const stamp: Stamp = { time: 5, count: 5, node: 'n5' };
    const rising: readonly Stamp[] = [
      { time: 4, count: 9, node: 'n9' },
      { time: 5, count: 4, node: 'n9' },
      { time: 5, count: 5, node: 'n4' },
      stamp,
      { time: 5, count: 5, node: 'n6' },
      { time: 5, count: 6, node: 'n1' },
      { time: 6, count: 0, node: 'n1' },
    ];
    for (const [index, other] of rising.entries())
      expect(Math.sign(compareStamp(other, stamp))).toBe(Math.sign(index - 3));
  });

  test('in whatever order versions arrive, and however often, the same one is kept', () => {
    fc.assert(
      fc.property(fc.array(cells, { minLength: 1, maxLength: 8 }), fc.gen(), (versions, gen) => {
        const keep = (order: readonly Cell<string>[]) =>
          order.reduce<Cell<string> | undefined>((here, there) => newer(here, there), undefined);
        const again = Array.from({ length: 20 }, () => gen(fc.constantFrom, ...versions));
        expect(keep([...again, ...versions])).toEqual(keep(versions));
        expect(keep(versions.toReversed())).toEqual(keep(versions));
      }),
    );
  });

  test('an equal stamp changes nothing: what is here stays', () => {
    const here = { stamp: { time: 1, count: 0, node: 'n1' }, value: 'a' };
    expect(newer(here, { ...here })).toBe(here);
    expect(newer(undefined, here)).toBe(here);
  });

  test('an older value does not come back over a tombstone', () => {
    const value: Cell<string> = { stamp: { time: 1, count: 0, node: 'n1' }, value: 'a' };
    const tombstone: Cell<string> = { stamp: { time: 2, count: 0, node: 'n2' }, deleted: true };
    expect(newer(tombstone, value)).toBe(tombstone);
    expect(newer(value, tombstone)).toBe(tombstone);
    expect([isTombstone(value), isTombstone(tombstone)]).toEqual([false, true]);
  });

  test('only a tombstone is forgotten, after its grace', () => {
    const stamp: Stamp = { time: 100, count: 0, node: 'n1' };
    expect(isForgettable({ stamp, deleted: true }, 159, 60)).toBe(false);
    expect(isForgettable({ stamp, deleted: true }, 160, 60)).toBe(true);
    expect(isForgettable({ stamp, value: 'a' }, 1_000, 60)).toBe(false);
  });

  test('the next stamp is greater, whatever the clock does', () => {
    let before: Stamp | undefined;
    for (const clock of [10, 11, 11, 5, 5, 12, 12, 1]) {
      const next = nextStamp(before, clock, 'n1');
      if (before !== undefined) expect(compareStamp(next, before)).toBeGreaterThan(0);
      expect(next.time).toBeGreaterThanOrEqual(clock);
      before = next;
    }
    expect(before).toEqual({ time: 12, count: 2, node: 'n1' });
  });
});
