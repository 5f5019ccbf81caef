/** A straight rope: midway between two sides that a line can part, from edge to edge of the stage. */
import { describe, expect, test } from 'vitest';
import { evenly, layOutRing, pointAt, type Point } from '../../../src/views/geometry/ring.ts';
import { straightRope } from '../../../src/views/geometry/rope.ts';

const stage = { width: 765, height: 524 };
const ids = ['a', 'b', 'c', 'd', 'e'];
const layout = layOutRing({ ...stage, nodes: ids.length, isInvited: false, hasLogs: true });
const places = evenly(ids);
const at = (of: readonly string[]): readonly Point[] =>
  of.map((id) => pointAt(layout, places.get(id) ?? 0, layout.radius));
const rope = (one: readonly string[]): ReturnType<typeof straightRope> =>
  straightRope(layout, [at(one), at(ids.filter((id) => !one.includes(id)))], stage);

/** Left of the way from one post to the other, or right of it. */
function sideOf({ posts }: NonNullable<ReturnType<typeof straightRope>>, point: Point): number {
  const [from, to] = posts;
  return Math.sign((to.x - from.x) * (point.y - from.y) - (to.y - from.y) * (point.x - from.x));
}

describe('a straight rope', () => {
  test.each([[['a']], [['c', 'd']], [['e', 'a', 'b']]])('parts %s from the others', (one) => {
    const found = rope(one);
    if (found === null) throw new Error('there is none');
    const sides = ids.map((id) => sideOf(found, at([id])[0] as Point));
    expect(new Set(one.map((id) => sides[ids.indexOf(id)])).size).toBe(1);
    expect(new Set(sides).size).toBe(2);
    // What a side says stands on that side.
    expect(sideOf(found, found.labels[0])).toBe(sides[ids.indexOf(one[0] as string)]);
    expect(sideOf(found, found.labels[1])).not.toBe(sideOf(found, found.labels[0]));
    const [left, right] = found.posts;
    expect([left.x, right.x]).toEqual([7, stage.width - 7]);
    for (const { y } of found.posts) {
      expect(y).toBeGreaterThan(0.2 * stage.height);
      expect(y).toBeLessThan(0.8 * stage.height);
    }
  });

  test('does not exist where it would run through corners, or stand upright', () => {
    expect(rope(['a', 'b'])).toBeNull();
    expect(rope(['b'])).toBeNull();
    const four = ['a', 'b', 'c', 'd'];
    const stand = evenly(four);
    const point = (id: string): Point => pointAt(layout, stand.get(id) ?? 0, layout.radius);
    expect(straightRope(layout, [[point('b')], [point('a'), point('c'), point('d')]], stage)).toBeNull();
  });

  test('does not exist where a side is scattered, or nobody is on it', () => {
    expect(rope(['a', 'c'])).toBeNull();
    expect(straightRope(layout, [at(['a']), at(['a'])], stage)).toBeNull();
  });
});
