/**
 * Fills outlines on a picture of bytes. Previews of links show no vector graphics, and a ring is made of few shapes: so the site needs no drawing
 * library to be built. Each line of pixels is cut into some finer ones, along which the share that is covered is exact.
 */
import type { Point } from '../../src/views/geometry/ring.ts';

export type Colour = readonly [red: number, green: number, blue: number];

const FINER = 4;

export class Raster {
  readonly width: number;
  readonly height: number;
  /** Three bytes a pixel, line by line. */
  readonly bytes: Uint8Array;

  constructor(width: number, height: number, ground: Colour) {
    this.width = width;
    this.height = height;
    this.bytes = new Uint8Array(width * height * 3);
    for (let at = 0; at < this.bytes.length; at += 1) this.bytes[at] = ground[at % 3] as number;
  }

  fill(outline: readonly Point[], colour: Colour): void {
    const heights = outline.map(({ y }) => y);
    const first = Math.max(0, Math.floor(Math.min(...heights)));
    const last = Math.min(this.height - 1, Math.ceil(Math.max(...heights)));
    for (let line = first; line <= last; line += 1) {
      const covered = new Float32Array(this.width);
      for (let part = 0; part < FINER; part += 1) {
        const crossed = crossings(outline, line + (part + 0.5) / FINER);
        for (let at = 0; at + 1 < crossed.length; at += 2)
          cover(covered, crossed[at] as number, crossed[at + 1] as number);
      }
      this.#lay(line, covered, colour);
    }
  }

  #lay(line: number, covered: Float32Array, colour: Colour): void {
    for (let x = 0; x < this.width; x += 1) {
      const share = Math.min(1, (covered[x] as number) / FINER);
      if (share === 0) continue;
      for (const [part, value] of colour.entries()) {
        const at = (line * this.width + x) * 3 + part;
        this.bytes[at] = Math.round((this.bytes[at] as number) * (1 - share) + value * share);
      }
    }
  }
}

/** Where an outline crosses a height, from left to right: in, out, in … */
function crossings(outline: readonly Point[], y: number): readonly number[] {
  const found: number[] = [];
  for (const [place, from] of outline.entries()) {
    const to = outline[(place + 1) % outline.length] as Point;
    if (from.y <= y === to.y <= y) continue;
    found.push(from.x + ((y - from.y) / (to.y - from.y)) * (to.x - from.x));
  }
  return found.sort((left, right) => left - right);
}

function cover(covered: Float32Array, from: number, to: number): void {
  const [start, end] = [Math.max(0, from), Math.min(covered.length, to)];
  for (let x = Math.floor(start); x < end; x += 1)
    covered[x] = (covered[x] as number) + Math.min(end, x + 1) - Math.max(start, x);
}
