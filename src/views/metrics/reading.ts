/** What a chart says at an instant: in its head in a word or two, and line by line for whoever points at it. */
import { SPREAD_PARTS } from '../../systems/charts.ts';
import type { LabView } from '../lab-view.svelte.ts';
import { words } from '../words/panels.ts';
import { lineOf, valueOf, valueText, type ChartData, type Line, type MetricsData } from './chart-data.ts';

export interface Row {
  /** Null of all together, and of what is no node. */
  readonly who: string | null;
  readonly label: string;
  readonly texts: readonly string[];
}

/** More lines than this are a table, and there is one. */
const ROWS_MOST = 14;

export function partWord(part: string): string {
  const { parts } = words.metrics;
  return (parts as Readonly<Record<string, string>>)[part] ?? part;
}

export function rowsOf(
  chart: ChartData,
  data: MetricsData,
  point: number,
  { nameOf }: Pick<LabView, 'nameOf'>,
): readonly Row[] {
  const said = (line: Line | undefined): string =>
    line === undefined ? '' : valueText(chart, valueOf(data, point, line));
  if (chart.form === 'spread')
    return SPREAD_PARTS.map((part) => ({
      who: null,
      label: partWord(part),
      texts: [said(lineOf(chart, null, part))],
    }));
  const parts = chart.form === 'slowest' ? (['average', 'p99'] as const) : partsOf(chart);
  const everybody = [...new Set(chart.lines.map(({ who }) => who))];
  return everybody
    .filter(
      (who) => who === null || parts.some((part) => !Number.isNaN(valueAt(chart, data, point, who, part))),
    )
    .slice(0, ROWS_MOST)
    .map((who) => ({
      who,
      label: who === null ? totalWord(chart) : nameOf(who),
      texts: parts.map((part) => said(lineOf(chart, who, part))),
    }));
}

/** Of whoever is chosen, else of all: one number, or the two that are to be seen side by side. */
export function headOf(
  chart: ChartData,
  data: MetricsData,
  point: number,
  chosen: string | null,
): readonly { readonly label: string; readonly text: string }[] {
  const who = chosen !== null && lineOf(chart, chosen) !== undefined ? chosen : null;
  const parts = chart.form === 'spread' || chart.form === 'slowest' ? ['average', 'p99'] : partsOf(chart);
  return parts.map((part) => ({
    label: part === '' ? '' : partWord(part),
    text: valueText(chart, valueAt(chart, data, point, who, part)),
  }));
}

export function partsOf({ lines }: Pick<ChartData, 'lines'>): readonly string[] {
  return [...new Set(lines.map(({ part }) => part))];
}

function totalWord({ form }: ChartData): string {
  return form === 'worst' ? words.metrics.furthest : words.metrics.all;
}

function valueAt(
  chart: ChartData,
  data: MetricsData,
  point: number,
  who: string | null,
  part: string,
): number {
  const line = lineOf(chart, who, part);
  return line === undefined ? NaN : valueOf(data, point, line);
}
