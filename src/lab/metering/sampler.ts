/**
 * What happened between two instants, by what nodes have counted: how much more, what is there now, and how values lay. It is taken of any cluster
 * that stands at an instant, the running one or a replayed one, and looking changes nothing. So both give the same.
 *
 * A node that began anew counts from 0 again. What one had counted after the last look before its death died with it, as it would anywhere.
 */
import type { Cluster } from '../../cluster/cluster.ts';
import type { Counted, NodeId } from '../../kernel/contract.ts';
import { MILLISECOND, SECOND, type Micros } from '../../kernel/time.ts';
import { mergeHistograms, type Histogram } from '../../protocols/histogram.ts';
import { cameSince, together, type Sparse } from '../../protocols/histogram-parts.ts';
import type { Measure, SystemMetrics } from '../../systems/charts.ts';

/** Samples are taken at multiples of this, so that whoever takes them takes the same. */
export const BASE: Micros = 125 * MILLISECOND;
/** So many nodes have lines of their own; all count in the total. */
export const NODES_MOST = 32;
/** The row of all together. */
export const ALL = '';

/** By the places of the system's measures. NaN where nobody can say: a dead node has no memory. */
export interface Row {
  readonly values: readonly number[];
  readonly spreads: readonly (Sparse | null)[];
}

export interface Interval {
  /** Where it ends; it began a step before. */
  readonly at: Micros;
  readonly rows: ReadonlyMap<NodeId, Row>;
}

/** What one node had counted by an instant. */
interface Reading {
  readonly incarnation: number;
  readonly values: readonly number[];
  readonly spreads: readonly (Histogram | null)[];
}

interface Tally {
  readonly at: Micros;
  readonly readings: ReadonlyMap<NodeId, Reading>;
}

interface Source {
  readonly id: NodeId;
  readonly incarnation: number;
  readonly isClient: boolean;
  readonly rows: readonly Counted[];
}

const NO_SPREAD: Sparse = { pairs: [], sum: 0 };

export class Sampler {
  readonly #measures: readonly Measure[];
  #before: Tally | null = null;

  constructor({ measures }: SystemMetrics) {
    this.#measures = Object.values(measures);
  }

  /** The instant of the last look. */
  get at(): Micros | null {
    return this.#before?.at ?? null;
  }

  forget(): void {
    this.#before = null;
  }

  /** Looks at a cluster that stands before the actions of an instant. What came since the last look, if that was one step ago. */
  async look(cluster: Cluster): Promise<Interval | null> {
    const at = cluster.position;
    const sources = await sourcesOf(cluster);
    const readings = new Map(sources.map((source) => [source.id, this.#read(source)] as const));
    const before = this.#before;
    this.#before = { at, readings };
    if (before?.at !== at - BASE) return null;
    const shown = [...cluster.participants.values()].filter(({ isClient }) => !isClient).slice(0, NODES_MOST);
    return { at, rows: this.#rows(before, sources, readings, new Set(shown.map(({ id }) => id))) };
  }

  #read({ incarnation, isClient, rows }: Source): Reading {
    const values: number[] = [];
    const spreads: (Histogram | null)[] = [];
    for (const measure of this.#measures) {
      const isOther = (measure.isOfClients === true) !== isClient;
      const own = isOther || measure.about !== undefined ? [] : matching(measure, rows);
      values.push(isOther ? NaN : own.reduce((sum, { value }) => sum + value, 0));
      spreads.push(measure.kind === 'spread' && !isOther ? merged(own) : null);
    }
    return { incarnation, values, spreads };
  }

  #rows(
    before: Tally,
    sources: readonly Source[],
    readings: ReadonlyMap<NodeId, Reading>,
    shown: ReadonlySet<NodeId>,
  ): ReadonlyMap<NodeId, Row> {
    const measures = this.#measures;
    const abouts = measures.map((measure) => aboutOf(measure, sources));
    const said = abouts.flatMap((about) => [...(about?.keys() ?? [])]);
    const rows = new Map<NodeId, Row>();
    let whole: Row = emptyRow(measures);
    for (const id of new Set([...readings.keys(), ...said])) {
      const now = readings.get(id);
      const then = before.readings.get(id);
      const since = then?.incarnation === now?.incarnation ? then : undefined;
      const row: Row = {
        values: measures.map((measure, place) => {
          const about = abouts[place]?.get(id);
          if (measure.about !== undefined) return about ?? now?.values[place] ?? NaN;
          const value = now?.values[place] ?? NaN;
          return measure.kind === 'count' ? value - (since?.values[place] ?? 0) : value;
        }),
        spreads: measures.map((_, place) => {
          const spread = now?.spreads[place] ?? null;
          return spread === null ? null : cameSince(spread, since?.spreads[place] ?? null);
        }),
      };
      whole = joined(measures, addedUp, whole, row);
      if (shown.has(id)) rows.set(id, row);
    }
    return rows.set(ALL, whole);
  }
}

/** Of everybody who runs, at once. */
async function sourcesOf(cluster: Cluster): Promise<readonly Source[]> {
  const running = cluster.everybody.filter(({ isRunning }) => isRunning);
  const found = await Promise.all(
    running.map(async ({ id, incarnation, isClient }) => {
      const { rows } = await cluster.look(id, 'metrics');
      return { id, incarnation, isClient, rows: (rows ?? []) as unknown as readonly Counted[] };
    }),
  );
  return found.filter(({ rows }) => rows.length > 0);
}

function matching({ of, only }: Measure, rows: readonly Counted[]): readonly Counted[] {
  return rows.filter(
    ({ name, labels }) => name === of && (only === undefined || only.includes(labels[0] ?? '')),
  );
}

function merged(rows: readonly Counted[]): Histogram {
  const spreads = rows.flatMap(({ spread }) => (spread === null ? [] : [spread as Histogram]));
  const [first, ...others] = spreads;
  // Nobody changes what was taken, so a copy is made only where there is something to add.
  if (first !== undefined) return others.reduce(mergeHistograms, first);
  return { counts: [], count: 0, sum: 0, min: 0, max: 0 };
}

/** What others say of each node; null for a measure in which everybody speaks of itself. */
function aboutOf(measure: Measure, sources: readonly Source[]): ReadonlyMap<NodeId, number> | null {
  if (measure.about === undefined) return null;
  const found = new Map<NodeId, number>();
  for (const { rows } of sources)
    for (const { labels, value } of matching(measure, rows)) {
      const whom = labels[0] ?? '';
      const more = measure.isTime === true ? Math.round(value * SECOND) : value;
      const former = found.get(whom) ?? 0;
      found.set(whom, measure.about === 'sum' ? former + more : Math.max(former, more));
    }
  return found;
}

function emptyRow(measures: readonly Measure[]): Row {
  return {
    values: measures.map(() => 0),
    spreads: measures.map(({ kind }) => (kind === 'spread' ? NO_SPREAD : null)),
  };
}

type Join = (kind: Measure['kind'], left: number, right: number) => number;

/** Two nodes of one time. */
const addedUp: Join = (kind, left, right) => {
  if (Number.isNaN(left) || Number.isNaN(right)) return Number.isNaN(left) ? right : left;
  return kind === 'peak' ? Math.max(left, right) : left + right;
};

/** Two times of one node, the later one second: what there was is over when it is gone. */
const inTurn: Join = (kind, earlier, later) => (kind === 'level' ? later : addedUp(kind, earlier, later));

function joined(measures: readonly Measure[], join: Join, one: Row, other: Row): Row {
  return {
    values: measures.map(({ kind }, place) =>
      join(kind, one.values[place] as number, other.values[place] as number),
    ),
    spreads: measures.map((_, place) => {
      const [left, right] = [one.spreads[place] ?? null, other.spreads[place] ?? null];
      return left === null || right === null ? (left ?? right) : together(left, right);
    }),
  };
}

/** Two stretches of time that follow each other, as one. */
export function oneAfterTheOther(measures: readonly Measure[], earlier: Interval, later: Interval): Interval {
  const nothing = nothingOf(measures);
  const ids = new Set([...earlier.rows.keys(), ...later.rows.keys()]);
  const rows = [...ids].map((id): [NodeId, Row] => [
    id,
    joined(measures, inTurn, earlier.rows.get(id) ?? nothing, later.rows.get(id) ?? nothing),
  ]);
  return { at: later.at, rows: new Map(rows) };
}

function nothingOf(measures: readonly Measure[]): Row {
  return { values: measures.map(() => NaN), spreads: measures.map(() => null) };
}
