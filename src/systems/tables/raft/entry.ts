/** An entry of the log, and who belongs to the cluster as an entry says it. */
import type { NodeId } from '../../../kernel/contract.ts';

export interface Entry {
  readonly index: number;
  readonly term: number;
  readonly kind: 'command' | 'members' | 'nothing';
  /** Of a command: its JSON, `{ "type": "PutItemCommandType", "payload": { … } }`. */
  readonly command?: string;
  readonly members?: Members;
}

/** While `next` is there, both lists have to agree to everything: joint consensus. */
export interface Members {
  readonly voters: readonly NodeId[];
  readonly next: readonly NodeId[] | null;
  /** They are sent everything and asked for nothing. */
  readonly learners: readonly NodeId[];
}

export const NOBODY: Members = { voters: [], next: null, learners: [] };
