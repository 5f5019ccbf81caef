/**
 * Reads. By default whoever is asked answers from what it has, which may be old. With a lease only the leader answers, as long as a majority has
 * lately promised to elect no other; by read index it asks a majority first whether it still leads.
 */
import type { NodeId, Operation } from '../../../kernel/contract.ts';
import { answerRead, refuseUnled } from '../answering.ts';
import { isMajority, membersOf, reachedByMajority } from './majority.ts';
import { broadcast } from './replication.ts';
import type { Node } from './state.ts';

export function read(node: Node, operation: Operation): void {
  const { state, options } = node;
  if (options.reads === 'local') {
    answerRead(node, operation);
    return;
  }
  if (state.role !== 'leader') {
    refuseUnled(node, operation);
    return;
  }
  if (options.reads === 'lease' && hasLease(node)) {
    answerRead(node, operation);
    return;
  }
  // Answers to a round that began before the read came prove nothing for it: it is of the next one.
  state.reads.push({ operation, index: readIndex(node), round: state.round + 1 });
  answerReads(node);
}

/** What is committed now. A new leader does not know that before an entry of its own term is. */
function readIndex({ state, options }: Node): number | null {
  const knows = state.commit >= state.reignFrom || options.mutants.has('reads-too-early');
  return knows ? state.commit : null;
}

export function answerReads(node: Node): void {
  const { state } = node;
  if (state.reads.length === 0) return;
  const confirmed = confirmedRound(node);
  const waiting: typeof state.reads = [];
  const { reads } = state;
  state.reads = waiting;
  for (const one of reads) {
    one.index ??= readIndex(node);
    const isReady = one.index !== null && one.index <= state.applied && one.round <= confirmed;
    if (isReady) answerRead(node, one.operation);
    else waiting.push(one);
  }
  // One round at a time: who comes while one is under way shares the next with all who came then.
  if (waiting.length === 0 || waiting.some(({ round }) => round <= state.round)) return;
  broadcast(node);
  // Who needs nobody else has its answer.
  if (confirmedRound(node) === state.round) answerReads(node);
}

/** The latest round that a majority has answered, itself included. */
function confirmedRound({ self, state }: Node): number {
  const roundOf = (id: NodeId): number =>
    id === self.id ? state.round : (state.followers.get(id)?.round ?? 0);
  return reachedByMajority(membersOf(state), roundOf);
}

/** A majority heard from it less than the shortest election timeout ago, and keeps faith for as long. */
export function hasLease(node: Node): boolean {
  const { self, state, options } = node;
  if (state.commit < state.reignFrom || state.isLeaseBroken || !options.checkQuorum) return false;
  const confirmed = confirmedRound(node);
  const began = state.rounds.find(({ round }) => round === confirmed);
  if (began === undefined) return isMajority(membersOf(state), (id) => id === self.id);
  if (options.mutants.has('lease-by-wall-clock'))
    return (self.clock - began.clock) * 1_000 < options.electionMin;
  return self.now - began.at < options.electionMin;
}

/** Where nobody answers any more, so many are remembered: a lease on an older one has ended long ago. */
const ROUNDS_MOST = 256;

/** Rounds before the latest that is confirmed are of no more use. */
export function forgetRounds(node: Node): void {
  const { rounds } = node.state;
  if (rounds.length < 2) return;
  const confirmed = confirmedRound(node);
  const from = rounds.findIndex(({ round }) => round >= confirmed);
  rounds.splice(0, Math.max(from, rounds.length - ROUNDS_MOST));
}

/** Who does not lead any more has no answers to give; others have. */
export function dropReads(node: Node): void {
  for (const { operation } of node.state.reads.splice(0)) refuseUnled(node, operation);
}
