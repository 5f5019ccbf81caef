/** The nodes, with what may be done to each: the acts are the same that a hand on the ring makes. */
import type { Cluster } from '../../cluster/cluster.ts';
import type { Partition } from '../../cluster/network/cuts.ts';
import type { Belief, Data, NodeId } from '../../kernel/contract.ts';
import { MILLISECOND } from '../../kernel/time.ts';
import { writeAction } from '../../scenario/write.ts';
import type { SystemSketch } from '../../scenario/systems.ts';
import type { Action } from '../../scenario/types.ts';
import type { Clerk } from '../../systems/registered.ts';
import type { Act, FaultKind, NodeBook, NodeEntry } from './records.ts';
import type { Standing, States } from './states.ts';

export interface NodeSource {
  readonly cluster: Cluster;
  readonly states: States;
  readonly clerk: Clerk;
  readonly sketch: SystemSketch;
  readonly beliefs: readonly Belief[];
}

export function nodeBookOf(source: NodeSource): NodeBook {
  const { cluster, states, clerk, beliefs, sketch } = source;
  const here = [...states.nodes.values()].filter(({ status }) => status !== 'removed');
  const wanted = here
    .filter(({ role, isLeaving }) => role === 'node' && !isLeaving)
    .map(({ id, weight, status }) => ({ id, weight, isRunning: status !== 'down' }));
  const clients = cluster.everybody.filter(({ isClient }) => isClient);
  const client = clients.find(({ workload }) => workload === null) ?? clients[0];
  return {
    system: cluster.scenario.system,
    at: cluster.position,
    clock: cluster.scenario.epoch + Math.floor(cluster.position / MILLISECOND),
    client: client?.id ?? null,
    takesRequests: sketch.takesRequests === true,
    nodes: here.map((standing) => entryOf(source, standing)),
    ids: [...states.nodes.keys()],
    isAtRest: clerk.isAtRest(beliefs, wanted),
  };
}

function entryOf(source: NodeSource, standing: Standing): NodeEntry {
  const { id, name, state: status, weight, createdAt, updatedAt, role } = standing;
  return {
    record: { id, name, status, weight, createdAt, updatedAt },
    role,
    isRunning: standing.status === 'up' || standing.status === 'frozen',
    faults: faultsOf(source.states, standing),
    harms: harmsOf(source.cluster, id),
    cures: curesOf(source, standing),
  };
}

function faultsOf(states: States, { id, status }: Standing): readonly FaultKind[] {
  const faults: FaultKind[] = [];
  if (status === 'down') faults.push('down');
  if (states.isDelayed(id)) faults.push('slow');
  if (states.cuts.isolated.includes(id)) faults.push('partition');
  return faults;
}

/** Three times the longest that a message usually takes, and long enough to be seen. */
const SLOWER = 3;
const SLOW_LEAST = 150 * MILLISECOND;

function harmsOf({ scenario }: Cluster, node: NodeId): Readonly<Record<FaultKind, Act>> {
  const usual = scenario.network.latency;
  const latency = Math.max(SLOW_LEAST, SLOWER * ('max' in usual ? usual.max : usual.mean));
  return {
    down: { do: 'kill', node },
    slow: { do: 'link', from: node, to: '*', latency: { law: 'constant', min: `${latency}us` } },
    partition: { do: 'isolate', node },
  };
}

function curesOf({ cluster, states, sketch }: NodeSource, { id, status, times }: Standing): readonly Act[] {
  const participant = cluster.participants.get(id);
  const { device, skew } = participant ?? { device: null, skew: { by: 0, drift: 0 } };
  const cures: Act[] = [];
  if (device !== null && (device.full || device.failures > 0 || device.times > 1))
    cures.push({ do: 'disk', node: id, act: 'ok' });
  if (skew.by !== 0 || skew.drift !== 0) cures.push({ do: 'skew', node: id, by: 0 });
  cures.push(...reconnecting(states, id), ...unruling(cluster, states, id, sketch));
  if (status === 'down') cures.push({ do: 'restart', node: id });
  else {
    if (status === 'frozen') cures.push({ do: 'thaw', node: id });
    if (times > 1) cures.push({ do: 'slow', node: id, times: 1 });
  }
  return cures;
}

/** A rope round several cannot be taken off one of them: it is untied, and what it did not part this node from is tied again. */
function reconnecting({ cuts }: States, id: NodeId): readonly Act[] {
  const { isolated, partitions } = cuts;
  if (!partitions.some((partition) => parts(partition, id)))
    return isolated.includes(id) ? [{ do: 'heal', node: id }] : [];
  const kept = partitions.filter((partition) => !parts(partition, id));
  return [
    { do: 'heal' },
    ...kept.map(({ groups, oneWay }): Act => ({
      do: 'partition',
      groups: groups as unknown as Data,
      oneWay,
    })),
    ...isolated.filter((other) => other !== id).map((node): Act => ({ do: 'isolate', node })),
  ];
}

/** Whether it is named: whom it does not name are all others, who stay together. */
function parts({ groups }: Partition, id: NodeId): boolean {
  return groups.some((group) => group.includes(id));
}

/** To clear a link takes away what the scenario said of it too, so that is said again. */
function unruling({ scenario }: Cluster, states: States, id: NodeId, sketch: SystemSketch): readonly Act[] {
  const added = states.addedRules(id);
  if (added.length === 0) return [];
  const again = scenario.network.links
    .filter(({ from, to }) => from === id || to === id)
    .map((rule): Act => {
      const act = { do: 'link', at: 0, both: false, ...rule } as unknown as Action;
      const { at: _at, ...written } = writeAction(act, sketch) as Readonly<Record<string, Data>>;
      return written;
    });
  return [{ do: 'link', from: id, to: '*', clear: true }, ...again];
}
