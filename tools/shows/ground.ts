/** The ground: storms over many seeds, and the same storms cut, saved and loaded in every way. */
import { loadCheckpoint, saveCheckpoint } from '../../src/cluster/checkpoint.ts';
import { Cluster } from '../../src/cluster/cluster.ts';
import { LocalHost } from '../../src/cluster/local-host.ts';
import { SILENCE } from '../../src/cluster/recorder.ts';
import { Generator } from '../../src/kernel/generator.ts';
import { readScenario, type Scenario } from '../../src/scenario/index.ts';
import { stormScenario } from '../../src/search/storm.ts';
import { programOf } from '../../src/systems/programs.ts';
import { sketches, systemOf, systems } from '../../src/systems/registry.ts';
import { stormsInOrder } from '../lab/storm-jobs.ts';
import type { Proof } from './proof.ts';

const STORMS = 1_000;
const CUT_STORMS = 150;

export const ground: readonly Proof[] = [
  ...['echo', 'counter', 'relay'].map((system): Proof => ({
    says: `${STORMS} storms on ${system}`,
    prove: () => storms(system),
  })),
  { says: `${CUT_STORMS} storms a system in windows cut at random`, prove: () => everySystem(cutAtRandom) },
  {
    says: `${CUT_STORMS} storms a system saved, loaded elsewhere and played on`,
    prove: () => everySystem(savedAndLoaded),
  },
];

async function storms(id: string): ReturnType<Proof['prove']> {
  let events = 0;
  for await (const result of stormsInOrder({ system: id, from: 1, count: STORMS })) {
    events += result.events;
    const broken = result.checks.find(({ ok }) => !ok);
    if (broken)
      return { ok: false, detail: `seed ${result.seed} breaks "${broken.name}" (${broken.detail})` };
  }
  return { ok: true, detail: `every invariant holds, ${events} events` };
}

async function everySystem(
  isEqual: (scenario: Scenario, seed: number) => Promise<boolean>,
): ReturnType<Proof['prove']> {
  for (const system of systems.values()) {
    for (let seed = 1; seed <= CUT_STORMS; seed += 1) {
      const read = readScenario(await stormScenario(system, seed), sketches);
      if (!read.ok) return { ok: false, detail: `${system.id}, seed ${seed}: no scenario` };
      if (!(await isEqual(read.scenario, seed)))
        return { ok: false, detail: `${system.id}, seed ${seed}: another fingerprint` };
    }
  }
  return { ok: true, detail: 'the fingerprints are equal' };
}

async function cutAtRandom(scenario: Scenario, seed: number): Promise<boolean> {
  const generator = new Generator([seed, 1]);
  const cut = (start: number, end: number): number =>
    start + 1 + Math.floor(generator.next() * (end - start));
  return (await straight(scenario)) === (await straight(scenario, cut));
}

async function savedAndLoaded(scenario: Scenario, seed: number): Promise<boolean> {
  const generator = new Generator([seed, 2]);
  let cluster = clusterOf(scenario);
  await cluster.boot();
  for (let stop = 0; stop < 4; stop += 1) {
    await cluster.advanceTo(Math.max(cluster.position, Math.floor(generator.next() * scenario.until)));
    const checkpoint = structuredClone(await saveCheckpoint(cluster));
    cluster = clusterOf(scenario);
    await loadCheckpoint(cluster, checkpoint, scenario.script);
  }
  await cluster.advanceTo(scenario.until);
  return cluster.fingerprint === (await straight(scenario));
}

async function straight(scenario: Scenario, cut?: (start: number, end: number) => number): Promise<string> {
  const cluster = clusterOf(scenario, cut);
  await cluster.boot();
  await cluster.advanceTo(scenario.until);
  return cluster.fingerprint;
}

function clusterOf(scenario: Scenario, cut?: (start: number, end: number) => number): Cluster {
  const system = systemOf(scenario.system);
  return new Cluster({
    scenario,
    system,
    host: new LocalHost(programOf),
    recorder: SILENCE,
    ...(cut && { cut }),
  });
}
