/**
 * Traffic: what a client does by itself, from an entry of the scenario's workload.
 *
 * **Open loop** (the default): operations begin at their rate, whether or not earlier ones were answered, as with many people who know nothing
 * of each other. A cluster that is too slow shows in ever longer answers. **Closed loop**: a client begins the next operation when the last one
 * is over and some time was thought about it; a cluster that is too slow is simply asked less, and its latencies look better than its
 * users would say.
 *
 * **Cache-aside**: the client is an application before a slow source of truth. It reads from the cache; on a miss it asks the source, and puts
 * into the cache what came. When a key that many ask for runs out, all of them miss at once and all ask the source: a stampede, worse when the
 * source takes few at a time. Two remedies are options: **single flight** (who misses what is being fetched already waits for that) and a
 * **jitter** on times to live (keys that came together do not leave together).
 *
 * Chance is drawn in a fixed order, and only for what is asked for: a workload that says nothing of deletions draws nothing for them.
 */
import type { Outcome, Self } from '../kernel/contract.ts';
import { harmonicSums, zipf } from '../kernel/maths.ts';
import { SECOND, type Micros } from '../kernel/time.ts';
import type { WorkloadSpec } from '../scenario/types.ts';
import { newHistogram, record, type Histogram } from './histogram.ts';

/** One operation of a workload. */
export interface Deed {
  readonly what: 'read' | 'write' | 'delete';
  readonly key: number;
  /** Never the same twice at one client. */
  readonly serial: string;
  /** How many bytes are written; null for as many as it takes. */
  readonly bytes: number | null;
  /** How long it shall live; null for ever. */
  readonly lifetime: Micros | null;
}

export type TrafficTimer =
  { readonly kind: 'next operation' } | { readonly kind: 'source'; readonly flight: number };

/** What a client wants from the source, for how many and since when. It lasts until the cache has it. */
interface Flight {
  readonly number: number;
  readonly key: number;
  readonly since: Micros[];
  hasValue: boolean;
}

/** Plain data, part of the client's state. */
export interface Traffic {
  /** Operations so far. */
  made: number;
  /** Where a scan goes on. */
  place: number;
  /** Reads beside a source that are not over: key, and when it was wanted. */
  readonly wanted: Map<string, { readonly key: number; readonly since: Micros }>;
  /** Writes of what came from the source, and the flights that they end. */
  readonly refills: Map<string, number>;
  flights: Flight[];
  /** Flights that the source works on, and those that it has no hand free for. */
  busy: number;
  queue: number[];
  /** How often the cache had it, how often the source was asked, and how often somebody else's asking was enough. */
  hits: number;
  fetches: number;
  shared: number;
  /** From wanting a value to having it, from wherever. */
  readonly latency: Histogram;
}

export function newTraffic(): Traffic {
  return {
    made: 0,
    place: 0,
    wanted: new Map(),
    refills: new Map(),
    flights: [],
    busy: 0,
    queue: [],
    hits: 0,
    fetches: 0,
    shared: 0,
    latency: newHistogram(),
  };
}

/** What traffic needs of the client that makes it. */
export interface Maker {
  readonly self: Pick<Self<never, TrafficTimer>, 'id' | 'now' | 'random' | 'after'>;
  readonly traffic: Traffic;
  readonly spec: WorkloadSpec;
  /** Begins an operation under the name of its serial. */
  issue(deed: Deed): void;
  /** Whether a read was answered, and nothing was there. */
  isMiss(outcome: Outcome): boolean;
}

export function beginTraffic({ self, spec }: Pick<Maker, 'self' | 'spec'>): void {
  if (isClosed(spec)) {
    // Each of them goes its own way from here: what is over makes room for one.
    const { depth = 1 } = spec;
    for (let place = 0; place < depth; place += 1)
      self.after(spec.from + thought(self, spec), { kind: 'next operation' });
  } else {
    self.after(spec.from + hurried(spec, spec.from, gap(self, spec)), { kind: 'next operation' });
  }
}

export function tickTraffic(maker: Maker, timer: TrafficTimer): void {
  if (timer.kind === 'source') sourceAnswered(maker, timer.flight);
  else nextOperation(maker);
}

function isClosed({ loop }: WorkloadSpec): boolean {
  return loop === 'closed';
}

function nextOperation(maker: Maker): void {
  const { self, traffic, spec } = maker;
  if (self.now >= spec.until) return;
  const key = keyOf(self, traffic, spec);
  const what = self.random() < spec.reads ? 'read' : changing(self, spec);
  const bytes = what === 'write' ? bytesOf(self, spec) : null;
  const lifetime = what === 'write' ? lifetimeOf(self, spec) : null;
  // An operation begins here, so its messages are named after it and not after the timer.
  if (!isClosed(spec)) self.after(hurried(spec, self.now, gap(self, spec)), { kind: 'next operation' });
  const serial = begin(maker, { what, key, bytes, lifetime });
  if (what === 'read' && spec.aside !== undefined) traffic.wanted.set(serial, { key, since: self.now });
}

function begin({ self, traffic, issue }: Maker, deed: Omit<Deed, 'serial'>): string {
  traffic.made += 1;
  const serial = `${self.id}.w${traffic.made}`;
  const { what, key, bytes, lifetime } = deed;
  issue({ what, key, serial, bytes, lifetime });
  return serial;
}

/** An operation is over; those that a person typed are none of the traffic. */
export function settledTraffic(maker: Maker, operation: string, outcome: Outcome): void {
  const { self, traffic, spec } = maker;
  if (!operation.startsWith(`${self.id}.w`)) return;
  const want = traffic.wanted.get(operation);
  traffic.wanted.delete(operation);
  const landing = traffic.refills.get(operation);
  if (landing !== undefined) {
    // What came from the source is put into the cache by the way; nobody waits for that.
    traffic.refills.delete(operation);
    traffic.flights = traffic.flights.filter(({ number }) => number !== landing);
    return;
  }
  if (want !== undefined) {
    if (outcome.status !== 'ok' || maker.isMiss(outcome)) {
      fetch(maker, want.key, want.since);
      return;
    }
    traffic.hits += 1;
    had(maker, want.since);
  } else if (isClosed(spec)) self.after(thought(self, spec), { kind: 'next operation' });
}

/** Somebody has the value that was wanted. */
function had({ self, traffic, spec }: Maker, since: Micros): void {
  record(traffic.latency, self.now - since);
  if (isClosed(spec)) self.after(thought(self, spec), { kind: 'next operation' });
}

// --- When ---------------------------------------------------------------------------------------------------------------

type Chance = Pick<Maker['self'], 'random'>;

/** Between half and one and a half of the mean: irregular enough to meet every phase of what else goes on. */
function gap(self: Chance, { clients, rate }: WorkloadSpec): Micros {
  const mean = (SECOND * clients) / rate;
  return Math.max(1, Math.floor(mean * (0.5 + self.random())));
}

function thought(self: Chance, { think = 0 }: WorkloadSpec): Micros {
  return Math.max(1, Math.floor(think * (0.5 + self.random())));
}

/** The part of a gap that is left of it when bursts hurry it: in them so many times as much happens as outside. */
function hurried({ burst, from }: WorkloadSpec, now: Micros, wait: Micros): Micros {
  if (burst === undefined) return wait;
  const { every, lasts, times } = burst;
  const calm = every - lasts;
  const whole = Math.floor(wait / (lasts * times + calm));
  let left = wait - whole * (lasts * times + calm);
  let at = now + whole * every;
  while (left > 0) {
    const phase = (at - from) % every;
    const pace = phase < lasts ? times : 1;
    const stretch = (phase < lasts ? lasts : every) - phase;
    const passed = Math.min(stretch, Math.ceil(left / pace));
    left -= passed * pace;
    at += passed;
  }
  return Math.max(1, at - now);
}

// --- What ---------------------------------------------------------------------------------------------------------------

/** Hot keys are the first ones, as they are for Zipf. */
function keyOf(self: Chance, traffic: Traffic, { spread, keys, hot = HOT_ONE }: WorkloadSpec): number {
  switch (spread) {
    case 'uniform':
      return Math.floor(self.random() * keys);
    case 'zipf':
      return zipf(zipfTable(keys), self.random());
    case 'hot': {
      const warm = Math.min(hot.keys, keys);
      const isHot = self.random() < hot.share || warm === keys;
      const draw = self.random();
      return isHot ? Math.floor(draw * warm) : warm + Math.floor(draw * (keys - warm));
    }
    case 'scan': {
      const key = traffic.place;
      traffic.place = (key + 1) % keys;
      return key;
    }
  }
}

const HOT_ONE = { keys: 1, share: 0.9 };

/** Follows from the number of keys alone, and takes long to make, so the last few are kept. */
const zipfTables = new Map<number, readonly number[]>();
const TABLES_MAX = 4;

function zipfTable(keys: number): readonly number[] {
  const known = zipfTables.get(keys);
  if (known !== undefined) return known;
  const table = harmonicSums(keys);
  if (zipfTables.size === TABLES_MAX) zipfTables.delete(zipfTables.keys().next().value as number);
  zipfTables.set(keys, table);
  return table;
}

function changing(self: Chance, { deletes }: WorkloadSpec): Deed['what'] {
  return deletes !== undefined && self.random() < deletes ? 'delete' : 'write';
}

function bytesOf(self: Chance, { size }: WorkloadSpec): number | null {
  if (size === undefined) return null;
  return size.min + Math.floor(self.random() * (size.max - size.min + 1));
}

function lifetimeOf(self: Chance, { ttl }: WorkloadSpec): Micros | null {
  return ttl !== undefined && self.random() < ttl.share ? jittered(self, ttl) : null;
}

function jittered(self: Chance, { time, jitter }: NonNullable<WorkloadSpec['ttl']>): Micros {
  return jitter === 0 ? time : Math.max(1, Math.floor(time * (1 + jitter * (2 * self.random() - 1))));
}

// --- The source ---------------------------------------------------------------------------------------------------------

type Aside = NonNullable<WorkloadSpec['aside']>;

function fetch(maker: Maker, key: number, since: Micros): void {
  const { traffic, spec } = maker;
  const { singleFlight, width } = spec.aside as Aside;
  const under = singleFlight ? traffic.flights.find((flight) => flight.key === key) : undefined;
  if (under !== undefined) {
    traffic.shared += 1;
    if (under.hasValue) had(maker, since);
    else under.since.push(since);
    return;
  }
  traffic.fetches += 1;
  traffic.flights.push({ number: traffic.fetches, key, since: [since], hasValue: false });
  if (width > 0 && traffic.busy >= width) traffic.queue.push(traffic.fetches);
  else askSource(maker, traffic.fetches);
}

function askSource({ self, traffic, spec }: Maker, flight: number): void {
  traffic.busy += 1;
  self.after((spec.aside as Aside).source, { kind: 'source', flight });
}

function sourceAnswered(maker: Maker, number: number): void {
  const { self, traffic, spec } = maker;
  traffic.busy -= 1;
  const next = traffic.queue.shift();
  if (next !== undefined) askSource(maker, next);
  const flight = traffic.flights.find((one) => one.number === number);
  if (flight === undefined) return;
  flight.hasValue = true;
  for (const since of flight.since) had(maker, since);
  const lifetime = spec.ttl === undefined ? null : jittered(self, spec.ttl);
  const bytes = bytesOf(self, spec);
  const serial = begin(maker, { what: 'write', key: flight.key, bytes, lifetime });
  traffic.refills.set(serial, number);
}
