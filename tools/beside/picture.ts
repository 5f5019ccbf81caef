/** The ring of a lesson for previews of links, which show pixels only: the same drawing as on its page, light, without letters. */
import tokenStyles from '../../src/views/tokens.css?raw';
import { outline } from '../../src/views/geometry/shapes.ts';
import type { Point } from '../../src/views/geometry/ring.ts';
import { contentOf, drawRing, SIZE, type PrintedRing } from '../../src/views/ring/printed-ring.ts';
import type { PictureMoment } from './moment.ts';
import { outlineOf } from './outline.ts';
import { pngOf } from './png.ts';
import { Raster, type Colour } from './raster.ts';

/** What previews have room for. */
const [WIDTH, HEIGHT] = [1_200, 630];
const SCALE = HEIGHT / SIZE.height;
const LEFT = (WIDTH - SIZE.width * SCALE) / 2;
const MOAT = 4.5;
const CIRCLE_CORNERS = 40;

export function ringPng({ picture, scene }: PictureMoment): Uint8Array {
  const raster = new Raster(WIDTH, HEIGHT, colourOf('var(--stage)'));
  const fill = (corners: readonly Point[], colour: string): void =>
    raster.fill(
      corners.map(({ x, y }) => ({ x: LEFT + x * SCALE, y: y * SCALE })),
      colourOf(colour),
    );
  const ring = drawRing(contentOf(picture, scene));
  drawBand(ring, fill);
  for (const { x, y, radius, fill: colour, kind } of ring.beads) {
    fill(circle({ x, y }, radius + 0.8), kind === 'ghost' ? 'var(--line)' : colour);
    if (kind !== 'answering') fill(circle({ x, y }, radius - 0.8), 'var(--stage)');
  }
  for (const { x, y, look, status } of ring.nodes) {
    const shape = (radius: number): readonly Point[] =>
      outlineOf(outline(look?.shape ?? 'circle', radius)).map((corner) => ({
        x: x + corner.x,
        y: y + corner.y,
      }));
    fill(shape(ring.badge + MOAT), 'var(--stage)');
    fill(shape(ring.badge), status === 'down' ? 'var(--ghost)' : (look?.fill ?? 'var(--ghost)'));
    if (status === 'down') fill(shape(ring.badge - 2), 'var(--stage)');
  }
  return pngOf(raster);
}

function drawBand(
  { slices, columns, center, radius }: PrintedRing,
  fill: (corners: readonly Point[], colour: string) => void,
): void {
  if (slices.length === 0) {
    fill(circle(center, radius + 8), 'var(--line)');
    fill(circle(center, radius - 8), 'var(--stage)');
  }
  for (const { path, fill: colour, isMute } of slices) {
    const corners = outlineOf(path);
    fill(corners, isMute ? 'var(--line)' : colour);
  }
  for (const { path, fill: colour } of columns) fill(outlineOf(path), colour);
}

function circle({ x, y }: Point, radius: number): readonly Point[] {
  return Array.from({ length: CIRCLE_CORNERS }, (_, corner) => {
    const angle = (2 * Math.PI * corner) / CIRCLE_CORNERS;
    return { x: x + radius * Math.cos(angle), y: y + radius * Math.sin(angle) };
  });
}

/** `var(--name)` as the tokens of the page say it of light. */
function colourOf(colour: string): Colour {
  const token = /--[a-z0-9-]+/.exec(colour)?.[0] ?? '';
  const found = new RegExp(`${token}: light-dark\\(#([0-9a-f]{6})`).exec(tokenStyles)?.[1];
  if (found === undefined) throw new Error(`there is no token ${colour}`);
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => Number.parseInt(found.slice(at, at + 2), 16));
  return [red, green, blue];
}
