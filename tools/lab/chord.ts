/** The fast simulator of Chord rings: `npm run lab -- chord --nodes 1000 --lookups 10000`. Exit 1 when one of its checks fails. */
import { parseDuration } from '../../src/scenario/durations.ts';
import type { Report } from '../../src/search/chord/report.ts';
import { faultsOf, ringRequest, type RingRequest } from '../../src/search/chord/request.ts';
import { simulate, type Stage } from '../../src/search/chord/simulate.ts';
import type { Spread } from '../../src/search/chord/spread.ts';
import type { Mutant } from '../../src/systems/chord/mutants.ts';
import { flags, UsageError, wholeNumber } from './arguments.ts';

export async function runChord(args: readonly string[]): Promise<number> {
  const given = flags(args, {
    nodes: { type: 'string' },
    lookups: { type: 'string' },
    fail: { type: 'string' },
    successors: { type: 'string' },
    churn: { type: 'string' },
    stabilize: { type: 'string' },
    replicas: { type: 'string' },
    keys: { type: 'string' },
    seed: { type: 'string' },
    mutant: { type: 'string' },
    json: { type: 'boolean' },
  });
  const whole = (name: 'nodes' | 'lookups' | 'successors' | 'replicas' | 'keys' | 'seed'): object =>
    given[name] === undefined ? {} : { [name]: wholeNumber(name, given[name], null) };
  const request = ringRequest({
    ...whole('nodes'),
    ...whole('lookups'),
    ...whole('successors'),
    ...whole('replicas'),
    ...whole('keys'),
    ...whole('seed'),
    ...number('fail', given.fail),
    ...number('churn', given.churn),
    ...(given.stabilize !== undefined && { stabilise: duration(given.stabilize) }),
    ...(given.mutant !== undefined && { mutants: [String(given.mutant) as Mutant] }),
  });
  const [fault] = faultsOf(request);
  if (fault !== undefined) throw new UsageError(asFlags(fault));
  const report = await simulate(request, progress());
  process.stdout.write(given.json === true ? `${JSON.stringify(inFigures(report))}\n` : inWords(report));
  return report.checks.every(({ ok }) => ok) ? 0 : 1;
}

function number(name: 'fail' | 'churn', text: string | boolean | undefined): Partial<RingRequest> {
  if (text === undefined) return {};
  const value = typeof text === 'string' && /^\d*\.?\d+$/.test(text) ? Number(text) : NaN;
  if (Number.isNaN(value)) throw new UsageError(`--${name} takes a number such as 0.3, not ${String(text)}.`);
  return { [name]: value };
}

function duration(text: string | boolean): number {
  const parsed = parseDuration(text);
  if (!parsed.ok || parsed.micros < 0)
    throw new UsageError(`--stabilize takes a time such as 30s, not ${String(text)}.`);
  return parsed.micros;
}

/** The simulator speaks of fields of a request, whoever types of flags. */
function asFlags(fault: string): string {
  return `--${fault}`.replaceAll(' stabilise', ' --stabilize').replace('--mutants', '--mutant');
}

function progress(): (stage: Stage) => void {
  let before: Stage | null = null;
  return (stage) => {
    if (stage !== before) process.stderr.write(`${stage} …\n`);
    before = stage;
  };
}

const rounded = (value: number): number => Math.round(value * 1_000) / 1_000;

function figures({ mean, p1, p99, max }: Spread): object {
  return { mean: rounded(mean), p1, p99, max };
}

function inFigures({ request, path, timeouts, failed, lost, keys, messages, ...rest }: Report): object {
  return {
    ...request,
    path: figures(path),
    timeouts: { mean: rounded(timeouts.mean), p99: timeouts.p99 },
    ...{ failed, lost },
    keys: figures(keys),
    messages: { ...messages, perLookup: rounded(messages.perLookup) },
    abandoned: rest.abandoned,
    histograms: { hops: path.counts, timeouts: timeouts.counts, keys: keys.counts },
    checks: rest.checks,
  };
}

function inWords({ path, timeouts, failed, lost, keys, messages, abandoned, checks }: Report): string {
  const told = (spread: Spread): string =>
    `mean ${spread.mean.toFixed(2)}, p1 ${spread.p1}, p99 ${spread.p99}, max ${spread.max}`;
  return [
    `path      ${told(path)}`,
    ...path.counts.map((count, hops) => bar(hops, count, path.counts)),
    `timeouts  mean ${timeouts.mean.toFixed(2)}, p99 ${timeouts.p99}`,
    `failed    ${failed}${abandoned > 0 ? ` (and ${abandoned} of nodes that died before they knew)` : ''}`,
    `lost      ${lost}`,
    `keys      ${told(keys)}`,
    `messages  ${messages.total}, ${messages.perLookup.toFixed(2)} for each lookup`,
    ...Object.entries(messages.kinds).map(([kind, count]) => `          ${kind} ${count}`),
    ...checks.map(({ name, ok, detail }) => `${ok ? 'ok' : 'BROKEN'}  ${name}: ${detail}`),
    '',
  ].join('\n');
}

const WIDEST = 50;

function bar(hops: number, count: number, counts: readonly number[]): string {
  const length = Math.round((WIDEST * count) / Math.max(...counts));
  return `${String(hops).padStart(6)} ${String(count).padStart(8)} ${'#'.repeat(length)}`;
}
