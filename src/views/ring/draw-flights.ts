/** Draws messages on their way. Where each is follows from virtual time alone, so a pause freezes them and going back flies them backwards. */
import { pointOn, type Curve, type Point } from '../geometry/ring.ts';
import type { Palette } from '../palette.ts';
import type { Glyph } from '../systems/glyphs.ts';

export interface FlightDrawn {
  readonly curve: Curve;
  readonly share: number;
  readonly glyph: Glyph;
  readonly fill: string;
  /** The second of a doubled message. */
  readonly isSecond: boolean;
}

const TAIL = 0.16;
const TAIL_DOTS = 9;

export function drawFlights(
  context: CanvasRenderingContext2D,
  flights: readonly FlightDrawn[],
  hasTails: boolean,
  palette: Palette,
): void {
  context.strokeStyle = palette('var(--line)');
  context.lineWidth = 1.3;
  context.beginPath();
  for (const { curve, glyph } of flights) {
    if (glyph === 'beat') continue;
    context.moveTo(curve.from.x, curve.from.y);
    context.quadraticCurveTo(curve.control.x, curve.control.y, curve.to.x, curve.to.y);
  }
  context.stroke();
  for (const flight of flights) {
    const colour = palette(flight.fill);
    if (hasTails && flight.glyph !== 'beat') drawTail(context, flight, colour);
    drawGlyph(context, flight, colour, palette('var(--stage)'));
  }
}

function drawTail(context: CanvasRenderingContext2D, { curve, share }: FlightDrawn, colour: string): void {
  context.fillStyle = colour;
  for (let dot = TAIL_DOTS; dot >= 1; dot -= 1) {
    const at = share - (TAIL * dot) / TAIL_DOTS;
    if (at < 0) continue;
    const { x, y } = pointOn(curve, at);
    context.globalAlpha = 0.5 * (1 - dot / 10);
    context.beginPath();
    context.arc(x, y, 3.6 * (1 - dot / 11), 0, 2 * Math.PI);
    context.fill();
  }
  context.globalAlpha = 1;
}

function drawGlyph(
  context: CanvasRenderingContext2D,
  { curve, share, glyph, isSecond }: FlightDrawn,
  colour: string,
  ground: string,
): void {
  const at = pointOn(curve, share);
  const isHollow = isSecond || glyph === 'answer' || glyph === 'granted';
  context.beginPath();
  outline(context, glyph, at, headingOf(curve, share));
  context.fillStyle = isHollow ? ground : colour;
  context.fill();
  context.strokeStyle = isHollow ? colour : ground;
  context.lineWidth = isHollow ? 2.4 : 1.5;
  if (glyph !== 'beat') context.stroke();
}

function outline(context: CanvasRenderingContext2D, glyph: Glyph, { x, y }: Point, heading: number): void {
  switch (glyph) {
    case 'request':
      context.arc(x, y, 6, 0, 2 * Math.PI);
      break;
    case 'answer':
      context.arc(x, y, 5, 0, 2 * Math.PI);
      break;
    case 'beat':
      context.arc(x, y, 2.8, 0, 2 * Math.PI);
      break;
    case 'copy':
      context.roundRect(x - 5.5, y - 5.5, 11, 11, 2);
      break;
    case 'vote':
    case 'granted': {
      const [forward, side] = [
        { x: Math.cos(heading), y: Math.sin(heading) },
        { x: -Math.sin(heading), y: Math.cos(heading) },
      ];
      context.moveTo(x + 7 * forward.x, y + 7 * forward.y);
      context.lineTo(x - 5 * forward.x + 6 * side.x, y - 5 * forward.y + 6 * side.y);
      context.lineTo(x - 5 * forward.x - 6 * side.x, y - 5 * forward.y - 6 * side.y);
      context.closePath();
    }
  }
}

function headingOf({ from, control, to }: Curve, share: number): number {
  const x = (1 - share) * (control.x - from.x) + share * (to.x - control.x);
  const y = (1 - share) * (control.y - from.y) + share * (to.y - control.y);
  return Math.atan2(y, x);
}

/** Where messages were lost: a cross for a while. */
export function drawCrosses(
  context: CanvasRenderingContext2D,
  points: readonly Point[],
  palette: Palette,
): void {
  context.strokeStyle = palette('var(--bad)');
  context.lineWidth = 2.6;
  context.lineCap = 'round';
  context.beginPath();
  for (const { x, y } of points) {
    context.moveTo(x - 5.5, y - 5.5);
    context.lineTo(x + 5.5, y + 5.5);
    context.moveTo(x + 5.5, y - 5.5);
    context.lineTo(x - 5.5, y + 5.5);
  }
  context.stroke();
}
