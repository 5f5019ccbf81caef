/** Storms over many seeds. The last line says that all hold, or which seed failed and how to see it again. */
import { runStorm, stormScenario, type StormResult } from '../../src/search/storm.ts';
import type { RegisteredSystem } from '../../src/systems/registered.ts';
import { systems } from '../../src/systems/registry.ts';
import { flags, UsageError, wholeNumber } from './arguments.ts';

export async function runStorms(args: readonly string[]): Promise<number> {
  const given = flags(args, {
    system: { type: 'string' },
    seeds: { type: 'string' },
    from: { type: 'string' },
    json: { type: 'boolean' },
  });
  const system = systems.get(String(given.system));
  if (system === undefined) {
    throw new UsageError(
      `--system takes one of ${[...systems.keys()].join(', ')}, not ${String(given.system ?? 'nothing')}.`,
    );
  }
  const count = wholeNumber('seeds', given.seeds, 100);
  const from = wholeNumber('from', given.from, 1);
  let events = 0;
  for (let seed = from; seed < from + count; seed += 1) {
    const result = await runStorm(system, seed);
    events += result.events;
    const broken = result.checks.filter(({ ok }) => !ok);
    if (broken.length > 0) return report(system, result, given.json === true);
    if ((seed - from) % 100 === 99) process.stderr.write(`${seed - from + 1} of ${count} seeds\n`);
  }
  const answer = { system: system.id, from, seeds: count, events, holds: true };
  process.stdout.write(given.json === true ? `${JSON.stringify(answer)}\n` : `${count} seeds hold\n`);
  return 0;
}

function report(system: RegisteredSystem, result: StormResult, asJson: boolean): number {
  const { seed, checks, fingerprint } = result;
  const broken = checks.filter(({ ok }) => !ok);
  const scenario = stormScenario(system, seed);
  if (asJson) {
    process.stdout.write(
      `${JSON.stringify({ system: system.id, seed, holds: false, broken, fingerprint, scenario })}\n`,
    );
    return 1;
  }
  for (const { name, detail } of broken) process.stdout.write(`seed ${seed} breaks: ${name} (${detail})\n`);
  process.stdout.write(`The scenario, for a file of its own:\n${JSON.stringify(scenario)}\n`);
  process.stdout.write(`Again: npm run lab -- storm --system ${system.id} --from ${seed} --seeds 1\n`);
  return 1;
}
