/** What is drawn inside the band of a ring whose nodes know each other: arcs that run clockwise, each with a notch at the node to which it leads. */
import { PathPen } from './path-pen.ts';
import { angleOf, pointAt, short, type Point, type RingLayout } from './ring.ts';

/** Rows inside the band, the outermost first: where arcs of different lengths run side by side. */
export interface Rows {
  readonly first: number;
  readonly step: number;
  /** As many as stand outside what is written in the middle. */
  readonly most: number;
}

const MIDDLE = 0.42;

export function rowsOf({ radius, band, isCompact }: RingLayout): Rows {
  const first = radius - band / 2 - (isCompact ? 19 : 26);
  const step = isCompact ? 6 : 9;
  return { first, step, most: Math.max(1, 1 + Math.floor((first - MIDDLE * radius) / step)) };
}

/** How far it is clockwise, as a share of the circle; a whole turn where both are one. */
export function turnOf(from: number, to: number): number {
  const turn = (((to - from) % 1) + 1) % 1;
  return turn === 0 ? 1 : turn;
}

export function arcPath({ center }: RingLayout, from: number, to: number, radius: number): string {
  const pen = new PathPen();
  pen.arc(center.x, center.y, radius, angleOf(from), angleOf(from + turnOf(from, to)));
  return pen.path;
}

export interface FingerShape {
  /** From its node, round the circle, and out to the badge at which it ends. */
  readonly path: string;
  readonly notch: string;
  /** In the middle of the notch: where a sign stands that it is wrong. */
  readonly end: Point;
  /** The place for whose owner it stands. */
  readonly start: Point;
  /** Halfway between where the one before it ends and where it ends itself: nothing else is further out there. */
  readonly label: Point;
  /** How much room a label has along the arc. */
  readonly room: number;
}

const NOTCH = 5;

/** `before`: where the finger in the row outside of this one ends. */
export function fingerShape(
  layout: RingLayout,
  rows: Rows,
  row: number,
  { from, to, start, before }: { from: number; to: number; start: number; before: number },
): FingerShape {
  const radius = rows.first - row * rows.step;
  const tip = layout.radius - layout.badge - (layout.isCompact ? 3 : 5);
  const bottom = tip - NOTCH;
  const half = (layout.isCompact ? 3 : 4) / bottom / (2 * Math.PI);
  const free = turnOf(from, to) - (before === from ? 0 : turnOf(from, before));
  const corners = [
    pointAt(layout, to, tip),
    pointAt(layout, to + half, bottom),
    pointAt(layout, to - half, bottom),
  ];
  return {
    path: `M${short(pointAt(layout, from, tip))}L${arcPath(layout, from, to, radius).slice(1)}L${short(pointAt(layout, to, bottom))}`,
    notch: `M${corners.map(short).join('L')}Z`,
    end: pointAt(layout, to, bottom - 4),
    start: pointAt(layout, start, radius),
    label: pointAt(layout, to - free / 2, radius),
    room: free * 2 * Math.PI * radius,
  };
}

/** Just inside the band, on the side of a badge from which the circle comes: where it is numbered. */
export function besideBadge(layout: RingLayout, place: number, size: number): Point {
  const { radius, band, badge, isCompact } = layout;
  const inside = radius - band / 2 - size - (isCompact ? 1 : 2);
  return pointAt(layout, place - (badge + size - 1) / (2 * Math.PI * inside), inside);
}

/** Across the band at one place. */
export function crossing(layout: RingLayout, place: number): string {
  const half = layout.band / 2 + 5;
  const [inner, outer] = [layout.radius - half, layout.radius + half];
  return `M${short(pointAt(layout, place, inner))}L${short(pointAt(layout, place, outer))}`;
}
