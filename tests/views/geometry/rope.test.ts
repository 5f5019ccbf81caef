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
  const [from, to] = posts.map((post) => post.at) as [Point, Point];
  return Math.sign((to.x - from.x) * (point.y - from.y) - (to.y - from.y) * (point.x - from.x));
}

describe('a straight rope', () => {
  test.each([[['a']], [['a', 'b']], [['c', 'd']], [['d', 'e', 'a']]])('parts %s from the others', (one) => {
    const found = rope(one);
    if (found === null) throw new Error('there is none');
    const sides = ids.map((id) => sideOf(found, at([id])[0] as Point));
    expect(new Set(one.map((id) => sides[ids.indexOf(id)])).size).toBe(1);
    expect(new Set(sides).size).toBe(2);
    // What a side says stands on that side.
    expect(sideOf(found, found.labels[0])).toBe(sides[ids.indexOf(one[0] as string)]);
    expect(sideOf(found, found.labels[1])).not.toBe(sideOf(found, found.labels[0]));
    for (const { x, y } of found.posts.map((post) => post.at)) {
      expect(Math.min(x, y, stage.width - x, stage.height - y)).toBeCloseTo(7);
      expect(Math.min(x, y)).toBeGreaterThan(0);
    }
  });

  test('does not exist where a side is scattered, or nobody is on it', () => {
    expect(rope(['a', 'c'])).toBeNull();
    expect(straightRope(layout, [at(['a']), at(['a'])], stage)).toBeNull();
  });
});
