/**
 * One chart on its canvas: times of faults beneath, then whose share is whose, and the line of all together in ink. Where amounts add up they lie on
 * each other, so that the upper edge is the total; where they do not, each is a line. Of waiting the mean is the ground, and the percentiles
 * are lines over it: what a mean hides is the white between them.
 */
import { ticks } from '../geometry/timeline.ts';
import { roundUp, thinned, xOf, yOf, type Plot } from '../geometry/chart.ts';
import { tickText } from '../numbers.ts';
import type { Palette } from '../palette.ts';
import type { Band } from './bands.ts';
import { lineOf, valueOf, valueText, type ChartData, type Line, type MetricsData } from './chart-data.ts';

export interface ChartDrawing {
  readonly chart: ChartData;
  readonly data: MetricsData;
  readonly bands: readonly Band[];
  readonly plot: Plot;
  readonly fillOf: (who: string) => string;
  /** Who is looked at; everybody else steps back. */
  readonly chosen: string | null;
}

/** Room for a line's own width above the scale, and below it for the time. */
const HEAD = 3;
const FOOT = 18;

const LEAST = { each: 1, bytes: 100, time: 1_000, share: 1 } as const;
/** Times stand closer than beneath the ring, for there is less room. */
const CLOSER = 1.6;

export function plotOf(
  chart: ChartData,
  data: MetricsData,
  size: { width: number; height: number; end: number },
): Plot {
  const { form, unit } = chart;
  const shown =
    form === 'slowest' || form === 'worst' || form === 'spread'
      ? chart.lines.filter(({ part }) => part !== 'p50')
      : chart.lines.filter(({ who }) => who === null);
  let most = 0;
  for (let point = 0; point < data.times.length; point += 1)
    for (const line of shown) {
      const value = valueOf(data, point, line);
      if (value > most) most = value;
    }
  const high = unit === 'share' ? 1 : roundUp(most, LEAST[unit]);
  const isBothWays = form === 'rates' && new Set(chart.lines.map(({ part }) => part)).size > 1;
  const { width, height, end } = size;
  return { width, top: HEAD, bottom: height - FOOT, end, low: isBothWays ? -high : 0, high };
}

export function drawChart(context: CanvasRenderingContext2D, drawing: ChartDrawing, palette: Palette): void {
  const { chart, plot } = drawing;
  context.font = `11px ${getComputedStyle(context.canvas).fontFamily}`;
  context.lineJoin = 'round';
  context.lineCap = 'round';
  drawBands(context, drawing, palette);
  drawScale(context, drawing, palette);
  context.save();
  context.beginPath();
  context.rect(0, plot.top - 2, plot.width, plot.bottom - plot.top + 4);
  context.clip();
  switch (chart.form) {
    case 'rates':
    case 'levels':
      drawStacks(context, drawing, palette);
      break;
    case 'spread':
      drawSpread(context, drawing, palette);
      break;
    case 'slowest':
      drawLines(context, drawing, palette, 'p99');
      break;
    default:
      drawLines(context, drawing, palette, '');
  }
  context.restore();
  drawTop(context, drawing, palette);
}

function drawScale(context: CanvasRenderingContext2D, drawing: ChartDrawing, palette: Palette): void {
  const { plot } = drawing;
  const { width, top, bottom, end, low, high } = plot;
  context.lineWidth = 1;
  context.strokeStyle = palette('var(--line)');
  const every = ticks(end, width * CLOSER);
  for (const at of every.slice(1)) {
    const x = Math.round(xOf(plot, at)) + 0.5;
    stroke(context, x, top, x, bottom);
  }
  for (const value of low < 0 ? [high, low] : [high]) {
    const y = Math.round(yOf(plot, value)) + 0.5;
    stroke(context, 0, y, width, y);
  }
  const foot = Math.round(yOf(plot, 0)) + 0.5;
  context.strokeStyle = palette('var(--line-2)');
  stroke(context, 0, foot, width, foot);
  context.fillStyle = palette('var(--ink-3)');
  context.textBaseline = 'top';
  for (const at of every) {
    context.textAlign = at === 0 ? 'left' : xOf(plot, at) > width - 16 ? 'right' : 'center';
    context.fillText(tickText(at), xOf(plot, at), bottom + 7);
  }
}

/** How much the top is, on a bit of paper: at the end, for the present is seldom as far as that. */
function drawTop(context: CanvasRenderingContext2D, { chart, plot }: ChartDrawing, palette: Palette): void {
  const text = valueText(chart, plot.high);
  const left = plot.width - context.measureText(text).width;
  context.textAlign = 'left';
  context.textBaseline = 'top';
  context.globalAlpha = 0.75;
  context.fillStyle = palette('var(--panel)');
  context.fillRect(left - 3, plot.top + 1, plot.width - left + 3, 13);
  context.globalAlpha = 1;
  context.fillStyle = palette('var(--ink-3)');
  context.fillText(text, left, plot.top + 3);
}

/** A wash over the chart for what was wrong, and at its foot, in their colour, who was down. */
function drawBands(context: CanvasRenderingContext2D, drawing: ChartDrawing, palette: Palette): void {
  const { bands, plot, data, fillOf } = drawing;
  const last = data.times.at(-1) ?? 0;
  const free: number[] = [];
  for (const { kind, from, to, who } of bands) {
    const left = xOf(plot, from);
    const right = Math.max(left + 1, xOf(plot, Math.min(to, Math.max(last, from))));
    context.globalAlpha = kind === 'cut' ? 0.4 : 0.7;
    context.fillStyle = palette({ cut: 'var(--rope-2)', down: 'var(--sunk)', ill: 'var(--warn-bg)' }[kind]);
    context.fillRect(left, plot.top, right - left, plot.bottom - plot.top);
    context.globalAlpha = 1;
    if (kind === 'cut') continue;
    // Those that are down at once lie side by side.
    const lane = (free.findIndex((until) => until <= from) + 3) % 3;
    free[lane] = to;
    context.fillStyle = palette(kind === 'ill' ? 'var(--warn)' : who === null ? 'var(--ghost)' : fillOf(who));
    context.fillRect(left, plot.bottom + 1 + 2 * lane, right - left, 2);
  }
}

function drawStacks(context: CanvasRenderingContext2D, drawing: ChartDrawing, palette: Palette): void {
  const parts = [...new Set(drawing.chart.lines.map(({ part }) => part))];
  for (const [index, part] of parts.entries())
    drawStack(context, drawing, palette, part, index === 0 ? 1 : -1);
}

function drawStack(
  context: CanvasRenderingContext2D,
  { chart, data, plot, fillOf, chosen }: ChartDrawing,
  palette: Palette,
  part: string,
  sign: 1 | -1,
): void {
  const total = lineOf(chart, null, part);
  if (total === undefined) return;
  const places = thinned(data.times, (place) => valueOf(data, place, total), plot);
  const xs = places.map((place) => xOf(plot, data.times[place] as number));
  let under = places.map(() => 0);
  for (const line of chart.lines) {
    if (line.who === null || line.part !== part) continue;
    const over = places.map((place, index) => (under[index] as number) + (valueOf(data, place, line) || 0));
    context.beginPath();
    for (const [index, x] of xs.entries()) context.lineTo(x, yOf(plot, sign * (over[index] as number)));
    for (let index = xs.length - 1; index >= 0; index -= 1)
      context.lineTo(xs[index] as number, yOf(plot, sign * (under[index] as number)));
    context.closePath();
    context.fillStyle = palette(fillOf(line.who));
    context.globalAlpha = chosen === null ? 0.55 : chosen === line.who ? 0.9 : 0.15;
    context.fill();
    // A hair of paper between neighbours, so that colours need not do it alone; those that are thin would be all paper.
    if (plot.low === 0) {
      context.globalAlpha = 1;
      context.strokeStyle = palette('var(--panel)');
      context.lineWidth = 0.75;
      context.stroke();
    }
    under = over;
  }
  drawLine(context, { data, plot }, { ...total, sign }, palette('var(--ink)'), 1.5);
}

function drawLines(
  context: CanvasRenderingContext2D,
  { chart, data, plot, fillOf, chosen }: ChartDrawing,
  palette: Palette,
  part: string,
): void {
  const lines = chart.lines.filter((line) => line.part === part);
  for (const line of lines) {
    if (line.who === null) continue;
    context.globalAlpha = chosen === null || chosen === line.who ? 1 : 0.25;
    drawLine(context, { data, plot }, line, palette(fillOf(line.who)), chosen === line.who ? 2 : 1.25);
  }
  context.globalAlpha = 1;
  const total = lineOf({ lines }, null);
  // Of the greatest of all the line would lie on somebody's: it is drawn where it is a number of its own.
  if (total !== undefined && chart.form !== 'worst')
    drawLine(context, { data, plot }, total, palette('var(--ink)'), 1.5);
}

const SPREAD = { p50: ['var(--ink-3)', 1], p95: ['var(--ink-2)', 1.25], p99: ['var(--ink)', 1.75] } as const;

function drawSpread(
  context: CanvasRenderingContext2D,
  { chart, data, plot }: ChartDrawing,
  palette: Palette,
): void {
  const mean = lineOf(chart, null, 'average');
  if (mean !== undefined) {
    context.fillStyle = palette('var(--line)');
    for (const run of runsOf(data, mean, plot)) {
      context.beginPath();
      context.moveTo(run[0]?.[0] ?? 0, yOf(plot, 0));
      for (const [x, y] of run) context.lineTo(x, y);
      context.lineTo(run.at(-1)?.[0] ?? 0, yOf(plot, 0));
      context.fill();
    }
    drawLine(context, { data, plot }, mean, palette('var(--line-2)'), 1.25);
  }
  for (const [part, [colour, width]] of Object.entries(SPREAD)) {
    const line = lineOf(chart, null, part);
    if (line !== undefined) drawLine(context, { data, plot }, line, palette(colour), width);
  }
}

function drawLine(
  context: CanvasRenderingContext2D,
  { data, plot }: { readonly data: MetricsData; readonly plot: Plot },
  line: Line & { readonly sign?: 1 | -1 },
  colour: string,
  width: number,
): void {
  context.strokeStyle = colour;
  context.lineWidth = width;
  for (const run of runsOf(data, line, plot)) {
    context.beginPath();
    // One alone is a dot.
    context.moveTo(...(run[0] as Spot));
    for (const spot of run) context.lineTo(...spot);
    context.stroke();
  }
}

type Spot = readonly [x: number, y: number];

/** The stretches in which there is something to say. */
function runsOf(
  data: MetricsData,
  line: Line & { readonly sign?: 1 | -1 },
  plot: Plot,
): readonly (readonly Spot[])[] {
  const runs: Spot[][] = [];
  let isOpen = false;
  for (const place of thinned(data.times, (each) => valueOf(data, each, line), plot)) {
    const value = valueOf(data, place, line);
    if (Number.isNaN(value)) {
      isOpen = false;
      continue;
    }
    if (!isOpen) runs.push([]);
    isOpen = true;
    runs.at(-1)?.push([xOf(plot, data.times[place] as number), yOf(plot, (line.sign ?? 1) * value)]);
  }
  return runs;
}

function stroke(context: CanvasRenderingContext2D, x: number, y: number, toX: number, toY: number): void {
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(toX, toY);
  context.stroke();
}
