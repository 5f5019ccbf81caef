/**
 * What a run tells whoever listens, window by window, in the one order. How much is told is a matter of level; the fingerprint is the same
 * at every level.
 */
import type { Data, NodeId, Outcome } from '../kernel/contract.ts';
import type { Envelope } from '../kernel/protocol.ts';
import { compareText } from '../kernel/order.ts';
import type { Micros } from '../kernel/time.ts';
import type { Action } from '../scenario/types.ts';
import type { DropReason } from './network/network.ts';

export const RECORDING_LEVELS = ['nothing', 'operations', 'messages', 'contents'] as const;
export type RecordingLevel = (typeof RECORDING_LEVELS)[number];

export function records(level: RecordingLevel, wanted: RecordingLevel): boolean {
  return RECORDING_LEVELS.indexOf(level) >= RECORDING_LEVELS.indexOf(wanted);
}

/** A message as the history keeps it. `body` is there at level `contents` only. */
export interface MessageRecord {
  readonly name: string;
  readonly from: NodeId;
  readonly to: NodeId;
  readonly number: number;
  readonly copy: number;
  readonly cause: number;
  readonly sent: Micros;
  /** When it would arrive; `NEVER` for one that was lost at the send. */
  readonly arrives: Micros;
  readonly kind: string;
  readonly body: Data | undefined;
}

export type Happening =
  | { readonly what: 'action'; readonly action: Action }
  | { readonly what: 'started'; readonly incarnation: number }
  | { readonly what: 'stopped'; readonly how: 'power' | 'process'; readonly bytesLost: number }
  | { readonly what: 'crashed'; readonly says: string }
  | { readonly what: 'left' }
  | { readonly what: 'note'; readonly kind: string; readonly detail: Data }
  | { readonly what: 'invoked'; readonly operation: string; readonly body: Data }
  | { readonly what: 'settled'; readonly operation: string; readonly outcome: Outcome; readonly text: string }
  | {
      readonly what: 'handled';
      readonly by: 'boot' | 'tell' | 'arrival' | 'timer';
      readonly kind: string;
      readonly root: string;
      readonly from: NodeId;
      readonly sent: number;
      readonly copy: number;
    }
  | { readonly what: 'sent'; readonly message: MessageRecord }
  | { readonly what: 'dropped'; readonly message: MessageRecord; readonly reason: DropReason };

/** `node:number` is the event's id; several happenings may belong to one event. Actions have no node. */
export type HistoryEvent = {
  readonly at: Micros;
  readonly node: NodeId;
  readonly number: number;
} & Happening;

export interface Recorder {
  readonly level: RecordingLevel;
  /** The events of one window, or of one action, sorted. */
  record(events: readonly HistoryEvent[]): void;
}

export const SILENCE: Recorder = { level: 'nothing', record: () => undefined };

/** Within one event: what began it, what it said, what it sent, how it ended. */
const PLACES: Readonly<Record<Happening['what'], number>> = {
  action: 0,
  stopped: 1,
  started: 2,
  handled: 3,
  invoked: 4,
  note: 5,
  settled: 6,
  sent: 7,
  dropped: 8,
  crashed: 9,
  left: 9,
};

export function compareHistory(left: HistoryEvent, right: HistoryEvent): number {
  return (
    left.at - right.at ||
    Math.min(PLACES[left.what], 3) - Math.min(PLACES[right.what], 3) ||
    compareText(left.node, right.node) ||
    left.number - right.number ||
    PLACES[left.what] - PLACES[right.what]
  );
}

export function messageRecord(envelope: Envelope, name: string, body: unknown): MessageRecord {
  const { from, to, number, copy, cause, sent, arrives, kind } = envelope;
  return { name, from, to, number, copy, cause, sent, arrives, kind, body: body as Data | undefined };
}
