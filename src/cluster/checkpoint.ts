/**
 * A checkpoint: the whole cluster at one instant, from which a run goes on exactly, on any host. Opaque to everyone but this file.
 *
 * It is plain data. Tables, disks and messages are shared with the running cluster where they cannot change any more, so that a checkpoint
 * costs what changed since the last one.
 */
import type { Member, NodeId } from '../kernel/contract.ts';
import type { Chain } from '../kernel/fold.ts';
import type { Device, Envelope, NodeAct, RunnerSave, Skew, Start } from '../kernel/protocol.ts';
import type { Options } from '../kernel/system.ts';
import { extendImage, type TableImage } from '../kernel/table.ts';
import type { Micros } from '../kernel/time.ts';
import type { Action } from '../scenario/types.ts';
import type { Counts } from './chronicle.ts';
import type { ClusterCore } from './core.ts';
import { DiskImage, type DiskImageSave } from './disk-image.ts';
import { NodeLost } from './host.ts';
import type { NetworkSave } from './network/network.ts';
import { Participant, type NodeStatus } from './participant.ts';

interface ParticipantSave {
  readonly member: Member;
  readonly isClient: boolean;
  readonly workload: Participant['workload'];
  readonly status: NodeStatus;
  readonly isLeaving: boolean;
  readonly incarnation: number;
  readonly start: Start | null;
  readonly next: Micros;
  readonly deadAfter: Micros;
  readonly chain: Chain;
  readonly events: number;
  readonly sends: number;
  readonly commands: number;
  readonly disk: DiskImageSave;
  readonly device: Device;
  readonly skew: Skew;
  readonly acts: readonly NodeAct[];
  readonly inbox: readonly Envelope[];
  readonly runner: RunnerSave | null;
  readonly tables: readonly (readonly [number, TableImage])[];
}

export interface Checkpoint {
  readonly edition: number;
  readonly position: Micros;
  /** How many actions of the script are done. The script itself belongs to the branch. */
  readonly applied: number;
  readonly options: Options;
  readonly salts: readonly number[];
  readonly chance: Chain;
  readonly chain: Chain;
  readonly counts: Counts;
  readonly network: NetworkSave;
  readonly participants: readonly ParticipantSave[];
}

export async function saveCheckpoint(cluster: ClusterCore): Promise<Checkpoint> {
  const participants = await Promise.all(
    [...cluster.participants.values()].map((participant) => saveParticipant(cluster, participant)),
  );
  return {
    edition: cluster.system.edition,
    position: cluster.position,
    applied: cluster.applied,
    options: cluster.options,
    salts: [...cluster.salts],
    chance: cluster.chance,
    chain: cluster.chronicle.chain.chain(),
    counts: { ...cluster.chronicle.counts },
    network: cluster.network.save(),
    participants,
  };
}

async function saveParticipant(cluster: ClusterCore, participant: Participant): Promise<ParticipantSave> {
  let runner: RunnerSave | null = null;
  if (participant.port !== null) {
    const saved = await participant.port.call<RunnerSave>({ do: 'save' });
    for (const save of saved.state?.tables ?? []) {
      participant.tables.set(save.table, extendImage(participant.tables.get(save.table), save));
    }
    // The tables are in the images now; the runner's own account of them would only keep old journals alive.
    runner = { ...saved, state: saved.state && { rest: saved.state.rest, tables: [] } };
  }
  const { member, isClient, workload, status, isLeaving, incarnation, start, next, deadAfter } = participant;
  const { chain, events, sends, commands, disk, device, skew, acts, inbox, tables } = participant;
  return {
    ...{ member, isClient, workload, status, isLeaving, incarnation, start, next, deadAfter },
    ...{ chain, events, sends, commands, device, skew, runner },
    disk: disk.save(),
    acts: [...acts],
    inbox: inbox.items.map((envelope) => ({ ...envelope, body: cluster.open(envelope.body) })),
    tables: [...tables],
  };
}

/** Makes a cluster what it was. Nodes that run now and ran then keep their Worker and are only given other contents. */
export async function loadCheckpoint(
  cluster: ClusterCore,
  checkpoint: Checkpoint,
  script: readonly Action[],
): Promise<void> {
  if (checkpoint.edition !== cluster.system.edition) {
    throw new Error(`This checkpoint was made by edition ${checkpoint.edition} of ${cluster.system.id}.`);
  }
  cluster.position = checkpoint.position;
  cluster.applied = checkpoint.applied;
  cluster.script.splice(0, cluster.script.length, ...script);
  cluster.options = checkpoint.options;
  cluster.salts = [...checkpoint.salts];
  cluster.chance = checkpoint.chance;
  [cluster.chronicle.chain.a, cluster.chronicle.chain.b] = checkpoint.chain;
  cluster.chronicle.counts = { ...checkpoint.counts };
  cluster.flights = checkpoint.participants.reduce((sum, { inbox }) => sum + inbox.length, 0);
  const ports = new Map<NodeId, NonNullable<Participant['port']>>();
  for (const { id, port } of cluster.everybody) if (port !== null) ports.set(id, port);
  cluster.replaceEverybody(checkpoint.participants.map(participantFrom));
  // Who was added after the checkpoint is nobody now, and must not go on running.
  for (const id of ports.keys()) if (!cluster.participants.has(id)) await cluster.host.end(id);
  cluster.network.restore(checkpoint.network, cluster.networkChance);
  await Promise.all(
    checkpoint.participants.map((save) => loadParticipant(cluster, save, ports.get(save.member.id))),
  );
}

function participantFrom(save: ParticipantSave): Participant {
  const participant = new Participant(save.member, save.isClient, save.workload);
  participant.status = save.status;
  participant.isLeaving = save.isLeaving;
  participant.incarnation = save.incarnation;
  participant.start = save.start;
  participant.next = save.next;
  participant.deadAfter = save.deadAfter;
  participant.chain = save.chain;
  participant.events = save.events;
  participant.sends = save.sends;
  participant.commands = save.commands;
  participant.disk = DiskImage.from(save.disk);
  participant.device = save.device;
  participant.skew = save.skew;
  participant.acts = [...save.acts];
  participant.tables = new Map(save.tables);
  // Envelopes are filled in on their way, so a checkpoint must keep its own.
  participant.inbox.replace(save.inbox.map((envelope) => ({ ...envelope })));
  return participant;
}

async function loadParticipant(
  cluster: ClusterCore,
  { member, start, runner, tables }: ParticipantSave,
  port: Participant['port'] | undefined,
): Promise<void> {
  const participant = cluster.participants.get(member.id) as Participant;
  if (start === null || runner === null) {
    if (port) await cluster.host.end(member.id);
    return;
  }
  try {
    participant.port = port ?? (await cluster.openPort(participant));
  } catch (error) {
    throw error instanceof NodeLost ? new Error(`${member.name} could not be started.`) : error;
  }
  await participant.port.call({
    do: 'load',
    start: { ...start, disk: participant.disk.content(), trace: cluster.chronicle.tracesMessages },
    save: runner,
    tables,
  });
}
