/** The tables of nodes that have always known their ring: of founders, which begin as if they had found each other long ago. */
import type { Member, NodeId } from '../../../kernel/contract.ts';
import { offsetBy, type Identifier } from '../../../placement/identifier.ts';
import { peerOf, type Peer } from './peers.ts';

/** In the order of the circle, each place once: of two nodes at one place the first one named stands. At most so many. */
export function inRing(ids: readonly NodeId[], bits: number, most = Infinity): readonly Peer[] {
  const standing = new Map<Identifier, Peer>();
  for (const id of ids) {
    if (standing.size === most) break;
    const peer = peerOf(id, bits);
    if (!standing.has(peer.at)) standing.set(peer.at, peer);
  }
  return [...standing.values()].sort((left, right) => (left.at < right.at ? -1 : 1));
}

/** The first one at or behind a position. */
export function ownerIn(ring: readonly Peer[], target: Identifier): Peer {
  return ring[firstAt(ring, target)] as Peer;
}

function firstAt(ring: readonly Peer[], target: Identifier): number {
  let low = 0;
  let high = ring.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ring[middle] as Peer).at < target) low = middle + 1;
    else high = middle;
  }
  return low === ring.length ? 0 : low;
}

/** The next ones behind a node, as many as are asked for; a small ring begins anew. */
export function successorsIn(ring: readonly Peer[], me: Peer, count: number): readonly Peer[] {
  const place = firstAt(ring, me.at);
  return Array.from({ length: count }, (_, index) => ring[(place + 1 + index) % ring.length] as Peer);
}

export function predecessorIn(ring: readonly Peer[], me: Peer): Peer {
  return ring[(firstAt(ring, me.at) + ring.length - 1) % ring.length] as Peer;
}

export function fingersIn(ring: readonly Peer[], me: Peer, bits: number): (Peer | null)[] {
  return startsOf(me.at, bits).map((start) => {
    const finger = ownerIn(ring, start);
    return finger.id === me.id ? null : finger;
  });
}

/** Beyond so many nodes all are worked out again, which nobody can tell. */
const STARTS_MOST = 32_768;
const starts = new Map<string, readonly Identifier[]>();

/** me + 2^i for each finger: where it points. */
export function startsOf(at: Identifier, bits: number): readonly Identifier[] {
  const name = `${bits} ${at}`;
  let known = starts.get(name);
  if (known === undefined) {
    known = Array.from({ length: bits }, (_, power) => offsetBy(at, power, bits));
    if (starts.size >= STARTS_MOST) starts.clear();
    starts.set(name, known);
  }
  return known;
}

/** A list of thousands is put in order once and not by each of its nodes. */
const rings = new WeakMap<readonly Member[], Map<string, readonly Peer[]>>();

/** The founders that know each other from the first: all of them, or the first few. */
export function foundersRing(members: readonly Member[], bits: number, most: number): readonly Peer[] {
  let known = rings.get(members);
  if (known === undefined) rings.set(members, (known = new Map()));
  const name = `${bits} ${most}`;
  let ring = known.get(name);
  if (ring === undefined) {
    const nodes = members.filter(({ role }) => role !== 'client').map(({ id }) => id);
    ring = inRing(nodes, bits, most);
    known.set(name, ring);
  }
  return ring;
}
