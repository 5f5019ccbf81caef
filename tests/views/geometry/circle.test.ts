/** Arcs within the band: they run clockwise, side by side, and end at whom they lead to. */
import { describe, expect, it } from 'vitest';
import {
  arcPath,
  besideBadge,
  crossing,
  fingerShape,
  rowsOf,
  turnOf,
} from '../../../src/views/geometry/circle.ts';
import { layOutRing, pointAt, type Point } from '../../../src/views/geometry/ring.ts';

const wide = layOutRing({ width: 1_100, height: 780, nodes: 8, isInvited: false });
const phone = layOutRing({ width: 390, height: 384, nodes: 8, isInvited: false });
const far = ({ center }: typeof wide, { x, y }: Point): number => Math.hypot(x - center.x, y - center.y);
const pointsIn = (path: string): Point[] =>
  [...path.matchAll(/(-?[\d.]+) (-?[\d.]+)(?=[A-Z]|$)/g)].map(([, x, y]) => ({ x: Number(x), y: Number(y) }));

describe('arcs within the band', () => {
  it('go on over the top, and all the way round where both ends are one', () => {
    expect([turnOf(0.25, 0.5), turnOf(0.5, 0.5)]).toEqual([0.25, 1]);
    expect(turnOf(0.75, 0.25)).toBeCloseTo(0.5);
    const [start, ...rest] = pointsIn(arcPath(wide, 0.9, 0.1, 100));
    expect(start?.x).toBeCloseTo(pointAt(wide, 0.9, 100).x, 0);
    expect(rest.at(-1)?.x).toBeCloseTo(pointAt(wide, 0.1, 100).x, 0);
  });

  it.each([
    ['wide', wide],
    ['phone', phone],
  ])('have rows for several on a %s ring, clear of the band and of the middle', (_, layout) => {
    const { first, step, most } = rowsOf(layout);
    expect(most).toBeGreaterThanOrEqual(5);
    expect(first).toBeLessThan(layout.radius - layout.band / 2 - 14);
    expect(first - (most - 1) * step).toBeGreaterThan(0.4 * layout.radius);
  });

  it('end with a notch before the badge, and say how far they lead where nothing else is further out', () => {
    const rows = rowsOf(wide);
    const one = fingerShape(wide, rows, 0, { from: 0, to: 0.26, start: 0.25, before: 0 });
    const next = fingerShape(wide, rows, 1, { from: 0, to: 0.6, start: 0.5, before: 0.26 });
    const tip = pointsIn(one.notch)[0] as Point;
    expect(far(wide, tip)).toBeLessThan(wide.radius - wide.badge);
    expect(tip.y).toBeGreaterThan(wide.center.y);
    expect(far(wide, next.label)).toBeCloseTo(rows.first - rows.step);
    expect(next.room).toBeCloseTo(0.34 * 2 * Math.PI * (rows.first - rows.step));
    expect(far(wide, one.start)).toBeCloseTo(rows.first);
  });

  it('are numbered beside the badge, on the side from which the circle comes', () => {
    const at = besideBadge(wide, 0.25, 8);
    expect(far(wide, at)).toBeLessThan(wide.radius - wide.band / 2 - 8);
    expect(at.y).toBeLessThan(wide.center.y);
    const [inner, outer] = pointsIn(crossing(wide, 0.5));
    expect(far(wide, outer as Point) - far(wide, inner as Point)).toBeCloseTo(wide.band + 10, 0);
  });
});
