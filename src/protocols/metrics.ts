/**
 * What a node counts: counters, gauges and histograms, by name and labels, as plain data; and the text in which the world reads such things,
 * the exposition format of Prometheus, version 0.0.4.
 *
 * What there is to count is said once, in a list of definitions. Times are recorded in whole µs and printed in seconds, as the format's
 * customs want it.
 */
import type { Counted } from '../kernel/contract.ts';
import { countUpTo, mergeHistograms, newHistogram, record, type Histogram } from './histogram.ts';

export type MetricKind = 'counter' | 'gauge' | 'histogram';

export interface Definition {
  /** By custom it ends with its unit, a counter with `_total`: `cache_hits_total`, `cache_latency_seconds`. */
  readonly name: string;
  readonly kind: MetricKind;
  /** For people, one sentence. */
  readonly help: string;
  /** The names of its labels. Every series gives a value for each, in this order. */
  readonly labels: readonly string[];
}

export interface Series {
  readonly labels: readonly string[];
  /** Counters and gauges. */
  value: number;
  /** Histograms. */
  histogram: Histogram | null;
}

/** By the metric's name, then by the values of its labels. */
export type Metrics = Map<string, Map<string, Series>>;

const NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const LABEL = /^[a-zA-Z_][a-zA-Z0-9_]*$/;
/** The format keeps them for itself. */
const RESERVED = ['le', 'quantile'];

/** What is wrong with a list of definitions, in a sentence. */
export function checkDefinitions(definitions: readonly Definition[]): string | undefined {
  const names = new Set<string>();
  for (const { name, labels } of definitions) {
    if (!NAME.test(name)) return `"${name}" is no name for a metric.`;
    if (names.has(name)) return `The metric ${name} is defined twice.`;
    names.add(name);
    for (const [index, label] of labels.entries()) {
      if (!LABEL.test(label) || label.startsWith('__') || RESERVED.includes(label))
        return `"${label}" is no name for a label of ${name}.`;
      if (labels.indexOf(label) !== index) return `The metric ${name} has the label ${label} twice.`;
    }
  }
  return undefined;
}

export function newMetrics(): Metrics {
  return new Map();
}

const NO_LABELS: readonly string[] = [];

function seriesOf(metrics: Metrics, { name, kind }: Definition, labels: readonly string[]): Series {
  let family = metrics.get(name);
  if (family === undefined) metrics.set(name, (family = new Map<string, Series>()));
  const key = labels.length === 1 ? (labels[0] as string) : JSON.stringify(labels);
  let series = family.get(key);
  if (series === undefined) {
    series = { labels, value: 0, histogram: kind === 'histogram' ? newHistogram() : null };
    family.set(key, series);
  }
  return series;
}

/** A counter goes up. */
export function count(metrics: Metrics, what: Definition, labels = NO_LABELS, by = 1): void {
  if (by > 0) seriesOf(metrics, what, labels).value += by;
}

/** A gauge is what it is now. */
export function setGauge(metrics: Metrics, what: Definition, labels: readonly string[], value: number): void {
  seriesOf(metrics, what, labels).value = value;
}

/** Something took so many µs. */
export function observe(metrics: Metrics, what: Definition, labels: readonly string[], micros: number): void {
  const { histogram } = seriesOf(metrics, what, labels);
  if (histogram === null) throw new Error(`${what.name} is no histogram`);
  record(histogram, micros);
}

/** For whoever keeps a histogram elsewhere. It is taken over, not copied. */
export function setHistogram(
  metrics: Metrics,
  what: Definition,
  labels: readonly string[],
  histogram: Histogram,
): void {
  seriesOf(metrics, what, labels).histogram = histogram;
}

/** Of a counter or gauge; 0 where nothing was counted. */
export function valueOf(metrics: Metrics, what: Definition, labels = NO_LABELS): number {
  return find(metrics, what, labels)?.value ?? 0;
}

export function histogramOf(metrics: Metrics, what: Definition, labels = NO_LABELS): Histogram {
  return find(metrics, what, labels)?.histogram ?? newHistogram();
}

/** Everything that a histogram has under all its labels. */
export function wholeHistogram(metrics: Metrics, { name }: Definition): Histogram {
  const all = [...(metrics.get(name)?.values() ?? [])];
  return all.reduce(
    (whole, { histogram }) => mergeHistograms(whole, histogram ?? newHistogram()),
    newHistogram(),
  );
}

function find(metrics: Metrics, { name }: Definition, labels: readonly string[]): Series | undefined {
  const key = labels.length === 1 ? (labels[0] as string) : JSON.stringify(labels);
  return metrics.get(name)?.get(key);
}

/** As rows of plain data, which cross threads. */
export function rowsOf(metrics: Metrics): readonly Counted[] {
  return [...metrics].flatMap(([name, family]) =>
    [...family.values()].map(({ labels, value, histogram }) => ({ name, labels, value, spread: histogram })),
  );
}

/** The metrics of one source, and what tells it from others: `[['node', 'n1']]`. */
export interface Source {
  readonly labels: readonly (readonly [name: string, value: string])[];
  readonly metrics: Metrics;
}

/** Ends of the buckets that are printed: powers of two, in µs, for there a count is exact. 128 µs to 67 s. */
const BUCKETS = Array.from({ length: 20 }, (_, index) => 128 * (1 << index));

const SECOND = 1_000_000;

/** All sources as one text: a metric's help and type once, then every series of every source. */
export function exposition(definitions: readonly Definition[], sources: readonly Source[]): string {
  return definitions.map((definition) => family(definition, sources)).join('');
}

function family(definition: Definition, sources: readonly Source[]): string {
  const { name, kind, help } = definition;
  const lines = [`# HELP ${name} ${escapeHelp(help)}`, `# TYPE ${name} ${kind}`];
  for (const { labels: source, metrics } of sources) {
    for (const series of metrics.get(name)?.values() ?? []) {
      const own = definition.labels.map((label, index) => [label, series.labels[index] ?? ''] as const);
      const labels = [...source, ...own];
      if (series.histogram === null) lines.push(`${name}${braces(labels)} ${numberText(series.value)}`);
      else lines.push(...histogramLines(name, labels, series.histogram));
    }
  }
  return `${lines.join('\n')}\n`;
}

type Labels = readonly (readonly [string, string])[];

function histogramLines(name: string, labels: Labels, histogram: Histogram): string[] {
  const bucket = (end: string, upTo: number) => `${name}_bucket${braces([...labels, ['le', end]])} ${upTo}`;
  return [
    ...BUCKETS.map((end) => bucket(numberText(end / SECOND), countUpTo(histogram, end))),
    bucket('+Inf', histogram.count),
    `${name}_sum${braces(labels)} ${numberText(histogram.sum / SECOND)}`,
    `${name}_count${braces(labels)} ${histogram.count}`,
  ];
}

function braces(labels: Labels): string {
  if (labels.length === 0) return '';
  return `{${labels.map(([name, value]) => `${name}="${escapeLabel(value)}"`).join(',')}}`;
}

function escapeHelp(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
}

function escapeLabel(text: string): string {
  return escapeHelp(text).replaceAll('"', '\\"');
}

function numberText(value: number): string {
  if (value === Infinity) return '+Inf';
  return value === -Infinity ? '-Inf' : String(value);
}
