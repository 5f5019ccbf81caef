/** A node of a table store as it starts: for the first time, again with its disk, or without it. */
import type { Member, NodeId } from '../../kernel/contract.ts';
import { newestStamp } from './machine/machine.ts';
import { openMachine } from './machine/open.ts';
import { NOBODY } from './raft/entry.ts';
import { lastIndex } from './raft/log.ts';
import type { RaftOptions } from './raft/options.ts';
import { bePatient } from './raft/roles.ts';
import { finishInstalling } from './raft/snapshot.ts';
import type { Node, State, TablesSelf } from './raft/state.ts';
import { flush, remember, stop, writeFounders } from './raft/storage.ts';

export function newState(self: TablesSelf, options: RaftOptions): State {
  const { wal, log, term, votedFor, configurations, isEmpty, wrong } = remember(self);
  const wanted = idsOf(self.setup.members);
  const founds = self.incarnation === 1 ? self.setup.isFounder : options.isNewRoot;
  const isFirst = isEmpty && founds;
  const last = lastIndex(log);
  const { machine, wrong: wrongFiles } = openMachine(self.disk);
  const [wrongFile] = wrongFiles;
  const state: State = {
    ...{ term, votedFor, log, wal, role: 'follower', leader: null },
    ...{ commit: log.base.index, applied: log.base.index, lastDid: null, stopped: null },
    // The files may be newer than the log's base: what is applied again changes nothing up to here.
    restored: newestStamp(machine),
    // An empty disk where something must have been: nobody knows what it promised.
    isForgetful: isEmpty && !isFirst,
    hasLived: self.incarnation > 1,
    // Whoever comes later is told by the log.
    configurations: configurations.length > 0 ? configurations : [{ index: 0, members: NOBODY }],
    ...{ wanted, isLeaving: isLeaving(self.setup.members, self.id) },
    ...{ written: 0, synced: 0, promised: 0, isSyncing: false, unsynced: [], durable: last, held: [] },
    ...{ patience: null, timer: 0 },
    // It may have kept faith with somebody before it was stopped, and keeps it: a lease may rest on that.
    heardLeader: isFirst ? null : self.now,
    ...{ votes: new Map(), followers: new Map(), round: 0, rounds: [], reignFrom: 0 },
    ...{
      transfer: null,
      hasOffered: false,
      isLeaseBroken: false,
      pending: new Map(),
      reads: [],
      forgotten: [],
    },
    ...{ incoming: null, reigns: new Map(), machine },
  };
  begin(
    { self, state, options },
    { isFirst, wrong: wrong ?? (wrongFile && 'its files are damaged') ?? null },
  );
  return state;
}

function begin(node: Node, { isFirst, wrong }: { isFirst: boolean; wrong: string | null }): void {
  const { self, state } = node;
  if (wrong !== null) {
    stop(self, state, wrong);
    return;
  }
  finishInstalling(node);
  if (state.stopped !== null) return;
  if (state.isForgetful && state.hasLived) self.note('has forgotten');
  if (isFirst) writeFounders(node, { voters: state.wanted, next: null, learners: [] });
  bePatient(node);
  flush(node);
}

export function idsOf(members: readonly Member[]): readonly NodeId[] {
  return members.filter(({ isLeaving }) => isLeaving !== true).map(({ id }) => id);
}

export function isLeaving(members: readonly Member[], id: NodeId): boolean {
  return members.some((member) => member.id === id && member.isLeaving === true);
}
