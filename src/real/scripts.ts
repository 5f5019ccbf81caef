/** The scripts of the folder: facts of this cluster, how it begins, the storm, and how it ends. */
import type { Scenario, WorkloadSpec } from '../scenario/types.ts';
import type { Counterpart } from './counterpart.ts';
import type { Seats } from './seats.ts';
import { quoted, remark, seconds } from './shell.ts';
import type { Storm } from './storm.ts';

const HEAD = `#!/usr/bin/env bash
source "$(dirname "$0")/lib.sh"
`;

export function clusterScript({ seats, laws }: Storm, facts: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const law of laws.values()) counts.set(law, (counts.get(law) ?? 0) + 1);
  const [usual = 'delay 0us'] = [...counts].toSorted((left, right) => right[1] - left[1]).map(([law]) => law);
  const ids = (given: Seats['all']): string => given.map(({ id }) => id).join(' ');
  return `${[
    '# The facts of this cluster.',
    `NODES=(${ids(seats.nodes.filter(({ isLater }) => !isLater))})`,
    `LATER=(${ids(seats.nodes.filter(({ isLater }) => isLater))})`,
    `ALL=(${ids(seats.all)})`,
    'declare -A ADDRESS=(',
    ...seats.all.map(({ id, address }) => `  [${id}]=${address}`),
    ')',
    `USUAL=${quoted(usual)}`,
    'declare -A LAW=(',
    ...[...laws].flatMap(([pair, law]) => (law === usual ? [] : [`  ['${pair}']=${quoted(law)}`])),
    ')',
    ...facts,
  ].join('\n')}\n`;
}

export function startScript(scenario: Scenario, seats: Seats, counterpart: Counterpart): string {
  return `${HEAD}
# Starts the nodes, makes one cluster of them, and lays the links. It takes a minute; the storm has not begun.
docker compose up --detach --build || exit 1
for node in "\${NODES[@]}"; do wait_for "$node"; done
${counterpart
  .start(scenario, seats)
  .map((line) => `${line}\n`)
  .join('')}for who in "\${ALL[@]}"; do if [ "\${STATE[$who]:-up}" != away ]; then lay "$who"; fi; done
echo 'The cluster stands. ./storm.sh begins the storm.'
`;
}

export function stormScript(scenario: Scenario, { steps }: Storm): string {
  const lines = steps.flatMap(({ index, at, act, calls, leftOut }) => [
    '',
    `# ${index}: ${remark(act)}`,
    `at ${seconds(at)}`,
    ...calls,
    ...(leftOut === null
      ? []
      : [`left_out ${seconds(at)} ${quoted(`act ${index}`)} ${quoted(remark(leftOut))}`]),
  ]);
  return `${HEAD}
# The same acts as in the scenario, at the same instants of its own clock. An act that comes late says so.
begin
${scenario.workload.map((one, index) => trafficCalls(one, index, scenario.seed)).join('')}${lines.join('\n')}

at ${seconds(scenario.until)}
# shellcheck disable=SC2046
kill $(jobs -p) 2>/dev/null
echo 'The storm is over. ./stop.sh takes everything down.'
`;
}

const VALUE_BYTES = 8;
const AS_FAST = 50;

/** Each of its clients has its share of the rate; what goes by its answers is sent so fast that answers set the pace. */
function trafficCalls(spec: WorkloadSpec, index: number, seed: number): string {
  const { clients, rate, keys, spread, reads, deletes = 0, size, hot = { keys: 1, share: 0.9 }, ttl } = spec;
  const each = spec.loop === 'closed' ? AS_FAST : rate / clients;
  const bytes = size === undefined ? VALUE_BYTES : Math.round((size.min + size.max) / 2);
  const from = Math.floor(spec.from / 1_000_000);
  const lasts = Math.max(0, Math.ceil(spec.until / 1_000_000) - from);
  const lives = ttl === undefined ? 1 : Math.max(1, Math.round(ttl.time / 1_000));
  return Array.from({ length: clients }, (_, client) =>
    [
      ...['traffic', (seed % 1_000_000) + index * 1_000 + client, from, lasts, Number(each.toFixed(6))],
      ...[keys, spread, reads, deletes, bytes, hot.keys, hot.share, ttl?.share ?? 0, lives],
      '&\n',
    ].join(' '),
  ).join('');
}

export const STOP = `${HEAD}
# Takes everything down, and what the nodes have written with it.
docker compose --profile later down --volumes
`;
