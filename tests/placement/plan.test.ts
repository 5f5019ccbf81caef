import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CIRCLE } from '../../src/placement/hash.ts';
import {
  circleSizeOf,
  difference,
  isWithin,
  plan,
  planKeys,
  sizeOfRange,
  type RangeChange,
} from '../../src/placement/plan.ts';
import type { Placement } from '../../src/placement/placement.ts';
import { even, keysOf, place, weighted, without } from './nodes.ts';

const KINDS = ['ring', 'bounded', 'slots'] as const;

/** Everything that a plan says is so at these positions, and everything that is so stands in the plan. */
function expectExact(
  before: Placement,
  after: Placement,
  changes: readonly RangeChange[],
  copies: number,
): void {
  const ends = [...(before.stretches ?? []), ...(after.stretches ?? [])];
  const circle = circleSizeOf(before);
  // Of thousands of ends (the buckets of bounded loads) every so many.
  const stride = Math.ceil(ends.length / 300);
  const some = ends.filter((_, index) => index % stride === 0);
  const probes = some.flatMap((end) => [end, (end + 1) % circle, (end + circle - 1) % circle]);
  for (const position of [0, circle - 1, ...probes]) {
    const there = changes.filter(({ range }) => isWithin(range, position));
    const expected = difference(before.ownersAt(position, copies), after.ownersAt(position, copies));
    expect(there.map(({ range: _, ...change }) => change)).toEqual(expected === undefined ? [] : [expected]);
  }
}

describe.each(KINDS)('a plan for %s', (kind) => {
  test('is exact: at every position it says what the two placements say', () => {
    const weights = fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 5 });
    fc.assert(
      fc.property(weights, weights, fc.integer({ min: 1, max: 4 }), (old, now, copies) => {
        const [before, after] = [place(kind, weighted(...old), 3), place(kind, weighted(...now), 3)];
        expectExact(before, after, plan(before, after, copies), copies);
      }),
      { numRuns: kind === 'bounded' ? 8 : 60 },
    );
  });

  test('covers what changes once: ranges do not overlap, and neighbours differ', () => {
    const changes = plan(place(kind, even(4)), place(kind, even(5)), 3);
    const sizes = changes.reduce(
      (sum, { range }) => sum + sizeOfRange(range, kind === 'slots' ? 16_384 : CIRCLE),
      0,
    );
    expect(sizes).toBeLessThanOrEqual(kind === 'slots' ? 16_384 : CIRCLE);
    for (const [index, change] of changes.entries()) {
      const next = changes[(index + 1) % changes.length] as RangeChange;
      if (changes.length > 1 && next.range.after === change.range.upTo)
        expect([next.before, next.after]).not.toEqual([change.before, change.after]);
    }
  });

  test('says of keys what it says of ranges', () => {
    const [before, after] = [place(kind, weighted(1, 2, 1)), place(kind, weighted(1, 1, 1, 2))];
    const changes = plan(before, after, 2);
    const keys = keysOf(500);
    const byKey = new Map(planKeys(keys, before, after, 2).map(({ key, ...change }) => [key, change]));
    for (const key of keys) {
      const there = changes.find(({ range }) => isWithin(range, before.position(key)));
      const { range: _, ...change } = there ?? { range: undefined };
      expect([key, byKey.get(key) ?? {}]).toEqual([key, change]);
    }
  });
});

describe('a plan', () => {
  test('names who gains, from whom, as what, and who may let go', () => {
    expect(difference(['a', 'b', 'c'], ['x', 'a', 'b'])).toEqual({
      before: ['a', 'b', 'c'],
      after: ['x', 'a', 'b'],
      gains: [{ node: 'x', role: 'primary', from: 'a' }],
      losses: ['c'],
    });
    expect(difference(['a', 'b'], ['a', 'c'])).toMatchObject({
      gains: [{ node: 'c', role: 'copy', from: 'a' }],
      losses: ['b'],
    });
    expect(difference(['a', 'b'], ['b', 'a'])).toMatchObject({ gains: [], losses: [] });
    expect(difference([], ['a'])).toMatchObject({ gains: [{ node: 'a', role: 'primary', from: null }] });
    expect(difference(['a', 'b'], ['a', 'b'])).toBeUndefined();
  });

  test('between equal placements is empty; the first node takes the whole circle', () => {
    expect(plan(place('ring', even(3)), place('ring', even(3)), 3)).toEqual([]);
    expect(plan(place('ring', []), place('ring', []), 3)).toEqual([]);
    const [only, ...others] = plan(place('ring', []), place('ring', even(1)), 1);
    expect(others).toEqual([]);
    expect(sizeOfRange((only as RangeChange).range, CIRCLE)).toBe(CIRCLE);
  });

  test('S0-19 along the circle: 3 → 4 nodes moves 15–35 % of it, all of it to the new node', () => {
    const changes = plan(place('ring', even(3)), place('ring', even(4)), 1);
    const moved = changes.reduce((sum, { range }) => sum + sizeOfRange(range, CIRCLE), 0) / CIRCLE;
    expect(moved).toBeGreaterThan(0.15);
    expect(moved).toBeLessThan(0.35);
    for (const { after } of changes) expect(after).toEqual(['n4']);
  });

  test('S0-19, removing: every range of the one who leaves has its copies again', () => {
    const nodes = even(4);
    for (const { before, after, gains, losses } of plan(
      place('ring', nodes),
      place('ring', without(nodes, 'n2')),
      3,
    )) {
      expect(before).toContain('n2');
      expect(losses).toEqual(['n2']);
      expect(gains.length).toBe(1);
      expect(after.length).toBe(3);
    }
  });

  test('by ranges is refused where neighbours are scattered, or where positions mean different things', () => {
    expect(() => plan(place('ring', even(2)), place('modulo', even(2)), 1)).toThrow('plan by keys');
    expect(() => plan(place('ring', even(2)), place('slots', even(2)), 1)).toThrow('plan by keys');
    expect(plan(place('ring', even(3)), place('bounded', even(3)), 1).length).toBeGreaterThan(0);
  });
});
