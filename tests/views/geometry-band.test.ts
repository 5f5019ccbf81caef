/** The band with very many slices, and the keys of one slice fanned out. */
import { describe, expect, test } from 'vitest';
import { beadLayout, chevron, fanOut, type Pen } from '../../src/views/geometry/band.ts';
import { angleOf, layOutRing } from '../../src/views/geometry/ring.ts';

const layout = layOutRing({ width: 1200, height: 800, nodes: 6, isInvited: false });

/** What a pen was told: how far round its arcs went, in all. */
function turned(from: number, to: number): number {
  let angle = 0;
  const pen: Pen = {
    moveTo: () => undefined,
    lineTo: () => undefined,
    closePath: () => undefined,
    arc: (_x, _y, _radius, start, end, isCounter = false) => {
      const whole = 2 * Math.PI;
      angle += (((isCounter ? start - end : end - start) % whole) + whole) % whole;
    },
  };
  chevron(pen, layout, from, to);
  return angle;
}

describe('a slice', () => {
  test('of any width is drawn over its own stretch, however narrow', () => {
    for (const width of [0.2, 0.01, 0.001, 1 / 9_600, 1 / 96_000]) {
      const most = 2 * (angleOf(0.3 + width) - angleOf(0.3));
      expect(turned(0.3, 0.3 + width)).toBeLessThanOrEqual(most + 1e-9);
    }
  });
});

describe('a fan', () => {
  const apartIn = (places: readonly number[], first: number): number[] =>
    places.slice(1).map((place, index) => (place - places[index]!) * 2 * Math.PI * first);

  test('of few keys leaves them where they are, as far as they do not lie on each other', () => {
    const { beads, places } = fanOut(layout, 0.1, 0.3, [0.12, 0.2, 0.2001, 0.28]);
    expect(places[0]).toBeCloseTo(0.12, 6);
    expect(places[3]).toBeCloseTo(0.28, 6);
    for (const apart of apartIn(places, beads.first)) expect(apart).toBeGreaterThan(2 * beads.radius);
  });

  test('of many keys is wider than its slice, in their order, and no two lie on each other', () => {
    const many = Array.from({ length: 40 }, (_, index) => 0.1 + index / 1_000);
    const { beads, places } = fanOut(layout, 0.1, 0.14, many);
    expect(places).toHaveLength(40);
    for (const apart of apartIn(places, beads.first)) expect(apart).toBeGreaterThan(2 * beads.radius);
    const middle = (places[0]! + places.at(-1)!) / 2;
    expect(middle).toBeCloseTo(0.12, 6);
  });

  test('never goes round more than a third of the ring: what does not fit is only counted', () => {
    const crowd = Array.from({ length: 500 }, (_, index) => 0.1 + index / 100_000);
    const { places } = fanOut(layout, 0.1, 0.14, crowd);
    expect(places.length).toBeLessThan(500);
    expect(places.at(-1)! - places[0]!).toBeLessThan(1 / 3);
  });

  test('stands outside the columns', () => {
    expect(fanOut(layout, 0.1, 0.3, [0.2]).beads.first).toBeGreaterThan(beadLayout(layout).first + 12);
  });
});
