/** Draws the band: every slice in the colour of whoever answers for it. */
import type { Identity } from '../identity.ts';
import type { Palette } from '../palette.ts';
import type { Arc } from '../systems/scene.ts';
import { chevron, lengthOf } from '../geometry/band.ts';
import { pointAt, type Point, type RingLayout } from '../geometry/ring.ts';

export interface BandPicture {
  readonly layout: RingLayout;
  readonly arcs: readonly Arc[];
  readonly looks: ReadonlyMap<string, Identity>;
  /** Dead, and nobody has noticed yet: what it owned answers to nobody. */
  readonly silent: ReadonlySet<string>;
  readonly selected: string | null;
  readonly badges: readonly Point[];
}

const LETTER_LEAST = 26;
/** With more slices than this for each node letters would be a rash. */
const LETTERED_MOST = 8;
const FAINT = 0.45;

export function drawBand(context: CanvasRenderingContext2D, picture: BandPicture, palette: Palette): void {
  const { layout, arcs, looks, silent, selected } = picture;
  if (arcs.length === 0) {
    drawBare(context, layout, palette);
    return;
  }
  const isFine = arcs.length > LETTERED_MOST * looks.size;
  for (const arc of arcs) {
    const answering = arc.answers ?? arc.owner;
    const look = looks.get(silent.has(answering) ? arc.owner : answering);
    const colour = palette(look?.fill ?? 'var(--ghost)');
    const isDrained = silent.has(answering) || arc.answers === null;
    context.globalAlpha = isFine && selected !== null && arc.owner !== selected ? FAINT : 1;
    context.beginPath();
    chevron(context, layout, arc.from, arc.to);
    context.fillStyle = isDrained ? hatch(context, colour, palette('var(--stage)')) : colour;
    context.fill();
    if (isDrained) {
      context.strokeStyle = colour;
      context.lineWidth = 1;
      context.stroke();
    }
    const isLettered = !layout.isCompact && (!isFine || arc.owner === selected);
    if (isLettered && look !== undefined && !isDrained) drawLetter(context, picture, arc, look, palette);
  }
  context.globalAlpha = 1;
}

function drawBare(
  context: CanvasRenderingContext2D,
  { center, radius, band }: RingLayout,
  palette: Palette,
): void {
  context.beginPath();
  context.arc(center.x, center.y, radius, 0, 2 * Math.PI);
  context.strokeStyle = palette('var(--sunk)');
  context.lineWidth = band;
  context.stroke();
}

function drawLetter(
  context: CanvasRenderingContext2D,
  { layout, badges }: BandPicture,
  { from, to }: Arc,
  look: Identity,
  palette: Palette,
): void {
  if (lengthOf(layout, from, to) <= LETTER_LEAST) return;
  const middle = pointAt(layout, (from + to) / 2, layout.radius);
  const isNearBadge = badges.some(({ x, y }) => Math.hypot(x - middle.x, y - middle.y) <= layout.badge + 12);
  if (isNearBadge) return;
  context.fillStyle = palette(look.ink);
  context.font = `650 10px ${getComputedStyle(context.canvas).fontFamily}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(look.label, middle.x, middle.y + 0.5);
}

const hatches = new Map<string, CanvasPattern | null>();

/** Strokes at 45°, for what is not certain any more. */
function hatch(context: CanvasRenderingContext2D, colour: string, ground: string): CanvasPattern | string {
  const key = `${colour} ${ground}`;
  if (!hatches.has(key)) {
    const tile = new OffscreenCanvas(6, 6);
    const pen = tile.getContext('2d');
    if (pen === null) return ground;
    pen.fillStyle = ground;
    pen.fillRect(0, 0, 6, 6);
    pen.strokeStyle = colour;
    pen.lineWidth = 1.4;
    for (const shift of [-6, 0, 6]) {
      pen.beginPath();
      pen.moveTo(shift, 6);
      pen.lineTo(shift + 6, 0);
      pen.stroke();
    }
    hatches.set(key, context.createPattern(tile, 'repeat'));
  }
  return hatches.get(key) ?? ground;
}
