/** What the charts show: the lab's points in the order of time, and which place of each is whose. */
import type { MetricsAnswer, SeriesPicture } from '../../lab/metering/records.ts';
import { bytesText, countText, durationText } from '../numbers.ts';

type ChartPicture = MetricsAnswer['charts'][number];

export interface Line {
  /** Null of all together. */
  readonly who: string | null;
  readonly part: string;
  /** Its place in the values of a point. */
  readonly place: number;
}

export interface ChartData extends ChartPicture {
  readonly lines: readonly Line[];
}

export interface MetricsData {
  readonly charts: readonly ChartData[];
  /** Single numbers that are not drawn. */
  readonly figures: readonly Line[];
  readonly times: readonly number[];
  readonly values: readonly Float64Array[];
  readonly step: number;
  readonly window: number;
  readonly isWhole: boolean;
}

/** Points as they came, and all that is known by them. */
export class Gathered {
  generation = 0;
  cursor = 0;
  readonly #points = new Map<number, Float64Array>();

  take(answer: MetricsAnswer, order: readonly string[]): MetricsData {
    if (answer.generation !== this.generation) this.#points.clear();
    this.generation = answer.generation;
    this.cursor = answer.cursor;
    for (const { at, values } of answer.points) this.#points.set(at, values);
    const points = [...this.#points].sort(([left], [right]) => left - right);
    const { step, window, isWhole } = answer;
    return {
      charts: answer.charts.map((chart) => ({ ...chart, lines: linesOf(answer.series, chart.name, order) })),
      figures: linesOf(answer.series, null, order),
      times: points.map(([at]) => at),
      values: points.map(([, values]) => values),
      ...{ step, window, isWhole },
    };
  }
}

/** All together first, then the nodes as the page has them. */
function linesOf(
  series: readonly SeriesPicture[],
  name: SeriesPicture['chart'],
  order: readonly string[],
): readonly Line[] {
  const rank = (who: string | null): number => {
    if (who === null) return -1;
    const place = order.indexOf(who);
    return place < 0 ? order.length : place;
  };
  return series
    .map(({ chart, who, part }, place) => ({ chart, who, part, place }))
    .filter(({ chart }) => chart === name)
    .sort((left, right) => rank(left.who) - rank(right.who))
    .map(({ who, part, place }) => ({ who, part, place }));
}

export function valueOf({ values }: Pick<MetricsData, 'values'>, point: number, line: Line): number {
  return values[point]?.[line.place] ?? NaN;
}

/** Its first line, or that of one part, of somebody or of all together. */
export function lineOf(
  { lines }: Pick<ChartData, 'lines'>,
  who: string | null,
  part?: string,
): Line | undefined {
  return lines.find((line) => line.who === who && (part === undefined || line.part === part));
}

const UNKNOWN = '–';

export function valueText({ unit, form }: Pick<ChartPicture, 'unit' | 'form'>, value: number): string {
  if (Number.isNaN(value)) return UNKNOWN;
  const text = amountText(unit, value);
  return form === 'rates' ? `${text}/s` : text;
}

function amountText(unit: ChartPicture['unit'], value: number): string {
  switch (unit) {
    case 'bytes':
      return bytesText(Math.round(value));
    case 'time':
      return durationText(Math.round(value));
    case 'share':
      // What is not quite all must not look like all.
      return `${value < 1 ? Math.min(99.9, Number((100 * value).toPrecision(3))) : 100} %`;
    case 'each':
      return value < 10 ? String(Number(value.toPrecision(2))) : countText(Math.round(value));
  }
}

export function figureText(value: number): string {
  return Number.isNaN(value) ? UNKNOWN : countText(value);
}
