/** What options of the cache are called in a file `redis.conf`, and what has no name there. */
import { writeOption } from '../../scenario/options.ts';
import type { SystemSketch } from '../../scenario/systems.ts';
import type { Json, Scenario } from '../../scenario/types.ts';
import { textOfSetting, type Configuration, type Scalar } from '../../store/configuration.ts';
import { EVICTION_POLICIES, findSetting } from '../../store/settings.ts';
import { redisWord } from '../shell.ts';

export interface RealConfig {
  readonly lines: readonly string[];
  /** An option a line, as README.md tells of it. */
  readonly told: readonly string[];
}

const MILLISECOND = 1_000;

/** Copies of a key in all that Redis can have: it needs three who act, or nobody could elect another. */
export function copiesOf({ options }: Scenario, nodes: number): number {
  const wished = Math.min(Number(options['replicas'] ?? 1), nodes);
  return nodes < 3 ? 1 : Math.max(1, Math.min(wished, Math.floor(nodes / 3)));
}

export function configOf(scenario: Scenario, sketch: SystemSketch, nodes: number): RealConfig {
  const { options } = scenario;
  const copies = copiesOf(scenario, nodes);
  const store = settingsOf(options['store'] as unknown as Configuration | undefined);
  const policy = policyOf(String(store.values.get('maxmemory-policy') ?? options['policy']));
  const waits = Math.min(Number(options['write'] ?? 1), copies) - 1;
  const lines = new Map<string, string>([
    ['port', '6379'],
    ['bind', '0.0.0.0'],
    ['protected-mode', 'no'],
    ['dir', '/data'],
    ['cluster-enabled', 'yes'],
    ['cluster-config-file', 'nodes.conf'],
    ['cluster-node-timeout', String(Math.max(1, Math.round(Number(options['nodeTimeout']) / MILLISECOND)))],
    ['cluster-require-full-coverage', 'no'],
    ['cluster-allow-replica-migration', 'no'],
    ['cluster-replica-validity-factor', '0'],
    ['repl-diskless-sync-delay', '0'],
    ['min-replicas-to-write', String(waits)],
    ['appendonly', 'yes'],
    ['appendfsync', String(options['appendfsync'])],
    ['maxmemory', String(options['maxmemory'])],
    ...store.values,
    ['maxmemory-policy', policy.word],
  ]);
  return {
    lines: [...lines].map(([name, value]) => `${name} ${value === '' ? '""' : value}`),
    told: [...toldOf(options, sketch, nodes, copies), ...policy.told, ...store.told],
  };
}

/** A text of several words stands in its file as several words. */
function settingsOf(configuration: Configuration | undefined): {
  readonly values: ReadonlyMap<string, string>;
  readonly told: readonly string[];
} {
  const values = new Map<string, string>();
  const told: string[] = [];
  const { settings = {}, requirepass = '', users = [] } = configuration ?? {};
  for (const [given, value] of Object.entries(settings)) {
    const name = findSetting(given) ?? given;
    if (name === 'databases') told.push('`databases`: left out, a Redis cluster has one.');
    else if (name === 'appendonly' && textOfSetting(value as Scalar) === 'no') {
      values.set(name, 'no');
    } else values.set(name, plain(String(textOfSetting(value as Scalar))));
  }
  if (requirepass !== '' || users.length > 0)
    told.push(
      'Passwords and users: left out. A scenario keeps passwords as proofs only, and a proof opens nothing elsewhere.',
    );
  return { values, told };
}

const plain = (text: string): string =>
  text
    .split(' ')
    .filter((word) => word !== '')
    .map(redisWord)
    .join(' ');

function policyOf(policy: string): { readonly word: string; readonly told: readonly string[] } {
  if ((EVICTION_POLICIES as readonly string[]).includes(policy)) return { word: policy, told: [] };
  return {
    word: 'allkeys-lru',
    told: [`\`policy: ${policy}\`: Redis does not have it; the nodes evict by allkeys-lru.`],
  };
}

/** Options that stand in the file, under whatever name. */
const KEPT: ReadonlySet<string> = new Set([
  'replicas',
  'nodeTimeout',
  'appendfsync',
  'maxmemory',
  'policy',
  'store',
]);

const INSTEAD: Readonly<Record<string, string>> = {
  mode: 'Redis always lets one node act for a key and copies to others after it has answered; there are no quorums.',
  read: 'a read there is answered by one node.',
  sloppy: 'there are no stand-ins.',
  readRepair: 'a read there repairs nothing.',
  siblings: 'the last writer wins there.',
  quorumTimeout: 'there are no quorums.',
  virtualNodes: 'keys lie in 16384 slots, which are dealt out evenly.',
  placement: 'keys lie in 16384 slots, which are dealt out evenly.',
  service: 'work takes as long there as it takes.',
  heartbeat: 'nodes ping each other once a second, and more often towards the end of `cluster-node-timeout`.',
  detector:
    'silence longer than `cluster-node-timeout` is suspicion, and a majority of those who act makes it a failure.',
  tombstoneGrace: 'deletions are copied like writes and not remembered.',
  encrypted: 'links between nodes are in the clear here.',
  clusterKey: 'links between nodes are in the clear here.',
  wrongKey: 'links between nodes are in the clear here.',
  autoMoves: 'keys move when `storm.sh` orders it, and never by themselves.',
  replaceAfter: 'nobody takes the place of a node that stays away.',
  proxy: 'clients know the slots and follow MOVED; there is no proxy.',
  spreadReads: 'a copy answers only who asks it by name (`READONLY`).',
  staleReads: 'redis-cli takes no copy’s word for one that is silent.',
  retries: 'redis-cli asks once.',
  requestIds: 'Redis does not recognise a request that is made again.',
  requestMemory: 'Redis does not recognise a request that is made again.',
  mutants: 'these faults were built into Ringside’s own nodes.',
};

/** Of what is as usual nothing is said: how Redis differs there stands in README.md for every scenario. */
function toldOf(
  options: Readonly<Record<string, Json>>,
  sketch: SystemSketch,
  nodes: number,
  copies: number,
): readonly string[] {
  const told = Object.entries(options).flatMap(([name, resolved]) => {
    const isUsual = JSON.stringify(resolved) === JSON.stringify(sketch.options[name]?.default);
    if (KEPT.has(name) || name === 'write' || isUsual) return [];
    const value = writeOption(name, resolved, sketch);
    const says = INSTEAD[name] ?? 'Redis has nothing that corresponds.';
    return [`\`${name}: ${remarkOf(value)}\`: left out, ${says}`];
  });
  const wished = Number(options['replicas'] ?? 1);
  const write = Number(options['write'] ?? 1);
  if (wished !== copies)
    told.unshift(
      `\`replicas: ${wished}\`: ${copies} ${copies === 1 ? 'copy' : 'copies'} in all here. With ${nodes} nodes more copies would leave fewer than three who act, and two cannot elect a third.`,
    );
  if (write > 1)
    told.unshift(
      `\`write: ${write}\`: \`min-replicas-to-write ${Math.min(write, copies) - 1}\`. Redis then refuses writes while too few copies are connected, but does not wait for them before it answers.`,
    );
  return told;
}

const remarkOf = (value: Json): string => JSON.stringify(value).slice(0, 80).replaceAll('`', "'");
