/**
 * Raft, as in the paper of Ongaro and Ousterhout and the dissertation behind it: one event at one node. Whatever an event was, at its end comes what follows
 * from it: what is committed now is applied, reads that may be answered are, and what was written goes to the disk.
 */
import type { NodeId } from '../../../kernel/contract.ts';
import type { AppendEntries, Forgotten, RaftMessage, RaftTimer } from '../messages.ts';
import { applyCommitted } from './applying.ts';
import { commitByMajority } from './commit.ts';
import { campaign, electionTimeout, ownVoteIsDurable, requestVote, vote } from './election.ts';
import { isVoter, isMajority, membersOf } from './majority.ts';
import { changeMembers, partFromGone } from './membership.ts';
import { answerReads, dropReads, forgetRounds } from './reads.ts';
import { appended, appendEntries, broadcast, replicate, send } from './replication.ts';
import { becomeFollower, becomeStopped } from './roles.ts';
import { installSnapshot, snapshotReceived } from './snapshot.ts';
import type { Node } from './state.ts';
import { flush, marked, say, synced } from './storage.ts';
import { goOnTransfer } from './transfer.ts';

export function hearMessage(node: Node, from: NodeId, message: RaftMessage): void {
  const { state } = node;
  if (state.stopped !== null || !isForIt(node, message)) return;
  switch (message.kind) {
    case 'request vote':
      requestVote(node, from, message);
      break;
    case 'vote':
      vote(node, from, message);
      break;
    case 'append entries':
    case 'heartbeat':
      if (mayBegin(node, from, message)) appendEntries(node, from, message);
      break;
    case 'appended':
    case 'heard':
      appended(node, from, message);
      break;
    case 'install snapshot':
      if (mayBegin(node, from, message)) installSnapshot(node, from, message);
      break;
    case 'snapshot received': {
      const follower = state.followers.get(from);
      if (snapshotReceived(node, from, message) && follower !== undefined) send(node, from, follower, true);
      break;
    }
    case 'timeout now':
      if (message.term === state.term && isVoter(membersOf(state), node.self.id)) campaign(node, true);
      break;
    case 'forgotten':
      forgotten(node, from, message);
      break;
  }
  settle(node);
}

export function ring(node: Node, timer: RaftTimer): void {
  const { state } = node;
  if (timer.kind === 'synced') {
    synced(node, timer.upTo, timer.records);
    if (state.stopped === null) ownVoteIsDurable(node);
  } else if (timer.kind === 'marked') marked(node);
  else if (timer.kind === 'election timeout') electionTimeout(node);
  else beat(node, timer.term);
  settle(node);
}

/** What follows from whatever has happened. */
export function settle(node: Node): void {
  const { state } = node;
  if (state.stopped === null) {
    const isNews = commitByMajority(node);
    applyCommitted(node);
    if (isNews) replicate(node);
  }
  // The disk may have failed it at any point of the event, also while it applied.
  if (state.stopped !== null) becomeStopped(node);
  if (state.role === 'leader') {
    answerReads(node);
    forgetRounds(node);
    goOnTransfer(node);
  } else dropReads(node);
  flush(node);
}

function beat(node: Node, term: number): void {
  const { self, state, options } = node;
  if (state.stopped !== null || state.role !== 'leader' || state.term !== term) return;
  if (options.checkQuorum && !isHeardByMajority(node)) {
    self.note('lost its majority', { term });
    becomeFollower(node, term, null);
    return;
  }
  changeMembers(node);
  broadcast(node);
  partFromGone(node);
  self.after(options.heartbeat, { kind: 'heartbeat', term });
}

/** Within the longest election timeout: afterwards the others may have elected another. */
function isHeardByMajority({ self, state, options }: Node): boolean {
  const isHeard = (id: NodeId): boolean =>
    id === self.id || self.now - (state.followers.get(id)?.heard ?? 0) <= options.electionMax;
  return isMajority(membersOf(state), isHeard);
}

/** To whoever has forgotten everything it matters only what it is sent as one who is new: the rest was for who it was. */
function isForIt({ state, options }: Node, { kind }: RaftMessage): boolean {
  if (!state.isForgetful || options.mutants.has('wiped-votes')) return true;
  return kind === 'append entries' || kind === 'heartbeat' || kind === 'install snapshot';
}

/**
 * Whoever has forgotten what it promised takes nothing in before it is out of the list: it could not be counted. What is meant for one of its former
 * starts says nothing of that.
 */
function mayBegin(node: Node, from: NodeId, message: Pick<AppendEntries, 'isToLearner' | 'life'>): boolean {
  const { self, state, options } = node;
  if (!state.isForgetful) return true;
  const isMeant = message.isToLearner && message.life === self.incarnation;
  if (!isMeant && !options.mutants.has('wiped-votes')) {
    say(node, from, { kind: 'forgotten', term: state.term, life: self.incarnation });
    return false;
  }
  state.isForgetful = false;
  return true;
}

function forgotten(node: Node, from: NodeId, { term, life }: Forgotten): void {
  const { self, state } = node;
  const follower = state.followers.get(from);
  if (state.role !== 'leader' || term > state.term || follower === undefined || life <= follower.life) return;
  // Whatever it had is gone.
  Object.assign(follower, {
    ...{ match: 0, next: 1, isProbed: true, snapshot: null, told: 0, since: state.round, life },
  });
  if (!isVoter(membersOf(state), from)) return;
  if (!state.forgotten.includes(from)) state.forgotten.push(from);
  self.note('forgotten', { node: from });
}
