/**
 * Who is there. Every node says "I am" to every other four times a second, and listens. What it hears tells it how sure it may be of each
 * (detector.ts), which view they have, how far they follow it, and whether they hear it.
 *
 * Suspicion is one node's own; two may believe different things of a third. Only a view makes it common.
 */
import type { Member, NodeId } from '../../kernel/contract.ts';
import { considerView, keepAgain, takeView } from './agreement.ts';
import { heardFrom, judge, watch } from './detector.ts';
import type { Beat, Message } from './messages.ts';
import { offerOrphans } from './orphans.ts';
import { pullMissing, pullFrom } from './pulling.ts';
import { isCaughtUp } from './reign.ts';
import { tellView } from './telling.ts';
import type { CacheOptions } from './options.ts';
import type { CacheSelf, NodeState, Peer } from './state.ts';
import { memberOf } from './view.ts';

/** Long before the cluster began. */
const NEVER_ECHOED = -1_000_000_000_000;

type Introduction = Pick<Member, 'id' | 'name' | 'weight'>;

function newPeer(self: CacheSelf, { id, name, weight }: Introduction, options: CacheOptions): Peer {
  const detector = watch(self, options);
  return {
    id,
    name,
    weight,
    incarnation: 0,
    heardAt: 0,
    theirAt: -1,
    echoedAt: NEVER_ECHOED,
    epoch: 0,
    toldEpoch: 0,
    toldAt: 0,
    caughtUp: false,
    handedOver: false,
    detector,
    isSuspected: false,
    sent: 0,
    acknowledged: 0,
    stream: 0,
    followed: 0,
    pulled: 0,
    assured: 0,
    mustCompare: false,
    pull: null,
    answeredFor: 0,
  };
}

/** Finds what is known of a node, or begins to know it. */
export function meet(self: CacheSelf, state: NodeState, member: Introduction): Peer {
  let peer = state.peers.get(member.id);
  if (peer === undefined) {
    peer = newPeer(self, member, state.options);
    state.peers.set(member.id, peer);
  }
  return peer;
}

export function beat(self: CacheSelf, state: NodeState): void {
  self.after(state.options.heartbeat, { kind: 'beat' });
  judge(self, state);
  keepAgain(self, state);
  for (const peer of state.peers.values()) self.send(peer.id, greeting(self, state, peer));
  pullMissing(self, state);
  offerOrphans(self, state);
  considerView(self, state);
}

function greeting(self: CacheSelf, state: NodeState, peer: Peer): Message {
  const { view } = state;
  const member = view === null ? undefined : memberOf(view, self.id);
  if (view === null || member?.incarnation !== self.incarnation) {
    const { name, weight } = self.setup.members.find(({ id }) => id === self.id) ?? {
      name: self.id,
      weight: 1,
    };
    return { kind: 'hello', incarnation: self.incarnation, name, weight, epoch: view?.epoch ?? 0 };
  }
  return {
    kind: 'beat',
    incarnation: self.incarnation,
    epoch: state.durableEpoch,
    at: self.now,
    echo: peer.theirAt,
    echoOf: peer.incarnation,
    sequence: state.ledger.sequence,
    sent: peer.sent,
    followed: peer.assured,
    followedOf: peer.stream,
    caughtUp: state.durableEpoch === view.epoch && isCaughtUp(self, state),
    handedOver: state.orphans.size === 0,
  };
}

export function receiveBeat(self: CacheSelf, state: NodeState, from: NodeId, message: Beat): void {
  const { view } = state;
  const peer = meet(self, state, { id: from, name: from, weight: 1 });
  if (message.incarnation < peer.incarnation) return;
  hear(self, state, peer, message.incarnation);
  peer.epoch = message.epoch;
  peer.theirAt = message.at;
  peer.caughtUp = message.caughtUp;
  peer.handedOver = message.handedOver;
  if (message.echoOf === self.incarnation && message.echo > peer.echoedAt) {
    peer.echoedAt = message.echo;
    state.isStirred = true;
  }
  if (message.followedOf === self.incarnation)
    peer.acknowledged = Math.max(peer.acknowledged, message.followed);
  if (view === null) return;
  if (message.epoch < view.epoch) tellView(self, state, from, view);
  followOn(self, state, peer, message);
}

/** Nothing is on its way to us that we have not followed: then all that it did is ours, up to its latest number. */
function followOn(
  self: CacheSelf,
  state: NodeState,
  peer: Peer,
  { incarnation, sequence, sent }: Beat,
): void {
  if (peer.stream !== incarnation || peer.mustCompare) return;
  if (sent > peer.followed) pullFrom(self, state, peer.id);
  else if (peer.pull === null) {
    peer.followed = Math.max(peer.followed, sequence);
    if (peer.assured >= sent) peer.assured = Math.max(peer.assured, sequence);
  }
}

export function receiveHello(
  self: CacheSelf,
  state: NodeState,
  from: NodeId,
  { incarnation, name, weight, epoch }: Extract<Message, { kind: 'hello' }>,
): void {
  const peer = meet(self, state, { id: from, name, weight });
  if (incarnation < peer.incarnation) return;
  peer.name = name;
  peer.weight = weight;
  hear(self, state, peer, incarnation);
  if (state.view !== null && epoch < state.view.epoch) tellView(self, state, from, state.view);
}

/** A node that has begun anew has forgotten where both streams stood. */
function hear(self: CacheSelf, state: NodeState, peer: Peer, incarnation: number): void {
  if (incarnation > peer.incarnation) {
    peer.incarnation = incarnation;
    peer.echoedAt = NEVER_ECHOED;
    peer.sent = 0;
    peer.acknowledged = 0;
    peer.pull = null;
    peer.detector = watch(self, state.options);
  }
  peer.heardAt = self.now;
  heardFrom(self, state, peer);
}

/** A view may name nodes that nobody told us of. */
export function receiveView(
  self: CacheSelf,
  state: NodeState,
  { view }: Extract<Message, { kind: 'view' }>,
): void {
  for (const member of view.members) if (member.id !== self.id) meet(self, state, member);
  takeView(self, state, view);
  for (const id of state.peers.keys()) {
    const isWished = state.wishes.some((wish) => wish.id === id);
    if (!isWished && state.view !== null && memberOf(state.view, id) === undefined) state.peers.delete(id);
  }
}

/** What the operator says: who there shall be, with what weight. */
export function receiveMembers(self: CacheSelf, state: NodeState, members: readonly Member[]): void {
  state.wishes = members.filter(({ role }) => role === 'node');
  for (const member of state.wishes) if (member.id !== self.id) meet(self, state, member);
}
