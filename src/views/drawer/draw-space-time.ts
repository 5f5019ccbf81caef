/** Draws the space-time diagram. What a thing is shows in its shape and its stroke, so that it can be read without colours. */
import { distanceTo, xOf, yOf } from '../geometry/space-time.ts';
import type { Point } from '../geometry/ring.ts';
import type { Palette } from '../palette.ts';
import { drawGround, drawPresent, line } from './draw-ground.ts';
import type { Drawing } from './drawing.ts';
import { endOf } from './space-time.svelte.ts';
import { NEVER } from '../../kernel/time.ts';
import { keyOf, type Mark, type Thread } from './threads.ts';

export interface Laid {
  readonly thread: Thread;
  readonly from: Point;
  readonly to: Point;
}

const LOST_LONG = 26;
/** So many lie so close that their heads and shapes would hide them: they are drawn as lines, a lane at once. */
const ONE_BY_ONE = 500;

/** Where each arrow lies, for drawing and for whoever points at one. */
export function layOut({ frame, scenery, lanes, offsets }: Drawing): readonly Laid[] {
  const rows = new Map(lanes.map(({ id }, place) => [id, yOf(frame, place)]));
  return scenery.threads.map((thread) => {
    const { from, to, sent } = thread.message;
    const start = { x: xOf(frame, sent, offsets.get(from)), y: rows.get(from) ?? 0 };
    const goal = rows.get(to) ?? 0;
    const { lost, message } = thread;
    // One that was lost on the way goes half of it; at the door of the dead it has come all the way.
    if (message.arrives === NEVER || (lost !== null && lost.at <= sent)) {
      return { thread, from: start, to: { x: start.x + LOST_LONG, y: start.y + (goal - start.y) * 0.5 } };
    }
    return { thread, from: start, to: { x: xOf(frame, endOf(thread), offsets.get(to)), y: goal } };
  });
}

export function draw(
  context: CanvasRenderingContext2D,
  drawing: Drawing,
  laid: readonly Laid[],
  palette: Palette,
): void {
  drawGround(context, drawing, palette);
  const isQuiet = drawing.selected !== null;
  if (laid.length > ONE_BY_ONE && !isQuiet) drawMany(context, drawing, laid, palette);
  else for (const each of laid) drawArrow(context, drawing, each, isQuiet, palette);
  for (const mark of drawing.scenery.marks) drawMark(context, drawing, mark, palette);
  drawPresent(context, drawing, palette);
  context.globalAlpha = 1;
  context.setLineDash([]);
}

/** The arrow under a point, the nearest of them. */
export function arrowAt(laid: readonly Laid[], point: Point, reach: number): Laid | null {
  let nearest: Laid | null = null;
  let least = reach;
  for (const each of laid) {
    const distance = distanceTo(point, each.from, each.to);
    if (distance <= least) [nearest, least] = [each, distance];
  }
  return nearest;
}

function drawArrow(
  context: CanvasRenderingContext2D,
  { frame, lanes, now, selected, chain, offsets }: Drawing,
  { thread, from, to }: Laid,
  isQuiet: boolean,
  palette: Palette,
): void {
  const { message, lost, glyph } = thread;
  const key = keyOf(message);
  const isSelected = key === selected;
  const isLinked = isSelected || chain.causes.has(key) || chain.effects.has(key);
  const colour = palette(lanes.find(({ id }) => id === message.from)?.fill ?? 'var(--ink-2)');
  const isLater = message.sent >= now;
  context.globalAlpha = isQuiet && !isLinked ? 0.22 : isLater ? 0.55 : 1;
  if (isSelected) {
    context.strokeStyle = palette('var(--ink)');
    context.lineWidth = 6;
    context.setLineDash([]);
    line(context, from, to);
  }
  context.strokeStyle = colour;
  context.lineWidth = isLinked ? 2.6 : glyph === 'beat' ? 0.8 : 1.5;
  // What is still on its way is dashed from where it is now.
  const here = isLater ? from : meeting(from, to, xOf(frame, now, offsets.get(message.from)));
  context.setLineDash([]);
  if (!isLater) line(context, from, here);
  context.setLineDash([3, 4]);
  if (here !== to) line(context, here, to);
  context.setLineDash([]);
  if (lost === null) drawHead(context, from, to, colour, isLinked ? 8 : 6);
  else drawCross(context, to, palette);
  drawGlyph(context, thread, from, to, { colour, ground: palette('var(--panel)') });
}

function drawMany(
  context: CanvasRenderingContext2D,
  { lanes, frame, now, offsets }: Drawing,
  laid: readonly Laid[],
  palette: Palette,
): void {
  const colours = new Map(lanes.map(({ id, fill }) => [id, palette(fill)]));
  const [known, coming] = [new Map<string, Path2D>(), new Map<string, Path2D>()];
  for (const { thread, from, to } of laid) {
    const sender = thread.message.from;
    const here = meeting(from, to, xOf(frame, now, offsets.get(sender)));
    const paths = thread.message.sent >= now || here !== to ? coming : known;
    const path = paths.get(sender) ?? new Path2D();
    paths.set(sender, path);
    path.moveTo(from.x, from.y);
    path.lineTo(to.x, to.y);
  }
  context.lineWidth = 1;
  for (const [paths, dashes] of [
    [known, []],
    [coming, [3, 4]],
  ] as const) {
    context.setLineDash([...dashes]);
    for (const [sender, path] of paths) {
      context.strokeStyle = colours.get(sender) ?? palette('var(--ink-2)');
      context.stroke(path);
    }
  }
  context.setLineDash([]);
  for (const { thread, to } of laid) if (thread.lost !== null) drawCross(context, to, palette);
}

/** The point of a line at `x`; its end where that lies further on. */
function meeting(from: Point, to: Point, x: number): Point {
  if (x >= to.x || to.x <= from.x) return to;
  if (x <= from.x) return from;
  const share = (x - from.x) / (to.x - from.x);
  return { x, y: from.y + share * (to.y - from.y) };
}

function drawHead(
  context: CanvasRenderingContext2D,
  from: Point,
  to: Point,
  colour: string,
  size: number,
): void {
  const heading = Math.atan2(to.y - from.y, to.x - from.x);
  context.fillStyle = colour;
  context.beginPath();
  context.moveTo(to.x, to.y);
  for (const side of [-0.4, 0.4])
    context.lineTo(to.x - size * Math.cos(heading + side), to.y - size * Math.sin(heading + side));
  context.closePath();
  context.fill();
}

function drawCross(context: CanvasRenderingContext2D, { x, y }: Point, palette: Palette): void {
  const strokes = [
    ['var(--panel)', 5],
    ['var(--bad)', 2.2],
  ] as const;
  for (const [token, wide] of strokes) {
    context.strokeStyle = palette(token);
    context.lineWidth = wide;
    line(context, { x: x - 4, y: y - 4 }, { x: x + 4, y: y + 4 });
    line(context, { x: x + 4, y: y - 4 }, { x: x - 4, y: y + 4 });
  }
}

const SHORT = 26;

/** What the message is, a third of its way along: the shapes of the ring. */
function drawGlyph(
  context: CanvasRenderingContext2D,
  { glyph, message }: Thread,
  from: Point,
  to: Point,
  { colour, ground }: { readonly colour: string; readonly ground: string },
): void {
  if (glyph === 'beat' || Math.hypot(to.x - from.x, to.y - from.y) < SHORT) return;
  const at = { x: from.x + (to.x - from.x) * 0.34, y: from.y + (to.y - from.y) * 0.34 };
  const isHollow = glyph === 'answer' || glyph === 'granted' || message.copy > 0;
  context.beginPath();
  if (glyph === 'copy') context.rect(at.x - 3.5, at.y - 3.5, 7, 7);
  else if (glyph === 'vote' || glyph === 'granted') {
    const heading = Math.atan2(to.y - from.y, to.x - from.x);
    for (const [turn, far] of [
      [0, 5.5],
      [2.4, 5],
      [-2.4, 5],
    ] as const)
      context.lineTo(at.x + far * Math.cos(heading + turn), at.y + far * Math.sin(heading + turn));
    context.closePath();
  } else context.arc(at.x, at.y, 3.6, 0, 2 * Math.PI);
  context.fillStyle = isHollow ? ground : colour;
  context.fill();
  context.strokeStyle = isHollow ? colour : ground;
  context.lineWidth = 1.4;
  context.stroke();
}

/** What happened at one place alone: a tick; where somebody asked or was told, a taller one; a crash has a cross. */
function drawMark(
  context: CanvasRenderingContext2D,
  { frame, lanes, offsets, now }: Drawing,
  { lane, at, event }: Mark,
  palette: Palette,
): void {
  const x = xOf(frame, at, offsets.get(lane));
  const y = yOf(
    frame,
    Math.max(
      0,
      lanes.findIndex(({ id }) => id === lane),
    ),
  );
  context.globalAlpha = at >= now ? 0.45 : 1;
  if (event.what === 'crashed' || event.what === 'stopped') {
    drawCross(context, { x, y }, palette);
    return;
  }
  const isSpoken = event.what === 'invoked' || event.what === 'settled';
  const half = isSpoken ? 6 : 4;
  const isBad = event.what === 'settled' && event.outcome.status !== 'ok';
  context.strokeStyle = palette(isBad ? 'var(--bad)' : 'var(--ink)');
  context.lineWidth = event.what === 'note' ? 1.5 : 2;
  line(context, { x, y: y - half }, { x, y: y + half });
}
