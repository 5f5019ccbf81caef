/**
 * What the tables of a ring should say, told from who lives and from nothing else: by looking through all of them each time, as slowly as it takes, so
 * that pictures, invariants and tests hold the ring's own quick ways against something that has none of their mistakes.
 */
import { offsetBy, type Identifier } from '../../placement/identifier.ts';
import type { Peer } from './ring/peers.ts';

/** Who answers for an identifier: the first one at or behind it. Null where nobody lives. */
export function trueOwner(target: Identifier, members: readonly Peer[]): Peer | null {
  let first: Peer | null = null;
  let owner: Peer | null = null;
  for (const member of members) {
    if (first === null || member.at < first.at) first = member;
    if (member.at >= target && (owner === null || member.at < owner.at)) owner = member;
  }
  return owner ?? first;
}

/** So many behind an identifier, as the circle goes on; who is alone follows itself. */
export function trueSuccessors(at: Identifier, members: readonly Peer[], count: number): readonly Peer[] {
  const order = inOrder(members);
  if (order.length === 0) return [];
  const behind = order.findIndex((member) => member.at > at);
  const start = behind < 0 ? 0 : behind;
  return Array.from({ length: count }, (_, index) => order[(start + index) % order.length] as Peer);
}

/** The last one before an identifier. */
export function truePredecessor(at: Identifier, members: readonly Peer[]): Peer | null {
  const order = inOrder(members);
  return order.findLast((member) => member.at < at) ?? order.at(-1) ?? null;
}

/** To whom the finger of that number points: the owner of at + 2^finger. */
export function trueFinger(
  at: Identifier,
  finger: number,
  bits: number,
  members: readonly Peer[],
): Peer | null {
  return trueOwner(offsetBy(at, finger, bits), members);
}

/** Who is to have a copy of what stands there: the owner, and the ones behind it; nobody twice. */
export function trueHolders(target: Identifier, members: readonly Peer[], count: number): readonly Peer[] {
  const owner = trueOwner(target, members);
  if (owner === null) return [];
  const behind = trueSuccessors(owner.at, members, Math.min(count, members.length) - 1);
  return [owner, ...behind];
}

function inOrder(members: readonly Peer[]): readonly Peer[] {
  return [...members].sort((left, right) => (left.at < right.at ? -1 : left.at > right.at ? 1 : 0));
}
