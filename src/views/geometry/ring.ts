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
  /** How wide the band is. */
  readonly band: number;
  /** A small ring: small badges, and names only on demand. */
  readonly isCompact: boolean;
  /** Whether there is room for a node's name beside its badge, and for what it says below the name. */
  readonly hasNames: boolean;
  readonly hasFacts: boolean;
}

/** How the ring shares the stage with others. */
export interface RingSetting {
  readonly width: number;
  readonly height: number;
  readonly nodes: number;
  /** Beside an invitation the ring stands to the right of the middle. */
  readonly isInvited: boolean;
  /** Logs stand beside the nodes. */
  readonly hasLogs?: boolean;
}

const RADIUS_MAX = 290;
const RADIUS_MIN = 60;
const PHONE = 560;
const LOW = 430;
/** What stands in the middle of the ring keeps this share of its radius for itself. */
const READOUT = 0.36;

export function layOutRing({ width, height, nodes, isInvited, hasLogs = false }: RingSetting): RingLayout {
  const isPhone = width < PHONE;
  const isCompact = height < LOW || isPhone;
  const padX = isCompact ? 58 : height < 600 ? 112 : 120;
  const padY = isCompact ? 58 : isInvited ? 84 : 92;
  const isAside = isInvited && !isPhone;
  const room = isAside ? 2 * (width - ASIDE * width) : width;
  const isRoomy = hasLogs && !isCompact;
  const most = isRoomy
    ? Math.min((height - 150) / 2, (width - 462) / 2, 190)
    : Math.min((height - 2 * padY) / 2, (room - 2 * padX) / 2, RADIUS_MAX);
  const radius = Math.max(RADIUS_MIN, most);
  const usual = (isCompact ? 17 : 21) + (hasLogs ? (isCompact ? 2 : 3) : 0);
  // Of very many nodes the badges shrink until they have room side by side.
  const apart = (2 * Math.PI * radius) / Math.max(nodes, 1);
  return {
    center: {
      x: isAside ? ASIDE * width : width / 2,
      y: height / 2 + (isCompact ? 4 : height < 600 ? 6 : 8),
    },
    radius,
    badge: Math.max(4, Math.min(usual, apart / 2 - 3)),
    band: isCompact ? 12 : 16,
    isCompact,
    hasNames: !isCompact && apart > 34,
    hasFacts: !isCompact && apart > 48,
  };
}

const ASIDE = 0.62;

/** A share of the circle as an angle: 0 is the top, and it goes clockwise. */
export function angleOf(place: number): number {
  return place * 2 * Math.PI - Math.PI / 2;
}

export function pointAt({ center }: RingLayout, place: number, radius: number): Point {
  const angle = angleOf(place);
  return { x: center.x + radius * Math.cos(angle), y: center.y + radius * Math.sin(angle) };
}

export function evenly(ids: readonly string[]): ReadonlyMap<string, number> {
  return new Map(ids.map((id, index) => [id, index / Math.max(1, ids.length)]));
}

/**
 * Badges must not lie on each other: who stands too close to its neighbours is pushed aside, as little as it takes. Where there is no room
 * for all, everybody stands side by side in the same order.
 */
export function spread(places: ReadonlyMap<string, number>, apart: number): ReadonlyMap<string, number> {
  const order = [...places].sort((left, right) => left[1] - right[1]);
  const count = order.length;
  if (count < 2) return places;
  if (count * apart >= 1)
    return new Map(order.map(([id], index) => [id, (order[0]![1] + index / count) % 1]));
  const at = order.map(([, place]) => place);
  for (let round = 0; round < 60; round += 1) {
    let isQuiet = true;
    for (let index = 0; index < count; index += 1) {
      const next = (index + 1) % count;
      const gap = at[next]! + (next === 0 ? 1 : 0) - at[index]!;
      if (gap >= apart - 1e-9) continue;
      isQuiet = false;
      at[index]! -= (apart - gap) / 2;
      at[next]! += (apart - gap) / 2;
    }
    if (isQuiet) break;
  }
  return new Map(order.map(([id], index) => [id, (((at[index] as number) % 1) + 1) % 1]));
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
export function chord(
  { center, radius }: Pick<RingLayout, 'center' | 'radius'>,
  from: Point,
  to: Point,
): Curve {
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

/** A point as paths say it. */
export function short({ x, y }: Point): string {
  return `${x.toFixed(1)} ${y.toFixed(1)}`;
}
