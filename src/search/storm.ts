/**
 * Storms: random faults and traffic for twenty virtual seconds, everything drawn from one seed. A seed is a bug report: the same seed makes the
 * same scenario, and the scenario the same history.
 */
import { Cluster } from '../cluster/cluster.ts';
import { LocalHost } from '../cluster/local-host.ts';
import { Operations } from '../history/operations.ts';
import { judge, type Check } from '../history/verdicts.ts';
import { derive, seedChain } from '../kernel/chance.ts';
import { Generator } from '../kernel/generator.ts';
import { SECOND, type Micros } from '../kernel/time.ts';
import { readScenario } from '../scenario/index.ts';
import type { Scenario } from '../scenario/types.ts';
import type { Dice, RegisteredSystem } from '../systems/registered.ts';

export const STORM_LENGTH = 20 * SECOND;
const ASKED_EVERY = SECOND / 2;
/** In the last seconds nothing new goes wrong and all is healed: what must converge gets the time to. */
const QUIET = 5 * SECOND;
/** Of a slow link, in bytes a second: little enough to hurt, and enough that what piled up is through before the end. */
const BANDWIDTH = 2_000;

export interface StormResult extends Weathered {
  readonly seed: number;
  readonly scenario: Scenario;
}

/** What came of it up to the end, or to the first time that something was found broken. */
export interface Weathered {
  readonly at: Micros;
  readonly fingerprint: string;
  readonly events: number;
  readonly checks: readonly Check[];
}

/** Raw JSON of a scenario, because that is what a failing seed is kept as. */
export async function stormScenario(
  system: RegisteredSystem,
  seed: number,
): Promise<Record<string, unknown>> {
  const manner = await system.storm?.();
  const dice = new SeededDice(seed, system.id);
  const count = dice.between(3, 7);
  const nodes = Array.from({ length: count }, (_, index) => `n${index + 1}`);
  const script: Record<string, unknown>[] = [];
  const { bandwidth = BANDWIDTH, themes } = manner ?? {};
  const theme = themes !== undefined && dice.between(0, 1) === 0 ? dice.pick(themes) : null;
  for (let faults = theme === null ? dice.between(2, 14) : dice.between(0, 3); faults > 0; faults -= 1)
    script.push(...fault(dice, nodes, bandwidth));
  script.push(...((theme ?? manner)?.faults?.(dice, nodes, 500, 12_000) ?? []));
  const end = `${(STORM_LENGTH - QUIET) / SECOND}s`;
  script.push({ at: end, do: 'heal' }, { at: end, do: 'link', from: '*', to: '*', clear: true });
  for (const node of nodes) {
    script.push(
      { at: end, do: 'thaw', node },
      { at: end, do: 'disk', node, act: 'ok' },
      { at: end, do: 'restart', node },
    );
  }
  return {
    version: 1,
    system: system.id,
    seed,
    nodes: count,
    network: {
      latency: dice.pick([
        { min: '1ms', max: '10ms' },
        { min: '5ms', max: '15ms', law: 'normal' },
        { min: '2ms', mean: '8ms', law: 'exponential' },
        { min: '2ms', mean: '6ms', law: 'longtail' },
      ]),
      drop: dice.pick([0, 0, 0.02, 0.1]),
      duplicate: dice.pick([0, 0, 0.05]),
      reorder: dice.pick([0, 0, 0.1]),
    },
    workload: [
      { clients: dice.between(1, 3), rate: dice.pick([20, 50, 100]), keys: 20, reads: 0.3, until: '18s' },
    ],
    script,
    until: '20s',
    ...together(manner?.scenario(dice) ?? {}, theme?.scenario(dice) ?? {}),
  };
}

type Fields = Readonly<Record<string, unknown>>;

function together(fields: Fields, over: Fields): Fields {
  const options = { ...(fields.options as Fields | undefined), ...(over.options as Fields | undefined) };
  return { ...fields, ...over, ...(Object.keys(options).length > 0 && { options }) };
}

export async function runStorm(system: RegisteredSystem, seed: number): Promise<StormResult> {
  const sketches = new Map([[system.id, system.sketch]]);
  const read = readScenario(await stormScenario(system, seed), sketches);
  if (!read.ok)
    throw new Error(
      `storm ${seed} made no scenario: ${read.faults.map(({ path, says }) => `${path}: ${says}`).join('; ')}`,
    );
  return { seed, scenario: read.scenario, ...(await weather(system, read.scenario)) };
}

export async function weather(system: RegisteredSystem, scenario: Scenario): Promise<Weathered> {
  const operations = new Operations(system.watches);
  const cluster = new Cluster({
    scenario,
    system,
    host: new LocalHost(({ role, setup }) => system.program(role, setup.options)),
    recorder: { level: 'operations', record: (events) => operations.record(events) },
  });
  await cluster.boot();
  const checks = await askedAllAlong(cluster, operations);
  const { position: at, fingerprint, events } = cluster;
  return { at, fingerprint, events, checks };
}

/** Because what is broken in the middle of a storm may look whole at its end. Ends at the first break. */
async function askedAllAlong(cluster: Cluster, operations: Operations): Promise<Check[]> {
  const { until } = cluster.scenario;
  for (;;) {
    await cluster.advanceTo(Math.min(until, cluster.position + ASKED_EVERY));
    const checks = await judge(cluster, operations, cluster.position === until);
    if (cluster.position === until || checks.some(({ ok }) => !ok)) return checks;
  }
}

class SeededDice implements Dice {
  readonly #generator: Generator;

  constructor(seed: number, system: string) {
    this.#generator = new Generator(derive(seedChain(seed), 'storm', system));
  }

  between(low: number, high: number): number {
    return low + Math.floor(this.#generator.next() * (high - low + 1));
  }

  pick<Choice>(choices: readonly Choice[]): Choice {
    return choices[this.between(0, choices.length - 1)] as Choice;
  }

  some(choices: readonly string[]): string[] {
    const chosen = choices.filter(() => this.#generator.next() < 0.5);
    return chosen.length === 0 ? [this.pick(choices)] : chosen;
  }
}

/** One fault, and mostly what ends it some time later. */
function fault(dice: SeededDice, nodes: readonly string[], bandwidth: number): Record<string, unknown>[] {
  const begins = dice.between(100, 13_000);
  const ends = begins + dice.between(50, 4_000);
  const at = `${begins}ms`;
  const until = `${Math.min(ends, 14_900)}ms`;
  // The first node is often the one that matters, so it is struck more often than the others.
  const node = dice.pick([nodes[0] as string, ...nodes]);
  const other = dice.pick(nodes.filter((id) => id !== node));
  switch (dice.between(0, 9)) {
    case 0:
    case 1:
      return [
        { at, do: 'kill', node, how: dice.pick(['power', 'process']) },
        { at: until, do: 'restart', node },
      ];
    case 2:
      return [
        { at, do: 'partition', groups: [dice.some(nodes)], oneWay: dice.pick([false, false, true]) },
        { at: until, do: 'heal' },
      ];
    case 3:
      return [
        { at, do: 'isolate', node },
        { at: until, do: 'heal', node },
      ];
    case 4:
      return [
        { at, do: 'freeze', node },
        { at: until, do: 'thaw', node },
      ];
    case 5:
      return [
        { at, do: 'slow', node, times: dice.pick([10, 100, 1_000]) },
        { at: until, do: 'slow', node, times: 1 },
      ];
    case 6:
      return [
        {
          at,
          do: 'link',
          from: node,
          to: other,
          both: dice.pick([true, false]),
          ...linkFault(dice, bandwidth),
        },
        { at: until, do: 'link', from: node, to: other, clear: true },
      ];
    case 7:
      return [{ at, do: 'skew', node, by: dice.pick(['-5s', '5s', '30s']), drift: dice.pick([0, 200]) }];
    case 8:
      return [
        { at, do: 'disk', node, ...dice.pick(DISK_FAULTS) },
        { at: until, do: 'disk', node, act: 'ok' },
      ];
    default:
      return dice.between(0, 3) === 0
        ? [
            { at, do: 'wipe', node },
            { at: until, do: 'restart', node },
          ]
        : [{ at, do: 'dice', salt: dice.between(0, 999) }];
  }
}

function linkFault(dice: Dice, bandwidth: number): Record<string, unknown> {
  return dice.pick([
    { block: true },
    { drop: 0.5 },
    { duplicate: 0.3 },
    { reorder: 0.5 },
    { latency: { min: '200ms', max: '800ms' } },
    { bandwidth },
  ]);
}

const DISK_FAULTS: readonly Record<string, unknown>[] = [
  { act: 'full' },
  { act: 'slow', times: 100 },
  { act: 'fail' },
  { act: 'fail', times: 2 },
  { act: 'torn' },
  { act: 'corrupt' },
];
