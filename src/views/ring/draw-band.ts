/** Draws the band: every slice in the colour of whoever answers for it. */
import type { Identity } from '../identity.ts';
import type { Palette } from '../palette.ts';
import type { Arc } from '../systems/scene.ts';
import { chevron, lengthOf } from '../geometry/band.ts';
import { angleOf, pointAt, type Point, type RingLayout } from '../geometry/ring.ts';

export interface BandPicture {
  readonly layout: RingLayout;
  readonly arcs: readonly Arc[];
  /** What somebody through whose eyes the ring is seen has wrong. */
  readonly wrong: readonly { readonly from: number; readonly to: number }[];
  readonly looks: ReadonlyMap<string, Identity>;
  readonly selected: string | null;
  readonly badges: readonly Point[];
}

const LETTER_LEAST = 26;
/** With more slices than this for each node letters would be a rash. */
const LETTERED_MOST = 8;
const FAINT = 0.45;
const PIECE = 0.25;

export function drawBand(context: CanvasRenderingContext2D, picture: BandPicture, palette: Palette): void {
  const { layout, arcs, looks, selected, wrong } = picture;
  if (arcs.length === 0) {
    drawBare(context, layout, palette);
    return;
  }
  const isFine = arcs.length > LETTERED_MOST * looks.size;
  for (const arc of arcs) {
    const look = looks.get(arc.answers ?? arc.owner);
    const colour = palette(look?.fill ?? 'var(--ghost)');
    context.globalAlpha = isFine && selected !== null && arc.owner !== selected ? FAINT : 1;
    context.beginPath();
    chevron(context, layout, arc.from, arc.to);
    context.fillStyle = arc.isMute ? hatch(context, colour, palette('var(--stage)')) : colour;
    context.fill();
    if (arc.isMute) {
      context.strokeStyle = colour;
      context.lineWidth = 1;
      context.stroke();
    } else if (look !== undefined && isSecondSix(look)) {
      context.fillStyle = texture(context, palette(look.ink));
      context.fill();
    }
    const isLettered = !layout.isCompact && (!isFine || arc.owner === selected);
    if (isLettered && look !== undefined && !arc.isMute) drawLetter(context, picture, arc, look, palette);
  }
  context.globalAlpha = 1;
  drawWrong(context, layout, wrong, palette);
}

/** From G on a fill may look like one of A to F to somebody: those carry a texture too. */
function isSecondSix({ fill }: Identity): boolean {
  return /--node-[g-l]\b/.test(fill);
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

/** Along the inner side of the band, so that it hides nothing of it. */
function drawWrong(
  context: CanvasRenderingContext2D,
  { center, radius, band }: RingLayout,
  wrong: BandPicture['wrong'],
  palette: Palette,
): void {
  if (wrong.length === 0) return;
  context.strokeStyle = palette('var(--bad)');
  context.lineWidth = 2.5;
  context.lineCap = 'round';
  context.setLineDash([0.5, 5]);
  for (const { from, to } of wrong) {
    context.beginPath();
    // Piece by piece: of an arc that is all but a whole circle a browser may draw nothing.
    for (let start = from; start < to; start += PIECE)
      context.arc(
        center.x,
        center.y,
        radius - band / 2 - 6,
        angleOf(start),
        angleOf(Math.min(to, start + PIECE)),
      );
    context.stroke();
  }
  context.setLineDash([]);
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

interface Tile {
  readonly size: number;
  readonly line: string;
  readonly width: number;
  readonly alpha: number;
  readonly ground: string | null;
}

/** A pattern belongs to the context that it was made for; what it repeats does not. */
const tiles = new Map<string, OffscreenCanvas>();

/** Strokes at 45°, for what is not certain any more. */
function hatch(context: CanvasRenderingContext2D, line: string, ground: string): CanvasPattern | string {
  return striped(context, { size: 6, line, width: 1.4, alpha: 1, ground }) ?? ground;
}

function texture(context: CanvasRenderingContext2D, line: string): CanvasPattern | string {
  return striped(context, { size: 8, line, width: 2, alpha: 0.25, ground: null }) ?? 'transparent';
}

function striped(context: CanvasRenderingContext2D, tile: Tile): CanvasPattern | null {
  const { size, line, width, alpha, ground } = tile;
  const key = Object.values(tile).join(' ');
  const known = tiles.get(key);
  if (known !== undefined) return context.createPattern(known, 'repeat');
  const pen = new OffscreenCanvas(size, size).getContext('2d');
  if (pen === null) return null;
  if (ground !== null) {
    pen.fillStyle = ground;
    pen.fillRect(0, 0, size, size);
  }
  pen.globalAlpha = alpha;
  pen.strokeStyle = line;
  pen.lineWidth = width;
  for (const shift of [-size, 0, size]) {
    pen.beginPath();
    pen.moveTo(shift, size);
    pen.lineTo(shift + size, 0);
    pen.stroke();
  }
  tiles.set(key, pen.canvas);
  return context.createPattern(pen.canvas, 'repeat');
}
