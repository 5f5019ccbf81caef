/** Who precedes: told by whoever believes to, and probed where the old one may be gone. */
import { isBetween } from '../../../placement/identifier.ts';
import { call, suspect } from '../calls.ts';
import type { Node } from '../state.ts';
import type { Peer } from './peers.ts';

/** Somebody takes this node for its successor. */
export function rectify(node: Node, candidate: Peer): void {
  const { state, options } = node;
  const { predecessor, me } = state;
  if (candidate.id === me.id || predecessor?.id === candidate.id) return;
  const isCloser = predecessor === null || isBetween(candidate.at, predecessor.at, me.at);
  if (isCloser || options.mutants.has('rectifies-unasked')) precede(node, candidate);
  else call(node, { to: predecessor, kind: 'ping', asks: null, purpose: { does: 'rectify', candidate } });
}

/** The old one has answered, or not; by now there may be another. */
export function heardOld(node: Node, old: Peer, candidate: Peer, isAlive: boolean): void {
  const { predecessor } = node.state;
  if (!isAlive && (predecessor === null || predecessor.id === old.id)) precede(node, candidate);
}

export function checkPredecessor(node: Node): void {
  const { predecessor } = node.state;
  if (predecessor !== null)
    call(node, { to: predecessor, kind: 'ping', asks: null, purpose: { does: 'check predecessor' } });
}

export function lostPredecessor(node: Node, old: Peer): void {
  suspect(node, old.id);
  if (node.state.predecessor?.id === old.id) node.state.predecessor = null;
}

/**
 * A node answers for what stands behind its predecessor. One that is further away than the old one leaves it more, at once: it has the copies. One that
 * is closer is a newcomer, and this node goes on answering until that one has fetched its keys (kv/newcomer.ts).
 */
export function precede(node: Node, peer: Peer): void {
  const { self, state } = node;
  const { actsFrom, me } = state;
  state.predecessor = peer;
  self.note('predecessor', { is: peer.id });
  if (actsFrom === null || isBetween(peer.at, actsFrom, me.at)) return;
  if (actsFrom !== peer.at) self.note('took over', { from: peer.id });
  state.actsFrom = peer.at;
}
