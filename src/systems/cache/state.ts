/** All that a node of the cache is, as plain data. Each part is worked on by the file that its name leads to. */
import type { Member, NodeId, Operation, Self, Status } from '../../kernel/contract.ts';
import type { Micros } from '../../kernel/time.ts';
import type { PhiDetector } from '../../protocols/phi-detector.ts';
import type { Swim } from '../../protocols/swim.ts';
import type { Persistence } from '../../store/persistence/persistence.ts';
import type { Session, Store } from '../../store/store.ts';
import type { Ledger } from './ledger.ts';
import type { Message, Timer } from './messages.ts';
import type { Meters } from './meters.ts';
import type { CacheOptions } from './options.ts';
import type { QuorumState } from './quorum/state.ts';
import type { Answer } from './requests.ts';
import type { ShardNodes } from './trees.ts';
import type { PlacementRule, View } from './view.ts';

export type CacheSelf = Self<Message, Timer>;

/** What a node knows of another: what it heard, and where the two streams between them stand. */
export interface Peer {
  readonly id: NodeId;
  name: string;
  weight: number;
  /** Of the last beat or hello; 0 before any. */
  incarnation: number;
  heardAt: Micros;
  /** `at` of its last beat, to be echoed. */
  theirAt: Micros;
  /** The latest `at` of ours that it echoed. */
  echoedAt: Micros;
  epoch: number;
  /** The last view that was sent to it, and when: not again at once, it may be on its way. */
  toldEpoch: number;
  toldAt: Micros;
  caughtUp: boolean;
  handedOver: boolean;
  detector: PhiDetector;
  isSuspected: boolean;
  /** Our stream towards it: the sequence of the last copy, and how far it has told us to have followed. */
  sent: number;
  acknowledged: number;
  /** Its stream towards us: which start of it, and how far we have what it did itself. */
  stream: number;
  followed: number;
  /** How far we have seen all that changed there, also what it copied from others. */
  pulled: number;
  /** As much of it as is as durable here as acknowledgements promise. */
  assured: number;
  /** Who owns what has changed since we followed it: its place in the stream does not say what we lack. */
  mustCompare: boolean;
  /** A request for what we lack, under way. */
  pull: Pull | null;
  /** The epoch for which it has told us all that it has. */
  answeredFor: number;
}

export interface Pull {
  readonly epoch: number;
  askedAt: Micros;
  /** Keys that were asked for and have not come. */
  missing: string[];
  /** What was listed comes from this stream, and when all of it is here we have followed it so far. */
  stream: number;
  upTo: number;
  /** Something is left behind what was listed. */
  more: boolean;
  /** While everything is compared: shards that differ and are left to look at. */
  shards: ShardNodes[] | null;
  /** Of the last request, where its answer has to bring it back. Grows from start to start, so that an old answer is never taken for a new one. */
  number: number;
  page: number;
  /** The request that is waited for, and the timer that repeats it. */
  last: Message | null;
  timer: number;
  /** How long it waits for an answer: the longer the more often none came, or a slow link would drown in questions. */
  patience: Micros;
}

export interface Ballot {
  readonly epoch: number;
  readonly base: View;
  /** What the view would be, but for its epoch and how far the fallen were followed. */
  readonly wanted: View;
  readonly votes: Map<NodeId, Readonly<Record<NodeId, number>>>;
}

/** A reply that waits: for copies, and for the disk. */
export interface Held {
  readonly operation: Operation;
  readonly value: Answer;
  readonly status: Status;
  readonly sequence: number;
  readonly ticket: number;
  /** Whose other owners have to have it, and how many of them; without a key all nodes count. */
  readonly key: string | null;
  readonly needed: number;
  /** WAIT: answers with the number of copies, at this instant at the latest. */
  readonly countsAt: Micros | null;
  /** WAIT: among whom copies are counted. */
  readonly among: readonly (readonly NodeId[])[];
  readonly until: Micros;
}

/** The last change of a session, and the shards of all. */
export interface Wrote {
  sequence: number;
  readonly shards: Set<string>;
}

/** The last requests of a session. Two generations, because to forget the oldest one by one costs more than to answer them. */
export interface Delivered {
  young: Set<string>;
  old: Set<string>;
}

export interface Reign {
  readonly era: View;
  /** Whether all who could have known more had told it by then. */
  isComplete: boolean;
}

export interface NodeState {
  readonly options: CacheOptions;
  readonly rule: PlacementRule;
  readonly bootedAt: Micros;
  /** Which start of the node this is. */
  readonly incarnation: number;
  /** What the operator said of members last: seeds for a newcomer, weights, who is to go. */
  wishes: readonly Member[];
  isRebalanceOrdered: boolean;

  // Agreement.
  view: View | null;
  /** The highest view seen, taken over or not. */
  learned: View | null;
  promised: number;
  /** It found on its disk what it had promised, or is of the first hour and has promised nothing. */
  remembers: boolean;
  durableEpoch: number;
  blobs: number;
  /** What may be said once the blob of this number is durable. */
  pledges: { number: number; epoch: number; vote: { to: NodeId; epoch: number } | null }[];
  ballot: Ballot | null;
  wantedSince: Micros | null;
  /** Whom to ask next what was missed. */
  turn: number;

  // Membership.
  readonly peers: Map<NodeId, Peer>;
  /** Where probes say who is there; null where beats do. */
  readonly swim: Swim | null;

  // Data.
  readonly store: Store;
  readonly persistence: Persistence;
  readonly ledger: Ledger;
  /** Speaks for what other nodes did. */
  readonly follower: Session;
  readonly sessions: Map<string, Session>;
  /** The last requests of each session. */
  readonly delivered: Map<string, Delivered>;
  /** Of sessions through a proxy: who speaks, in the words in which it was said. */
  readonly spokenFor: Map<string, string>;
  /** What each session has written here, for WAIT. */
  readonly wrote: Map<string, Wrote>;
  /** What the command under way has changed. */
  effects: (readonly string[])[];
  reigns: Reign[];
  /** Keys that this node holds and should not, and who has them by now. */
  orphans: Map<string, NodeId[]>;
  /** Those of them that were offered last and are still here. */
  readonly offered: Set<string>;
  /** What is still to be listed for somebody who compares. */
  listings: Map<NodeId, { epoch: number; number: number; keys: string[] }>;
  /** Pulls from nodes whose view is ahead of ours. */
  deferred: { from: NodeId; epoch: number; stream: number; since: number }[];

  // Clients.
  held: Held[];
  parked: { operation: Operation; until: Micros }[];
  /** Something has happened since they were tried last that may have changed what is possible. */
  isStirred: boolean;
  acks: { to: NodeId; stream: number; sequence: number; ticket: number }[];
  counts: Counts;
  readonly meters: Meters;

  readonly quorum: QuorumState;
}

export interface Counts {
  operations: number;
  copies: number;
  pulled: number;
  repaired: number;
  moved: number;
  /** Writes kept for somebody who could not be reached. */
  hints: number;
}
