/**
 * Ropes: who is cut from whom. A loop lies round nodes that stand side by side; a side that is scattered has several. On a plane of nodes only, a rope may
 * be straight where a straight one exists.
 */
import { pointAt, short, type Point, type RingLayout } from './ring.ts';

export interface Side {
  /** From 1 on, as it is said. */
  readonly number: number;
  readonly nodes: readonly string[];
}

/** Whoever is in no group of a cut makes up one further side. */
export function sidesOf(groups: readonly (readonly string[])[], all: readonly string[]): readonly Side[] {
  const named = new Set(groups.flat());
  const rest = all.filter((id) => !named.has(id));
  return [...groups, rest]
    .map((group) => group.filter((id) => all.includes(id)))
    .filter((group) => group.length > 0)
    .map((nodes, index) => ({ number: index + 1, nodes }));
}

/** Nodes of one side that stand next to each other, clockwise; places of the last may be beyond 1. */
export interface Run {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

export function runsOf(side: Side, places: ReadonlyMap<string, number>): readonly Run[] {
  const order = [...places].sort((left, right) => left[1] - right[1]);
  const isHere = order.map(([id]) => side.nodes.includes(id));
  if (isHere.every(Boolean)) return [];
  // Begun behind somebody of another side, no run is cut in two by the top of the circle.
  const start = isHere.indexOf(false);
  const runs: Run[] = [];
  let isOpen = false;
  for (let step = 1; step <= order.length; step += 1) {
    const index = (start + step) % order.length;
    const turn = start + step >= order.length ? 1 : 0;
    const place = (order[index] as [string, number])[1] + turn;
    const before = isOpen ? runs.pop() : undefined;
    isOpen = isHere[index] === true;
    if (!isOpen && before !== undefined) runs.push(before);
    if (isOpen) runs.push({ from: before?.from ?? place, to: place, count: (before?.count ?? 0) + 1 });
  }
  return runs;
}

/** Round the badges of a run, at a distance from them. */
export function loopPath(layout: RingLayout, { from, to }: Run): string {
  const { radius, badge } = layout;
  const gap = badge + 10;
  const [outer, inner] = [radius + gap, radius - gap];
  const isLarge = (to - from) * 2 * Math.PI > Math.PI ? 1 : 0;
  const at = (place: number, distance: number): string => short(pointAt(layout, place, distance));
  return (
    `M${at(from, outer)}A${outer} ${outer} 0 ${isLarge} 1 ${at(to, outer)}` +
    `A${gap} ${gap} 0 0 1 ${at(to, inner)}` +
    `A${inner} ${inner} 0 ${isLarge} 0 ${at(from, inner)}` +
    `A${gap} ${gap} 0 0 1 ${at(from, outer)}Z`
  );
}

/** Where the number of a side stands: inside the ring, at the middle of its longest run. */
export function labelOf(layout: RingLayout, runs: readonly Run[]): Point | null {
  const [longest] = runs.toSorted((left, right) => right.count - left.count);
  if (longest === undefined) return null;
  return pointAt(layout, (longest.from + longest.to) / 2, layout.radius - layout.badge - 40);
}

/** From the left edge of the stage to the right one, and where the two sides say their numbers. */
export interface StraightRope {
  readonly path: string;
  readonly posts: readonly [Point, Point];
  readonly degrees: number;
  readonly labels: readonly [Point, Point];
}

interface Stage {
  readonly width: number;
  readonly height: number;
}

const INSET = 7;
const SAG = 5;
const LABEL_IN = 74;
const LABEL_OFF = 24;
/** Closer to a badge than this it would be a rope round its neck. */
const CLEAR = 6;
/** Corners of the stage belong to others: so far from its top and its bottom both ends have to be. */
const CORNER = 0.2;

/**
 * Midway between two sides, if a straight line parts them that has room on the stage: one that is too steep would run through the corners, and through what
 * stands in the middle. Along the way from one middle to the other is where they can be parted best; each side is seen there as a stretch.
 */
export function straightRope(
  layout: RingLayout,
  [one, other]: readonly [readonly Point[], readonly Point[]],
  { width, height }: Stage,
): StraightRope | null {
  const [near, far] = [middleOf(one), middleOf(other)];
  const apart = Math.hypot(far.x - near.x, far.y - near.y);
  if (apart < 1) return null;
  const normal = { x: (far.x - near.x) / apart, y: (far.y - near.y) / apart };
  const along = ({ x, y }: Point): number => x * normal.x + y * normal.y;
  const [last, first] = [Math.max(...one.map(along)), Math.min(...other.map(along))];
  if (first - last < 2 * (layout.badge + CLEAR)) return null;
  const at = (x: number): Point => ({ x, y: ((last + first) / 2 - x * normal.x) / normal.y });
  const [from, to] = [at(INSET), at(width - INSET)];
  // A line that stands upright meets neither edge.
  const isClear = ({ y }: Point): boolean => y > CORNER * height && y < (1 - CORNER) * height;
  if (!isClear(from) || !isClear(to)) return null;
  const middle = { x: width / 2, y: (from.y + to.y) / 2 + 2 * SAG };
  const root = at(width - INSET - LABEL_IN);
  const label = (side: 1 | -1): Point => ({
    x: root.x + side * LABEL_OFF * normal.x,
    y: root.y + side * LABEL_OFF * normal.y,
  });
  return {
    path: `M${short(from)}Q${short(middle)} ${short(to)}`,
    posts: [from, to],
    degrees: (Math.atan2(to.y - from.y, to.x - from.x) * 180) / Math.PI,
    labels: [label(-1), label(1)],
  };
}

function middleOf(points: readonly Point[]): Point {
  const sum = points.reduce((all, { x, y }) => ({ x: all.x + x, y: all.y + y }), { x: 0, y: 0 });
  return { x: sum.x / points.length, y: sum.y / points.length };
}
