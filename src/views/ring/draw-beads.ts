/** Draws keys: a bead for each copy, the owner's innermost; or columns, where keys are too many. */
import { SECTORS } from '../../kernel/contract.ts';
import { beadAt, beadLayout, COLUMN_FIRST, COLUMN_MOST, type BeadLayout } from '../geometry/band.ts';
import { angleOf, type Point, type RingLayout } from '../geometry/ring.ts';
import type { Identity } from '../identity.ts';
import type { Palette } from '../palette.ts';
import type { Bead, Copy, CopyState, Sector } from '../systems/scene.ts';

/** A bead and the place at which it is drawn. */
export interface StandingBead {
  readonly bead: Bead;
  readonly place: number;
}

export interface BeadsPicture {
  readonly layout: RingLayout;
  readonly beads: readonly StandingBead[];
  readonly sectors: readonly Sector[] | null;
  readonly looks: ReadonlyMap<string, Identity>;
  readonly selected: string | null;
}

export function drawBeads(context: CanvasRenderingContext2D, picture: BeadsPicture, palette: Palette): void {
  if (picture.sectors !== null) {
    drawSectors(context, picture, picture.sectors, palette);
    return;
  }
  const { layout, beads, looks, selected } = picture;
  const sizes = beadLayout(layout);
  const clocks: Point[] = [];
  for (const { bead, place } of beads) {
    const isSelected = bead.key === selected;
    // Hints stand at the rim of whoever keeps them.
    const stack = bead.copies.filter(({ state }) => state !== 'hint');
    for (const [index, copy] of stack.entries()) {
      const colour = palette(looks.get(copy.node)?.fill ?? 'var(--ghost)');
      const isAnswering = copy.node === bead.answers && copy.state === 'current';
      const at = beadAt(layout, sizes, place, index);
      const radius = sizes.radius * (isSelected ? SELECTED : 1);
      drawCopy(context, { at, copy, colour, isAnswering, radius }, palette);
      if (copy.state === 'stale') clocks.push(beside(at, angleOf(place), radius + CLOCK + 1.5));
      if ((copy.heads ?? 1) > 1) drawHeads(context, at, angleOf(place), palette);
    }
  }
  // Over whatever stands beside them.
  for (const at of clocks) drawClock(context, at, palette);
}

/** A key that is looked at is so much larger. */
const SELECTED = 1.3;

interface Drawn {
  readonly at: Point;
  readonly copy: Copy;
  readonly colour: string;
  readonly isAnswering: boolean;
  readonly radius: BeadLayout['radius'];
}

/** Dotted is a place where something should be: gone or not yet there. Dashed is behind what others know. */
const DASHES: Readonly<Record<CopyState, readonly number[]>> = {
  current: [],
  leaving: [],
  hint: [],
  stale: [2.4, 2],
  missing: [1.2, 2],
  lost: [1.2, 2],
  coming: [1.2, 2],
};
const LEAVING = 0.45;
/** The sign beside a copy that is behind. */
const CLOCK = 4.8;

function drawCopy(
  context: CanvasRenderingContext2D,
  { at, copy, colour, isAnswering, radius }: Drawn,
  palette: Palette,
): void {
  context.globalAlpha = copy.state === 'leaving' ? LEAVING : 1;
  context.beginPath();
  context.arc(at.x, at.y, isAnswering ? radius : radius - 1.1, 0, 2 * Math.PI);
  if (isAnswering) {
    context.fillStyle = colour;
    context.fill();
  } else {
    context.fillStyle = palette('var(--stage)');
    context.fill();
    const isGhost = copy.state === 'missing' || copy.state === 'lost';
    context.strokeStyle = isGhost ? palette('var(--ghost)') : colour;
    context.lineWidth = isGhost ? 1.2 : 1.7;
    context.setLineDash([...DASHES[copy.state]]);
    context.stroke();
    context.setLineDash([]);
  }
  context.globalAlpha = 1;
}

/** Off its stack, along the circle: further out or in there are other copies. */
function beside({ x, y }: Point, outward: number, distance: number): Point {
  const along = outward + Math.PI / 2;
  return { x: x + distance * Math.cos(along), y: y + distance * Math.sin(along) };
}

/** Two small arrows that go apart from one copy. */
function drawHeads(
  context: CanvasRenderingContext2D,
  { x, y }: Point,
  outward: number,
  palette: Palette,
): void {
  context.save();
  context.translate(x, y);
  context.rotate(outward + Math.PI / 2);
  context.strokeStyle = palette('var(--bad)');
  context.lineWidth = 1.4;
  context.lineCap = 'round';
  context.beginPath();
  for (const offset of [-2.4, 2.4]) {
    context.moveTo(6, offset);
    context.lineTo(12, offset);
    context.moveTo(10, offset - 1.9);
    context.lineTo(12, offset);
    context.lineTo(10, offset + 1.9);
  }
  context.stroke();
  context.restore();
}

function drawClock(context: CanvasRenderingContext2D, { x, y }: Point, palette: Palette): void {
  context.beginPath();
  context.arc(x, y, CLOCK, 0, 2 * Math.PI);
  context.fillStyle = palette('var(--warn-bg)');
  context.fill();
  context.strokeStyle = palette('var(--warn)');
  context.lineWidth = 1.1;
  context.stroke();
  context.beginPath();
  context.moveTo(x, y - 2.6);
  context.lineTo(x, y + 0.2);
  context.lineTo(x + 1.8, y + 1.2);
  context.stroke();
}

function drawSectors(
  context: CanvasRenderingContext2D,
  { layout, looks }: BeadsPicture,
  sectors: readonly Sector[],
  palette: Palette,
): void {
  const most = Math.max(1, ...sectors.map(({ count }) => count));
  const { center, radius, band } = layout;
  const inner = radius + band / 2 + COLUMN_FIRST;
  for (const [index, { owner, count }] of sectors.entries()) {
    if (count === 0) continue;
    const outer = inner + 2 + (COLUMN_MOST * count) / most;
    const [start, end] = [angleOf(index / SECTORS), angleOf((index + 0.86) / SECTORS)];
    context.beginPath();
    context.arc(center.x, center.y, inner, start, end);
    context.arc(center.x, center.y, outer, end, start, true);
    context.closePath();
    context.fillStyle = palette(looks.get(owner ?? '')?.fill ?? 'var(--ghost)');
    context.fill();
  }
}
