/**
 * How much of what is asked is answered while single nodes fail one after the other, hour after hour.
 *
 * **Asked** is every operation that a client began. **Answered** is every one that ended well within the client's timeout: the value of a key or
 * that there is none, the deed done. Every other end counts against the cluster: a refusal (`CLUSTERDOWN`, `TRYAGAIN`, …) as *refused*, and
 * silence until the timeout as *unknown*, for the deed may have been done. The workload can earn no error by its own doing.
 *
 * An answer may come from a copy while nobody acts for the key; it counts, is marked as possibly stale, and is counted apart.
 */
import { Cluster } from '../../../src/cluster/cluster.ts';
import { LocalHost } from '../../../src/cluster/local-host.ts';
import type { HistoryEvent } from '../../../src/cluster/recorder.ts';
import { derive, seedChain } from '../../../src/kernel/chance.ts';
import { Generator } from '../../../src/kernel/generator.ts';
import { SECOND, type Micros } from '../../../src/kernel/time.ts';
import { newHistogram, quantile, record } from '../../../src/protocols/histogram.ts';
import { formatFault, readScenario } from '../../../src/scenario/index.ts';
import { cache } from '../../../src/systems/cache/index.ts';
import type { Answer } from '../../../src/systems/cache/requests.ts';

export const HOUR = 3_600 * SECOND;
const NODES = ['n1', 'n2', 'n3', 'n4', 'n5'];
/** One fault begins in each such time. It lasts between a second and a minute, and the rest is for recovery. */
export const FAULT_EVERY = 300 * SECOND;
const RATE = 10;
/** After silence a client asks for a write as often again. */
const RETRIES = 3;

export interface DayOptions {
  readonly seed: number;
  readonly length: Micros;
  /** Beside the retries, all are as they are by default. */
  readonly options?: Readonly<Record<string, unknown>>;
}

export interface Tally {
  readonly asked: number;
  readonly answered: number;
  readonly refused: number;
  readonly unknown: number;
  /** Of those answered. */
  readonly stale: number;
  /** Askings after silence, which may do a thing twice, and all others after the first: sent on, asked of a copy, asked again. */
  readonly retries: number;
  readonly followUps: number;
  /** In virtual µs, of what was answered. */
  readonly p99: Micros;
  readonly slowest: Micros;
  readonly faults: ReadonlyMap<string, number>;
  /** What was not answered: when, on which fault. */
  readonly misses: readonly Miss[];
}

export interface Miss {
  readonly at: Micros;
  readonly operation: string;
  readonly command: readonly string[];
  readonly says: string;
  readonly during: string;
}

// --- Faults -------------------------------------------------------------------------------------------------------------

interface Strike {
  readonly name: string;
  readonly at: Micros;
  readonly actions: readonly object[];
}

interface Blow {
  begin(node: string, draw: (low: number, high: number) => number): readonly object[];
  end(node: string): readonly object[];
}

const restart = (node: string): readonly object[] => [{ do: 'restart', node }];
const well = (node: string): readonly object[] => [{ do: 'disk', node, act: 'ok' }];

const BLOWS: ReadonlyMap<string, Blow> = new Map<string, Blow>([
  ['power cut', { begin: (node) => [{ do: 'kill', node, how: 'power' }], end: restart }],
  ['program stopped', { begin: (node) => [{ do: 'kill', node, how: 'process' }], end: restart }],
  ['disk lost', { begin: (node) => [{ do: 'wipe', node }], end: restart }],
  ['frozen', { begin: (node) => [{ do: 'freeze', node }], end: (node) => [{ do: 'thaw', node }] }],
  // Clients reach it, other nodes do not.
  [
    'cut off from nodes',
    { begin: (node) => [{ do: 'partition', groups: [[node]] }], end: () => [{ do: 'heal' }] },
  ],
  ['cut off from all', { begin: (node) => [{ do: 'isolate', node }], end: (node) => [{ do: 'heal', node }] }],
  [
    'slow',
    {
      begin: (node, draw) => [{ do: 'slow', node, times: draw(100, 2_000) }],
      end: (node) => [{ do: 'slow', node, times: 1 }],
    },
  ],
  [
    'slow disk',
    { begin: (node, draw) => [{ do: 'disk', node, act: 'slow', times: draw(10, 500) }], end: well },
  ],
  ['full disk', { begin: (node) => [{ do: 'disk', node, act: 'full' }], end: well }],
]);

export function strikesOf(seed: number, length: Micros): readonly Strike[] {
  const chance = new Generator(derive(seedChain(seed), 'availability'));
  const draw = (low: number, high: number): number => low + Math.floor(chance.next() * (high - low + 1));
  const names = [...BLOWS.keys()];
  const strikes: Strike[] = [];
  for (let from = 0; from + FAULT_EVERY <= length; from += FAULT_EVERY) {
    const name = names[draw(0, names.length - 1)] as string;
    const node = NODES[draw(0, NODES.length - 1)] as string;
    const at = from + draw(10 * SECOND, 120 * SECOND);
    const ends = at + draw(SECOND, 60 * SECOND);
    const { begin, end } = BLOWS.get(name) as Blow;
    const actions = [
      ...begin(node, draw).map((action) => ({ at: `${at}us`, ...action })),
      ...end(node).map((action) => ({ at: `${ends}us`, ...action })),
    ];
    strikes.push({ name: `${name} ${node}`, at, actions });
  }
  return strikes;
}

// --- The day ------------------------------------------------------------------------------------------------------------

export async function availability(options: DayOptions): Promise<Tally> {
  const strikes = strikesOf(options.seed, options.length);
  const count = new Count(strikes);
  const read = readScenario(fileOf(options, strikes), new Map([[cache.id, cache.sketch]]));
  if (!read.ok) throw new Error(read.faults.map(formatFault).join('\n'));
  const { scenario } = read;
  const cluster = new Cluster({
    scenario,
    system: cache,
    host: new LocalHost(({ role, setup }) => cache.program(role, setup.options)),
    recorder: { level: 'operations', record: (events) => events.forEach((event) => count.hear(event)) },
  });
  await cluster.boot();
  await cluster.advanceTo(scenario.until);
  let [retries, followUps] = [0, 0];
  for (const { id, isClient } of cluster.everybody) {
    if (!isClient) continue;
    const glance = (await cluster.look(id, 'glance')) as Readonly<Record<string, number>>;
    retries += glance.retries as number;
    followUps += glance.followUps as number;
  }
  return count.tally(retries, followUps);
}

function fileOf({ seed, length, options }: DayOptions, strikes: readonly Strike[]): object {
  return {
    ...{ version: 1, system: cache.id, seed, nodes: NODES.length },
    options: { retries: RETRIES, ...options },
    workload: [
      { clients: 2, rate: RATE, keys: 1_000, spread: 'zipf', reads: 0.8, until: `${length / SECOND}s` },
    ],
    script: strikes.flatMap(({ actions }) => actions),
    // What was asked last is given its time.
    until: `${length / SECOND + 10}s`,
  };
}

/** A day has too many operations to keep them all: each is counted when it is over. */
class Count {
  readonly #strikes: readonly Strike[];
  readonly #open = new Map<string, { readonly at: Micros; readonly command: readonly string[] }>();
  readonly #latency = newHistogram();
  readonly #misses: Miss[] = [];
  #asked = 0;
  #answered = 0;
  #refused = 0;
  #stale = 0;
  #slowest = 0;

  constructor(strikes: readonly Strike[]) {
    this.#strikes = strikes;
  }

  hear(event: HistoryEvent): void {
    if (event.what === 'invoked') {
      const { command } = event.body as unknown as { readonly command: readonly string[] };
      this.#asked += 1;
      this.#open.set(event.operation, { at: event.at, command });
    } else if (event.what === 'settled') this.#settled(event);
  }

  #settled({ operation, outcome, text, at: now }: Extract<HistoryEvent, { what: 'settled' }>): void {
    const { at, command } = this.#open.get(operation) as { at: Micros; command: readonly string[] };
    this.#open.delete(operation);
    if (outcome.status !== 'ok') {
      if (outcome.status === 'failed') this.#refused += 1;
      this.#misses.push({ at, operation, command, says: text, during: this.#during(at) });
      return;
    }
    this.#answered += 1;
    const { isStale = false, isUnknown = false } = outcome.value as unknown as Answer;
    // All holders were asked for a key that none of them has ever heard of: whose answer that was in the end says nothing.
    if (isStale && !isUnknown) this.#stale += 1;
    record(this.#latency, now - at);
    this.#slowest = Math.max(this.#slowest, now - at);
  }

  #during(at: Micros): string {
    return this.#strikes.findLast((strike) => strike.at <= at + SECOND)?.name ?? 'nothing';
  }

  tally(retries: number, followUps: number): Tally {
    const faults = new Map<string, number>();
    for (const { name } of this.#strikes) {
      const kind = name.slice(0, name.lastIndexOf(' '));
      faults.set(kind, (faults.get(kind) ?? 0) + 1);
    }
    return {
      ...{ asked: this.#asked, answered: this.#answered, refused: this.#refused, stale: this.#stale },
      // An operation that never ended is unknown too.
      unknown: this.#asked - this.#answered - this.#refused,
      ...{ retries, followUps: followUps - retries, faults, misses: this.#misses },
      ...{ p99: quantile(this.#latency, 0.99) ?? 0, slowest: this.#slowest },
    };
  }
}
