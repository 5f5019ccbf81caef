import type { Pen } from './band.ts';
import { short, type Point } from './ring.ts';

/** Writes down what a canvas would be told to draw. */
export class PathPen implements Pen {
  path = '';

  moveTo(x: number, y: number): void {
    this.path += `M${short({ x, y })}`;
  }

  /** The first of them begins the path, as on a canvas. */
  lineTo(x: number, y: number): void {
    this.path += `${this.path === '' ? 'M' : 'L'}${short({ x, y })}`;
  }

  arc(x: number, y: number, radius: number, start: number, end: number, isCounter = false): void {
    const at = (angle: number): Point => ({
      x: x + radius * Math.cos(angle),
      y: y + radius * Math.sin(angle),
    });
    // Half a circle at a time: of a whole one, which ends where it begins, a path would draw nothing.
    const pieces = Math.max(1, Math.ceil(Math.abs(end - start) / Math.PI));
    this.path += `${this.path === '' ? 'M' : 'L'}${short(at(start))}`;
    const round = radius.toFixed(1);
    for (let piece = 1; piece <= pieces; piece += 1) {
      const to = at(start + ((end - start) * piece) / pieces);
      this.path += `A${round} ${round} 0 0 ${isCounter ? 0 : 1} ${short(to)}`;
    }
  }

  closePath(): void {
    this.path += 'Z';
  }
}
