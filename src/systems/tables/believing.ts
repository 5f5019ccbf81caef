/** What a node believes, for pictures and checks. */
import type { Belief } from '../../kernel/contract.ts';
import { LOG_SHOWN, type Progress, type SeenEntry, type TablesBelief } from './belief.ts';
import type { Entry } from './raft/entry.ts';
import { lastIndex } from './raft/log.ts';
import { membersOf } from './raft/majority.ts';
import type { RaftOptions } from './raft/options.ts';
import type { State } from './raft/state.ts';

export function beliefOf(state: State, options: RaftOptions): Belief {
  const {
    role,
    term,
    leader,
    votedFor,
    votes,
    log,
    commit,
    applied,
    lastDid,
    durable,
    stopped,
    isForgetful,
    hasLived,
  } = state;
  const belief: TablesBelief = {
    ...{ role, term, leader, votedFor },
    votes: [...votes].map(([node, isGranted]) => ({ node, isGranted })),
    members: membersOf(state),
    first: log.base.index + 1,
    last: lastIndex(log),
    ...{ commit, applied, lastDid, durable },
    log: log.entries.slice(-LOG_SHOWN).map(seen),
    progress: progressOf(state),
    patience: state.patience,
    stopped,
    isForgetful: isForgetful && hasLived,
    mutants: [...options.mutants],
    waiting: state.pending.size + state.reads.length,
  };
  return belief as unknown as Belief;
}

function seen({ index, term, kind, command }: Entry): SeenEntry {
  const { type = '' } = command === undefined ? {} : (JSON.parse(command) as { readonly type?: string });
  return { index, term, kind, says: type.replace(/CommandType$/, '') };
}

function progressOf(state: State): readonly Progress[] {
  const { learners } = membersOf(state);
  return [...state.followers].map(([node, { next, match, heard, snapshot }]) => ({
    ...{ node, next, match, heard },
    isLearner: learners.includes(node),
    snapshot: snapshot === null ? null : snapshot.received / Math.max(1, snapshot.bytes.length),
  }));
}
