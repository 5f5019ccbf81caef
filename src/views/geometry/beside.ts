/** Where a node's name and its log stand: beside its badge, on the side that is further from the middle; on a small ring below it. */
import type { Point, RingLayout } from './ring.ts';

export interface BesidePlace {
  readonly side: 'start' | 'end';
  readonly name: Point;
  /** The upper left corner of the row of boxes. */
  readonly row: Point;
  /** From one box to the next, and how large each is. */
  readonly step: number;
  readonly size: number;
  /** What stands below the row. */
  readonly below: Point;
}

/** Past the outer ring of a leader, whatever its shape. */
const CLEAR = 20;
const LARGE = { size: 21, step: 23.5 };
const SMALL = { size: 10, step: 12 };

export function besideOf(layout: RingLayout, { x, y }: Point, slots: number): BesidePlace {
  const { center, badge, isCompact, radius } = layout;
  const { size, step } = isCompact ? SMALL : LARGE;
  const long = Math.max(0, slots * step - (step - size));
  const isTop = y < center.y - 0.8 * radius;
  if (isCompact) {
    const row = isTop ? { x: x + badge + 16, y: y - size / 2 } : { x: x - long / 2, y: y + badge + 9 };
    return {
      side: 'start',
      name: row,
      row,
      step,
      size,
      below: { x: row.x, y: row.y + (slots === 0 ? 6 : size + 12) },
    };
  }
  const isRight = x >= center.x - 1;
  const edge = x + (isRight ? 1 : -1) * (badge + CLEAR);
  // Above the top there is room, and the next one may stand close below.
  const top = isTop ? y - 8 : y;
  const row = { x: isRight ? edge : edge - long, y: top };
  return {
    side: isRight ? 'start' : 'end',
    name: { x: edge, y: top - 9 },
    row,
    step,
    size,
    below: { x: edge, y: top + (slots === 0 ? 10 : size + 16) },
  };
}
