/** What a gesture means: who stands inside a rope, what lies near a pointer, whether a badge has left the ring. Pure maths. */
import { pointOn, type Curve, type Point, type RingLayout } from './ring.ts';

/** Inside a drawn loop, its ends joined. Where it crosses itself, what is inside twice is outside. */
export function isInside(loop: readonly Point[], { x, y }: Point): boolean {
  let isIn = false;
  for (const [index, a] of loop.entries()) {
    const b = loop[(index + 1) % loop.length] as Point;
    if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) isIn = !isIn;
  }
  return isIn;
}

export function insideOf(loop: readonly Point[], points: ReadonlyMap<string, Point>): readonly string[] {
  return [...points].filter(([, point]) => isInside(loop, point)).map(([id]) => id);
}

export function distance(one: Point, other: Point): number {
  return Math.hypot(one.x - other.x, one.y - other.y);
}

/** Those within reach, the nearest first. */
export function near<Thing extends { readonly at: Point }>(
  things: readonly Thing[],
  point: Point,
  reach: number,
): readonly Thing[] {
  return things
    .map((thing) => ({ thing, far: distance(thing.at, point) }))
    .filter(({ far }) => far <= reach)
    .sort((left, right) => left.far - right.far)
    .map(({ thing }) => thing);
}

const SAMPLES = 24;

/** How far a point is from a curve, to a pixel or so. */
export function distanceTo(curve: Curve, point: Point): number {
  let least = Infinity;
  let before = curve.from;
  for (let step = 1; step <= SAMPLES; step += 1) {
    const next = pointOn(curve, step / SAMPLES);
    least = Math.min(least, distanceToSegment(before, next, point));
    before = next;
  }
  return least;
}

function distanceToSegment(a: Point, b: Point, point: Point): number {
  const along = { x: b.x - a.x, y: b.y - a.y };
  const length = along.x * along.x + along.y * along.y || 1;
  const share = ((point.x - a.x) * along.x + (point.y - a.y) * along.y) / length;
  const within = Math.max(0, Math.min(1, share));
  return distance(point, { x: a.x + within * along.x, y: a.y + within * along.y });
}

export interface Pull {
  readonly at: Point;
  /** Where the badge stands when nobody holds it. */
  readonly home: Point;
  readonly layout: RingLayout;
  /** From the middle of the ring to beyond the outermost bead. */
  readonly edge: number;
  readonly isTouch: boolean;
  readonly isOnStone: boolean;
}

const TOUCH_OUT = 32;
const BACK_ON_RING = 60;

/** The tether of a badge has snapped: letting go now stops the node. A finger need not go as far as a pointer. */
export function hasLeft({ at, home, layout, edge, isTouch, isOnStone }: Pull): boolean {
  if (isOnStone) return true;
  const far = distance(at, layout.center);
  return isTouch ? far - distance(home, layout.center) > TOUCH_OUT : far > edge;
}

/** A stone was brought back to the ring: anywhere on or inside it will do. */
export function isBack({ at, layout, isOnStone }: Pick<Pull, 'at' | 'layout' | 'isOnStone'>): boolean {
  return !isOnStone && distance(at, layout.center) < layout.radius + BACK_ON_RING;
}

/** The place on the circle towards which a point lies: 0 is the top, clockwise. */
export function placeTowards({ center }: RingLayout, { x, y }: Point): number {
  const turn = (Math.atan2(y - center.y, x - center.x) + Math.PI / 2) / (2 * Math.PI);
  return (turn + 1) % 1;
}

/** Shares of a curve at which a grip may stand: at its middle, or where there is room beside it. */
const SHARES = [0.5, 0.6, 0.4, 0.7, 0.3, 0.78, 0.22, 0.86, 0.14];

/** Half of what a tag takes that says what is wrong with its link, and of what is said in the middle of the ring. */
const TAG: Point = { x: 40, y: 15 };
const MIDST: Point = { x: 76, y: 32 };

export interface Tags {
  /** So many of the curves, from the first one on, carry a tag. */
  readonly count: number;
  readonly midst: Point;
}

/** Grips must not lie on each other, nor tags on each other or on the words in the middle: whoever comes later moves along its curve. */
export function gripsOn(curves: readonly Curve[], apart: number, { count, midst }: Tags): readonly Point[] {
  const taken: Point[] = [];
  for (const [index, curve] of curves.entries()) {
    const isTag = index < count;
    const isFree = (point: Point): boolean =>
      !(isTag && lieOver(point, midst, { x: TAG.x + MIDST.x, y: TAG.y + MIDST.y })) &&
      taken.every((other, place) =>
        isTag && place < count
          ? !lieOver(point, other, { x: 2 * TAG.x, y: 2 * TAG.y })
          : distance(point, other) >= apart,
      );
    const points = SHARES.map((share) => pointOn(curve, share));
    const [middle] = points as [Point, ...Point[]];
    taken.push(points.find(isFree) ?? middle);
  }
  return taken;
}

function lieOver(one: Point, other: Point, reach: Point): boolean {
  return Math.abs(one.x - other.x) < reach.x && Math.abs(one.y - other.y) < reach.y;
}
