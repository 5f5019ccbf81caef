/**
 * What is proved of the ring, on lists alone: Zave's invariants (How to make Chord correct, 2015), for whoever judges a picture of it. They are about
 * members and their lists of successors, and nothing else.
 */
import type { NodeId } from '../../kernel/contract.ts';
import { isBetween, isUpTo } from '../../placement/identifier.ts';
import type { Peer } from './ring/peers.ts';

/** A list of successors, and whose it is. */
export interface OwnedList {
  readonly owner: Peer;
  readonly list: readonly Peer[];
}

/** What is wrong with the lists of all members, or null. */
export function faultOfLists(lists: readonly OwnedList[], length: number): string | null {
  const members = new Set(lists.map(({ owner }) => owner.id));
  for (const { owner, list } of lists) {
    if (list.length !== length) return `${owner.id} has ${list.length} successors in its list, not ${length}`;
    if (!list.some(({ id }) => members.has(id))) return `nobody in the list of ${owner.id} lives`;
  }
  const principals = principalsOf(lists);
  if (principals.length <= length)
    return `only ${principals.length} members are skipped by no list, and it takes ${length + 1}`;
  return faultOfRing(lists);
}

/** Members that no list skips: none of them leads from somebody before such a member to somebody behind it. */
export function principalsOf(lists: readonly OwnedList[]): readonly Peer[] {
  return lists.map(({ owner }) => owner).filter(({ at }) => lists.every((owned) => !skips(owned, at)));
}

function skips({ owner, list }: OwnedList, at: string): boolean {
  let before = owner;
  for (const next of list) {
    if (before.id !== next.id && isBetween(at, before.at, next.at)) return true;
    before = next;
  }
  return false;
}

/** The first one in each list that lives makes one ring, in the order of the circle, and whoever is not in it yet leads into it. */
export function faultOfRing(lists: readonly OwnedList[]): string | null {
  const members = new Set(lists.map(({ owner }) => owner.id));
  const next = new Map<NodeId, Peer>();
  for (const { owner, list } of lists) {
    const first = list.find(({ id }) => members.has(id));
    if (first === undefined) return `nobody in the list of ${owner.id} lives`;
    next.set(owner.id, first);
  }
  const rings = new Map<NodeId, readonly Peer[]>();
  for (const { owner } of lists) {
    const ring = ringFrom(owner, next);
    rings.set(smallestOf(ring), ring);
  }
  if (rings.size !== 1) return `there are ${rings.size} rings`;
  const [ring = []] = rings.values();
  return isInOrder(ring) ? null : 'the ring is not in the order of the circle';
}

/** Whoever follows each other from here on for ever. */
function ringFrom(start: Peer, next: ReadonlyMap<NodeId, Peer>): readonly Peer[] {
  const seen = new Map<NodeId, number>();
  const path: Peer[] = [];
  for (let peer: Peer | undefined = start; peer !== undefined; peer = next.get(peer.id)) {
    const place = seen.get(peer.id);
    if (place !== undefined) return path.slice(place);
    seen.set(peer.id, path.length);
    path.push(peer);
  }
  return [];
}

function smallestOf(ring: readonly Peer[]): NodeId {
  return ring.map(({ id }) => id).reduce((least, id) => (id < least ? id : least));
}

/** Once round and no more: the steps cover the circle exactly once. */
function isInOrder(ring: readonly Peer[]): boolean {
  const [first] = ring;
  if (first === undefined || ring.length < 3) return true;
  return ring
    .slice(1, -1)
    .every((peer, place) => isUpTo((ring[place + 2] as Peer).at, peer.at, first.at) && peer.at !== first.at);
}
