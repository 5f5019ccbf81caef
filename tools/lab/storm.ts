/** Storms over many seeds. The last line says that all hold, or which seed failed and how to see it again. */
import { availableParallelism } from 'node:os';
import { stormScenario, type StormResult } from '../../src/search/storm.ts';
import { writeLink } from '../../src/share/link.ts';
import type { RegisteredSystem } from '../../src/systems/registered.ts';
import { systems } from '../../src/systems/registry.ts';
import { flags, UsageError, wholeNumber } from './arguments.ts';
import { stormsInOrder } from './storm-jobs.ts';

export async function runStorms(args: readonly string[]): Promise<number> {
  const given = flags(args, {
    system: { type: 'string' },
    seeds: { type: 'string' },
    from: { type: 'string' },
    jobs: { type: 'string' },
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
  const jobs = wholeNumber('jobs', given.jobs, availableParallelism());
  if (jobs === 0) throw new UsageError('--jobs takes at least 1.');
  let events = 0;
  let played = 0;
  for await (const result of stormsInOrder({ system: system.id, from, count, jobs })) {
    events += result.events;
    const broken = result.checks.filter(({ ok }) => !ok);
    if (broken.length > 0) {
      process.stdout.write(await failureText(system, result, given.json === true));
      return 1;
    }
    played += 1;
    if (played % 100 === 0) process.stderr.write(`${played} of ${count} seeds\n`);
  }
  const answer = { system: system.id, from, seeds: count, events, holds: true };
  process.stdout.write(given.json === true ? `${JSON.stringify(answer)}\n` : `${count} seeds hold\n`);
  return 0;
}

/** What is printed of a seed that breaks something: all that is needed to see it again. */
export async function failureText(
  system: RegisteredSystem,
  result: StormResult,
  asJson: boolean,
): Promise<string> {
  const { seed, checks, fingerprint } = result;
  const broken = checks.filter(({ ok }) => !ok);
  const scenario = await stormScenario(system, seed);
  const written = writeLink(result.scenario, new Map([[system.id, system.sketch]]));
  if (asJson) {
    const link = written.ok ? written.link : null;
    return `${JSON.stringify({ system: system.id, seed, holds: false, broken, fingerprint, link, scenario })}\n`;
  }
  return [
    ...broken.map(({ name, detail }) => `seed ${seed} breaks: ${name} (${detail})`),
    'The scenario, for a file of its own:',
    JSON.stringify(scenario),
    `Again: npm run lab -- storm --system ${system.id} --from ${seed} --seeds 1`,
    ...(written.ok
      ? ['The link, to put behind the address of the page or after `npm run lab --`:', written.link]
      : [written.says]),
    '',
  ].join('\n');
}
