/** One message, for the inspector: what it says, what caused it, and what becomes or became of it. */
import type { Cluster } from '../cluster/cluster.ts';
import { messageName } from '../cluster/network/names.ts';
import type { DropReason } from '../cluster/network/network.ts';
import { messageRecord, type HistoryEvent, type MessageRecord } from '../cluster/recorder.ts';
import { sizeOf } from '../kernel/bytes.ts';

export type Fate =
  | { readonly is: 'air' }
  /** It has come, and waits for the node to have time for it; `at` is when it came. */
  | { readonly is: 'waiting'; readonly at: number }
  | { readonly is: 'handled'; readonly at: number }
  | { readonly is: 'lost'; readonly at: number; readonly why: DropReason };

/** The event in which it was sent. */
export type Cause =
  | { readonly is: 'message'; readonly name: string; readonly copy: number; readonly kind: string }
  | { readonly is: 'boot' | 'tell' | 'timer'; readonly kind: string; readonly at: number };

export interface MessageLook {
  readonly record: MessageRecord;
  readonly root: string;
  /** On an imagined wire, in bytes. */
  readonly size: number;
  readonly fate: Fate;
  /** Null where the record does not reach back so far. */
  readonly cause: Cause | null;
  /** The other copy of a message that comes twice. */
  readonly isDoubled: boolean;
}

export function lookAtMessage(
  cluster: Cluster,
  events: readonly HistoryEvent[],
  name: string,
  copy: number,
): MessageLook | null {
  const flying = flyingOf(cluster, name, copy);
  const sent = events.findLast(
    (event) => event.what === 'sent' && event.message.name === name && event.message.copy === copy,
  );
  const told = sent?.what === 'sent' ? sent.message : dropOf(events, name, copy);
  const record = flying ?? told;
  if (record === null) return null;
  return {
    record,
    root: rootOf(record),
    size: sizeOf(record.body),
    fate: flying === null ? fateOf(cluster, events, record) : { is: 'air' },
    cause: causeOf(events, record),
    isDoubled: isDoubled(cluster, events, record),
  };
}

function flyingOf(cluster: Cluster, name: string, copy: number): MessageRecord | null {
  for (const { inbox } of cluster.everybody)
    for (const envelope of inbox.items)
      if (envelope.copy === copy && messageName(envelope) === name)
        return messageRecord(envelope, name, cluster.open(envelope.body));
  return null;
}

function dropOf(events: readonly HistoryEvent[], name: string, copy: number): MessageRecord | null {
  const drop = events.findLast(
    (event) => event.what === 'dropped' && event.message.name === name && event.message.copy === copy,
  );
  return drop?.what === 'dropped' ? drop.message : null;
}

function fateOf(cluster: Cluster, events: readonly HistoryEvent[], record: MessageRecord): Fate {
  const { from, to, number, copy, arrives } = record;
  for (let index = events.length - 1; index >= 0; index -= 1) {
    const event = events[index] as HistoryEvent;
    if (event.at < record.sent) break;
    if (event.what === 'dropped' && event.message.name === record.name && event.message.copy === copy)
      return { is: 'lost', at: event.at, why: event.reason };
    const isArrival = event.what === 'handled' && event.by === 'arrival' && event.node === to;
    if (isArrival && event.from === from && event.sent === number && event.copy === copy)
      return { is: 'handled', at: event.at };
  }
  return arrives < cluster.position ? { is: 'waiting', at: arrives } : { is: 'air' };
}

function causeOf(events: readonly HistoryEvent[], { from, cause, sent }: MessageRecord): Cause | null {
  const began = events.findLast(
    (event) => event.what === 'handled' && event.node === from && event.number === cause && event.at <= sent,
  );
  if (began?.what !== 'handled') return null;
  if (began.by !== 'arrival') return { is: began.by, kind: began.kind, at: began.at };
  const brought = events.findLast(
    (event) =>
      event.what === 'sent' &&
      event.message.from === began.from &&
      event.message.number === began.sent &&
      event.message.copy === began.copy,
  );
  if (brought?.what !== 'sent') return { is: 'tell', kind: began.kind, at: began.at };
  const { name, copy, kind } = brought.message;
  return { is: 'message', name, copy, kind };
}

function isDoubled(
  cluster: Cluster,
  events: readonly HistoryEvent[],
  { name, copy }: MessageRecord,
): boolean {
  const other = 1 - copy;
  if (flyingOf(cluster, name, other) !== null) return true;
  return events.some(
    (event) => event.what === 'sent' && event.message.name === name && event.message.copy === other,
  );
}

/** `n1>n2/c1.17/copy/0`: what stands between the link and the kind. */
function rootOf({ from, to, name, kind }: MessageRecord): string {
  const start = from.length + to.length + 2;
  return name.slice(start, name.lastIndexOf(`/${kind}/`));
}
