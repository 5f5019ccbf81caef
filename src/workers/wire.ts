/**
 * All that crosses between the bus Worker and the node Workers. Nobody else reads or writes it, so it may change with every commit; what it
 * carries is the protocol of kernel/protocol.ts, which may not.
 *
 * An `advance` and its answer travel as one bare ArrayBuffer each (wire-advance.ts), whose heading names seat and call: there are thousands
 * of them a second. All else is rare, may hold Maps (the state in a `save`), and goes by structured clone as one of the objects below.
 *
 * A seat is one start of one node: it is never given twice, so nothing that a former life of the node still had to say can be taken
 * for an answer of the present one. A call has the number of its turn on that seat.
 */
import type { NodeReply, NodeRequest } from '../kernel/protocol.ts';

export type ToNodes =
  | ArrayBuffer
  | { readonly do: 'call'; readonly seat: number; readonly call: number; readonly request: NodeRequest }
  /** Drop the node of this seat: the only way to end it where others live in the same Worker. */
  | { readonly do: 'end'; readonly seat: number }
  | Ping;

/** Comes straight back, with what it carries. For the benchmark: what a window costs above this is ours to answer for. */
export interface Ping {
  readonly do: 'ping';
  readonly load?: unknown;
}

export type FromNodes =
  | ArrayBuffer
  /** The first word: the Worker listens now. */
  | { readonly do: 'ready' }
  | Ping
  | { readonly do: 'reply'; readonly seat: number; readonly call: number; readonly reply: NodeReply }
  /** The call cannot be answered: a fault of ours. A program's own throw is a crash inside an ordinary answer. */
  | { readonly do: 'fault'; readonly seat: number; readonly call: number; readonly says: string };
