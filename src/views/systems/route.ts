/**
 * The way of one operation through the cluster, told from its recorded messages: whom its client asked, who sent it on, who answered, how long it
 * took. Every system's messages can be read so far; what more a system knows (copies, versions, quorums) it adds itself.
 */
import type { HistoryEvent, MessageRecord } from '../../cluster/recorder.ts';
import { clientOf, type Data, type NodeId, type Status } from '../../kernel/contract.ts';
import type { Inside } from '../../lab/inside.ts';
import { rootOf } from '../event-rows.ts';

export interface Route {
  /** Null while it is not over. */
  readonly status: Status | null;
  /** From asking to hearing, in virtual time. */
  readonly took: number | null;
  /** Nobody was asked: it was an act on the cluster. */
  readonly isAct: boolean;
  /** Whom the client asked, in order; who was asked again stands there again. */
  readonly asked: readonly NodeId[];
  /** Who passed it on to somebody else, or said who is to be asked. */
  readonly by: readonly NodeId[];
  /** Who was asked before and had not what was asked for. */
  readonly before: readonly NodeId[];
  /** Whose word the answer is; who did what was asked first. */
  readonly from: readonly NodeId[];
  readonly pending: readonly NodeId[];
  readonly refused: readonly NodeId[];
  /** Messages of this operation that never came, by their receivers. */
  readonly lost: readonly NodeId[];
  readonly version: number | null;
  readonly needed: { readonly count: number; readonly all: number } | null;
  /** A newer version replaced what was answered, so long ago. */
  readonly old: { readonly version: number; readonly age: number } | null;
  /** It is a copy's word, and nothing newer is known of. */
  readonly isStale: boolean;
  /** Who had lost the key and got it back. */
  readonly repaired: NodeId | null;
  /** Put together from so many answers. */
  readonly parts: number | null;
  /** It had been done before, and was recognised. */
  readonly isRemembered: boolean;
}

export interface Traces {
  readonly system: string;
  readonly events: readonly HistoryEvent[];
  readonly inside: Inside | null;
}

type Settled = Extract<HistoryEvent, { what: 'settled' }>;
type Invoked = Extract<HistoryEvent, { what: 'invoked' }>;
type Handled = Extract<HistoryEvent, { what: 'handled' }>;

/** What was recorded of one operation, up to the instant at which its client heard. */
export interface Trail {
  readonly client: NodeId;
  readonly invoked: Invoked;
  readonly settled: Settled | null;
  readonly sent: readonly MessageRecord[];
  readonly handled: readonly Handled[];
  readonly dropped: readonly MessageRecord[];
  readonly notes: readonly string[];
  /** Everything else that was recorded meanwhile. */
  readonly meanwhile: readonly HistoryEvent[];
}

/** Null when it is not known yet, or not any more. */
export function trailOf(operation: string, events: readonly HistoryEvent[]): Trail | null {
  const client = clientOf(operation);
  const begin = events.findLastIndex((event) => event.what === 'invoked' && event.operation === operation);
  const invoked = events[begin];
  if (invoked?.what !== 'invoked') return null;
  const end = events.findIndex(
    (event, index) => index > begin && event.what === 'settled' && event.operation === operation,
  );
  const meanwhile = events.slice(begin, end < 0 ? events.length : end + 1);
  const settled = end < 0 ? null : (events[end] as Settled);
  const sent: MessageRecord[] = [];
  const handled: Handled[] = [];
  const dropped: MessageRecord[] = [];
  const notes: string[] = [];
  for (const event of meanwhile) {
    // What waited for a disk goes on with whoever else waited for it, and bears the name of none of them; but it says what it answers.
    if (event.what === 'sent' && (rootOf(event.message) === operation || isOf(event.message.body, operation)))
      sent.push(event.message);
    else if (event.what === 'dropped' && rootOf(event.message) === operation) dropped.push(event.message);
    else if (event.what === 'handled' && (event.root === operation || isEnd(event, settled)))
      handled.push(event);
    else if (event.what === 'note' && isOf(event.detail, operation)) notes.push(event.kind);
  }
  return { client, invoked, settled, sent, handled, dropped, notes, meanwhile };
}

/** What its client took in when it was over. */
function isEnd({ node, number }: Handled, settled: Settled | null): boolean {
  return settled !== null && node === settled.node && number === settled.number;
}

function isOf(detail: Data | undefined, operation: string): boolean {
  return (detail as { readonly operation?: Data } | null | undefined)?.operation === operation;
}

/** What the messages of any system tell. */
export function plainRoute({ client, invoked, settled, sent, handled, dropped }: Trail): Route {
  const requests = sent.filter(({ kind }) => kind === 'request');
  const asked = requests.filter(({ from }) => from === client).map(({ to }) => to);
  const senders = new Set(requests.map(({ from }) => from));
  const reply = handled.findLast(
    ({ node, by, kind }) => node === client && by === 'arrival' && kind === 'reply',
  );
  return {
    status: settled?.outcome.status ?? null,
    took: settled === null ? null : settled.at - invoked.at,
    isAct: requests.length === 0 && settled?.outcome.status === 'ok',
    asked,
    by: [...new Set(asked.filter((node) => senders.has(node)))],
    before: [...new Set(asked.filter((node) => !senders.has(node) && node !== reply?.from))],
    from: reply === undefined ? [] : [reply.from],
    pending: [],
    refused: [],
    lost: dropped.map(({ to }) => to),
    version: null,
    needed: null,
    old: null,
    isStale: false,
    repaired: null,
    parts: null,
    isRemembered: false,
  };
}
