/** The ring: where nodes and clients stand, and along which curve a message goes. Pure maths, y downwards. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Curve {
  readonly from: Point;
  readonly control: Point;
  readonly to: Point;
}

export interface RingLayout {
  readonly center: Point;
  readonly radius: number;
  readonly badge: number;
  /** A small ring: small badges, and names only on demand. */
  readonly isCompact: boolean;
  /** Whether there is room for a node's name beside its badge, and for what it says below the name. */
  readonly hasNames: boolean;
  readonly hasFacts: boolean;
}

const RADIUS_MAX = 290;
const RADIUS_MIN = 60;
/** What stands in the middle of the ring keeps this share of its radius for itself. */
const READOUT = 0.36;

export function layOutRing(width: number, height: number, count: number): RingLayout {
  const isCompact = height < 430 || width < 560;
  const padX = isCompact ? 58 : height < 600 ? 112 : 120;
  const padY = isCompact ? 58 : 92;
  const radius = Math.max(RADIUS_MIN, Math.min((height - 2 * padY) / 2, (width - 2 * padX) / 2, RADIUS_MAX));
  const usual = isCompact ? 17 : 21;
  // Of very many nodes the badges shrink until they have room side by side.
  const apart = (2 * Math.PI * radius) / Math.max(count, 1);
  return {
    center: { x: width / 2, y: height / 2 },
    radius,
    badge: Math.max(4, Math.min(usual, apart / 2 - 3)),
    isCompact,
    hasNames: !isCompact && apart > 34,
    hasFacts: !isCompact && apart > 48,
  };
}

export function placeEverybody(
  layout: RingLayout,
  nodes: readonly string[],
  clients: readonly string[],
  height: number,
): ReadonlyMap<string, Point> {
  return new Map([
    ...nodes.map((id, index) => [id, placeOnRing(layout, index, nodes.length)] as const),
    ...clients.map((id, index) => [id, placeClient(index, height)] as const),
  ]);
}

/** Clockwise from the top. */
function placeOnRing({ center, radius }: RingLayout, index: number, count: number): Point {
  const angle = (2 * Math.PI * index) / count - Math.PI / 2;
  return { x: center.x + radius * Math.cos(angle), y: center.y + radius * Math.sin(angle) };
}

const CLIENT_GAP = 26;
/** As many clients as have a place of their own. */
export const CLIENTS_SHOWN = 7;

/** In the lower left corner, the first one larger; the last place is shared by all who are too many. */
export function placeClient(index: number, height: number): Point {
  const place = Math.min(index, CLIENTS_SHOWN - 1);
  return { x: 32 + (place === 0 ? 0 : 8 + place * CLIENT_GAP), y: height - 34 };
}

/** The point that lies `by` further out from the centre. */
export function outward({ center }: RingLayout, point: Point, by: number): Point {
  const x = point.x - center.x;
  const y = point.y - center.y;
  const length = Math.hypot(x, y) || 1;
  return { x: point.x + (x / length) * by, y: point.y + (y / length) * by };
}

/** Bends to the right of its way, so that two directions never lie on each other, and keeps clear of the middle of the ring. */
export function chord({ center, radius }: RingLayout, from: Point, to: Point): Curve {
  const middle = { x: (from.x + to.x) / 2 - center.x, y: (from.y + to.y) / 2 - center.y };
  const right = { x: -(to.y - from.y), y: to.x - from.x };
  const length = Math.hypot(right.x, right.y) || 1;
  let x = middle.x * 0.72 + right.x * 0.1;
  let y = middle.y * 0.72 + right.y * 0.1;
  // Halfway the curve stands between the chord's middle and the control point.
  const half = { x: (middle.x + x) / 2, y: (middle.y + y) / 2 };
  const distance = Math.hypot(half.x, half.y);
  const clear = READOUT * radius;
  if (distance < clear) {
    const away =
      distance > 1
        ? { x: half.x / distance, y: half.y / distance }
        : { x: right.x / length, y: right.y / length };
    x = 2 * clear * away.x - middle.x;
    y = 2 * clear * away.y - middle.y;
  }
  return { from, control: { x: center.x + x, y: center.y + y }, to };
}

export function pointOn({ from, control, to }: Curve, share: number): Point {
  const rest = 1 - share;
  return {
    x: rest * rest * from.x + 2 * rest * share * control.x + share * share * to.x,
    y: rest * rest * from.y + 2 * rest * share * control.y + share * share * to.y,
  };
}

export function curvePath({ from, control, to }: Curve): string {
  return `M${short(from)}Q${short(control)} ${short(to)}`;
}

/** The part of a curve between two shares of it, as a path of its own. */
export function partPath(curve: Curve, start: number, end: number): string {
  const from = pointOn(curve, start);
  const to = pointOn(curve, end);
  const control = {
    x: blend(curve, 'x', start, end),
    y: blend(curve, 'y', start, end),
  };
  return curvePath({ from, control, to });
}

/** De Casteljau's point for two different shares: the control point of the part between them. */
function blend({ from, control, to }: Curve, axis: 'x' | 'y', start: number, end: number): number {
  const first = from[axis] + (control[axis] - from[axis]) * start;
  const second = control[axis] + (to[axis] - control[axis]) * start;
  return first + (second - first) * end;
}

function short({ x, y }: Point): string {
  return `${x.toFixed(1)} ${y.toFixed(1)}`;
}
