/**
 * Probabilistically bounded staleness (Bailis and others, 2012) measured on real clusters: what partial quorums give when nothing but the
 * quorum itself spreads a write. Repair and comparison are out of the way: read repair is off, and beats come once in ten seconds.
 */
import { Cluster } from '../../../src/cluster/cluster.ts';
import { LocalHost } from '../../../src/cluster/local-host.ts';
import { Operations } from '../../../src/history/operations.ts';
import type { Data } from '../../../src/kernel/contract.ts';
import { Generator } from '../../../src/kernel/generator.ts';
import { derive, seedChain } from '../../../src/kernel/chance.ts';
import { ln } from '../../../src/kernel/maths.ts';
import { MILLISECOND, type Micros } from '../../../src/kernel/time.ts';
import { clientProgram } from '../../../src/protocols/client.ts';
import { foundingView } from '../../../src/systems/cache/founding.ts';
import { cache } from '../../../src/systems/cache/index.ts';
import { optionsOf } from '../../../src/systems/cache/options.ts';
import { brainFor, clientManner } from '../../../src/systems/cache/client.ts';
import { ownersOf } from '../../../src/systems/cache/view.ts';
import type { RegisteredSystem } from '../../../src/systems/registered.ts';
import { readScenario } from '../../../src/scenario/index.ts';

const QUIET = { heartbeat: '10s', nodeTimeout: '60s', readRepair: false, appendfsync: 'no', service: 0 };

/** Two nodes that own nothing coordinate: one the writes, the other the reads. */
const WRITER = 'n4';
const READER = 'n5';
const OWNERS = ['n1', 'n2', 'n3'];

/** Keys that the first three of five nodes own. */
export function keysOfOwners(count: number): readonly string[] {
  const members = [...OWNERS, WRITER, READER].map((id) => ({ id, name: '', role: 'node', weight: 1 }));
  const { placed } = foundingView(members);
  const rule = { kind: 'ring', virtualNodes: 64, replicas: 3 } as const;
  const keys: string[] = [];
  for (let number = 0; keys.length < count; number += 1) {
    const owners = ownersOf(placed, rule, `key:${number}`);
    if (owners.every((id) => OWNERS.includes(id))) keys.push(`key:${number}`);
  }
  return keys;
}

// --- By versions --------------------------------------------------------------------------------------------------------

/**
 * Frozen replication: every write reaches one owner by chance, every read hears one owner by chance. How many versions behind the latest
 * was each read? Owners do not hear each other.
 */
export async function versionsBehind(count: number): Promise<number[]> {
  const chance = new Generator(derive(seedChain(1), 'owners'));
  const one = (): string => OWNERS[Math.floor(chance.next() * 3)] as string;
  const [key = ''] = keysOfOwners(1);
  const script: object[] = [];
  for (const [from, to] of [
    ['n1', 'n2'],
    ['n1', 'n3'],
    ['n2', 'n3'],
  ])
    script.push({ at: 0, do: 'link', from, to, both: true, block: true });
  for (let number = 0; number < count; number += 1) {
    const at = (micros: number): string => `${200_000 + number * 20_000 + micros}us`;
    script.push(...alone(WRITER, one(), at(0)), ...alone(READER, one(), at(0)));
    script.push({ at: at(1_000), do: 'command', client: 'c1', text: `SET ${key} ${number} @${WRITER}` });
    script.push({ at: at(10_000), do: 'command', client: 'c1', text: `GET ${key} @${READER}` });
  }
  const network = { latency: { min: '500us', max: '500us' } };
  const options = { mode: 'quorum', virtualNodes: 64, ...QUIET };
  const records = await operationsOf(cache, { nodes: 5, network, options, script });
  return records
    .filter(({ text }) => text !== 'OK')
    .map(({ text }, index) => index - (text === '(nil)' ? -1 : Number(text?.slice(1, -1))));
}

/** A coordinator reaches this owner and no other. */
function alone(from: string, reached: string, at: string): object[] {
  return OWNERS.map((to) => {
    const base = { at, do: 'link', from, to, both: false };
    return to === reached ? { ...base, clear: true } : { ...base, block: true };
  });
}

// --- By time ------------------------------------------------------------------------------------------------------------

/** Exponential behind a floor, in µs. */
export const LAW = { min: 1_000, mean: 11_000 };
/** Between client and coordinator, always. */
const HOP = 100;

/** Reads that begin so long after their write was acknowledged: the share of them that see it. */
export async function freshness(
  delays: readonly Micros[],
  trials: number,
  { read, write }: { readonly read: number; readonly write: number },
): Promise<number[]> {
  // So many that no two operations meet at one.
  const keys = keysOfOwners(1_000);
  let number = 0;
  const system: RegisteredSystem = {
    ...cache,
    program: async (role, options) => {
      if (role !== 'client') return cache.program(role, options);
      const known = optionsOf(options);
      const manner = clientManner(known, await brainFor(known));
      return clientProgram({
        ...manner,
        start: (body) => ({ to: WRITER, asks: body }),
        sample: (_, __, serial): Data => {
          number += 1;
          return {
            command: ['SET', keys[number % keys.length] as string, `${number % delays.length}:${serial}`],
          };
        },
        // One operation: the write, and when it is acknowledged the read.
        follow({ outcome, attempt, body }) {
          const [, key = '', value = ''] = (body as { readonly command: readonly string[] }).command;
          if (outcome === null) return { do: 'wait' };
          if (attempt > 0) return { do: 'settle', outcome };
          const delay = delays[Number(value.split(':')[0])] as Micros;
          return { do: 'ask', to: READER, asks: { command: ['GET', key] }, delay };
        },
      });
    },
  };
  const seconds = Math.ceil((trials * delays.length) / 500);
  const records = await operationsOf(system, {
    nodes: 5,
    network: {
      latency: { min: `${LAW.min}us`, mean: `${LAW.mean}us`, law: 'exponential' },
      // In order, one slow message would hold up those behind it.
      order: 'free',
      clients: { latency: { min: `${HOP}us`, max: `${HOP}us` } },
    },
    options: { mode: 'quorum', read, write, ...QUIET },
    workload: [{ clients: 10, rate: 500, keys: keys.length, reads: 0, until: `${seconds}s` }],
    until: `${seconds + 2}s`,
  });
  const [seen, all] = [delays.map(() => 0), delays.map(() => 0)];
  for (const { body, value } of records) {
    const written = (body as { readonly command: readonly string[] }).command[2] as string;
    const which = Number(written.split(':')[0]);
    all[which]! += 1;
    if ((value as { readonly reply?: Data } | null)?.reply === written) seen[which]! += 1;
  }
  return seen.map((count, which) => count / (all[which] as number));
}

/** The same by Monte Carlo: write, acknowledge, read and answer each with a latency of its own, to and from each of three owners. */
export function expectedFreshness(delay: Micros, trials: number): number {
  const chance = new Generator(derive(seedChain(2), 'latencies'));
  const sample = (): number => LAW.min - ln(1 - chance.next()) * (LAW.mean - LAW.min);
  let fresh = 0;
  for (let trial = 0; trial < trials; trial += 1) {
    const writes = OWNERS.map(sample);
    const reads = OWNERS.map(sample);
    const acknowledged = Math.min(...writes.map((latency) => latency + sample()));
    const answers = reads.map((latency) => latency + sample());
    const first = answers.indexOf(Math.min(...answers));
    if (acknowledged + 2 * HOP + delay + (reads[first] as number) >= (writes[first] as number)) fresh += 1;
  }
  return fresh / trials;
}

async function operationsOf(system: RegisteredSystem, file: Readonly<Record<string, unknown>>) {
  const read = readScenario({ version: 1, system: 'cache', ...file }, new Map([['cache', system.sketch]]));
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  const { scenario } = read;
  const operations = new Operations();
  const cluster = new Cluster({
    scenario,
    system,
    host: new LocalHost(({ role, setup }) => system.program(role, setup.options)),
    recorder: { level: 'operations', record: (events) => operations.record(events) },
  });
  await cluster.boot();
  await cluster.advanceTo(scenario.until);
  return operations.sorted();
}

export const DELAYS: readonly Micros[] = [0, 5 * MILLISECOND, 10 * MILLISECOND, 20 * MILLISECOND];
