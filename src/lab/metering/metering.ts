/**
 * Numbers over time, for whoever looks at them. While somebody asks, the running cluster is looked at as it comes by the instants of samples; what
 * lies behind it and was not looked at is replayed in the spare Worker, the latest first, a slice at a time. Both see the same cluster at the
 * same instants, so it makes no difference which of them did. Nobody asking means that nothing is looked at.
 */
import type { Cluster } from '../../cluster/cluster.ts';
import type { Counted } from '../../kernel/contract.ts';
import type { Micros } from '../../kernel/time.ts';
import { exposition, newMetrics, setGauge, setHistogram, type Definition } from '../../protocols/metrics.ts';
import type { Histogram } from '../../protocols/histogram.ts';
import type { SystemMetrics } from '../../systems/charts.ts';
import { systemOf } from '../../systems/on-demand.ts';
import type { Branch } from '../branch.ts';
import type { Run, Sampling } from '../run.ts';
import type { Turns } from '../turns.ts';
import { Points, windowOf } from './points.ts';
import type { MetricsAnswer, MetricsQuestion } from './records.ts';
import type { SampleOrder } from './replayed.ts';
import { BASE, Sampler } from './sampler.ts';
import { Samples } from './samples.ts';

/** Who has not asked for so many real ms looks no more. */
const PATIENCE = 2_000;

/** All that is kept of one open run. */
interface Desk {
  readonly run: Run;
  readonly metrics: SystemMetrics;
  readonly sampler: Sampler;
  readonly samples: Samples;
  readonly points: Points;
  branch: Branch;
}

export class Metering implements Sampling {
  readonly #turns: Turns;
  #desk: Desk | null = null;
  #askedAt = -Infinity;
  #isFilling = false;
  /** The branch of which the replay broke: it would again. */
  #brokenOn: Branch | null = null;
  /** Where the replayer has come to by itself, on which branch; it goes on from there. */
  #replayed: { readonly key: string; readonly at: Micros } | null = null;

  constructor(turns: Turns) {
    this.#turns = turns;
  }

  async ask({ generation, cursor }: MetricsQuestion): Promise<MetricsAnswer | null> {
    this.#askedAt = this.#turns.wall();
    return this.#turns.take(async () => {
      const { run } = this.#turns;
      const desk = run === null ? null : await this.#deskOf(run);
      if (run === null || desk === null) return null;
      this.#follow(desk);
      run.sampling = this;
      await this.#lookHere(desk);
      const { samples, points, metrics } = desk;
      const until = run.branch.head.at;
      const isMissing = samples.latestMissing(until) !== null;
      if (isMissing) void this.#fill();
      const from = generation === samples.generation ? cursor : 0;
      const told = points.since(samples, { cursor: from, until });
      return {
        generation: samples.generation,
        cursor: told.cursor,
        charts: metrics.charts.map(({ name, form, unit }) => ({ name, form, unit })),
        figures: metrics.figures.map(({ name }) => name),
        series: points.series(samples),
        step: samples.step,
        window: windowOf(samples),
        points: told.points,
        isWhole: !isMissing && told.isAll,
      };
    });
  }

  /** What all nodes count at the moment that is looked at, in the text format of Prometheus. */
  async text(run: Run): Promise<string | null> {
    const metrics = (await systemOf(run.scenario.system).metrics?.()) ?? null;
    return metrics === null ? null : textOf(run.cluster, metrics);
  }

  // --- The running cluster --------------------------------------------------------------------------------------------

  nextAfter(at: Micros): Micros {
    const isWatched = this.#turns.wall() - this.#askedAt <= PATIENCE;
    return isWatched ? (Math.floor(at / BASE) + 1) * BASE : Infinity;
  }

  async reached(run: Run): Promise<void> {
    const desk = this.#desk;
    if (desk?.run !== run || run.cluster.position % BASE !== 0) return;
    this.#follow(desk);
    const { samples, sampler } = desk;
    const at = run.cluster.position;
    if (samples.has(at) && samples.has(at + BASE)) return;
    const interval = await sampler.look(run.cluster);
    if (interval !== null) samples.add(interval);
  }

  /** Where it stands just at an instant of samples, with nothing done there yet. */
  async #lookHere({ run, sampler, samples }: Desk): Promise<void> {
    const { branch, moment } = run;
    const isBefore = moment.applied === branch.appliedBefore(moment.at);
    if (moment.at % BASE !== 0 || !isBefore || !run.isHere(moment) || sampler.at === moment.at) return;
    const interval = await sampler.look(run.cluster);
    if (interval !== null) samples.add(interval);
  }

  async #deskOf(run: Run): Promise<Desk | null> {
    if (this.#desk?.run === run) return this.#desk;
    const metrics = (await systemOf(run.scenario.system).metrics?.()) ?? null;
    if (metrics === null) return null;
    const sampler = new Sampler(metrics);
    // Whoever knows points of the run before does not take them for this one's.
    const generation = (this.#desk?.samples.generation ?? 0) + 1;
    const samples = new Samples(Object.values(metrics.measures), generation);
    this.#replayed = null;
    this.#brokenOn = null;
    this.#desk = { run, metrics, sampler, samples, points: new Points(metrics), branch: run.branch };
    return this.#desk;
  }

  /** Another branch shares what was before it left the one that was looked at; what came later is of the other. */
  #follow(desk: Desk): void {
    const { branch } = desk.run;
    if (desk.branch === branch) return;
    desk.samples.forgetAfter(sharedUntil(desk.branch, branch));
    desk.sampler.forget();
    desk.branch = branch;
  }

  // --- The past -------------------------------------------------------------------------------------------------------

  async #fill(): Promise<void> {
    if (this.#isFilling) return;
    this.#isFilling = true;
    try {
      while (await this.#fillSome());
    } catch {
      this.#brokenOn = this.#desk?.branch ?? null;
    } finally {
      this.#isFilling = false;
    }
  }

  /** One slice; false when there is nothing more to do, or nobody to do it for. */
  async #fillSome(): Promise<boolean> {
    const { lookout, wall } = this.#turns;
    if (wall() - this.#askedAt > PATIENCE) return false;
    const prepared = await this.#turns.take(async () => {
      const desk = this.#desk;
      if (desk === null || this.#turns.run !== desk.run) return null;
      this.#follow(desk);
      if (desk.branch === this.#brokenOn) return null;
      const order = this.#orderOf(desk);
      if (order !== null) await lookout.prepare(desk.run);
      return order === null ? null : { desk, branch: desk.branch, order };
    });
    if (prepared === null) return false;
    const { desk, branch, order } = prepared;
    const found = await lookout.sample(order);
    this.#replayed = found === null ? null : { key: order.key, at: found.at };
    if (found === null || desk !== this.#desk || desk.branch !== branch) return true;
    for (const interval of found.intervals) desk.samples.add(interval);
    return true;
  }

  /** The latest that is missing, and what is missing between it and the nearest checkpoint before. */
  #orderOf({ samples, branch }: Desk): SampleOrder | null {
    const { key } = branch;
    const last = samples.latestMissing(branch.head.at);
    if (last === null) return null;
    const checkpoint = branch.nearest({ at: last - BASE, applied: null });
    const standing = this.#replayed?.key === key ? this.#replayed.at : null;
    const isOnTheWay = standing !== null && standing < last && standing >= (checkpoint?.position ?? 0);
    // A checkpoint stands after what was done at its instant, and samples are of before.
    const from = isOnTheWay ? standing : checkpoint === null ? 0 : checkpoint.position + 1;
    const instants: Micros[] = [];
    for (let at = (Math.ceil(from / BASE) + 1) * BASE; at <= last; at += BASE)
      if (!samples.has(at)) instants.push(at);
    return { key, instants, goesOn: isOnTheWay, checkpoint: isOnTheWay ? null : checkpoint };
  }
}

/** The last instant up to which both are one line. */
function sharedUntil(one: Branch, other: Branch): Micros {
  const ends = new Map<number, Micros>();
  let end = Infinity;
  for (let branch: Branch | null = one; branch !== null; branch = branch.parent) {
    ends.set(branch.id, end);
    end = Math.min(end, branch.at);
  }
  end = Infinity;
  for (let branch: Branch | null = other; branch !== null; branch = branch.parent) {
    const shared = ends.get(branch.id);
    if (shared !== undefined) return Math.min(end, shared);
    end = Math.min(end, branch.at);
  }
  return 0;
}

async function textOf(cluster: Cluster, { definitions, up }: SystemMetrics): Promise<string> {
  const known = new Map(definitions.map((definition) => [definition.name, definition] as const));
  const nodes = cluster.everybody.filter(({ isClient, member }) => !isClient && member.role === 'node');
  const sources = await Promise.all(
    nodes.map(async ({ id }) => {
      const { rows } = await cluster.look(id, 'metrics');
      const metrics = metricsFrom((rows ?? []) as unknown as readonly Counted[], known);
      setGauge(metrics, up, [], rows === undefined ? 0 : 1);
      return { labels: [['node', id]] as const, metrics };
    }),
  );
  return exposition([up, ...definitions], sources);
}

function metricsFrom(
  rows: readonly Counted[],
  known: ReadonlyMap<string, Definition>,
): ReturnType<typeof newMetrics> {
  const metrics = newMetrics();
  for (const { name, labels, value, spread } of rows) {
    const what = known.get(name);
    if (what === undefined) continue;
    if (spread === null) setGauge(metrics, what, labels, value);
    else setHistogram(metrics, what, labels, spread as Histogram);
  }
  return metrics;
}
