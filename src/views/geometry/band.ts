/** The band of the ring: chevrons that end at their tokens, stacks of beads outside it, and columns where beads are too many. */
import { angleOf, pointAt, type Point, type RingLayout } from './ring.ts';

/** What a canvas and an SVG path builder have in common. */
export interface Pen {
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  arc(x: number, y: number, radius: number, start: number, end: number, isCounter?: boolean): void;
  closePath(): void;
}

const NARROW = 1.5;

/** The owned range runs clockwise into its token: an arrowhead there, and the notch of the one before. */
export function chevron(
  pen: Pen,
  { center, radius, band, isCompact }: RingLayout,
  from: number,
  to: number,
): void {
  // A slice too narrow for a gap beside it is a line across the band.
  const isNarrow = (to - from) * 2 * Math.PI * radius < NARROW;
  const start = angleOf(from) + (isNarrow ? 0 : 0.5 / radius);
  const end = angleOf(to) - (isNarrow ? 0 : 0.15 / radius);
  const tip = Math.min((isCompact ? 3 : 5) / radius, (end - start) * 0.25);
  const [inner, outer] = [radius - band / 2, radius + band / 2];
  const at = (distance: number, angle: number): [number, number] => [
    center.x + distance * Math.cos(angle),
    center.y + distance * Math.sin(angle),
  ];
  pen.moveTo(...at(outer, start));
  pen.arc(center.x, center.y, outer, start, end - tip);
  pen.lineTo(...at(radius, end));
  pen.lineTo(...at(inner, end - tip));
  pen.arc(center.x, center.y, inner, end - tip, start, true);
  pen.lineTo(...at(radius, start + tip));
  pen.closePath();
}

/** How long a stretch is along the middle of the band. */
export function lengthOf({ radius }: RingLayout, from: number, to: number): number {
  return (to - from) * 2 * Math.PI * radius;
}

export interface BeadLayout {
  readonly radius: number;
  /** From the ring's middle to the first bead, and from each to the next. */
  readonly first: number;
  readonly step: number;
}

export function beadLayout({ radius, band, isCompact }: RingLayout): BeadLayout {
  return {
    radius: isCompact ? 3.6 : 4.4,
    first: radius + band / 2 + (isCompact ? 9 : 12),
    step: isCompact ? 8 : 10.5,
  };
}

export function beadAt(layout: RingLayout, beads: BeadLayout, place: number, index: number): Point {
  return pointAt(layout, place, beads.first + index * beads.step);
}

/** Nothing may stand here: a badge lies over it. */
export interface Taken {
  readonly place: number;
  readonly half: number;
}

/** Keys whose beads would lie on each other, or under a badge, stand side by side in the order of their places; none goes further than it must. */
export function sideBySide(
  layout: RingLayout,
  beads: BeadLayout,
  places: readonly number[],
  taken: readonly Taken[] = [],
): readonly number[] {
  const apart = (2 * beads.radius + 1.5) / (2 * Math.PI * beads.first);
  const order = places.map((_, index) => index).sort((left, right) => places[left]! - places[right]!);
  const moved = places.map((place) => besides(place, taken));
  for (let round = 0; round < 24; round += 1) {
    let isQuiet = true;
    for (let index = 1; index < order.length; index += 1) {
      const [before, here] = [order[index - 1] as number, order[index] as number];
      const gap = moved[here]! - moved[before]!;
      if (gap >= apart - 1e-9) continue;
      isQuiet = false;
      moved[before] = besides(moved[before]! - (apart - gap) / 2, taken);
      moved[here] = besides(moved[here]! + (apart - gap) / 2, taken);
    }
    if (isQuiet) break;
  }
  return moved;
}

/** The nearer side of whatever stands there. */
function besides(place: number, taken: readonly Taken[]): number {
  for (const { place: middle, half } of taken) {
    const off = place - middle;
    if (Math.abs(off) < half) return off < 0 ? middle - half : middle + half;
  }
  return place;
}

export function takenBy(
  { badge }: RingLayout,
  beads: BeadLayout,
  places: Iterable<number>,
): readonly Taken[] {
  const half = (badge + beads.radius + 2) / (2 * Math.PI * beads.first);
  return [...places].map((place) => ({ place, half }));
}

/** Where columns begin outside the band, and how far the longest reaches. */
export const COLUMN_FIRST = 5;
export const COLUMN_MOST = 12;

/** The keys of one stretch, side by side outside the columns, as far as there is room for them. */
export interface FanLayout {
  readonly beads: BeadLayout;
  /** As many as fit; the places of the others would be those of nobody. */
  readonly places: readonly number[];
}

/** Of the circle, around the middle of the stretch: more would hide what is beside it. */
const FAN_WIDEST = 0.3;

export function fanOut(layout: RingLayout, from: number, to: number, places: readonly number[]): FanLayout {
  const usual = beadLayout(layout);
  const first = layout.radius + layout.band / 2 + COLUMN_FIRST + COLUMN_MOST + 14;
  const beads = { ...usual, first };
  const apart = (2 * usual.radius + 4) / (2 * Math.PI * first);
  const shown = places.slice(0, Math.floor(FAN_WIDEST / apart));
  const half = Math.max(to - from, shown.length * apart) / 2;
  const [start, end] = [(from + to) / 2 - half + apart / 2, (from + to) / 2 + half - apart / 2];
  // Where there is no more room than they need they stand like soldiers, in their order.
  const isTight = shown.length * apart > 0.8 * (to - from);
  if (isTight) return { beads, places: shown.map((_, index) => start + index * apart) };
  return {
    beads,
    places: sideBySide(layout, beads, shown).map((place) => Math.min(end, Math.max(start, place))),
  };
}
