/** What the lab tells of what nodes count, as plain data. */
import type { NodeId } from '../../kernel/contract.ts';
import type { Micros } from '../../kernel/time.ts';
import type { Chart, Figure } from '../../systems/charts.ts';

export interface MetricsQuestion {
  /** Of what is known already; points of another generation are worth nothing. */
  readonly generation: number;
  readonly cursor: number;
}

/** One line of numbers: of a chart, or a figure, which belongs to none; of a node, or of all together. */
export interface SeriesPicture {
  readonly chart: Chart['name'] | null;
  readonly who: NodeId | null;
  /** What of it, where a chart has several: a direction, a percentile, a figure's name. */
  readonly part: string;
}

export interface Point {
  readonly at: Micros;
  /** In the order of the series; NaN where there is nothing to say. */
  readonly values: Float64Array;
}

export interface MetricsAnswer {
  readonly generation: number;
  readonly cursor: number;
  readonly charts: readonly Pick<Chart, 'name' | 'form' | 'unit'>[];
  readonly figures: readonly Figure['name'][];
  readonly series: readonly SeriesPicture[];
  /** From one point to the next, and the time that each takes together. */
  readonly step: Micros;
  readonly window: Micros;
  readonly points: readonly Point[];
  /** Whether everything up to the furthest moment of this branch is told. */
  readonly isWhole: boolean;
}
