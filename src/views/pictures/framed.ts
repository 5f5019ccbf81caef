/** A picture as a file: what was drawn, on its own ground, with a title above and a line below that says of which instant of which history it is. */
import { escaped } from './svg-context.ts';

export interface Drawn {
  /** Elements of SVG. */
  readonly markup: string;
  readonly width: number;
  readonly height: number;
}

export interface Framing {
  readonly title: string;
  readonly caption: string;
  readonly ground: string;
  readonly ink: string;
  readonly faint: string;
  readonly family: string;
}

const MARGIN = 20;
const HEAD = 52;
const FOOT = 40;

export interface PictureFile {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

export function framed({ markup, width, height }: Drawn, framing: Framing): PictureFile {
  const { title, caption, ground, ink, faint, family } = framing;
  const [wide, high] = [Math.ceil(width) + 2 * MARGIN, Math.ceil(height) + HEAD + FOOT];
  const text = (y: number, size: number, weight: number, fill: string, says: string): string =>
    `<text x="${MARGIN}" y="${y}" font-family="${escaped(family)}" font-size="${size}" font-weight="${weight}" fill="${fill}">${escaped(says)}</text>`;
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${wide}" height="${high}" viewBox="0 0 ${wide} ${high}" role="img">`,
    `<title>${escaped(title)}</title><desc>${escaped(caption)}</desc>`,
    `<rect width="${wide}" height="${high}" fill="${ground}"/>`,
    text(34, 18, 650, ink, title),
    `<g transform="translate(${MARGIN} ${HEAD})">${markup}</g>`,
    text(high - 15, 12, 400, faint, caption),
    '</svg>',
  ].join('');
  return { svg, width: wide, height: high };
}
