/** What lies beneath the arrows of the space-time diagram: the scale, the lanes, the times in which a node was not well, and the present. */
import { ticksOf, xOf, yOf } from '../geometry/space-time.ts';
import type { Point } from '../geometry/ring.ts';
import { durationText } from '../numbers.ts';
import type { Palette } from '../palette.ts';
import type { Drawing } from './drawing.ts';
import type { Stretch } from './threads.ts';

export function drawGround(context: CanvasRenderingContext2D, drawing: Drawing, palette: Palette): void {
  const { frame, lanes, offsets } = drawing;
  drawTicks(context, drawing, palette);
  for (const [place, { id }] of lanes.entries()) {
    const y = yOf(frame, place);
    context.strokeStyle = palette('var(--line-2)');
    context.lineWidth = 1;
    context.setLineDash([]);
    line(context, { x: xOf(frame, 0, offsets.get(id)), y }, { x: frame.width, y });
  }
  for (const stretch of drawing.scenery.stretches) drawStretch(context, drawing, stretch, palette);
}

function drawTicks(
  context: CanvasRenderingContext2D,
  { frame, lanes, now }: Drawing,
  palette: Palette,
): void {
  const bottom = frame.top + lanes.length * frame.lane;
  context.font = `11px ${getComputedStyle(context.canvas).fontFamily}`;
  context.textBaseline = 'middle';
  context.lineWidth = 1;
  const ticks = ticksOf(frame, 96);
  const step = (ticks[1] ?? 0) - (ticks[0] ?? 0);
  const present = xOf(frame, now);
  for (const at of ticks) {
    const x = Math.round(xOf(frame, at)) + 0.5;
    context.strokeStyle = palette('var(--line)');
    line(context, { x, y: frame.top - 4 }, { x, y: bottom });
    context.fillStyle = palette('var(--ink-3)');
    // Now has a word of its own.
    if (present < x - 40 || present > x + 56) context.fillText(tickText(at, step), x + 4, frame.top / 2);
  }
}

function tickText(at: number, step: number): string {
  if (step >= 1_000_000) return `${at / 1_000_000} s`;
  return step >= 1_000 ? `${(at / 1_000_000).toFixed(3)} s` : durationText(at);
}

/** Dead: hatched. Frozen: upright bars, as of a pause. Cut off: a double line, as the rope on the time line. Each also says so. */
function drawStretch(
  context: CanvasRenderingContext2D,
  { frame, lanes, offsets, bandWords, now }: Drawing,
  { lane, band, from, to }: Stretch,
  palette: Palette,
): void {
  const place = lanes.findIndex(({ id }) => id === lane);
  const [left, right] = [
    Math.max(-4, xOf(frame, from, offsets.get(lane))),
    Math.min(frame.width + 4, xOf(frame, Math.min(to, Math.max(now, from)), offsets.get(lane))),
  ];
  if (right <= left) return;
  const y = yOf(frame, place);
  const half = Math.min(8, frame.lane / 2 - 2);
  context.save();
  context.beginPath();
  context.rect(left, y - half, right - left, 2 * half);
  context.fillStyle = palette(band === 'frozen' ? 'var(--warn-bg)' : 'var(--bad-bg)');
  if (band !== 'cutOff') context.fill();
  context.clip();
  context.strokeStyle = palette(band === 'frozen' ? 'var(--warn)' : 'var(--bad)');
  context.lineWidth = band === 'cutOff' ? 1.5 : 1;
  context.beginPath();
  if (band === 'cutOff')
    for (const side of [-1, 1]) {
      context.moveTo(left, y + side * (half - 1.5));
      context.lineTo(right, y + side * (half - 1.5));
    }
  else
    for (let x = left - (((left % 7) + 7) % 7); x < right + 2 * half; x += 7) {
      context.moveTo(x, y - half);
      context.lineTo(band === 'frozen' ? x : x - 2 * half, y + half);
    }
  context.stroke();
  context.restore();
  context.fillStyle = palette('var(--ink)');
  const text = bandWords[band];
  const wide = context.measureText(text).width;
  if (right - left < wide + 20) return;
  const x = Math.max(left + 10, 6);
  context.save();
  context.fillStyle = palette('var(--panel)');
  context.fillRect(x - 3, y - 6, wide + 6, 12);
  context.fillStyle = palette(band === 'frozen' ? 'var(--warn)' : 'var(--bad)');
  context.fillText(text, x, y + 0.5);
  context.restore();
}

export function drawPresent(
  context: CanvasRenderingContext2D,
  { frame, lanes, now, nowWord }: Drawing,
  palette: Palette,
): void {
  const x = xOf(frame, now);
  if (x < -1 || x > frame.width + 1) return;
  context.globalAlpha = 1;
  context.strokeStyle = palette('var(--ink)');
  context.lineWidth = 1.6;
  line(context, { x, y: frame.top - 4 }, { x, y: frame.top + lanes.length * frame.lane });
  const wide = context.measureText(nowWord).width;
  const left = Math.min(x + 4, frame.width - wide - 2);
  context.fillStyle = palette('var(--panel)');
  context.fillRect(left - 2, 2, wide + 4, frame.top - 5);
  context.fillStyle = palette('var(--ink)');
  context.fillText(nowWord, left, frame.top / 2);
}

export function line(context: CanvasRenderingContext2D, from: Point, to: Point): void {
  context.beginPath();
  context.moveTo(from.x, from.y);
  context.lineTo(to.x, to.y);
  context.stroke();
}
