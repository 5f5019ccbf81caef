/**
 * The cluster's own chain, of actions and drops, and the way of everything to the recorder. Within a window things come in the order in
 * which nodes answered; they leave in the one order, so neither chain nor record depends on how windows were cut.
 */
import { Fold } from '../kernel/fold.ts';
import { compareText } from '../kernel/order.ts';
import type { Advance, Envelope } from '../kernel/protocol.ts';
import type { Micros } from '../kernel/time.ts';
import type { Action } from '../scenario/types.ts';
import { messageName } from './network/names.ts';
import type { DropReason } from './network/network.ts';
import {
  compareHistory,
  messageRecord,
  records,
  type Happening,
  type HistoryEvent,
  type Recorder,
} from './recorder.ts';

const FOLD_ACTION = 11;
const FOLD_DROP = 12;

interface Fact {
  readonly at: Micros;
  /** 0: an action (a hung node's kill), 1: lost at the send, 2: lost at the arrival. */
  readonly phase: 0 | 1 | 2;
  readonly action: Action | null;
  readonly envelope: Envelope | null;
  readonly reason: DropReason | null;
}

export interface Counts {
  sent: number;
  delivered: number;
  dropped: number;
  duplicated: number;
}

export class Chronicle {
  readonly chain = new Fold();
  counts: Counts = { sent: 0, delivered: 0, dropped: 0, duplicated: 0 };
  readonly #recorder: Recorder;
  readonly #open: (body: unknown) => unknown;
  readonly #withMessages: boolean;
  readonly #withContents: boolean;
  readonly #silent: boolean;
  #facts: Fact[] = [];
  #events: HistoryEvent[] = [];

  constructor(recorder: Recorder, open: (body: unknown) => unknown) {
    this.#recorder = recorder;
    this.#open = open;
    this.#withMessages = records(recorder.level, 'messages');
    this.#withContents = records(recorder.level, 'contents');
    this.#silent = recorder.level === 'nothing';
  }

  get tracesMessages(): boolean {
    return this.#withMessages;
  }

  action(at: Micros, index: number, action: Action): void {
    this.#facts.push({ at, phase: 0, action, envelope: null, reason: null });
    this.happened(at, '', index, { what: 'action', action });
  }

  sent(envelope: Envelope): void {
    this.counts.sent += 1;
    if (this.#withMessages) {
      this.happened(envelope.sent, envelope.from, envelope.cause, {
        what: 'sent',
        message: this.#message(envelope),
      });
    }
  }

  dropped(at: Micros, where: 'send' | 'arrival', envelope: Envelope, reason: DropReason): void {
    this.counts.dropped += 1;
    this.#facts.push({ at, phase: where === 'send' ? 1 : 2, action: null, envelope, reason });
    if (!this.#withMessages) return;
    const number = where === 'send' ? envelope.cause : 0;
    const node = where === 'send' ? envelope.from : envelope.to;
    this.happened(at, node, number, { what: 'dropped', message: this.#message(envelope), reason });
  }

  /** Dropped by an action, which is folded itself. */
  droppedByHand(at: Micros, envelope: Envelope): void {
    this.counts.dropped += 1;
    if (this.#withMessages) {
      this.happened(at, envelope.to, 0, {
        what: 'dropped',
        message: this.#message(envelope),
        reason: 'hand',
      });
    }
  }

  happened(at: Micros, node: string, number: number, happening: Happening): void {
    if (!this.#silent) this.#events.push({ at, node, number, ...happening });
  }

  advanced(node: string, advance: Advance): void {
    if (this.#silent) return;
    const events = this.#events;
    for (const { at, event, kind, detail } of advance.notes)
      this.happened(at, node, event, { what: 'note', kind, detail });
    // These are as many as all else together, so they are put down as they stand.
    for (const mark of advance.marks) {
      const { at, event: number, operation } = mark;
      if ('outcome' in mark) {
        const { outcome, text } = mark;
        events.push({ at, node, number, what: 'settled', operation, outcome, text });
      } else events.push({ at, node, number, what: 'invoked', operation, body: mark.body });
    }
    for (const { at, event, what: by, kind, root, from, number: sent, copy } of advance.handled)
      events.push({ at, node, number: event, what: 'handled', by, kind, root, from, sent, copy });
  }

  /** The end of a window or of an action: what was collected is folded and told. */
  close(): void {
    if (this.#facts.length > 0) {
      const facts = this.#facts;
      this.#facts = [];
      if (facts.length > 1) facts.sort(compareFacts);
      for (const fact of facts) this.#fold(fact);
    }
    if (this.#events.length > 0) {
      const events = this.#events;
      this.#events = [];
      if (events.length > 1) events.sort(compareHistory);
      this.#recorder.record(events);
    }
  }

  #fold({ at, action, envelope, reason }: Fact): void {
    const { chain } = this;
    if (action !== null) {
      chain.word(FOLD_ACTION);
      // However the file, the hand or the watchdog ordered its fields, it is the same action.
      chain.data(sortedFields(action));
      return;
    }
    const { from, to, number, copy } = envelope as Envelope;
    chain.word(FOLD_DROP);
    chain.number(at);
    chain.text(reason as string);
    chain.text(from);
    chain.text(to);
    chain.number(number);
    chain.word(copy);
  }

  #message(envelope: Envelope): ReturnType<typeof messageRecord> {
    return messageRecord(
      envelope,
      messageName(envelope),
      this.#withContents ? this.#open(envelope.body) : undefined,
    );
  }
}

function sortedFields(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortedFields);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([left], [right]) => compareText(left, right));
  return Object.fromEntries(entries.map(([key, field]) => [key, sortedFields(field)]));
}

function compareFacts(left: Fact, right: Fact): number {
  if (left.at !== right.at) return left.at - right.at;
  if (left.phase !== right.phase) return left.phase - right.phase;
  const { envelope: one } = left;
  const { envelope: other } = right;
  if (one === null || other === null) return 0;
  return (
    (left.phase === 2 ? compareText(one.to, other.to) : 0) ||
    compareText(one.from, other.from) ||
    one.number - other.number ||
    one.copy - other.copy
  );
}
