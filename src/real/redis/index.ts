/** Redis Cluster, in the place of the cache. */
import type { Scenario } from '../../scenario/types.ts';
import type { Counterpart } from '../counterpart.ts';
import { isServer, type Seats } from '../seats.ts';
import { quoted } from '../shell.ts';
import { realCommand } from './commands.ts';
import { configOf, copiesOf } from './config.ts';
import { REDIS_LIB } from './lib.ts';

export const redis: Counterpart = {
  name: 'Redis',
  client: 'redis-cli',
  prefix: 'redis',
  // Pinned, so that it is the same next year.
  image: ['image: redis:7.2.7'],
  command: (id) => `[redis-server, /config/${id}.conf]`,
  setUp(scenario, sketch, { nodes }) {
    const first = nodes.filter(({ isLater }) => !isLater);
    const { lines, told } = configOf(scenario, sketch, first.length);
    const config = `# A node of the cluster, as the scenario has it.\n${lines.join('\n')}\n`;
    return { files: new Map(nodes.map(({ id }) => [`config/${id}.conf`, config])), told, facts: [] };
  },
  start,
  lib: REDIS_LIB,
  asker: () => (text, present, isProxy) => {
    const command = realCommand(text, present);
    if (!command.ok) return command;
    if (command.at !== null && isProxy(command.at)) return { ok: false, says: 'there is no proxy' };
    const words = quoted(command.line);
    return { ok: true, call: command.at === null ? `ask ${words}` : `ask_at ${command.at} ${words}` };
  },
  differs: [
    '**Keys lie elsewhere.** Redis deals out 16384 slots by CRC16; which node acts for a key, and which copies it, is not as in the scenario. Commands on several keys are refused where their slots differ.',
    "**Views.** Ringside's nodes agree on a view before anybody acts for another's keys. Redis Cluster has no views: a copy is elected by a majority of those who act, and a write that was answered may be lost by it.",
    '**Failures are found otherwise:** by pings and `cluster-node-timeout`, and only by nodes that act for keys.',
  ],
  trafficTold: () => [],
};

const SLOTS = 16_384;

function start(scenario: Scenario, seats: Seats): readonly string[] {
  const first = seats.nodes.filter(({ isLater }) => !isLater);
  const copies = copiesOf(scenario, first.length);
  const addresses = first.map(({ address }) => `${address}:6379`);
  const heavy = scenario.nodes.filter((node) => isServer(node) && node.weight !== 1);
  return [
    ...(first.length >= 3
      ? [`cli --cluster create ${addresses.join(' ')} --cluster-replicas ${copies - 1} --cluster-yes`]
      : byHand(first)),
    'until cli -h "$(somebody)" CLUSTER INFO | grep -q cluster_state:ok; do sleep 0.5; done',
    ...heavy.map(
      ({ id, weight }) => `weigh ${id} ${weight} # where it acts; a copy has no weight of its own`,
    ),
  ];
}

/** Fewer than three nodes are no cluster that redis-cli would make. */
function byHand(first: Seats['nodes']): readonly string[] {
  const [one] = first;
  return first.flatMap(({ address }, index) => {
    const from = Math.floor((SLOTS * index) / first.length);
    const to = Math.floor((SLOTS * (index + 1)) / first.length) - 1;
    return [
      `cli -h ${address} CLUSTER SET-CONFIG-EPOCH ${index + 1}`,
      `cli -h ${address} CLUSTER ADDSLOTSRANGE ${from} ${to}`,
      ...(index === 0 ? [] : [`cli -h ${address} CLUSTER MEET ${one?.address} 6379`]),
    ];
  });
}
