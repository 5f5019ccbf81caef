/** What a system counts, and what of it is drawn over time. The names of charts and figures are general, so that a page has words for them. */
import type { Definition } from '../protocols/metrics.ts';

export interface Measure {
  /** The name of the metric. */
  readonly of: string;
  /**
   * A **count** goes up, and what is wanted is how fast. A **level** is what it is, and those of all nodes add up. A **peak** is a level of which only
   * the greatest matters, in a stretch of time and among nodes. A **spread** is a histogram.
   */
  readonly kind: 'count' | 'level' | 'peak' | 'spread';
  /** Only where its first label has one of these values. */
  readonly only?: readonly string[];
  /** Its first label names the node that it is about. Several may say something of it: the sum counts, or the greatest. */
  readonly about?: 'sum' | 'greatest';
  /** Seconds are counted in µs here. */
  readonly isTime?: true;
  /** It is what clients have counted, and not nodes. */
  readonly isOfClients?: true;
}

export type ChartName = 'operations' | 'hits' | 'wait' | 'answers' | 'memory' | 'network' | 'behind' | 'late';
export type FigureName = 'hits' | 'misses' | 'items' | 'repairs' | 'moves';
export type Unit = 'each' | 'bytes' | 'time' | 'share';

/**
 * How a chart is made of its measures.
 * - `rates`: how many a second; with two measures, one goes up from the axis and the other down
 * - `levels`: how much there is
 * - `share`: the first measure's part of both together
 * - `worst`: each node's, and the greatest of all
 * - `spread`: mean and percentiles of all together
 * - `slowest`: the same of each node, of which the slowest is drawn
 */
export type ChartForm = 'rates' | 'levels' | 'share' | 'worst' | 'spread' | 'slowest';

/** What is told of how values lay. */
export const SPREAD_PARTS = ['average', 'p50', 'p95', 'p99'] as const;

export interface Chart {
  readonly name: ChartName;
  readonly form: ChartForm;
  readonly unit: Unit;
  /** Names of measures. */
  readonly of: readonly string[];
}

export interface Figure {
  readonly name: FigureName;
  readonly of: string;
}

export interface SystemMetrics {
  readonly definitions: readonly Definition[];
  /** 1 for a node that runs, 0 for one that does not: nobody can say that of itself. */
  readonly up: Definition;
  readonly measures: Readonly<Record<string, Measure>>;
  readonly charts: readonly Chart[];
  readonly figures: readonly Figure[];
}
