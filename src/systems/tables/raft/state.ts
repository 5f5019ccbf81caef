/** What a node of Raft has in mind. What of it must survive is on its disk (storage.ts). */
import type { NodeId, Operation, Self } from '../../../kernel/contract.ts';
import type { Micros } from '../../../kernel/time.ts';
import type { Log } from '../../../protocols/write-ahead-log.ts';
import type { Role } from '../belief.ts';
import type { Did } from '../machine/apply.ts';
import type { Machine } from '../machine/machine.ts';
import type { RaftMessage, TablesMessage, TablesTimer } from '../messages.ts';
import type { Members } from './entry.ts';
import type { RaftLog } from './log.ts';
import type { RaftOptions } from './options.ts';

export type TablesSelf = Self<TablesMessage, TablesTimer>;

/** What a leader knows of another. */
export interface Follower {
  /** The next entry that it is sent, and up to where its log is known to be equal and on disk. */
  next: number;
  match: number;
  /** Until it has answered once it is sent one message at a time, because nobody knows what fits. */
  isProbed: boolean;
  /** When it was heard last in this term, and the latest round of heartbeats that it answered. */
  heard: Micros | null;
  round: number;
  /** What answers this round, or an earlier one, it may have said before it lost its disk or was taken out: it counts for nothing. */
  since: number;
  /** Which of its starts has told that it forgot everything; 0 where none has. */
  life: number;
  /** The snapshot that it is being sent; null while it is sent entries. */
  snapshot: OutgoingSnapshot | null;
  /** The highest commit index that it was told. */
  told: number;
}

export interface OutgoingSnapshot {
  readonly index: number;
  readonly term: number;
  readonly chain: number;
  readonly members: Members;
  readonly bytes: Uint8Array;
  /** So many of them have come. */
  received: number;
}

export interface IncomingSnapshot {
  readonly index: number;
  readonly term: number;
  readonly from: NodeId;
  readonly bytes: Uint8Array;
  received: number;
}

/** A write whose entry is in the log of this leader, waiting to be committed. */
export interface Pending {
  readonly operation: Operation;
  readonly term: number;
  readonly timer: number;
}

export interface WaitingRead {
  readonly operation: Operation;
  /** What was committed when it came: the answer must not be older. Null until that is known. */
  index: number | null;
  /** The round whose answers prove that this node still led then. */
  readonly round: number;
}

/** A message that promises something which is not on disk yet. */
export interface Held {
  readonly upTo: number;
  readonly to: NodeId;
  readonly message: RaftMessage;
}

export interface MembersAt {
  readonly index: number;
  readonly members: Members;
}

export interface State {
  // On every server, on disk before anything is said of it.
  term: number;
  votedFor: NodeId | null;
  readonly log: RaftLog;
  readonly wal: Log;
  // On every server.
  role: Role;
  leader: NodeId | null;
  commit: number;
  applied: number;
  /** What the last command did that it has applied: for whoever looks. */
  lastDid: { readonly index: number; readonly did: Did; readonly file: string | null } | null;
  /** The newest entry whose effect stood in its files when it started, or in the snapshot that it took in since. */
  restored: number;
  /** Why it does nothing any more; null while it does. */
  stopped: string | null;
  /** Its disk is empty where something may have been. Of a newcomer, too: nobody else can tell the two apart. */
  isForgetful: boolean;
  /** It has been started before. */
  readonly hasLived: boolean;
  /** Who belongs to it as the log says it; the first is the base's. What is last counts, committed or not. */
  configurations: MembersAt[];
  /** Who should belong to it, as the operator says. */
  wanted: readonly NodeId[];
  isLeaving: boolean;
  // The disk.
  /** Records written, records that are durable, and records up to the last one that says a term or a vote. */
  written: number;
  synced: number;
  promised: number;
  isSyncing: boolean;
  /** For every record of an entry that is not durable yet: which. */
  unsynced: { readonly record: number; readonly index: number }[];
  /** Up to here the log is on disk. */
  durable: number;
  held: Held[];
  // Waiting.
  patience: { from: Micros; until: Micros } | null;
  timer: number;
  /** When the leader was heard last. */
  heardLeader: Micros | null;
  // Of a candidate.
  votes: Map<NodeId, boolean>;
  // Of a leader.
  followers: Map<NodeId, Follower>;
  /** Numbers the rounds of heartbeats; `rounds` says when each began that not all have answered. */
  round: number;
  rounds: { readonly round: number; readonly at: Micros; readonly clock: number }[];
  /** The index of the entry with which its term began. */
  reignFrom: number;
  /** To whom leadership is handed over, and when that was begun. */
  transfer: { readonly to: NodeId; readonly since: Micros; isTold: boolean } | null;
  /** In this term leadership was offered, and not taken: whoever has to go goes without. */
  hasOffered: boolean;
  /** Somebody may have been elected on its own wish, so that its lease is worth nothing any more. */
  isLeaseBroken: boolean;
  pending: Map<number, Pending>;
  reads: WaitingRead[];
  /** Voters that have told that they lost their disk. */
  forgotten: NodeId[];
  // Of a follower that is sent a snapshot.
  incoming: IncomingSnapshot | null;
  /** Who was known to lead in the latest terms: for those who judge. */
  reigns: Map<number, NodeId>;
  readonly machine: Machine;
}

/** One event at one node: all that a function of Raft needs. */
export interface Node {
  readonly self: TablesSelf;
  readonly state: State;
  readonly options: RaftOptions;
}
