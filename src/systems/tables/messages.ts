/** What nodes of a table store say to each other: the messages of Raft, named after the figure of the paper, and those of clients. */
import type { ClientMessage, OperatorMessage } from '../../kernel/contract.ts';
import type { Entry, Members } from './raft/entry.ts';

export interface RequestVote {
  readonly kind: 'request vote';
  readonly term: number;
  readonly lastLogIndex: number;
  readonly lastLogTerm: number;
  /** It only asks whether it would be elected, and has changed nothing yet. */
  readonly isPreVote: boolean;
  /** The leader itself wants it to be elected, so nobody has to keep faith with the leader. */
  readonly isTransfer: boolean;
}

export interface Vote {
  readonly kind: 'vote';
  readonly term: number;
  readonly isGranted: boolean;
  readonly isPreVote: boolean;
  /** The term that was asked for: an answer to a pre-vote is of no term of its own. */
  readonly asked: number;
}

export interface AppendEntries {
  /** A heartbeat has no entries and says nothing new: it is a kind of its own for whoever looks on, and otherwise the same. */
  readonly kind: 'append entries' | 'heartbeat';
  readonly term: number;
  readonly prevLogIndex: number;
  readonly prevLogTerm: number;
  readonly entries: readonly Entry[];
  readonly leaderCommit: number;
  /** Numbers the leader's rounds of heartbeats: what is answered proves that it led when the round began. */
  readonly round: number;
  /** Whoever gets it is no voter, as far as is committed: so it may begin anew even if it has forgotten everything. */
  readonly isToLearner: boolean;
  /** Which start of the receiver it is meant for, where that has said that it forgot everything; else 0. */
  readonly life: number;
}

export interface Appended {
  /** `heard` answers a heartbeat that fits. */
  readonly kind: 'appended' | 'heard';
  readonly term: number;
  readonly isSuccess: boolean;
  /** With success: up to here both logs are equal, and it is on disk. */
  readonly matchIndex: number;
  /** Without: the term of the entry that does not fit, 0 where there is none, and the first index of it or the end of the log. */
  readonly conflictTerm: number;
  readonly conflictIndex: number;
  readonly round: number;
}

/** A part of a snapshot, from `offset` on. */
export interface InstallSnapshot {
  readonly kind: 'install snapshot';
  readonly term: number;
  readonly lastIncludedIndex: number;
  readonly lastIncludedTerm: number;
  readonly members: Members;
  readonly offset: number;
  readonly total: number;
  /** The chain of the log up to there. */
  readonly chain: number;
  readonly data: Uint8Array;
  readonly round: number;
  readonly isToLearner: boolean;
  readonly life: number;
}

export interface SnapshotReceived {
  readonly kind: 'snapshot received';
  readonly term: number;
  readonly lastIncludedIndex: number;
  /** So many bytes of it are here; all of them once it is on disk. */
  readonly received: number;
  readonly isInstalled: boolean;
  readonly round: number;
}

/** The leader asks whoever gets it to be elected at once. */
export interface TimeoutNow {
  readonly kind: 'timeout now';
  readonly term: number;
}

/** Whoever has lost its disk asks to be taken out and in again: it has forgotten how it voted, so it does not vote. */
export interface Forgotten {
  readonly kind: 'forgotten';
  readonly term: number;
  /** Counts its starts: an answer to a former one is none to this. */
  readonly life: number;
}

export type RaftMessage =
  RequestVote | Vote | AppendEntries | Appended | InstallSnapshot | SnapshotReceived | TimeoutNow | Forgotten;

export type TablesMessage = RaftMessage | ClientMessage | OperatorMessage;

const OTHERS = ['reply', 'push', 'session', 'command', 'members', 'option', 'rebalance', 'request'];

export function isOfRaft(message: TablesMessage): message is RaftMessage {
  return !OTHERS.includes(message.kind);
}

export type RaftTimer =
  | { readonly kind: 'election timeout' }
  /** It ends with the term in which it began. */
  | { readonly kind: 'heartbeat'; readonly term: number }
  /** The disk has what was written before it. */
  | { readonly kind: 'synced'; readonly upTo: number; readonly records: number }
  | { readonly kind: 'marked' };

/** A write has waited too long for its majority. */
export interface WriteTimeout {
  readonly kind: 'write timeout';
  readonly operation: string;
}

export type TablesTimer = RaftTimer | WriteTimeout;
