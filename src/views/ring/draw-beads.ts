/** Draws keys: a bead for each copy, the owner's innermost; or columns, where keys are too many. */
import { SECTORS } from '../../kernel/contract.ts';
import { beadAt, beadLayout, type BeadLayout } from '../geometry/band.ts';
import { angleOf, type Point, type RingLayout } from '../geometry/ring.ts';
import type { Identity } from '../identity.ts';
import type { Palette } from '../palette.ts';
import type { Bead, Copy, Sector } from '../systems/scene.ts';

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

const COLUMN_MOST = 12;

export function drawBeads(context: CanvasRenderingContext2D, picture: BeadsPicture, palette: Palette): void {
  if (picture.sectors !== null) {
    drawSectors(context, picture, picture.sectors, palette);
    return;
  }
  const { layout, beads, looks, selected } = picture;
  const sizes = beadLayout(layout);
  for (const { bead, place } of beads) {
    for (const [index, copy] of bead.copies.entries()) {
      const look = looks.get(copy.for ?? copy.node);
      const colour = palette(look?.fill ?? 'var(--ghost)');
      const isAnswering = copy.node === bead.answers && copy.state === 'current';
      const at = beadAt(layout, sizes, place, index);
      const grown = bead.key === selected ? 1.3 : 1;
      drawCopy(context, { at, copy, colour, isAnswering, radius: sizes.radius * grown }, palette);
    }
  }
}

interface Drawn {
  readonly at: Point;
  readonly copy: Copy;
  readonly colour: string;
  readonly isAnswering: boolean;
  readonly radius: BeadLayout['radius'];
}

function drawCopy(
  context: CanvasRenderingContext2D,
  { at, copy, colour, isAnswering, radius }: Drawn,
  palette: Palette,
): void {
  const isThere = copy.state === 'current' || copy.state === 'leaving';
  context.beginPath();
  context.arc(at.x, at.y, isAnswering ? radius : radius - 1.1, 0, 2 * Math.PI);
  if (isAnswering) {
    context.fillStyle = colour;
    context.fill();
    return;
  }
  context.fillStyle = palette('var(--stage)');
  context.fill();
  const isGhost = copy.state === 'missing' || copy.state === 'lost';
  context.strokeStyle = isGhost ? palette('var(--ghost)') : colour;
  context.lineWidth = isGhost ? 1.2 : 1.7;
  context.setLineDash(isThere ? [] : isGhost ? [1.2, 2] : [2, 1.8]);
  context.stroke();
  context.setLineDash([]);
  if (copy.state === 'stale') drawClock(context, { x: at.x + radius, y: at.y - radius }, palette);
}

function drawClock(context: CanvasRenderingContext2D, { x, y }: Point, palette: Palette): void {
  context.beginPath();
  context.arc(x, y, 3.4, 0, 2 * Math.PI);
  context.fillStyle = palette('var(--warn-bg)');
  context.fill();
  context.strokeStyle = palette('var(--warn)');
  context.lineWidth = 1.1;
  context.stroke();
  context.beginPath();
  context.moveTo(x, y - 1.8);
  context.lineTo(x, y);
  context.lineTo(x + 1.2, y + 0.8);
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
  const inner = radius + band / 2 + 5;
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
