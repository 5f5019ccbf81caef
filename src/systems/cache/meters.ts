/** What a node measures of itself (metered.ts), as data. */
import type { NodeId } from '../../kernel/contract.ts';
import type { Micros } from '../../kernel/time.ts';
import { newHistogram, type Histogram } from '../../protocols/histogram.ts';

export interface Flow {
  messages: number;
  bytes: number;
}

/** The node sent this much to a copy by then. */
export interface Mark {
  sequence: number;
  readonly at: Micros;
}

export interface Meters {
  /** The instant of the last event. */
  now: Micros;
  readonly received: Flow;
  readonly sent: Flow;
  /** Answers to clients. Somebody who was sent on to another node is neither served nor refused. */
  readonly answers: { ok: number; failed: number; moved: number };
  readonly latency: Histogram;
  /** Requests that are not answered yet, by operation and asking: since when. */
  readonly open: Map<string, Micros>;
  /** For each copy what it has not confirmed, the oldest first. */
  readonly marks: Map<NodeId, Mark[]>;
  /** Of the ledger, when the marks were last looked at. */
  sequence: number;
}

export function newMeters(): Meters {
  return {
    now: 0,
    received: { messages: 0, bytes: 0 },
    sent: { messages: 0, bytes: 0 },
    answers: { ok: 0, failed: 0, moved: 0 },
    latency: newHistogram(),
    open: new Map(),
    marks: new Map(),
    sequence: 0,
  };
}
