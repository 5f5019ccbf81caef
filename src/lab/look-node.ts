/** One node, for the inspector: its machine, its disk with the end of its log, and what is known of its death. */
import type { Cluster } from '../cluster/cluster.ts';
import type { Participant } from '../cluster/participant.ts';
import type { HistoryEvent } from '../cluster/recorder.ts';
import type { NodeId } from '../kernel/contract.ts';
import type { Device, Vitals } from '../kernel/protocol.ts';
import type { LogRecord, Reader } from '../systems/registered.ts';

export interface FileLook {
  readonly name: string;
  readonly bytes: number;
  /** Of them, what the power cannot take. */
  readonly durable: number;
}

export interface Death {
  readonly at: number;
  readonly how: 'power' | 'process' | 'crash';
  readonly bytesLost: number;
  /** What it said, or who says why. */
  readonly because: string | null;
}

export interface NodeLook {
  readonly id: NodeId;
  readonly startedAt: number | null;
  /** Null while it runs, and where the record does not reach back so far. */
  readonly death: Death | null;
  readonly vitals: Vitals | null;
  readonly skew: { readonly by: number; readonly drift: number };
  readonly device: Device;
  readonly disk: {
    readonly bytes: number;
    readonly unsynced: number;
    readonly capacity: number;
    readonly files: readonly FileLook[];
    readonly tail: readonly (LogRecord & { readonly isDurable: boolean })[];
  };
}

const RECORDS_SHOWN = 8;

export async function lookAtNode(
  cluster: Cluster,
  events: readonly HistoryEvent[],
  reader: Reader | null,
  id: NodeId,
): Promise<NodeLook | null> {
  const participant = cluster.participants.get(id);
  if (participant === undefined) return null;
  const { isRunning, start, skew, device } = participant;
  return {
    id,
    startedAt: isRunning ? (start?.at ?? null) : null,
    death: isRunning ? null : deathOf(events, id),
    vitals: isRunning ? await vitalsOf(cluster, participant) : null,
    skew: { by: skew.by, drift: skew.drift },
    device,
    disk: diskOf(participant, reader, cluster),
  };
}

async function vitalsOf(cluster: Cluster, { id, acts }: Participant): Promise<Vitals | null> {
  const said = (await cluster.look(id, 'vitals')) as unknown as Vitals;
  if (said.next === undefined) return null;
  // What was just done to it reaches it with its next call.
  const slowed = acts.findLast((act) => act.do === 'slow');
  return slowed === undefined ? said : { ...said, times: slowed.times };
}

function diskOf(
  { disk, role }: Participant,
  reader: Reader | null,
  { system, options }: Cluster,
): NodeLook['disk'] {
  const content = disk.content();
  const { segments, blobs } = disk.save().durable;
  const durable = new Map<string, number>([
    ...segments.map(([name, chunks]): [string, number] => [name, sum(chunks)]),
    ...blobs.map(([name, bytes]): [string, number] => [name, bytes.length]),
  ]);
  const files = [
    ...content.segments.map(([name, chunks]) => ({ name, bytes: sum(chunks) })),
    ...content.blobs.map(([name, bytes]) => ({ name, bytes: bytes.length })),
  ].map(({ name, bytes }) => ({ name, bytes, durable: Math.min(bytes, durable.get(name) ?? 0) }));
  const tail = reader?.tail(content, RECORDS_SHOWN, options) ?? [];
  return {
    bytes: disk.bytes,
    unsynced: disk.unsyncedBytes,
    capacity: system.disk(role, options).capacity,
    files,
    tail: tail.map((record) => ({ ...record, isDurable: record.end <= (durable.get(record.file) ?? 0) })),
  };
}

function deathOf(events: readonly HistoryEvent[], id: NodeId): Death | null {
  const last = events.findLast(
    ({ node, what }) => node === id && (what === 'stopped' || what === 'crashed' || what === 'left'),
  );
  if (last?.what === 'crashed') return { at: last.at, how: 'crash', bytesLost: 0, because: last.says };
  if (last?.what !== 'stopped') return null;
  const why = events.findLast(
    (event) =>
      event.what === 'action' &&
      event.at === last.at &&
      event.action.do === 'kill' &&
      event.action.node === id,
  );
  const because = why?.what === 'action' && why.action.do === 'kill' ? (why.action.because ?? null) : null;
  return { at: last.at, how: last.how, bytesLost: last.bytesLost, because };
}

function sum(chunks: readonly Uint8Array[]): number {
  return chunks.reduce((all, { length }) => all + length, 0);
}
