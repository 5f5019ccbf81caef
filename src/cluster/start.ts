/** What a node is told when it starts, but for its disk. */
import { derive } from '../kernel/chance.ts';
import { EMPTY_DISK } from '../kernel/disk.ts';
import { PROTOCOL_VERSION, type Start } from '../kernel/protocol.ts';
import type { ClusterCore } from './core.ts';
import type { Participant } from './participant.ts';

export function startOf(cluster: ClusterCore, participant: Participant): Start {
  const { id, role, incarnation, skew, chain, events, sends, workload, device } = participant;
  const { system, scenario, options, members } = cluster;
  return {
    version: PROTOCOL_VERSION,
    id,
    system: scenario.system,
    role,
    incarnation,
    at: cluster.position,
    epoch: scenario.epoch,
    skew,
    chance: derive(cluster.chance, 'node', id, incarnation),
    chain,
    events,
    sends,
    setup: { members, isFounder: isFounder(cluster, participant), options, workload },
    service: system.service(role, options),
    diskLaw: system.disk(role, options),
    device,
    disk: EMPTY_DISK,
    trace: cluster.chronicle.tracesMessages,
  };
}

function isFounder({ founders }: ClusterCore, { id, incarnation }: Participant): boolean {
  return incarnation === 1 && founders.has(id);
}
