/**
 * What samples come to, chart by chart: rates, shares, percentiles, each over a window that slides. A second of it is as short as such numbers mean
 * anything; where samples stand for longer, it is as long as one of them.
 */
import type { NodeId } from '../../kernel/contract.ts';
import { SECOND, type Micros } from '../../kernel/time.ts';
import { quantile } from '../../protocols/histogram.ts';
import { gathered, type Sparse } from '../../protocols/histogram-parts.ts';
import { SPREAD_PARTS, type Chart, type SystemMetrics } from '../../systems/charts.ts';
import type { Point, SeriesPicture } from './records.ts';
import { ALL, type Row } from './sampler.ts';
import type { Samples } from './samples.ts';

/** More are told in the next answer. */
const POINTS_MOST = 160;

/** Rows of one who were in the window, the latest last; where it was not there, null. */
type Rows = readonly (Row | null)[];

export class Points {
  readonly #metrics: SystemMetrics;
  readonly #places: ReadonlyMap<string, number>;
  readonly #known = new Map<number, { readonly serial: number; readonly point: Point }>();
  #knownOf = 0;

  constructor(metrics: SystemMetrics) {
    this.#metrics = metrics;
    this.#places = new Map(Object.keys(metrics.measures).map((name, place) => [name, place] as const));
  }

  series({ nodes }: Samples): readonly SeriesPicture[] {
    const { charts, figures } = this.#metrics;
    const everybody = [null, ...nodes];
    return [
      ...charts.flatMap((chart) =>
        (chart.form === 'spread' ? [null] : everybody).flatMap((who) =>
          partsOf(chart).map((part) => ({ chart: chart.name, who, part })),
        ),
      ),
      ...figures.flatMap(({ name }) => everybody.map((who) => ({ chart: null, who, part: name }))),
    ];
  }

  /** Those that are new since; with the number behind which the next ones are new. */
  since(
    samples: Samples,
    { cursor, until }: { readonly cursor: number; readonly until: Micros },
  ): { readonly points: readonly Point[]; readonly cursor: number; readonly isAll: boolean } {
    if (samples.generation !== this.#knownOf) this.#known.clear();
    this.#knownOf = samples.generation;
    const window = windowOf(samples);
    const fresh: { readonly place: number; readonly serial: number }[] = [];
    for (let place = 1; place * samples.step <= until; place += 1) {
      const serial = serialOf(samples, place, window / samples.step);
      if (serial !== null && serial > cursor) fresh.push({ place, serial });
    }
    fresh.sort((left, right) => left.serial - right.serial);
    const last = fresh[Math.min(POINTS_MOST, fresh.length) - 1]?.serial ?? cursor;
    const told = fresh.filter(({ serial }) => serial <= last);
    const points = told.map(({ place, serial }) => this.#point(samples, place, serial));
    return { points, cursor: last, isAll: told.length === fresh.length };
  }

  #point(samples: Samples, place: number, serial: number): Point {
    const known = this.#known.get(place);
    if (known?.serial === serial) return known.point;
    const at = place * samples.step;
    const long = Math.min(windowOf(samples), at);
    const intervals = Array.from(
      { length: long / samples.step },
      (_, index) => samples.whole(place - long / samples.step + 1 + index)?.interval,
    );
    const rowsOf = (who: NodeId): Rows => intervals.map((interval) => interval?.rows.get(who) ?? null);
    const all = rowsOf(ALL);
    const own = samples.nodes.map(rowsOf);
    const { charts, figures } = this.#metrics;
    const values = [
      ...charts.flatMap((chart) =>
        (chart.form === 'spread' ? [all] : [all, ...own]).flatMap((rows) => this.#values(chart, rows, long)),
      ),
      ...figures.flatMap(({ of }) => [all, ...own].map((rows) => this.#latest(of, rows))),
    ];
    const point = { at, values: Float64Array.from(values) };
    this.#known.set(place, { serial, point });
    return point;
  }

  #values({ form, of }: Chart, rows: Rows, long: Micros): readonly number[] {
    const [first = '', second = ''] = of;
    switch (form) {
      case 'rates':
        return of.map((name) => (this.#sum(name, rows) * SECOND) / long);
      case 'share': {
        const [part, rest] = [this.#sum(first, rows), this.#sum(second, rows)];
        // Of nothing there is no share.
        return [part + rest === 0 ? NaN : part / (part + rest)];
      }
      case 'levels':
      case 'worst':
        return [this.#latest(first, rows)];
      case 'spread':
      case 'slowest':
        return spreadOf(this.#spreads(first, rows));
    }
  }

  /** NaN where none of them could say. */
  #sum(name: string, rows: Rows): number {
    const place = this.#places.get(name) as number;
    const said = rows.map((row) => row?.values[place] ?? NaN).filter((value) => !Number.isNaN(value));
    return said.length === 0 ? NaN : said.reduce((sum, value) => sum + value, 0);
  }

  #latest(name: string, rows: Rows): number {
    return rows.at(-1)?.values[this.#places.get(name) as number] ?? NaN;
  }

  #spreads(name: string, rows: Rows): readonly Sparse[] {
    const place = this.#places.get(name) as number;
    return rows.flatMap((row) => row?.spreads[place] ?? []);
  }
}

export function windowOf({ step }: Samples): Micros {
  return Math.max(SECOND, step);
}

/** Null while something of the window is missing. */
function serialOf(samples: Samples, place: number, long: number): number | null {
  let latest = 0;
  for (let index = Math.max(1, place - long + 1); index <= place; index += 1) {
    const serial = samples.whole(index)?.serial;
    if (serial === undefined) return null;
    latest = Math.max(latest, serial);
  }
  return latest;
}

function partsOf({ form, of }: Chart): readonly string[] {
  if (form === 'spread' || form === 'slowest') return SPREAD_PARTS;
  return form === 'rates' && of.length > 1 ? of : [''];
}

function spreadOf(spreads: readonly Sparse[]): readonly number[] {
  const histogram = gathered(spreads);
  const { count, sum } = histogram;
  if (count === 0) return SPREAD_PARTS.map(() => NaN);
  return [sum / count, ...[0.5, 0.95, 0.99].map((share) => quantile(histogram, share))];
}
