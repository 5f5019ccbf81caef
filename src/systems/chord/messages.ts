/**
 * What nodes of a Chord store say to each other. Every message is a call as between web servers: a method, a path and a body, and an answer has a
 * status. Nothing needs a connection that stays. The list of all of them stands in docs/protocol.md.
 *
 * Three kinds of talk: **calls** that are answered to whoever made them; **relays**, passed on from node to node until they are where their key
 * belongs; and the **reply**, which goes to the issuer of a relay from the one where it ended.
 */
import type { ClientMessage, Data, NodeId, OperatorMessage } from '../../kernel/contract.ts';
import type { Identifier } from '../../placement/identifier.ts';
import type { StoredCell } from './kv/cell.ts';
import type { Peer, Step } from './ring/peers.ts';

/** What is asked of the owner of a key, and of the owner of an identifier where no key is meant. */
export type Deed = 'put' | 'get' | 'delete' | 'find successor';

/** What is passed on. Only a put has a value with it: the data is not carried where it is not needed. */
export interface Relayed {
  readonly target: Identifier;
  /** Null: whose is this identifier? */
  readonly key: string | null;
  readonly value?: string;
  readonly issuer: Peer;
  /** Which request of the issuer it is; asked again it has the same id, so that it is done once. */
  readonly request: string;
  readonly attempt: number;
  /** All that it went through, the issuer first: to be counted, and for an answer that goes back the way. */
  readonly path: readonly NodeId[];
  /** Whoever sent it knows the receiver for the first one behind the target. */
  readonly isFinal: boolean;
  /** How often it had to go back, to somebody who had just come. */
  readonly back: number;
}

export interface RelayMessage {
  readonly kind: Deed;
  readonly method: 'PUT' | 'GET' | 'DELETE' | 'POST';
  readonly path: string;
  readonly body: Relayed;
}

/** How a request ended. */
export interface Replied {
  readonly request: string;
  readonly attempt: number;
  readonly status: number;
  /** For a get, the value as it was put; for a deed that failed, why. */
  readonly body: Data;
  readonly storer: Peer;
  readonly path: readonly NodeId[];
  /** The stamp of what was found or made. */
  readonly version: number;
  /** Where it goes back the way: who comes next, the last one first. */
  readonly way: readonly NodeId[];
}

/** `found`: whose an identifier is, where no key is meant. That goes on all the time, to look after fingers. */
export type ReplyMessage = {
  [Kind in 'reply' | 'found']: {
    readonly kind: Kind;
    readonly method: 'POST';
    readonly path: string;
    readonly body: Replied;
  };
}['reply' | 'found'];

/** Positions behind `after`, up to and with `upTo`. */
export interface Stretch {
  readonly after: Identifier;
  readonly upTo: Identifier;
}

export interface Neighbours {
  readonly me: Peer;
  readonly predecessor: Peer | null;
  readonly successors: readonly Peer[];
}

/** What is asked of one node, and what it answers. */
export interface Calls {
  ping: { readonly asks: null; readonly answers: null };
  neighbours: { readonly asks: null; readonly answers: Neighbours };
  /** One step of a lookup that the issuer goes by itself; `not` are those whom it found silent. 404: it knows nobody else. */
  next: {
    readonly asks: { readonly target: Identifier; readonly not: readonly NodeId[] };
    readonly answers: Step;
  };
  /**
   * The deed itself, asked of the owner when that is known. 409, with a `Peer`: somebody has come who is closer. Whose an identifier is may be told
   * without those whom the issuer found silent (`not`): no data hangs on it.
   */
  ask: {
    readonly asks: { readonly deed: Deed; readonly relayed: Relayed; readonly not?: readonly NodeId[] };
    readonly answers: Replied;
  };
  /** A newcomer wants what it has to answer for now. 409: the receiver is not the one who has it. */
  keys: {
    readonly asks: { readonly me: Peer };
    readonly answers: { readonly after: Identifier | null; readonly cells: readonly StoredCell[] };
  };
  /** Who leaves gives away what it answered for, to the one who will. */
  handover: {
    readonly asks: {
      readonly stretch: Stretch;
      readonly cells: readonly StoredCell[];
      readonly predecessor: Peer | null;
    };
    readonly answers: null;
  };
  /** Copies of what the sender answers for, by stamps; the answer is what the receiver has of them that is newer, and which it lacks. */
  compare: {
    readonly asks: { readonly stretch: Stretch; readonly digest: string };
    readonly answers: {
      readonly isEqual: boolean;
      readonly stamps: readonly (readonly [key: string, count: number, node: NodeId])[];
    };
  };
  fetch: {
    readonly asks: { readonly keys: readonly string[] };
    readonly answers: { readonly cells: readonly StoredCell[] };
  };
  /** Copies that nobody has asked after for long, for the one who answers for them: whether the sender is to keep its own. */
  offer: {
    readonly asks: { readonly cells: readonly StoredCell[] };
    readonly answers: { readonly keeps: boolean };
  };
}

export type CallKind = keyof Calls;

export type CallMessage = {
  [Kind in CallKind]: {
    readonly kind: Kind;
    readonly method: 'GET' | 'POST' | 'PUT';
    readonly path: string;
    readonly body: Calls[Kind]['asks'];
    readonly call: number;
  };
}[CallKind];

/** `cells`: with keys and their values. */
export type AnswerMessage = {
  [Kind in 'answer' | 'cells']: {
    readonly kind: Kind;
    readonly call: number;
    /** 200; 410 of a node that is no member; what else there may be is said with the calls. */
    readonly status: number;
    readonly body: Data;
  };
}['answer' | 'cells'];

/** What is told and not answered. */
export type ToldMessage =
  | {
      readonly kind: 'notify';
      readonly method: 'POST';
      readonly path: '/chord/predecessor';
      readonly body: Peer;
    }
  | {
      readonly kind: 'replicate';
      readonly method: 'PUT';
      readonly path: '/replicas';
      readonly body: { readonly cells: readonly StoredCell[] };
    }
  | {
      readonly kind: 'leaving';
      readonly method: 'POST';
      readonly path: '/chord/leaving';
      readonly body: Neighbours;
    };

export type NodeMessage = RelayMessage | ReplyMessage | CallMessage | AnswerMessage | ToldMessage;
export type ChordMessage = NodeMessage | ClientMessage | OperatorMessage;

export type ChordTimer =
  | { readonly kind: 'stabilise' | 'fix fingers' | 'check predecessor' | 'repair' | 'join' }
  /** A call had no answer. */
  | { readonly kind: 'silence'; readonly call: number; readonly operation?: string }
  /** The owner's answer did not come. */
  | {
      readonly kind: 'request timeout';
      readonly request: string;
      readonly attempt: number;
      readonly operation?: string;
    };
