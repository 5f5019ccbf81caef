/** What a gesture means, apart from any pointer. */
import { describe, expect, it } from 'vitest';
import {
  distance,
  distanceTo,
  gripsOn,
  hasLeft,
  insideOf,
  isBack,
  isInside,
  near,
  placeTowards,
} from '../../src/views/geometry/gestures.ts';
import { chord, layOutRing, pointAt, pointOn, type Point } from '../../src/views/geometry/ring.ts';

const layout = layOutRing({ width: 1000, height: 800, nodes: 6, isInvited: false });
const ids = ['n1', 'n2', 'n3', 'n4', 'n5', 'n6'];
const points = new Map(ids.map((id, index) => [id, pointAt(layout, index / 6, layout.radius)]));
const at = (id: string) => points.get(id) as { x: number; y: number };
const round = (id: string, by: number) =>
  Array.from({ length: 20 }, (_, step) => ({
    x: at(id).x + by * Math.cos((step / 20) * 2 * Math.PI),
    y: at(id).y + by * Math.sin((step / 20) * 2 * Math.PI),
  }));

describe('a rope', () => {
  it('holds whoever it runs round, and nobody else', () => {
    expect(insideOf(round('n2', 30), points)).toEqual(['n2']);
    expect(insideOf(round('n2', 4 * layout.radius), points)).toEqual(ids);
    expect(insideOf([], points)).toEqual([]);
    expect(insideOf([at('n1'), at('n2')], points)).toEqual([]);
  });

  it('need not be closed, and may be drawn either way round', () => {
    const open = round('n3', 40).slice(0, 17);
    expect(insideOf(open, points)).toEqual(['n3']);
    expect(insideOf([...open].reverse(), points)).toEqual(['n3']);
  });

  it('round two neighbours holds both', () => {
    const { center } = layout;
    const wedge = [
      center,
      pointAt(layout, -0.05, 2 * layout.radius),
      pointAt(layout, 0.22, 2 * layout.radius),
    ];
    expect(insideOf(wedge, points)).toEqual(['n1', 'n2']);
    expect(isInside(wedge, at('n4'))).toBe(false);
  });
});

describe('what lies near', () => {
  it('comes nearest first, and nothing beyond reach', () => {
    const things = [30, 5, 21, 23].map((x) => ({ at: { x, y: 0 } }));
    expect(near(things, { x: 0, y: 0 }, 22).map((thing) => thing.at.x)).toEqual([5, 21]);
  });

  it('of a curve is measured to the curve, not to its ends', () => {
    const curve = chord(layout, at('n1'), at('n3'));
    for (const share of [0, 0.1, 0.37, 0.5, 0.9, 1])
      expect(distanceTo(curve, pointOn(curve, share))).toBeLessThan(1.5);
    const middle = pointOn(curve, 0.5);
    expect(distanceTo(curve, layout.center)).toBeGreaterThan(0.3 * layout.radius);
    expect(distanceTo(curve, { x: middle.x + 3, y: middle.y })).toBeLessThanOrEqual(4);
  });
});

describe('a badge in the hand', () => {
  const edge = layout.radius + 80;
  const home = at('n2');
  const pull = (place: number, radius: number, more: object = {}) =>
    hasLeft({
      at: pointAt(layout, place, radius),
      home,
      layout,
      edge,
      isTouch: false,
      isOnStone: false,
      ...more,
    });

  it('has left the ring beyond the outermost bead, in whichever direction', () => {
    expect(pull(1 / 6, edge + 1)).toBe(true);
    expect(pull(0.8, edge + 1)).toBe(true);
    expect(pull(1 / 6, edge - 1)).toBe(false);
    expect(pull(0.5, 0)).toBe(false);
  });

  it('held by a finger, after 32 px outward', () => {
    const isTouch = true;
    expect(pull(1 / 6, layout.radius + 33, { isTouch })).toBe(true);
    expect(pull(1 / 6, layout.radius + 31, { isTouch })).toBe(false);
    expect(pull(1 / 6, layout.radius - 60, { isTouch })).toBe(false);
  });

  it('has left it over the graveyard, wherever that is', () => {
    expect(pull(0, 0, { isOnStone: true })).toBe(true);
  });

  it('taken from the graveyard is back on the ring or inside it', () => {
    const back = (radius: number, isOnStone = false) =>
      isBack({ at: pointAt(layout, 0.4, radius), layout, isOnStone });
    expect(back(layout.radius + 50)).toBe(true);
    expect(back(0)).toBe(true);
    expect(back(layout.radius + 70)).toBe(false);
    expect(back(0, true)).toBe(false);
  });
});

it('a point lies towards its own place on the circle', () => {
  for (const place of [0, 0.1, 0.25, 0.5, 0.76, 0.99])
    expect(placeTowards(layout, pointAt(layout, place, 123))).toBeCloseTo(place, 9);
});

it('grips stand at the middles of their curves, and never on each other', () => {
  const curves = ids.slice(1).map((id) => chord(layout, at('n1'), at(id)));
  const noTags = { count: 0, midst: layout.center };
  const [first] = gripsOn(curves, 24, noTags);
  expect(first).toEqual(pointOn(curves[0]!, 0.5));
  const wide = gripsOn([...curves, curves[0]!], 44, noTags);
  for (const [index, one] of wide.entries())
    for (const other of wide.slice(index + 1)) expect(distance(one, other)).toBeGreaterThanOrEqual(44);
});

it('tags on links lie neither on each other nor on what is said in the middle, on a phone too', () => {
  const small = layOutRing({ width: 390, height: 384, nodes: 6, isInvited: false });
  const place = (share: number) => pointAt(small, share, small.radius);
  // Straight across, and one beside it.
  const curves = [chord(small, place(0.05), place(0.55)), chord(small, place(0.1), place(0.6))];
  const tags = gripsOn(curves, 44, { count: 2, midst: small.center });
  const [one, other] = tags as [Point, Point];
  expect(Math.abs(one.x - other.x) >= 80 || Math.abs(one.y - other.y) >= 30).toBe(true);
  for (const { x, y } of tags)
    expect(Math.abs(x - small.center.x) >= 100 || Math.abs(y - small.center.y) >= 40).toBe(true);
});
