/**
 * Changes of members, by joint consensus (the paper's section 6): first both lists have to agree to everything, then the new one alone. Who is new
 * learns first: it is sent everything and asked for nothing until it has nearly all of it.
 *
 * The operator says who should belong to it; whoever leads takes the cluster there, one step after the other. Of a voter that has lost its disk nobody
 * knows what it promised: it is taken out, and comes in again like any other.
 */
import type { NodeId } from '../../../kernel/contract.ts';
import type { Members } from './entry.ts';
import { lastIndex } from './log.ts';
import { allOf, isVoter, membersOf, votersOf } from './majority.ts';
import { replicate } from './replication.ts';
import { becomeFollower, follow } from './roles.ts';
import type { Node, State } from './state.ts';
import { writeEntry } from './storage.ts';
import { beginTransfer } from './transfer.ts';

/** With every heartbeat: the next step, if there is one and the last is done. */
export function changeMembers(node: Node): void {
  const { state, options } = node;
  if (state.role !== 'leader' || state.transfer !== null) return;
  const at = state.configurations.at(-1);
  if (at === undefined) return;
  const isEarly = options.mutants.has('changes-too-early');
  const isDone = at.index <= state.commit;
  // Before an entry of its own term is committed a leader cannot know what an earlier one changed.
  const isOwn = state.commit >= state.reignFrom;
  if (!isEarly && (!isDone || !isOwn)) return;
  // Whoever is to go does not lead while it goes: the others would have to wait for an election.
  const isToGo = !state.wanted.includes(node.self.id) && isVoter(at.members, node.self.id);
  const heir = isToGo && !state.hasOffered ? heirOf(node, at.members) : null;
  if (heir !== null && beginTransfer(node, heir)) return;
  const next = nextStep(node, at.members);
  if (next !== null) propose(node, next);
}

/** Of those who stay the one that has most; two who both have to go would hand over to each other for ever. */
function heirOf({ self, state }: Node, members: Members): NodeId | null {
  const matchOf = (id: NodeId): number => state.followers.get(id)?.match ?? 0;
  const staying = votersOf(members).filter((id) => id !== self.id && state.wanted.includes(id));
  return staying.toSorted((left, right) => matchOf(right) - matchOf(left))[0] ?? null;
}

function nextStep(node: Node, members: Members): Members | null {
  const { state, options } = node;
  const { voters, next, learners } = members;
  if (next !== null) return { voters: next, next: null, learners };
  const wanted = state.wanted;
  const out = voters.filter((id) => !wanted.includes(id) || state.forgotten.includes(id));
  const ready = learners.filter((id) => wanted.includes(id) && isCaughtUp(node, id));
  const target = [...voters.filter((id) => !out.includes(id)), ...ready];
  const rest = learners.filter((id) => wanted.includes(id) && !ready.includes(id));
  const fresh = wanted.filter((id) => ![...voters, ...learners].includes(id));
  const back = out.filter((id) => wanted.includes(id));
  if (fresh.length > 0) return { voters, next: null, learners: [...learners, ...fresh] };
  if (target.length === 0) return null;
  if (out.length > 0 || ready.length > 0) {
    const learning = [...rest, ...back];
    if (options.mutants.has('changes-at-once')) return { voters: target, next: null, learners: learning };
    return { voters, next: target, learners: learning };
  }
  return rest.length < learners.length ? { voters, next: null, learners: rest } : null;
}

/** Nearly all of it: what is under way takes no longer than any write. */
function isCaughtUp({ self, state, options }: Node, id: NodeId): boolean {
  const follower = state.followers.get(id);
  if (follower === undefined || follower.snapshot !== null || follower.heard === null) return false;
  const isHeard = self.now - follower.heard < options.electionMin;
  return isHeard && follower.match > 0 && follower.match + options.batch >= lastIndex(state.log);
}

function propose(node: Node, members: Members): void {
  const { self, state } = node;
  writeEntry(node, { index: lastIndex(state.log) + 1, term: state.term, kind: 'members', members });
  self.note('members', { voters: members.voters, next: members.next, learners: members.learners });
  followAll(node);
  replicate(node);
}

/** Whoever is named is sent entries. Who is not any more goes when it knows that. */
export function followAll(node: Node): void {
  const { self, state } = node;
  for (const id of allOf(membersOf(state))) if (id !== self.id && !state.followers.has(id)) follow(node, id);
}

/** With every heartbeat: who is out, and knows that this is committed, is forgotten. */
export function partFromGone({ state }: Node): void {
  const at = state.configurations.at(-1);
  if (at === undefined || at.index > state.commit) return;
  const all = allOf(at.members);
  for (const [id, { match, told }] of state.followers)
    if (!all.has(id) && match >= at.index && told >= at.index) state.followers.delete(id);
}

/** A configuration is committed. Who is not in it any more has done its part. */
export function membersCommitted(node: Node, index: number, members: Members): void {
  const { self, state } = node;
  const isOut = members.next === null && !allOf(members).has(self.id);
  state.forgotten = state.forgotten.filter((id) => members.voters.includes(id) || members.next?.includes(id));
  if (!isOut || !isLatest(state, index)) return;
  if (state.role === 'leader') {
    // The others hear that it is committed with what is sent last.
    replicate(node);
    becomeFollower(node, state.term, null);
  }
  if (state.isLeaving) self.leave();
}

function isLatest({ configurations }: State, index: number): boolean {
  return configurations.at(-1)?.index === index;
}
