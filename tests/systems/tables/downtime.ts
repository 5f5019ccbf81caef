/**
 * How long a cluster of five is without a leader after its leader crashed: the experiment of the Raft paper's section 9.3. Round trips take 15 ± 5 ms, there
 * are no writes, and the leader is struck at another moment between two heartbeats each time.
 */
import type { Micros } from '../../../src/kernel/time.ts';
import { Cluster } from '../../../src/cluster/cluster.ts';
import { LocalHost } from '../../../src/cluster/local-host.ts';
import { readScenario } from '../../../src/scenario/index.ts';
import type { Scenario } from '../../../src/scenario/types.ts';
import { tables } from '../../../src/systems/tables/index.ts';

const MS = 1_000;
/** By now somebody leads, where anybody is ever elected. */
const SETTLED = 3_000 * MS;
/** Nobody was elected for so long: that is all one needs to know. */
const GIVEN_UP = 5_000 * MS;

export interface Timeouts {
  /** In ms. */
  readonly min: number;
  readonly max: number;
}

/** In ms; as many as that many seeds. */
export async function downtimes(timeouts: Timeouts, seeds: number): Promise<readonly number[]> {
  const all: number[] = [];
  for (let seed = 1; seed <= seeds; seed += 1) all.push((await downtime(timeouts, seed)) / MS);
  return all.sort((left, right) => left - right);
}

export function quantile(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] as number;
}

async function downtime(timeouts: Timeouts, seed: number): Promise<Micros> {
  const elected: { readonly at: Micros; readonly node: string }[] = [];
  const heartbeat = Math.min(50, timeouts.min / 2);
  const cluster = new Cluster({
    scenario: scenarioFor(timeouts, heartbeat, seed),
    system: tables,
    host: new LocalHost(({ role, setup }) => tables.program(role, setup.options)),
    recorder: {
      level: 'operations',
      record(events) {
        for (const event of events)
          if (event.what === 'note' && event.kind === 'elected')
            elected.push({ at: event.at, node: event.node });
      },
    },
  });
  await cluster.boot();
  const crash = SETTLED + ((seed * 7_919) % (heartbeat * MS));
  await cluster.advanceTo(crash);
  // Where nobody has been elected at all there is nobody to crash.
  if (elected.length === 0) return GIVEN_UP;
  const leader = elected.at(-1)?.node as string;
  elected.length = 0;
  await cluster.act({ at: crash, do: 'kill', node: leader, how: 'power' });
  for (let at = crash; elected.length === 0 && at < crash + GIVEN_UP; at += 50 * MS)
    await cluster.advanceTo(at + 50 * MS);
  await cluster.dispose();
  return (elected[0]?.at ?? crash + GIVEN_UP) - crash;
}

function scenarioFor({ min, max }: Timeouts, heartbeat: number, seed: number): Scenario {
  const file = {
    version: 1,
    system: 'tables',
    seed,
    nodes: 5,
    network: { latency: { min: '5ms', max: '10ms', law: 'uniform' } },
    options: {
      ...{ electionMin: `${min}ms`, electionMax: `${max}ms`, heartbeat: `${heartbeat}ms` },
      // As in the paper: nobody is asked before, and nobody keeps faith.
      ...{ preVote: false, checkQuorum: false },
    },
    until: '60s',
  };
  const read = readScenario(file, new Map([[tables.id, tables.sketch]]));
  if (!read.ok) throw new Error(read.faults.map(({ says }) => says).join('; '));
  return read.scenario;
}
