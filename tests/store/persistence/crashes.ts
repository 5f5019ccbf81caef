/**
 * Killing an engine under load at random points, and looking at what it finds on its disk. `runCrashes` is the whole proof; a test runs a
 * short share of it.
 */
import { Cluster } from '../../../src/cluster/cluster.ts';
import { LocalHost } from '../../../src/cluster/local-host.ts';
import { SILENCE } from '../../../src/cluster/recorder.ts';
import { SECOND } from '../../../src/kernel/time.ts';
import { formatFault, readScenario, type Scenario } from '../../../src/scenario/index.ts';
import type { Opening } from '../../../src/store/persistence/recovery.ts';
import type { Store } from '../../../src/store/store.ts';
import { isString, textOf } from '../../../src/store/values.ts';
import { Chance } from '../differential/chance.ts';
import { engineSketch, engineSystem, type Ledger } from './engine-system.ts';

export const POLICIES = ['always', 'everysec', 'no'] as const;
const WAYS = ['power', 'process'] as const;
type Policy = (typeof POLICIES)[number];
type Way = (typeof WAYS)[number];

export interface CrashOptions {
  /** How often somebody is killed. */
  readonly points: number;
  readonly seed: number;
  /** All in turn without. */
  readonly policy?: Policy;
}

export interface CrashReport {
  readonly points: number;
  /** How many of the starts met a torn tail. */
  readonly torn: number;
  /** How many of the starts lost something that had been acknowledged. Only `everysec` and `no` may, and only to the power. */
  readonly lossy: number;
  /** The oldest acknowledgement that `everysec` lost, in virtual ms before the power went. */
  readonly lostMsMax: number;
  /** What must not be: one sentence each, with the seed that shows it. */
  readonly faults: readonly string[];
}

interface Kill {
  readonly at: number;
  readonly how: Way;
}

const KILLS_A_RUN = 10;

export async function runCrashes({ points, seed, policy: only }: CrashOptions): Promise<CrashReport> {
  const faults: string[] = [];
  let [torn, lossy, lostMsMax, done] = [0, 0, 0, 0];
  for (let run = 0; done < points; run += 1) {
    const policy = only ?? (POLICIES[run % POLICIES.length] as Policy);
    const kills = killsOf(new Chance(seed + run, 'crashes'), Math.min(KILLS_A_RUN, points - done));
    const books = new Books(policy, kills);
    // A snapshot is synced at once: where there are many, the other syncs are never put to the test.
    await play(scenarioOf(seed + run, policy, kills, run % 2 === 0), books);
    if (books.starts !== kills.length + 1) books.faults.push(`${books.starts} starts, ${kills.length} kills`);
    faults.push(...books.faults.map((fault) => `seed ${seed + run}, ${policy}: ${fault}`));
    torn += books.torn;
    lossy += books.lossy;
    lostMsMax = Math.max(lostMsMax, books.lostMsMax);
    done += kills.length;
  }
  return { points: done, torn, lossy, lostMsMax, faults };
}

function killsOf(chance: Chance, count: number): Kill[] {
  let at = 0;
  return Array.from({ length: count }, () => {
    // Now and then long after the last one, so that `everysec` has something to keep, and sometimes in the middle of its start.
    at += chance.maybe(0.3) ? chance.integer(1, 20_000) : chance.integer(20_000, 1_600_000);
    return { at, how: chance.pick(WAYS) };
  });
}

function scenarioOf(seed: number, policy: Policy, kills: readonly Kill[], rewrites: boolean): Scenario {
  const micros = (at: number) => `${at}us`;
  const last = (kills.at(-1) as Kill).at;
  const read = readScenario(
    {
      version: 1,
      system: 'engine',
      seed,
      clients: 0,
      options: { appendfsync: policy, rewrites },
      network: { latency: { min: '100us', max: '1ms' } },
      workload: [
        {
          clients: 3,
          rate: 600,
          keys: rewrites ? KEYS : KEYS - SNAPSHOTS.length,
          spread: 'uniform',
          reads: 0,
          from: 0,
          until: micros(last + 1),
        },
      ],
      script: kills.flatMap(({ at, how }) => [
        { at: micros(at), do: 'kill', node: 'n1', how },
        { at: micros(at + 1), do: 'restart', node: 'n1' },
      ]),
      until: micros(last + 1_000),
    },
    new Map([['engine', engineSketch]]),
  );
  if (!read.ok) throw new Error(read.faults.map(formatFault).join('\n'));
  return read.scenario;
}

async function play(scenario: Scenario, ledger: Ledger): Promise<void> {
  const system = engineSystem(commandOf, ledger);
  const host = new LocalHost(({ role, setup }) => system.program(role, setup.options));
  const cluster = new Cluster({ scenario, system, host, recorder: SILENCE });
  await cluster.boot();
  await cluster.advanceTo(scenario.until);
  await cluster.dispose();
}

const KEYS = 1_000;
const SNAPSHOTS = [['SAVE'], ['BGSAVE'], ['BGREWRITEAOF']];
const FIRST_SNAPSHOT = KEYS - SNAPSHOTS.length;

/** Writes that can be told apart, some that expire, some that evict, reads, and all that writes snapshots. */
function commandOf(key: number): readonly string[] {
  const name = `k${key % 31}`;
  if (key < 400) return ['INCR', `n${key % 3}`];
  if (key < 600) return ['APPEND', name, String.fromCharCode(key % 256, 0, 255, 10)];
  if (key < 700) return ['SET', name, `value ${key}`, 'PX', String(key)];
  if (key < 750) return ['SET', `large ${key % 7}`, 'x'.repeat(700)];
  if (key < 850) return ['MSET', `a${key % 5}`, String(key), `b${key % 7}`, '\r\n'];
  if (key < 900) return ['GETDEL', name];
  if (key < FIRST_SNAPSHOT - 2) return ['GET', name];
  if (key < FIRST_SNAPSHOT) return key % 2 === 0 ? ['FLUSHALL'] : ['RENAME', 'n0', 'r'];
  return SNAPSHOTS[key - FIRST_SNAPSHOT] as readonly string[];
}

/** Every state that the store was in, and which of them a client knows of. */
class Books implements Ledger {
  readonly faults: string[] = [];
  readonly #policy: Policy;
  readonly #kills: readonly Kill[];
  #states: string[] = [''];
  #acknowledged: { readonly changes: number; readonly at: number }[] = [];
  starts = 0;
  torn = 0;
  lossy = 0;
  lostMsMax = 0;

  constructor(policy: Policy, kills: readonly Kill[]) {
    this.#policy = policy;
    this.#kills = kills;
  }

  started(opening: Opening, store: Store): void {
    this.starts += 1;
    if ('refused' in opening) this.faults.push(opening.refused);
    if ('torn' in opening.end) this.torn += 1;
    const kill = this.#kills[this.starts - 2];
    const kept = this.#states.lastIndexOf(stateOf(store));
    if (kept < 0) this.faults.push(`what was recovered is no prefix, after kill ${this.starts - 1}`);
    if (kill !== undefined) this.#judge(kill, kept);
    this.#states.length = kept + 1;
    this.#acknowledged = this.#acknowledged.filter(({ changes }) => changes <= kept);
  }

  changed(store: Store): number {
    return this.#states.push(stateOf(store)) - 1;
  }

  acknowledged(changes: number, at: number): void {
    this.#acknowledged.push({ changes, at });
  }

  #judge({ at: died, how }: Kill, kept: number): void {
    const lost = this.#acknowledged.filter(({ changes }) => changes > kept);
    if (lost.length === 0) return;
    this.lossy += 1;
    const ago = died - Math.min(...lost.map(({ at }) => at));
    if (how === 'process') this.faults.push(`the end of the program lost ${lost.length} acknowledged`);
    else if (this.#policy === 'always') this.faults.push(`always lost ${lost.length} acknowledged`);
    else if (this.#policy === 'everysec') {
      this.lostMsMax = Math.max(this.lostMsMax, ago / 1_000);
      if (ago > SECOND) this.faults.push(`lost what was acknowledged ${ago} µs before the power went`);
    }
  }
}

function stateOf(store: Store): string {
  return store.databases
    .flatMap(({ index, entries }) => entries.slots.map((entry) => ({ index, ...entry })))
    .map(({ index, key, value, deadline }) =>
      [index, key, deadline, isString(value) ? textOf(value) : '?'].join('\0'),
    )
    .sort()
    .join('\x01');
}
