/** What a node of a table store believes, as pictures and checks read it: all of it is what that node itself knows. */
import type { NodeId } from '../../kernel/contract.ts';
import type { Micros } from '../../kernel/time.ts';
import type { Did } from './machine/apply.ts';
import type { Members } from './raft/entry.ts';

export type Role = 'follower' | 'pre-candidate' | 'candidate' | 'leader';

/** The end of the log; what stands before it is in `base`, `first` and the pages of the inspector. */
export interface SeenEntry {
  readonly index: number;
  readonly term: number;
  readonly kind: 'command' | 'members' | 'nothing';
  /** `PutItemCommandType` without what every type ends in: `PutItem`; empty for entries without a command. */
  readonly says: string;
}

/** What a leader knows of another. */
export interface Progress {
  readonly node: NodeId;
  readonly next: number;
  readonly match: number;
  /** When it was heard last; null for never in this term. */
  readonly heard: Micros | null;
  readonly isLearner: boolean;
  /** How much of a snapshot it has, from 0 to 1; null while it is sent entries. */
  readonly snapshot: number | null;
}

export interface TablesBelief {
  readonly role: Role;
  readonly term: number;
  /** Null while it knows of none. */
  readonly leader: NodeId | null;
  readonly votedFor: NodeId | null;
  /** Of a candidate, and of a leader as it was elected: who has answered, and how. */
  readonly votes: readonly { readonly node: NodeId; readonly isGranted: boolean }[];
  readonly members: Members;
  /** The first entry that is still in the log; everything before it is in the snapshot. */
  readonly first: number;
  readonly last: number;
  readonly commit: number;
  readonly applied: number;
  /** What the last command did that it has applied, and which file it wrote; null where it has applied none since it started. */
  readonly lastDid: { readonly index: number; readonly did: Did; readonly file: string | null } | null;
  /** Up to here its log is on its disk. */
  readonly durable: number;
  readonly log: readonly SeenEntry[];
  /** Empty but for a leader. */
  readonly progress: readonly Progress[];
  /** When its patience began and when it ends, for the arc round it; null for a leader and for who has stopped. */
  readonly patience: { readonly from: Micros; readonly until: Micros } | null;
  /** Why it does nothing any more (a disk fault); null while it does. */
  readonly stopped: string | null;
  /** It has lost its disk and does not vote until it has been taken out and in again. */
  readonly isForgetful: boolean;
  /** Safety rules that are switched off. */
  readonly mutants: readonly string[];
  /** Reads waiting for a round of heartbeats, and writes waiting for a majority. */
  readonly waiting: number;
}

/** So many entries of the log's end are shown. */
export const LOG_SHOWN = 12;
