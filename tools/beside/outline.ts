/** A path of ours (geometry/shapes.ts, views/ring/printed-ring.ts) as the corners of a polygon: lines, and arcs of circles in small steps. */
import type { Point } from '../../src/views/geometry/ring.ts';

/** How far a step goes along a circle. */
const STEP = 1.5;

export function outlineOf(path: string): readonly Point[] {
  const points: Point[] = [];
  let at: Point = { x: 0, y: 0 };
  for (const [, letter = '', given = ''] of path.matchAll(/([A-Za-z])([^A-Za-z]*)/g)) {
    const figures = (given.match(/-?[\d.]+(?:e-?\d+)?/g) ?? []).map(Number);
    if (/[mz]/i.test(letter) && letter !== 'M') continue;
    const isFurther = letter === letter.toLowerCase();
    const to = target(letter, figures, at, isFurther);
    if (letter.toLowerCase() === 'a')
      points.push(
        ...along(at, to, { radius: figures[0] ?? 0, isLarge: figures[3] === 1, isRight: figures[4] === 1 }),
      );
    points.push(to);
    at = to;
  }
  return points;
}

function target(letter: string, figures: readonly number[], at: Point, isFurther: boolean): Point {
  const from = isFurther ? at : { x: 0, y: 0 };
  const [x = 0, y = 0] = figures.slice(-2);
  switch (letter.toLowerCase()) {
    case 'h':
      return { x: from.x + x, y: at.y };
    case 'v':
      return { x: at.x, y: from.y + x };
    default:
      return { x: from.x + x, y: from.y + y };
  }
}

interface Arc {
  readonly radius: number;
  readonly isLarge: boolean;
  /** Clockwise, as y goes down. */
  readonly isRight: boolean;
}

/** Of both circles through two points the one on the side that the flags say. */
function along(from: Point, to: Point, { radius: given, isLarge, isRight }: Arc): readonly Point[] {
  const half = { x: (to.x - from.x) / 2, y: (to.y - from.y) / 2 };
  const length = Math.hypot(half.x, half.y);
  if (length === 0) return [];
  // Figures are rounded: a half circle may be a little longer than it can be.
  const radius = Math.max(given, length);
  const rise = Math.sqrt(radius ** 2 - length ** 2) * (isLarge === isRight ? -1 : 1);
  const center = {
    x: from.x + half.x - (half.y / length) * rise,
    y: from.y + half.y + (half.x / length) * rise,
  };
  const start = Math.atan2(from.y - center.y, from.x - center.x);
  const end = Math.atan2(to.y - center.y, to.x - center.x);
  const turn = 2 * Math.PI;
  const sweep = isRight ? (((end - start) % turn) + turn) % turn : -((((start - end) % turn) + turn) % turn);
  const steps = Math.max(1, Math.ceil((Math.abs(sweep) * radius) / STEP));
  return Array.from({ length: steps - 1 }, (_, step) => {
    const angle = start + (sweep * (step + 1)) / steps;
    return { x: center.x + radius * Math.cos(angle), y: center.y + radius * Math.sin(angle) };
  });
}
