/** Leader election: RequestVote of the paper's figure 2, with pre-vote and the faith that who hears its leader keeps with it. */
import type { NodeId } from '../../../kernel/contract.ts';
import type { RequestVote, Vote } from '../messages.ts';
import { lastIndex, lastTerm } from './log.ts';
import { isMajority, isVoter, membersOf, votersOf } from './majority.ts';
import { broadcast } from './replication.ts';
import { becomeCandidate, becomeFollower, becomeLeader, becomePreCandidate, bePatient } from './roles.ts';
import type { Node } from './state.ts';
import { say, writeTerm } from './storage.ts';

/** The patience of who has heard nobody is over; or only its timer, which had been set before it was patient anew. */
export function electionTimeout(node: Node): void {
  const { self, state } = node;
  state.timer = 0;
  if (state.patience === null || state.stopped !== null) return;
  if (self.now < state.patience.until) {
    state.timer = self.after(state.patience.until - self.now, { kind: 'election timeout' });
    return;
  }
  if (mayStand(node)) campaign(node, false);
  else bePatient(node);
}

/** At once, when the leader itself wants it: then nobody is asked whether it would be elected. */
export function campaign(node: Node, isTransfer: boolean): void {
  if (node.options.preVote && !isTransfer) {
    becomePreCandidate(node);
    if (!isElected(node)) ask(node, true, false);
    else stand(node, false);
  } else stand(node, isTransfer);
}

function stand(node: Node, isTransfer: boolean): void {
  becomeCandidate(node);
  ask(node, false, isTransfer);
}

/** Its own vote is on disk now: where it is the only one that is needed, nobody else will answer. */
export function ownVoteIsDurable(node: Node): void {
  if (node.state.role === 'candidate' && node.state.promised <= node.state.synced) maybeElected(node);
}

export function requestVote(node: Node, from: NodeId, message: RequestVote): void {
  const { state, options } = node;
  if (!mayVote(node)) return;
  const isFaithful = options.checkQuorum && !message.isTransfer && hearsLeader(node);
  const answer = (isGranted: boolean): void =>
    say(node, from, {
      kind: 'vote',
      term: state.term,
      isGranted,
      isPreVote: message.isPreVote,
      asked: message.term,
    });
  if (isFaithful && message.term > state.term) return;
  if (message.isPreVote) {
    answer(message.term > state.term && isUpToDate(node, message));
    return;
  }
  if (message.term > state.term) becomeFollower(node, message.term, null);
  const isFree = state.votedFor === null || state.votedFor === from || options.mutants.has('votes-twice');
  const isGranted =
    message.term === state.term && isFree && state.role !== 'leader' && isUpToDate(node, message);
  if (isGranted) {
    if (state.votedFor !== from) {
      state.votedFor = from;
      writeTerm(node);
    }
    bePatient(node);
  }
  answer(isGranted);
}

export function vote(node: Node, from: NodeId, message: Vote): void {
  const { state } = node;
  if (message.term > state.term && !(message.isPreVote && message.isGranted)) {
    becomeFollower(node, message.term, null);
    return;
  }
  const isAwaited = message.isPreVote
    ? state.role === 'pre-candidate' && message.asked === state.term + 1
    : state.role === 'candidate' && message.asked === state.term;
  if (!isAwaited) return;
  state.votes.set(from, message.isGranted);
  if (!message.isPreVote) maybeElected(node);
  else if (isElected(node)) stand(node, false);
}

function maybeElected(node: Node): void {
  const { state } = node;
  // What it votes itself is worth as much as any vote: nothing, until it is on disk.
  if (state.promised > state.synced && !node.options.mutants.has('answers-before-sync')) return;
  if (!isElected(node)) return;
  becomeLeader(node);
  broadcast(node);
  node.self.after(node.options.heartbeat, { kind: 'heartbeat', term: state.term });
}

function isElected(node: Node): boolean {
  const { state, options } = node;
  const members = membersOf(state);
  const isFor = (id: NodeId): boolean => state.votes.get(id) === true;
  if (!options.mutants.has('majority-of-the-living')) return isMajority(members, isFor);
  const living = votersOf(members).filter((id) => state.votes.has(id));
  return living.length > 1 ? living.filter(isFor).length * 2 > living.length : isMajority(members, isFor);
}

function ask(node: Node, isPreVote: boolean, isTransfer: boolean): void {
  const { self, state } = node;
  for (const id of votersOf(membersOf(state))) {
    if (id === self.id) continue;
    say(node, id, {
      kind: 'request vote',
      term: isPreVote ? state.term + 1 : state.term,
      lastLogIndex: lastIndex(state.log),
      lastLogTerm: lastTerm(state.log),
      isPreVote,
      isTransfer,
    });
  }
}

/** The paper's section 5.4.1: the later term at the end of the log, and of equal ones the longer log. */
function isUpToDate({ state, options }: Node, { lastLogTerm, lastLogIndex }: RequestVote): boolean {
  if (options.mutants.has('elects-the-behind')) return true;
  const own = lastTerm(state.log);
  return lastLogTerm > own || (lastLogTerm === own && lastLogIndex >= lastIndex(state.log));
}

/** Within the shortest election timeout nobody needs another leader. */
function hearsLeader({ self, state, options }: Node): boolean {
  if (state.role === 'leader') return true;
  return state.heardLeader !== null && self.now - state.heardLeader < options.electionMin;
}

function mayStand({ self, state }: Node): boolean {
  return !state.isForgetful && isVoter(membersOf(state), self.id);
}

function mayVote({ state, options }: Node): boolean {
  return !state.isForgetful || options.mutants.has('wiped-votes');
}
