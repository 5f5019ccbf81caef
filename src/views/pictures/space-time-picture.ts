/** The space-time diagram as a picture: drawn again by what draws it, with the names of its lanes beside them. */
import type { Laid } from '../drawer/draw-space-time.ts';
import { draw } from '../drawer/draw-space-time.ts';
import type { Drawing } from '../drawer/drawing.ts';
import { yOf } from '../geometry/space-time.ts';
import { paletteOf } from '../palette.ts';
import type { Drawn } from './framed.ts';
import { drawnBy } from './picture.ts';

interface Parts {
  /** Where it stands in the page. */
  readonly element: HTMLElement;
  readonly drawing: Drawing;
  readonly laid: readonly Laid[];
  readonly height: number;
  nameOf(lane: string): string;
}

const NAMES = 92;

export function drawnDiagram({ element, drawing, laid, height, nameOf }: Parts): Drawn {
  const palette = paletteOf(element);
  const { width } = drawing.frame;
  const arrows = drawnBy(
    element,
    { width, height },
    (context) => draw(context, drawing, laid, palette),
    'arrows-',
  );
  const names = drawnBy(element, { width: NAMES, height }, (context) => {
    context.font = `650 12px ${getComputedStyle(document.body).fontFamily}`;
    context.textAlign = 'right';
    context.textBaseline = 'middle';
    for (const [place, { id }] of drawing.lanes.entries()) {
      context.fillStyle = palette('var(--ink)');
      context.fillText(nameOf(id), NAMES - 12, yOf(drawing.frame, place));
    }
  });
  // Arrows go on beyond what is shown; a canvas ends them at its edge.
  const edge = `<clipPath id="arrows-edge"><rect width="${width}" height="${height}"/></clipPath>`;
  const inside = `<g transform="translate(${NAMES} 0)"><g clip-path="url(#arrows-edge)">${arrows.markup}</g></g>`;
  return { width: NAMES + width, height, markup: `${edge}${names.markup}${inside}` };
}
