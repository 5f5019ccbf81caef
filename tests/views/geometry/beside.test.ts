/** Names and logs beside the nodes: they have room on every stage, and lie on nobody. */
import { describe, expect, it } from 'vitest';
import { besideOf } from '../../../src/views/geometry/beside.ts';
import { evenly, layOutRing, pointAt, type RingLayout } from '../../../src/views/geometry/ring.ts';

const MOST = 8;

const sizes = [
  { width: 1440, height: 776 },
  { width: 792, height: 545 },
  { width: 692, height: 572 },
  { width: 692, height: 376 },
  { width: 390, height: 384 },
];
const counts = [3, 5, 7];
const cases = sizes.flatMap((size) => counts.map((nodes) => ({ ...size, nodes })));

const layOut = (given: (typeof cases)[number]): RingLayout =>
  layOutRing({ ...given, isInvited: false, hasLogs: true });

describe.each(cases)('$nodes nodes on $width × $height', (given) => {
  const layout = layOut(given);
  const ids = Array.from({ length: given.nodes }, (_, index) => `n${index}`);
  const points = [...evenly(ids).values()].map((place) => pointAt(layout, place, layout.radius));
  const rows = points.map((point) => {
    const { row, step, size } = besideOf(layout, point, MOST);
    return { left: row.x, right: row.x + (MOST - 1) * step + size, top: row.y, bottom: row.y + size };
  });

  it('the ring is no smaller than it may be', () => {
    expect(layout.radius).toBeGreaterThanOrEqual(115);
    expect(layout.radius).toBeLessThanOrEqual(190);
    expect(layout.badge).toBe(layout.isCompact ? 19 : 24);
  });

  it('every row is on the stage', () => {
    for (const { left, right, top, bottom } of rows) {
      expect(left).toBeGreaterThanOrEqual(0);
      expect(right).toBeLessThanOrEqual(given.width);
      expect(top).toBeGreaterThanOrEqual(0);
      expect(bottom).toBeLessThanOrEqual(given.height);
    }
  });

  it('no two rows lie on each other, and none on a badge', () => {
    for (const [index, row] of rows.entries()) {
      for (const other of rows.slice(index + 1)) {
        const isApart =
          row.right < other.left ||
          other.right < row.left ||
          row.bottom < other.top ||
          other.bottom < row.top;
        expect(isApart).toBe(true);
      }
      for (const { x, y } of points) {
        const near = {
          x: Math.max(row.left, Math.min(x, row.right)),
          y: Math.max(row.top, Math.min(y, row.bottom)),
        };
        expect(Math.hypot(near.x - x, near.y - y)).toBeGreaterThan(layout.badge);
      }
    }
  });
});
