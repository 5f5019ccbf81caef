/** What a node of a Chord store has in its memory, and it has nothing else: no disk, no list of all, no clock that others share. */
import type { NodeId, Operation, Self } from '../../kernel/contract.ts';
import type { Table } from '../../kernel/table.ts';
import type { Micros } from '../../kernel/time.ts';
import type { Identifier } from '../../placement/identifier.ts';
import type { Cell } from './kv/cell.ts';
import type { CallKind, CallMessage, ChordMessage, ChordTimer, Deed, RelayMessage } from './messages.ts';
import type { ChordOptions } from './options.ts';
import type { Peer } from './ring/peers.ts';

export type Standing = 'outside' | 'joining' | 'member' | 'leaving';

/** Of a key: how often it was written, and by whom last. */
export type KeyStamp = readonly [key: string, count: number, node: NodeId];

/** Why a call was made, and so what is done with its answer. */
export type Purpose =
  | { readonly does: 'stabilise'; readonly place: number; readonly round: number }
  /** Is it there, and whom does it know? `successor` is who stays if it is not. */
  | { readonly does: 'adopt'; readonly successor: Peer; readonly round: number }
  /** Somebody says that it precedes; does the old one live? */
  | { readonly does: 'rectify'; readonly candidate: Peer }
  | { readonly does: 'check predecessor' }
  /** One of those who had gone silent: is it there again? */
  | { readonly does: 'look for' }
  | { readonly does: 'join'; readonly tries: number }
  | { readonly does: 'fill' }
  /** A step of a lookup, or its end at the owner. */
  | { readonly does: 'step' | 'end'; readonly request: string; readonly attempt: number }
  | { readonly does: 'compare'; readonly stamps: readonly KeyStamp[] }
  | { readonly does: 'fetch' }
  | { readonly does: 'offer'; readonly stamps: readonly KeyStamp[] }
  | { readonly does: 'hand over'; readonly place: number };

export interface Pending {
  readonly to: Peer;
  readonly kind: CallKind;
  readonly purpose: Purpose;
  readonly timer: number;
}

/** Who wants to know: a client, or the node itself. */
export type Wanted =
  | { readonly by: 'client'; readonly operation: Operation }
  | { readonly by: 'finger'; readonly finger: number }
  | { readonly by: 'join' | 'meet' }
  | { readonly by: 'offer'; readonly from: Identifier };

export type OwnWish = Exclude<Wanted, { readonly by: 'client' }>;

/** A request of which this node is the issuer. */
export interface Issued {
  readonly wanted: Wanted;
  readonly deed: Deed;
  readonly key: string | null;
  readonly value: string | null;
  readonly target: Identifier;
  /** Through whom it goes first; null: through this node's own tables. */
  readonly start: Peer | null;
  attempt: number;
  /** Of the owner's answer; 0 while it goes hop by hop. */
  timer: number;
  /** Hop by hop: everybody who has answered, in order. */
  trail: Peer[];
  /** And who has not. */
  not: NodeId[];
  /** How often somebody was silent. */
  timeouts: number;
  /** How often it had to go back to somebody who had just come. */
  back: number;
}

/** What waits at a newcomer until it has its keys, and at one who leaves until it has given them away. */
export interface Held {
  readonly from: NodeId;
  readonly message: RelayMessage | Extract<CallMessage, { kind: 'ask' }>;
}

export interface State {
  readonly me: Peer;
  standing: Standing;
  predecessor: Peer | null;
  /** As many as the option says, from the moment at which it is a member. */
  successors: readonly Peer[];
  /** The i-th one is the owner of me + 2^i, as far as is known. */
  readonly fingers: (Peer | null)[];
  nextFinger: number;
  /** It answers for what stands behind this, up to itself; null: for whatever comes. It follows the predecessor, but waits until a newcomer has its keys. */
  actsFrom: Identifier | null;
  /** A predecessor that has not fetched any keys since the last look. */
  shifts: NodeId | null;
  /** To whom keys were given, and from where on: asked again it answers the same. */
  readonly gave: Map<NodeId, Identifier | null>;
  /** It is a member and has not yet what it has to answer for; what comes meanwhile waits. */
  isFilling: boolean;
  held: Held[];
  readonly cells: Table<Cell>;
  /** When somebody who answers for it last asked after a copy, by key. */
  readonly asked: Map<string, Micros>;
  readonly calls: Map<number, Pending>;
  nextCall: number;
  readonly issued: Map<string, Issued>;
  nextRequest: number;
  /** Who was silent, and until when nothing is hoped for of it. */
  readonly suspects: Map<NodeId, Micros>;
  /** Former successors that went silent: if they come back there may be two rings. */
  lost: readonly Peer[];
  /** How often it has tried to join. */
  tries: number;
  /** Why it is outside, where it was refused. */
  refused: string | null;
  /** Somebody waits to be told how a join went. */
  joiner: Operation | null;
  /** Whom this round of stabilising asks, one after the other until one answers; null: no round is under way. */
  round: readonly Peer[] | null;
  rounds: number;
}

export type ChordSelf = Self<ChordMessage, ChordTimer>;

/** One node, at one event. */
export interface Node {
  readonly self: ChordSelf;
  readonly state: State;
  readonly options: ChordOptions;
  /** What is done with what this node has looked up for itself; null: nobody answered. */
  found(node: Node, wanted: OwnWish, owner: Peer | null): void;
}
