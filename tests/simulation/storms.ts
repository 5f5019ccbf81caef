/** Storms one after the other, and in words what went wrong first. */
import { runStorm, stormScenario } from '../../src/search/storm.ts';
import type { RegisteredSystem } from '../../src/systems/registered.ts';

/** With all that is needed to see it again; null when the seed holds. */
export async function weather(system: RegisteredSystem, seed: number): Promise<string | null> {
  const { checks, at } = await runStorm(system, seed);
  const broken = checks.find(({ ok }) => !ok);
  if (broken === undefined) return null;
  const file = JSON.stringify(await stormScenario(system, seed));
  return `seed ${seed} of ${system.id}: “${broken.name}” at ${at} µs: ${broken.detail}\n${file}`;
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
