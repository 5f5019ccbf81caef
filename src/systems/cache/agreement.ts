/**
 * How nodes agree on the next view. Not a log and not a second Raft: one decision at a time, each under an epoch of its own.
 *
 * 1. Somebody sees that the view is no longer true (`nextView` of changes.ts) and asks all voters for their promise of the next epoch.
 * 2. A voter gives each epoch away once, writes that down, and answers; but never while it knows a later view than the asker, nor while it
 *    has lately heard from somebody whom the new view would take down.
 * 3. With the promises of a majority the asker makes the view and sends it to all. Who has not promised a later epoch takes it over, and says
 *    so in its beats once it is durable.
 *
 * **A view is in force when a majority has it durably**, and only then does anybody accept writes under it: a primary needs to have lately
 * heard a majority say this epoch (`isTrusted`). So whoever collects promises for a later one meets at least one node that knows every
 * view that was ever in force, and builds on it. Two views in force never stem from the same one.
 *
 * The trust lasts as long as voters keep their word not to take down whom they hear: nobody can be replaced while it may still act. What it
 * costs is the time between a death and its consequences.
 */
import type { NodeId } from '../../kernel/contract.ts';
import { compareText } from '../../kernel/order.ts';
import { nextView } from './changes.ts';
import { factsOf } from './facts.ts';
import type { Message } from './messages.ts';
import type { Ballot, CacheSelf, NodeState } from './state.ts';
import { viewTaken } from './taking.ts';
import { tellView } from './telling.ts';
import { isPresent, majorityOf, memberOf, votersOf, type View } from './view.ts';

/** How long an asker waits for promises, of the time after which a node may be taken down. */
const BALLOT_SHARE = 0.4;

type BallotMessage = Extract<Message, { kind: 'ballot' }>;
type VoteMessage = Extract<Message, { kind: 'vote' }>;

/** Asks for a new view when one is needed. Who stands first among the living asks at once, the others a beat later each. */
export function considerView(self: CacheSelf, state: NodeState): void {
  const base = state.learned;
  if (base === null || state.ballot !== null || !mayVote(self, state, base)) return;
  const wanted = nextView(base, factsOf(self, state, base), state.options) ?? stuck(self, state);
  if (wanted === null) {
    state.wantedSince = null;
    return;
  }
  state.wantedSince ??= self.now;
  if (self.now - state.wantedSince < rankOf(self, state, base) * state.options.heartbeat) return;
  ask(self, state, base, wanted);
}

/** A view that was learnt but may not be taken over, because a later epoch was promised that came to nothing: it is asked for anew. */
function stuck(self: CacheSelf, state: NodeState): View | null {
  const { learned, view } = state;
  return learned !== null && learned.epoch > (view?.epoch ?? 0) && self.now > state.bootedAt ? learned : null;
}

function rankOf(self: CacheSelf, state: NodeState, base: View): number {
  const ahead = votersOf(base).filter(
    (id) => compareText(id, self.id) < 0 && state.peers.get(id)?.isSuspected === false,
  );
  return ahead.length;
}

/** One whose memory of promises is gone counts again when a view has taken it in. */
function mayVote(self: CacheSelf, state: NodeState, base: View): boolean {
  const member = memberOf(base, self.id);
  return member?.votes === true && (state.remembers || member.incarnation === self.incarnation);
}

function ask(self: CacheSelf, state: NodeState, base: View, wanted: View): void {
  const epoch = Math.max(state.promised, base.epoch) + 1;
  state.promised = epoch;
  state.wantedSince = null;
  const ballot: Ballot = { epoch, base, wanted, votes: new Map() };
  state.ballot = ballot;
  keep(self, state, { to: self.id, epoch });
  const message: Message = { kind: 'ballot', epoch, base: base.epoch, fallen: fallenIn(ballot) };
  for (const id of votersOf(base)) if (id !== self.id) self.send(id, message);
  // A little more for some than for others, so that two who ask at once do not go on in step.
  const patience = BALLOT_SHARE * state.options.nodeTimeout;
  self.after(Math.floor(patience * (0.75 + self.random() / 2)), { kind: 'ballot over', epoch });
}

function fallenIn({ base, wanted }: Ballot): readonly NodeId[] {
  return (
    base.members
      .filter(({ id, standing, incarnation }) => standing !== 'down' && !isPresent(wanted, id, incarnation))
      // Who has handed over all it had and was asked to go is not taken down, but let go.
      .filter(({ id, isLeaving }) => !(isLeaving && memberOf(wanted, id) === undefined))
      .map(({ id }) => id)
  );
}

export function receiveBallot(self: CacheSelf, state: NodeState, from: NodeId, message: BallotMessage): void {
  const { epoch, base, fallen } = message;
  const known = state.learned;
  if (known === null || !mayVote(self, state, known)) return;
  if (base < known.epoch) tellView(self, state, from, known);
  const isFree =
    epoch > state.promised && base >= known.epoch && !fallen.some((id) => isHeard(self, state, id));
  if (!isFree) {
    self.send(from, vote(state, epoch, false));
    return;
  }
  state.promised = epoch;
  keep(self, state, { to: from, epoch });
}

/** A voter that has just begun does not know whom it heard before. */
function isHeard(self: CacheSelf, state: NodeState, id: NodeId): boolean {
  const { nodeTimeout } = state.options;
  const member = state.learned === null ? undefined : memberOf(state.learned, id);
  if (id === self.id) return member?.incarnation === self.incarnation;
  const peer = state.peers.get(id);
  // It has begun anew, and says so itself: the one that was meant is gone for certain.
  if (peer !== undefined && member !== undefined && peer.incarnation > member.incarnation) return false;
  const heardAt = peer === undefined || peer.incarnation === 0 ? state.bootedAt : peer.heardAt;
  return self.now - heardAt < nodeTimeout;
}

function vote(state: NodeState, epoch: number, granted: boolean): VoteMessage {
  const followed: Record<NodeId, number> = {};
  for (const { id, stream, followed: sequence } of state.peers.values()) {
    if (state.learned !== null && memberOf(state.learned, id)?.incarnation === stream)
      followed[id] = sequence;
  }
  return { kind: 'vote', epoch, granted, epochSeen: state.learned?.epoch ?? 0, followed };
}

export function receiveVote(self: CacheSelf, state: NodeState, from: NodeId, message: VoteMessage): void {
  const { ballot } = state;
  if (ballot === null || message.epoch !== ballot.epoch) return;
  if (!message.granted) return;
  ballot.votes.set(from, message.followed);
  const waited = votersOf(ballot.base).filter((id) => !ballot.votes.has(id));
  if (waited.every((id) => id !== self.id && state.peers.get(id)?.isSuspected !== false)) {
    closeBallot(self, state, ballot.epoch);
  }
}

export function closeBallot(self: CacheSelf, state: NodeState, epoch: number): void {
  const { ballot } = state;
  if (ballot === null || ballot.epoch !== epoch) return;
  const voters = votersOf(ballot.base);
  const given = voters.filter((id) => ballot.votes.has(id)).length;
  if (given < majorityOf(ballot.base)) return;
  state.ballot = null;
  const view = finished(ballot);
  takeView(self, state, view);
  // To those as well who are in it no longer.
  const concerned = new Set([...ballot.base.members, ...view.members].map(({ id }) => id));
  for (const id of concerned) if (id !== self.id) self.send(id, { kind: 'view', view });
}

export function giveUpBallot(self: CacheSelf, state: NodeState, epoch: number): void {
  closeBallot(self, state, epoch);
  if (state.ballot?.epoch === epoch) state.ballot = null;
}

function finished({ epoch, base, wanted, votes }: Ballot): View {
  const followed: Record<NodeId, Readonly<Record<NodeId, number>>> = {};
  for (const { id, standing } of wanted.members) {
    if (standing === 'up') continue;
    const wasUp = memberOf(base, id)?.standing === 'up';
    followed[id] = wasUp ? followersOf(id, votes) : (base.followed[id] ?? {});
  }
  const { members, placed } = base;
  return {
    ...wanted,
    epoch,
    followed,
    previous: { epoch: base.epoch, members, placed, followed: base.followed },
  };
}

function followersOf(id: NodeId, votes: Ballot['votes']): Readonly<Record<NodeId, number>> {
  const followers: Record<NodeId, number> = {};
  for (const voter of [...votes.keys()].sort(compareText)) {
    const sequence = votes.get(voter)?.[id];
    if (sequence !== undefined) followers[voter] = sequence;
  }
  return followers;
}

/**
 * Learns of a view, and takes it over unless a later epoch was promised. A promise binds those by whom views are counted: whoever has no vote in
 * this one, because it was given up while it was away, holds nobody to anything by having it.
 */
export function takeView(self: CacheSelf, state: NodeState, view: View): void {
  if (view.epoch > (state.learned?.epoch ?? 0)) state.learned = view;
  const isBound = votersOf(view).includes(self.id) && view.epoch < state.promised;
  if (view.epoch <= (state.view?.epoch ?? 0) || isBound) return;
  const before = state.view;
  state.promised = Math.max(state.promised, view.epoch);
  state.view = view;
  state.wantedSince = null;
  if (state.ballot !== null && state.ballot.epoch <= view.epoch) state.ballot = null;
  keep(self, state, null);
  viewTaken(self, state, before);
}

// --- What must not be forgotten ------------------------------------------------------------------------------------------

const BLOB = 'view';

/** Writes down promise and view. What hangs on it is said when it is durable; on a full disk, never. */
function keep(self: CacheSelf, state: NodeState, ballot: { to: NodeId; epoch: number } | null): void {
  state.blobs += 1;
  const number = state.blobs;
  const bytes = encode(JSON.stringify({ promised: state.promised, view: state.view }));
  if (self.disk.put(BLOB, bytes) === 'full') return;
  state.pledges.push({ number, epoch: state.view?.epoch ?? 0, vote: ballot });
  self.disk.sync({ kind: 'promise kept', number });
}

export function promiseKept(self: CacheSelf, state: NodeState, number: number): void {
  const kept = state.pledges.filter((pledge) => pledge.number <= number);
  state.pledges = state.pledges.filter((pledge) => pledge.number > number);
  if (self.disk.failed) return;
  for (const { epoch, vote: promised } of kept) {
    if (epoch > state.durableEpoch) state.durableEpoch = epoch;
    state.isStirred = true;
    if (promised === null) continue;
    const message = vote(state, promised.epoch, true);
    if (promised.to === self.id) receiveVote(self, state, self.id, message);
    else self.send(promised.to, message);
  }
}

/** A founder too has to remember, or a cluster most of which began anew before its second view would never again find a majority. */
export function keepFounding(self: CacheSelf, state: NodeState): void {
  keep(self, state, null);
}

/** Writing it failed: tried again with every beat. */
export function keepAgain(self: CacheSelf, state: NodeState): void {
  if (state.view !== null && state.durableEpoch < state.view.epoch && state.pledges.length === 0) {
    keep(self, state, null);
  }
}

export interface Remembered {
  readonly promised: number;
  readonly view: View | null;
}

/** What an earlier start of this node wrote down; null where the disk is new or says nothing sound. */
export function remembered(self: CacheSelf): Remembered | null {
  const bytes = self.disk.get(BLOB);
  if (bytes === undefined) return null;
  try {
    return JSON.parse(decode(bytes)) as Remembered;
  } catch {
    return null;
  }
}

/** A check word in front: a flipped bit must not become a promise. */
function encode(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 2 + 4);
  const view = new DataView(bytes.buffer);
  for (let index = 0; index < text.length; index += 1) view.setUint16(4 + index * 2, text.charCodeAt(index));
  view.setUint32(0, checkOf(bytes));
  return bytes;
}

function decode(bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (bytes.length < 4 || view.getUint32(0) !== checkOf(bytes)) throw new Error('not what was written');
  let text = '';
  for (let offset = 4; offset + 1 < bytes.length; offset += 2) {
    text += String.fromCharCode(view.getUint16(offset));
  }
  return text;
}

function checkOf(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (let index = 4; index < bytes.length; index += 1) {
    hash = Math.imul(hash ^ (bytes[index] as number), 0x01000193);
  }
  return hash >>> 0;
}
