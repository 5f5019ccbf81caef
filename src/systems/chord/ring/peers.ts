/** Who is known by whom on the circle, and whom that makes the next one to ask. Pure: the same for real rings, for tests and for pictures. */
import type { NodeId } from '../../../kernel/contract.ts';
import { identifierOf, isBetween, isUpTo, type Identifier } from '../../../placement/identifier.ts';

export interface Peer {
  readonly id: NodeId;
  readonly at: Identifier;
}

export function peerOf(id: NodeId, bits: number): Peer {
  return { id, at: identifierOf(id, bits) };
}

/** All that a node knows of the ring. */
export interface Known {
  readonly me: Peer;
  readonly successors: readonly Peer[];
  readonly fingers: readonly (Peer | null)[];
}

export interface Step {
  readonly next: Peer;
  /** It is the first one behind the target, as far as is known here. */
  readonly isFinal: boolean;
}

/**
 * Whom to ask for a target. The first successor owns it if it stands at or behind it; else the one among fingers **and** successors that is closest
 * before it knows better. Of those whom `isOut` names nothing is hoped for. Null where nobody is left.
 */
export function nextStep(
  { me, successors, fingers }: Known,
  target: Identifier,
  isOut: (id: NodeId) => boolean,
): Step | null {
  let closest: Peer | null = null;
  for (const peer of successors) {
    if (peer.id === me.id || isOut(peer.id)) continue;
    if (closest === null && isUpTo(target, me.at, peer.at)) return { next: peer, isFinal: true };
    if (!isBetween(peer.at, me.at, target)) break;
    closest = peer;
  }
  for (const finger of fingers) {
    if (finger === null || finger.id === me.id || !isBetween(finger.at, me.at, target)) continue;
    if (closest !== null && !isBetween(finger.at, closest.at, target)) continue;
    if (!isOut(finger.id)) closest = finger;
  }
  return closest === null ? null : { next: closest, isFinal: false };
}
