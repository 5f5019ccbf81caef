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
  /** Said beside it. */
  readonly says: string | null;
}

/** More are on this link than could be told apart. */
export interface Crowd {
  readonly curve: Curve;
  readonly count: number;
  readonly fill: string;
}

const TAIL = 0.16;
const TAIL_DOTS = 9;

export function drawFlights(
  context: CanvasRenderingContext2D,
  flights: readonly FlightDrawn[],
  hasTails: boolean,
  palette: Palette,
): void {
  drawWays(
    context,
    flights.filter(({ glyph }) => glyph !== 'beat').map(({ curve }) => curve),
    palette,
  );
  // The second of two lies behind the first.
  for (const flight of [...flights].sort((one, other) => Number(other.isSecond) - Number(one.isSecond))) {
    const colour = palette(flight.fill);
    if (hasTails && flight.glyph !== 'beat') drawTail(context, flight, colour);
    drawGlyph(context, flight, colour, palette('var(--stage)'));
    if (flight.says !== null) drawSaid(context, flight, palette);
  }
}

/** One dot a link, with how many there are. */
export function drawCrowds(
  context: CanvasRenderingContext2D,
  crowds: readonly Crowd[],
  palette: Palette,
): void {
  drawWays(
    context,
    crowds.map(({ curve }) => curve),
    palette,
  );
  context.font = `650 10px ${getComputedStyle(context.canvas).fontFamily}`;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  const most = Math.max(1, ...crowds.map(({ count }) => count));
  for (const [index, { curve, count, fill }] of crowds.entries()) {
    // Not all at one place of their curves, since many curves run side by side.
    const { x, y } = pointOn(curve, 0.35 + 0.08 * (index % 5));
    const radius = 4 + 4 * Math.sqrt(count / most);
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fillStyle = palette(fill);
    context.fill();
    context.lineWidth = 3;
    context.strokeStyle = palette('var(--stage)');
    context.strokeText(String(count), x + radius + 3, y + 0.5);
    context.fillStyle = palette('var(--ink-2)');
    context.fillText(String(count), x + radius + 3, y + 0.5);
  }
}

/** Where keys have gone, for whoever does not want to see them go. */
export function drawTraces(
  context: CanvasRenderingContext2D,
  traces: readonly { readonly curve: Curve; readonly fill: string }[],
  palette: Palette,
): void {
  context.lineWidth = 1.6;
  context.setLineDash([1, 5]);
  context.lineCap = 'round';
  for (const { curve, fill } of traces) {
    context.strokeStyle = palette(fill);
    context.beginPath();
    trace(context, curve);
    context.stroke();
  }
  context.setLineDash([]);
}

function drawWays(context: CanvasRenderingContext2D, curves: readonly Curve[], palette: Palette): void {
  context.strokeStyle = palette('var(--line)');
  context.lineWidth = 1.3;
  context.beginPath();
  for (const curve of curves) trace(context, curve);
  context.stroke();
}

function trace(context: CanvasRenderingContext2D, { from, control, to }: Curve): void {
  context.moveTo(from.x, from.y);
  context.quadraticCurveTo(control.x, control.y, to.x, to.y);
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

/** The extra one of two stands so much to the side that both are seen. */
const SECOND_ASIDE = 6;

function drawGlyph(
  context: CanvasRenderingContext2D,
  { curve, share, glyph, isSecond }: FlightDrawn,
  colour: string,
  ground: string,
): void {
  const heading = headingOf(curve, share);
  const on = pointOn(curve, share);
  const aside = isSecond ? SECOND_ASIDE : 0;
  const at = { x: on.x - aside * Math.cos(heading), y: on.y - aside * Math.sin(heading) };
  const isHollow = isSecond || glyph === 'answer' || glyph === 'granted';
  context.beginPath();
  outline(context, glyph, at, heading);
  context.fillStyle = isHollow ? ground : colour;
  context.fill();
  context.strokeStyle = isHollow ? colour : ground;
  context.lineWidth = isHollow ? 2.4 : 1.5;
  if (glyph !== 'beat') context.stroke();
}

function drawSaid(
  context: CanvasRenderingContext2D,
  { curve, share, says }: FlightDrawn,
  palette: Palette,
): void {
  const { x, y } = pointOn(curve, share);
  context.font = `650 12px ${getComputedStyle(context.canvas).fontFamily}`;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  context.lineWidth = 4;
  context.lineJoin = 'round';
  context.strokeStyle = palette('var(--stage)');
  context.strokeText(says ?? '', x + 11, y + 0.5);
  context.fillStyle = palette('var(--ok)');
  context.fillText(says ?? '', x + 11, y + 0.5);
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

/** A message that was lost: how long ago, in the seconds of a watcher at this pace. */
export interface Loss {
  readonly at: Point;
  readonly age: number;
}

const CROSS_LASTS = 0.9;
const SCAR_FADES = 2;
export const LOSS_LASTS = CROSS_LASTS + SCAR_FADES;

/** Where messages were lost: a cross for a while, then a scar that fades. */
export function drawLosses(
  context: CanvasRenderingContext2D,
  losses: readonly Loss[],
  palette: Palette,
): void {
  context.strokeStyle = palette('var(--bad)');
  context.fillStyle = palette('var(--bad)');
  context.lineWidth = 2.6;
  context.lineCap = 'round';
  context.beginPath();
  for (const { at, age } of losses) {
    if (age > CROSS_LASTS) continue;
    context.moveTo(at.x - 5.5, at.y - 5.5);
    context.lineTo(at.x + 5.5, at.y + 5.5);
    context.moveTo(at.x + 5.5, at.y - 5.5);
    context.lineTo(at.x - 5.5, at.y + 5.5);
  }
  context.stroke();
  for (const { at, age } of losses) {
    if (age <= CROSS_LASTS) continue;
    context.globalAlpha = Math.max(0, 1 - (age - CROSS_LASTS) / SCAR_FADES);
    context.beginPath();
    context.arc(at.x, at.y, 1.5, 0, 2 * Math.PI);
    context.fill();
  }
  context.globalAlpha = 1;
}
