/** Plays a storm and asks the system's invariants again and again, not only at the end. */
import { Cluster } from '../../src/cluster/cluster.ts';
import { LocalHost } from '../../src/cluster/local-host.ts';
import { Operations } from '../../src/history/operations.ts';
import { judge } from '../../src/history/verdicts.ts';
import { stormScenario } from '../../src/search/storm.ts';
import type { RegisteredSystem } from '../../src/systems/registered.ts';
import { scenarioOf, type ScenarioFile } from '../support/cluster.ts';

const BETWEEN = 500_000;

/** What went wrong first, with all that is needed to see it again; null when the seed holds. */
export async function weather(system: RegisteredSystem, seed: number): Promise<string | null> {
  const file = (await stormScenario(system, seed)) as ScenarioFile;
  const scenario = scenarioOf(file, system);
  const operations = new Operations();
  const cluster = new Cluster({
    scenario,
    system,
    host: new LocalHost(({ role, setup }) => system.program(role, setup.options)),
    recorder: { level: 'operations', record: (events) => operations.record(events) },
  });
  await cluster.boot();
  while (cluster.position < scenario.until) {
    await cluster.advanceTo(Math.min(scenario.until, cluster.position + BETWEEN));
    const checks = await judge(cluster, operations, cluster.position === scenario.until);
    const broken = checks.find(({ ok }) => !ok);
    if (broken)
      return `seed ${seed} of ${system.id}: “${broken.name}” at ${cluster.position} µs: ${broken.detail}\n${JSON.stringify(file)}`;
  }
  return null;
}

/** The first seeds that break something, all of them printed. */
export async function storms(system: RegisteredSystem, from: number, count: number): Promise<string[]> {
  const failures: string[] = [];
  for (let seed = from; seed < from + count && failures.length < 3; seed += 1) {
    const failure = await weather(system, seed);
    if (failure !== null) failures.push(failure);
  }
  return failures;
}
