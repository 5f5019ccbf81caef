/**
 * A canvas that writes down what it is told to draw, as SVG: so a picture as a file is drawn by the very code that draws on the page. It knows as much
 * of a canvas's context as that code uses.
 */
import { PathPen } from '../geometry/path-pen.ts';

export interface SvgHost {
  /** For whoever asks the canvas for its font. */
  readonly canvas: HTMLElement;
  widthOf(text: string, font: string): number;
  /** An image of a tile, as an address that holds it whole. */
  tileOf(tile: CanvasImageSource): {
    readonly address: string;
    readonly width: number;
    readonly height: number;
  };
}

interface Pattern {
  readonly id: string;
}

const ANCHORS: Readonly<Record<string, string>> = {
  left: 'start',
  start: 'start',
  center: 'middle',
  right: 'end',
  end: 'end',
};
const BASELINES: Readonly<Record<string, string>> = {
  middle: 'central',
  top: 'text-before-edge',
  bottom: 'text-after-edge',
};

/** What `save` keeps. */
interface State {
  fillStyle: string | Pattern;
  strokeStyle: string;
  lineWidth: number;
  lineCap: string;
  lineJoin: string;
  globalAlpha: number;
  font: string;
  textAlign: string;
  textBaseline: string;
  dash: readonly number[];
  transform: string;
  clip: string | null;
}

const FIRST: State = {
  ...{
    fillStyle: '#000',
    strokeStyle: '#000',
    lineWidth: 1,
    lineCap: 'butt',
    lineJoin: 'miter',
    globalAlpha: 1,
  },
  ...{
    font: '10px sans-serif',
    textAlign: 'start',
    textBaseline: 'alphabetic',
    dash: [],
    transform: '',
    clip: null,
  },
};

export class SvgContext {
  readonly canvas: HTMLElement;
  readonly #host: SvgHost;
  readonly #prefix: string;
  #pen = new PathPen();
  #state: State = FIRST;
  readonly #kept: State[] = [];
  readonly #drawn: string[] = [];
  readonly #defined: string[] = [];

  /** Names in one file must differ: `prefix` begins all of this context's. */
  constructor(host: SvgHost, prefix: string) {
    this.canvas = host.canvas;
    this.#host = host;
    this.#prefix = prefix;
  }

  /** What was drawn so far. */
  get markup(): string {
    const defined = this.#defined.length === 0 ? '' : `<defs>${this.#defined.join('')}</defs>`;
    return defined + this.#drawn.join('');
  }

  // --- State ----------------------------------------------------------------------------------------------------------

  set fillStyle(style: string | Pattern) {
    this.#state = { ...this.#state, fillStyle: style };
  }
  set strokeStyle(strokeStyle: string) {
    this.#state = { ...this.#state, strokeStyle };
  }
  set lineWidth(lineWidth: number) {
    this.#state = { ...this.#state, lineWidth };
  }
  set lineCap(lineCap: string) {
    this.#state = { ...this.#state, lineCap };
  }
  set lineJoin(lineJoin: string) {
    this.#state = { ...this.#state, lineJoin };
  }
  set globalAlpha(globalAlpha: number) {
    this.#state = { ...this.#state, globalAlpha };
  }
  get globalAlpha(): number {
    return this.#state.globalAlpha;
  }
  set font(font: string) {
    this.#state = { ...this.#state, font };
  }
  set textAlign(textAlign: string) {
    this.#state = { ...this.#state, textAlign };
  }
  set textBaseline(textBaseline: string) {
    this.#state = { ...this.#state, textBaseline };
  }
  setLineDash(dash: readonly number[]): void {
    this.#state = { ...this.#state, dash };
  }
  save(): void {
    this.#kept.push(this.#state);
  }
  restore(): void {
    this.#state = this.#kept.pop() ?? this.#state;
  }
  translate(x: number, y: number): void {
    this.#transform(`translate(${short(x)} ${short(y)})`);
  }
  rotate(angle: number): void {
    this.#transform(`rotate(${((angle * 180) / Math.PI).toFixed(2)})`);
  }

  // --- Paths ----------------------------------------------------------------------------------------------------------

  beginPath(): void {
    this.#pen = new PathPen();
  }
  moveTo(x: number, y: number): void {
    this.#pen.moveTo(x, y);
  }
  lineTo(x: number, y: number): void {
    this.#pen.lineTo(x, y);
  }
  arc(x: number, y: number, radius: number, start: number, end: number, isCounter = false): void {
    this.#pen.arc(x, y, radius, start, end, isCounter);
  }
  closePath(): void {
    this.#pen.closePath();
  }
  quadraticCurveTo(controlX: number, controlY: number, x: number, y: number): void {
    this.#pen.path += `Q${short(controlX)} ${short(controlY)} ${short(x)} ${short(y)}`;
  }
  rect(x: number, y: number, width: number, height: number): void {
    this.#pen.path += `M${short(x)} ${short(y)}h${short(width)}v${short(height)}h${short(-width)}Z`;
  }
  /** Its corners are so small that no eye tells a curve of theirs from another. */
  roundRect(x: number, y: number, width: number, height: number, r: number): void {
    const [w, h] = [width - 2 * r, height - 2 * r].map(short);
    const corner = (dx: number, dy: number): string => `a${r} ${r} 0 0 1 ${dx} ${dy}`;
    this.#pen.path += `M${short(x + r)} ${short(y)}h${w}${corner(r, r)}v${h}${corner(-r, r)}h-${w}${corner(-r, -r)}v-${h}${corner(r, -r)}Z`;
  }

  fill(): void {
    this.#draw('path', { d: this.#pen.path, fill: this.#paint(), stroke: 'none' });
  }
  stroke(): void {
    this.#draw('path', { d: this.#pen.path, fill: 'none', ...this.#line() });
  }
  fillRect(x: number, y: number, width: number, height: number): void {
    const [left, top] = [Math.min(x, x + width), Math.min(y, y + height)];
    const size = { width: short(Math.abs(width)), height: short(Math.abs(height)) };
    this.#draw('rect', { x: short(left), y: short(top), ...size, fill: this.#paint(), stroke: 'none' });
  }
  clip(): void {
    const id = `${this.#prefix}clip${this.#defined.length}`;
    const { transform } = this.#state;
    this.#defined.push(
      `<clipPath id="${id}"><path d="${this.#pen.path}"${transform === '' ? '' : ` transform="${transform}"`}/></clipPath>`,
    );
    this.#state = { ...this.#state, clip: id };
  }

  // --- Words ----------------------------------------------------------------------------------------------------------

  fillText(text: string, x: number, y: number): void {
    this.#write(text, x, y, { fill: this.#paint(), stroke: 'none' });
  }
  strokeText(text: string, x: number, y: number): void {
    this.#write(text, x, y, { fill: 'none', ...this.#line() });
  }
  measureText(text: string): { readonly width: number } {
    return { width: this.#host.widthOf(text, this.#state.font) };
  }

  createPattern(tile: CanvasImageSource): Pattern {
    const { address, width, height } = this.#host.tileOf(tile);
    const id = `${this.#prefix}tile${this.#defined.length}`;
    this.#defined.push(
      `<pattern id="${id}" width="${width}" height="${height}" patternUnits="userSpaceOnUse"><image href="${address}" width="${width}" height="${height}"/></pattern>`,
    );
    return { id };
  }

  #transform(more: string): void {
    this.#state = { ...this.#state, transform: `${this.#state.transform} ${more}`.trim() };
  }

  #paint(): string {
    const { fillStyle } = this.#state;
    return typeof fillStyle === 'string' ? fillStyle : `url(#${fillStyle.id})`;
  }

  #line(): Readonly<Record<string, string>> {
    const { strokeStyle, lineWidth, lineCap, lineJoin, dash } = this.#state;
    return {
      stroke: strokeStyle,
      'stroke-width': String(lineWidth),
      ...(lineCap !== 'butt' && { 'stroke-linecap': lineCap }),
      ...(lineJoin !== 'miter' && { 'stroke-linejoin': lineJoin }),
      ...(dash.length > 0 && { 'stroke-dasharray': dash.join(' ') }),
    };
  }

  #write(text: string, x: number, y: number, how: Readonly<Record<string, string>>): void {
    const { font, textAlign, textBaseline } = this.#state;
    const [, weight = '400', size = '10', family = 'sans-serif'] =
      /^(?:(\d+) )?([\d.]+)px (.+)$/.exec(font) ?? [];
    const baseline = BASELINES[textBaseline];
    this.#draw(
      'text',
      {
        ...{ x: short(x), y: short(y), 'font-family': family, 'font-size': size, 'font-weight': weight },
        'text-anchor': ANCHORS[textAlign] ?? 'start',
        ...(baseline !== undefined && { 'dominant-baseline': baseline }),
        ...how,
      },
      text,
    );
  }

  #draw(tag: string, attributes: Readonly<Record<string, string>>, text = ''): void {
    const { globalAlpha, transform, clip } = this.#state;
    if (globalAlpha === 0 || attributes['d'] === '') return;
    const all = {
      ...attributes,
      ...(globalAlpha !== 1 && { opacity: String(Math.round(globalAlpha * 1_000) / 1_000) }),
      ...(transform !== '' && { transform }),
    };
    const written = Object.entries(all).map(([name, value]) => ` ${name}="${escaped(value)}"`);
    const element = `<${tag}${written.join('')}${text === '' ? '/>' : `>${escaped(text)}</${tag}>`}`;
    this.#drawn.push(clip === null ? element : `<g clip-path="url(#${clip})">${element}</g>`);
  }
}

function short(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** Signs that no file of this kind may hold are left out. */
export function escaped(text: string): string {
  return text
    .replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
