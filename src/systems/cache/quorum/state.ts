/** What a node keeps for quorum mode beside its data: the operations that it coordinates, and what it owes to coordinators. */
import type { NodeId, Operation } from '../../../kernel/contract.ts';
import type { Micros } from '../../../kernel/time.ts';
import type { Stamp as TimeStamp } from '../../../protocols/stamp.ts';
import type { VersionVector } from '../../../protocols/vector-clock.ts';
import type { Session } from '../../../store/store.ts';
import type { Item } from '../item.ts';
import type { Answer } from '../requests.ts';

/** The operation as it came; each key once. */
export interface Asked {
  readonly operation: Operation;
  readonly session: Session;
  readonly args: readonly string[];
  readonly keys: readonly string[];
}

/** One key of an operation. */
export interface Part {
  readonly key: string;
  readonly answers: Map<NodeId, Item>;
  /** What is being written; null while it is only read. */
  item: Item | null;
  readonly kept: Set<NodeId>;
  readonly refused: Map<NodeId, string>;
  /** By owner: who stands in. */
  readonly standIns: Map<NodeId, NodeId>;
}

export interface Errand {
  readonly number: number;
  readonly call: Asked;
  /** What the client has seen, where siblings are kept. */
  readonly context: VersionVector;
  readonly parts: readonly Part[];
  stage: 'reading' | 'writing' | 'answered';
  /** What the client is told when enough copies have the write. */
  answer: Answer | null;
  readonly until: Micros;
}

export interface QuorumState {
  /** The last stamp given. */
  last: TimeStamp | null;
  errands: Map<number, Errand>;
  /** Errands so far. */
  begun: number;
  /** Nothing that this node promised is missing here: its disk was there, or the others have told it all. */
  isWhole: boolean;
  /** Said when the disk has it. */
  promises: {
    readonly to: NodeId;
    readonly errand: number;
    readonly incarnation: number;
    readonly keys: readonly string[];
    readonly ticket: number;
  }[];
}

export function newQuorumState(): QuorumState {
  return { last: null, errands: new Map(), begun: 0, isWhole: false, promises: [] };
}
