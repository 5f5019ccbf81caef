/** The three roles, and a fourth for who only asks whether it would be elected. These functions alone change roles. */
import type { NodeId } from '../../../kernel/contract.ts';
import { lastIndex } from './log.ts';
import { allOf, membersOf } from './majority.ts';
import type { Follower, Node } from './state.ts';
import { writeEntry, writeTerm } from './storage.ts';

/** A term that is new to it, or a leader in its own. */
export function becomeFollower(node: Node, term: number, leader: NodeId | null): void {
  const { self, state } = node;
  const hasLed = state.role === 'leader';
  const isNews = term > state.term;
  if (isNews) {
    state.term = term;
    state.votedFor = null;
  }
  // Whoever follows somebody votes for nobody else in this term; that it did not vote at all may only mean that it has forgotten it.
  const isBound = leader !== null && state.votedFor === null;
  if (isBound) state.votedFor = leader;
  if (isNews || isBound) writeTerm(node);
  if (hasLed) self.note('stepped down', { term, leader });
  state.role = 'follower';
  state.leader = leader;
  state.votes = new Map();
  state.followers = new Map();
  state.rounds = [];
  state.transfer = null;
  state.forgotten = [];
  // A leader has no patience, for it waits for nobody.
  if (state.patience === null) bePatient(node);
  if (leader !== null) rememberReign(node, leader);
}

/** Its disk has failed it: it leads and elects nobody any more, and waits for nothing. */
export function becomeStopped({ state }: Node): void {
  state.role = 'follower';
  state.leader = null;
  state.patience = null;
  state.votes = new Map();
  state.followers = new Map();
}

export function becomePreCandidate(node: Node): void {
  const { self, state } = node;
  state.role = 'pre-candidate';
  state.leader = null;
  state.votes = new Map([[self.id, true]]);
  bePatient(node);
}

export function becomeCandidate(node: Node): void {
  const { self, state } = node;
  state.role = 'candidate';
  state.leader = null;
  state.term += 1;
  state.votedFor = self.id;
  state.votes = new Map([[self.id, true]]);
  writeTerm(node);
  bePatient(node);
  self.note('stands for election', { term: state.term });
}

/** Its first entry says nothing: what older terms left is committed with it, and only so. */
export function becomeLeader(node: Node): void {
  const { self, state, options } = node;
  state.role = 'leader';
  state.leader = self.id;
  state.patience = null;
  state.isLeaseBroken = false;
  state.hasOffered = false;
  state.transfer = null;
  state.forgotten = [];
  state.round = 0;
  state.rounds = [];
  state.followers = new Map();
  rememberReign(node, self.id);
  state.reignFrom = lastIndex(state.log) + 1;
  if (!options.mutants.has('counts-old-terms'))
    writeEntry(node, { index: state.reignFrom, term: state.term, kind: 'nothing' });
  for (const id of allOf(membersOf(state))) if (id !== self.id) follow(node, id);
  self.note('elected', { term: state.term, votes: [...state.votes.values()].filter(Boolean).length });
}

/** From now on it is sent entries: those behind what the leader had when it began, until it says what it has. */
export function follow({ self, state }: Node, id: NodeId): Follower {
  const follower: Follower = {
    ...{ next: lastIndex(state.log), match: 0, isProbed: true, round: 0, since: state.round },
    // Whoever is new is given an election timeout to be heard for the first time.
    heard: self.now,
    ...{ life: 0, snapshot: null, told: 0 },
  };
  state.followers.set(id, follower);
  return follower;
}

/** From now on it waits anew, for a time by chance: so that two seldom lose their patience at once. */
export function bePatient({ self, state, options }: Node): void {
  const { electionMin, electionMax } = options;
  const wait = electionMin + Math.floor(self.random() * (electionMax - electionMin + 1));
  state.patience = { from: self.now, until: self.now + wait };
  // One timer is enough: when it rings too early, it is set again.
  if (state.timer === 0) state.timer = self.after(wait, { kind: 'election timeout' });
}

/** Terms whose leaders are remembered. */
const REIGNS = 64;

function rememberReign({ state }: Node, leader: NodeId): void {
  state.reigns.set(state.term, leader);
  for (const term of state.reigns.keys()) if (state.reigns.size > REIGNS) state.reigns.delete(term);
}
