/** What a scenario may say of Raft, as the program reads it. */
import type { Options } from '../../../kernel/system.ts';
import type { Micros } from '../../../kernel/time.ts';
import { isNewRoot, rootOf } from '../data-root.ts';
import type { Mutant } from './mutants.ts';

export interface RaftOptions {
  /** A leader that does not hear from a majority for an election timeout steps down, and who hears its leader elects no other. */
  readonly checkQuorum: boolean;
  readonly preVote: boolean;
  readonly reads: 'local' | 'lease' | 'index';
  readonly electionMin: Micros;
  readonly electionMax: Micros;
  readonly heartbeat: Micros;
  /** Entries in one message, and messages under way without an answer. */
  readonly batch: number;
  readonly pipeline: number;
  /** At so many entries in the log the older ones make place for a snapshot. */
  readonly snapshotEvery: number;
  /** Bytes of a snapshot in one message. */
  readonly snapshotChunk: number;
  /** How long a write waits for its majority before its client is told that nobody knows. */
  readonly writeTimeout: Micros;
  readonly mutants: ReadonlySet<Mutant>;
  /** Where its files stand; and whether no node has ever been started there. */
  readonly root: string;
  readonly isNewRoot: boolean;
}

export function raftOptions(given: Options): RaftOptions {
  return {
    checkQuorum: given.checkQuorum === true,
    preVote: given.preVote === true,
    reads: given.reads as RaftOptions['reads'],
    electionMin: Number(given.electionMin),
    electionMax: Math.max(Number(given.electionMin), Number(given.electionMax)),
    heartbeat: Number(given.heartbeat),
    batch: Number(given.batch),
    pipeline: Number(given.pipeline),
    snapshotEvery: Number(given.snapshotEvery),
    snapshotChunk: Number(given.snapshotChunk),
    writeTimeout: Number(given.writeTimeout),
    mutants: new Set(given.mutants as readonly Mutant[]),
    root: rootOf(given.dataRoot),
    isNewRoot: isNewRoot(given),
  };
}
