/** Real clusters for tests: a scenario as its writer would write it, on LocalHost, with what the test wants to turn. */
import { expect } from 'vitest';
import { Cluster, type ClusterOptions } from '../../src/cluster/cluster.ts';
import type { Host } from '../../src/cluster/host.ts';
import { LocalHost } from '../../src/cluster/local-host.ts';
import type { HistoryEvent, RecordingLevel } from '../../src/cluster/recorder.ts';
import type { AnyProgram } from '../../src/kernel/contract.ts';
import type { Start } from '../../src/kernel/protocol.ts';
import type { OnDemand } from '../../src/kernel/system.ts';
import { formatFault } from '../../src/scenario/fault.ts';
import { readScenario } from '../../src/scenario/read.ts';
import type { Scenario } from '../../src/scenario/types.ts';
import type { RegisteredSystem } from '../../src/systems/registered.ts';
import { systems } from '../../src/systems/registry.ts';
import './patience.ts';

/** A scenario as it stands in a file. */
export type ScenarioFile = Readonly<Record<string, unknown>> & { readonly system: string };

export interface Setting {
  readonly level?: RecordingLevel;
  readonly cut?: ClusterOptions['cut'];
  /** Stands between the cluster and its host: freezes, tampers, counts. */
  readonly wrap?: (host: Host) => Host;
  /** Told of every event as it happens. */
  readonly hear?: (event: HistoryEvent) => void;
  /** A system of the test's own; without it the one that the scenario names. */
  readonly system?: RegisteredSystem;
}

export interface Run {
  readonly scenario: Scenario;
  readonly cluster: Cluster;
  readonly history: HistoryEvent[];
}

export function scenarioOf(file: ScenarioFile, own?: RegisteredSystem): Scenario {
  const known = own ? new Map([...systems, [own.id, own]]) : systems;
  const sketches = new Map([...known].map(([id, { sketch }]) => [id, sketch]));
  const read = readScenario({ version: 1, ...file }, sketches);
  if (!read.ok)
    throw new Error(`the test's own scenario is faulty:\n${read.faults.map(formatFault).join('\n')}`);
  return read.scenario;
}

/** A cluster that has not booted yet. */
export function build(file: ScenarioFile, setting: Setting = {}): Run {
  const { level = 'nothing', cut, wrap = (host: Host) => host, hear } = setting;
  const scenario = scenarioOf(file, setting.system);
  const system = setting.system ?? (systems.get(scenario.system) as RegisteredSystem);
  const programOf = ({ role, setup }: Start): OnDemand<AnyProgram> => system.program(role, setup.options);
  const history: HistoryEvent[] = [];
  const cluster = new Cluster({
    scenario,
    system,
    host: wrap(new LocalHost(programOf)),
    recorder: {
      level,
      record: (events) =>
        events.forEach((event) => {
          history.push(event);
          hear?.(event);
        }),
    },
    ...(cut && { cut }),
  });
  return { scenario, cluster, history };
}

/** Boots and plays up to `until`, by default the scenario's own. */
export async function play(
  file: ScenarioFile,
  setting: Setting & { readonly until?: number } = {},
): Promise<Run> {
  const run = build(file, setting);
  await run.cluster.boot();
  await run.cluster.advanceTo(setting.until ?? run.scenario.until);
  return run;
}

/** Fails unless both recorded the same; compared as text first, because histories are long. */
export function expectSameHistory(one: Run, other: Run): void {
  if (JSON.stringify(one.history) !== JSON.stringify(other.history))
    expect(one.history).toEqual(other.history);
}

/** What must be equal when two runs are said to be equal. */
export function summary({ cluster }: Run): object {
  const { fingerprint, counts, events, position } = cluster;
  return { fingerprint, counts: { ...counts }, events, position };
}
