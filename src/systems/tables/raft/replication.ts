/** Log replication: AppendEntries of the paper's figure 2, with back-off by term (section 5.3) and several messages under way at a time. */
import type { NodeId } from '../../../kernel/contract.ts';
import type { AppendEntries, Appended } from '../messages.ts';
import type { Entry } from './entry.ts';
import { entriesFrom, firstOfTerm, lastIndex, lastOfTerm, termAt } from './log.ts';
import { hear, NO_ROUND } from './hearing.ts';
import { allOf, isNoVoter, membersOf } from './majority.ts';
import { becomeFollower } from './roles.ts';
import { offerSnapshot } from './snapshot.ts';
import type { Follower, Node, State } from './state.ts';
import { say, writeCut, writeEntry } from './storage.ts';

// --- The leader ---------------------------------------------------------------------------------------------------------

/** A new round of heartbeats: with it goes whatever somebody does not have yet. */
export function broadcast(node: Node): void {
  const { self, state } = node;
  state.round += 1;
  state.rounds.push({ round: state.round, at: self.now, clock: self.clock });
  for (const [id, follower] of state.followers) send(node, id, follower, true);
}

/** What is new, to everybody who has answered before. */
export function replicate(node: Node): void {
  for (const [id, follower] of node.state.followers) send(node, id, follower, false);
}

/** As much as may be under way; as a heartbeat also where there is nothing. */
export function send(node: Node, to: NodeId, follower: Follower, isBeat: boolean): void {
  const { state, options } = node;
  if (follower.snapshot !== null || termAt(state.log, follower.next - 1) === null) {
    offerSnapshot(node, to, follower, isBeat);
    return;
  }
  if (follower.isProbed && !isBeat) return;
  let isFirst = true;
  const most = follower.isProbed ? 1 : options.pipeline;
  for (let messages = 0; messages < most; messages += 1) {
    const underWay = follower.next - 1 - follower.match;
    const room = follower.isProbed ? options.batch : options.batch * options.pipeline - underWay;
    const entries = entriesFrom(state.log, follower.next, Math.max(0, Math.min(options.batch, room)));
    const isNews = entries.length > 0 || follower.told < Math.min(state.commit, follower.match);
    if (!isNews && !(isBeat && isFirst)) return;
    append(node, to, follower, entries);
    isFirst = false;
    if (!follower.isProbed) follower.next += entries.length;
  }
}

function append(node: Node, to: NodeId, follower: Follower, entries: readonly Entry[]): void {
  const { state } = node;
  const prevLogIndex = follower.next - 1;
  const isNews = entries.length > 0 || follower.told < Math.min(state.commit, prevLogIndex);
  say(node, to, {
    kind: isNews ? 'append entries' : 'heartbeat',
    term: state.term,
    prevLogIndex,
    prevLogTerm: termAt(state.log, prevLogIndex) ?? 0,
    entries,
    leaderCommit: state.commit,
    round: state.round,
    isToLearner: isNoVoter(state, to),
    life: follower.life,
  });
  follower.told = Math.min(state.commit, prevLogIndex + entries.length);
}

export function appended(node: Node, from: NodeId, message: Appended): void {
  const { self, state } = node;
  if (message.term > state.term) {
    hearLater(node, from, message.term);
    return;
  }
  const follower = state.followers.get(from);
  if (state.role !== 'leader' || message.term < state.term || follower === undefined) return;
  if (message.round <= follower.since) return;
  follower.heard = self.now;
  follower.round = Math.max(follower.round, message.round);
  if (message.isSuccess) {
    // An answer to what it was sent before a snapshot says nothing new.
    if (message.matchIndex > follower.match) follower.match = message.matchIndex;
    follower.next = Math.max(follower.next, follower.match + 1);
    follower.isProbed = false;
    if (follower.snapshot !== null && follower.match >= follower.snapshot.index) follower.snapshot = null;
  } else if (follower.snapshot === null) {
    const next = Math.max(follower.match + 1, Math.min(follower.next, backOff(state, message)));
    // Of several messages under way each is refused for the one reason that the first was.
    const isKnown = follower.isProbed && next === follower.next;
    follower.next = next;
    follower.isProbed = true;
    if (!isKnown) send(node, from, follower, true);
    return;
  }
  send(node, from, follower, false);
}

/** Who is out, and has stood for election ever since, is not told any more, and unseats nobody. */
function hearLater(node: Node, from: NodeId, term: number): void {
  const { state } = node;
  const isOut = state.role === 'leader' && !allOf(membersOf(state)).has(from);
  if (isOut) state.followers.delete(from);
  else becomeFollower(node, term, null);
}

/** Past all of a term that the other one has wrong, or to the end of a log that is too short. */
function backOff({ log }: State, { conflictTerm, conflictIndex }: Appended): number {
  if (conflictTerm === 0) return conflictIndex;
  const last = lastOfTerm(log, conflictTerm);
  return last > 0 ? last + 1 : conflictIndex;
}

// --- The follower -------------------------------------------------------------------------------------------------------

export function appendEntries(node: Node, from: NodeId, message: AppendEntries): void {
  const { state, options } = node;
  const isHeard = hear(node, from, message.term);
  const round = isHeard ? message.round : NO_ROUND;
  const answer = (
    rest: Pick<Appended, 'isSuccess' | 'matchIndex' | 'conflictTerm' | 'conflictIndex'>,
  ): void => {
    const kind = message.kind === 'heartbeat' && rest.isSuccess ? 'heard' : 'appended';
    say(node, from, { kind, term: state.term, round, ...rest });
  };
  const refuse = (conflictTerm: number, conflictIndex: number): void =>
    answer({ isSuccess: false, matchIndex: 0, conflictTerm, conflictIndex });
  if (!isHeard) {
    refuse(0, lastIndex(state.log) + 1);
    return;
  }
  const { prevLogIndex, prevLogTerm, entries, leaderCommit } = message;
  const isUnchecked = options.mutants.has('skips-the-check') && prevLogIndex <= lastIndex(state.log);
  // What is in the snapshot is committed, and so it fits.
  if (prevLogIndex > state.log.base.index && !isUnchecked) {
    const term = termAt(state.log, prevLogIndex);
    if (term === null) {
      refuse(0, lastIndex(state.log) + 1);
      return;
    }
    if (term !== prevLogTerm) {
      refuse(term, firstOfTerm(state.log, prevLogIndex));
      return;
    }
  }
  takeIn(node, entries, prevLogIndex);
  const matchIndex = prevLogIndex + entries.length;
  state.commit = Math.max(state.commit, Math.min(leaderCommit, matchIndex));
  answer({
    isSuccess: true,
    matchIndex: Math.max(matchIndex, state.log.base.index),
    conflictTerm: 0,
    conflictIndex: 0,
  });
}

/** Only where an entry is of another term the own one goes, and all behind it: an old message must not take back what came later. */
function takeIn(node: Node, entries: readonly Entry[], prev: number): void {
  const { state, options } = node;
  for (const entry of entries) {
    if (entry.index <= state.log.base.index) continue;
    const term = termAt(state.log, entry.index);
    if (term === entry.term) continue;
    if (term !== null) writeCut(node, entry.index);
    writeEntry(node, entry);
  }
  const end = prev + entries.length;
  if (options.mutants.has('cuts-on-stale') && end < lastIndex(state.log) && end >= state.log.base.index)
    writeCut(node, end + 1);
}
