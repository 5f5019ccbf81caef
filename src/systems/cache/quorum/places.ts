/** Who is asked for a key: its owners, while keys move also those who will own it, and stand-ins for owners that are away. */
import type { NodeId } from '../../../kernel/contract.ts';
import { Fold } from '../../../kernel/fold.ts';
import type { CacheSelf, NodeState } from '../state.ts';
import { holdersOf, ownersOf, placementOf, type View } from '../view.ts';
import type { Part } from './state.ts';

/**
 * Sets of owners that have to reach a quorum each. While keys move there are two: whoever asks the old owners alone meets those who ask both,
 * and so does whoever asks the new ones alone.
 */
export function groupsOf({ view, rule }: NodeState, key: string): readonly (readonly NodeId[])[] {
  if (view === null) return [];
  const owners = ownersOf(view.placed, rule, key);
  return view.target === null ? [owners] : [owners, ownersOf(view.target, rule, key)];
}

/** Derived from plain values, so it may be kept outside of any state. */
const known = new WeakMap<View, number>();

/** A hash over where keys live: equal for views that differ in other things only. */
export function placesOf(view: View): number {
  let places = known.get(view);
  if (places === undefined) {
    const fold = new Fold();
    for (const placed of [view.placed, view.target ?? []]) {
      fold.number(placed.length);
      for (const { id, weight } of placed) {
        fold.text(id);
        fold.number(weight);
      }
    }
    places = fold.a | 0;
    known.set(view, places);
  }
  return places;
}

/** By this node's own belief, which may be wrong. */
export function isAway(self: CacheSelf, { peers }: NodeState, id: NodeId): boolean {
  return id !== self.id && peers.get(id)?.isSuspected !== false;
}

/** Next on the ring behind the owners, one for each that is away, as far as there are any. */
export function appoint(self: CacheSelf, state: NodeState, { key, standIns }: Part): void {
  const { view, options, rule } = state;
  if (view === null || !options.sloppy) return;
  const holders = holdersOf(view, rule, key);
  const away = holders.filter((id) => isAway(self, state, id) && !standIns.has(id));
  if (away.length === 0) return;
  const taken = new Set([...holders, ...standIns.values()]);
  const free = placementOf(view.placed, rule)
    .owners(key, view.placed.length)
    .filter((id) => !taken.has(id) && !isAway(self, state, id));
  for (const [index, owner] of away.entries()) {
    const standIn = free[index];
    if (standIn !== undefined) standIns.set(owner, standIn);
  }
}

/** Everybody who is asked for it. */
export function placesFor({ view, rule }: NodeState, { key, standIns }: Part): readonly NodeId[] {
  return view === null ? [] : [...new Set([...holdersOf(view, rule, key), ...standIns.values()])];
}

/** How many of these owners have answered, by themselves or through who stands in for them. */
export function served(owners: readonly NodeId[], { standIns }: Part, has: (id: NodeId) => boolean): number {
  return owners.filter((id) => {
    const standIn = standIns.get(id);
    return has(id) || (standIn !== undefined && has(standIn));
  }).length;
}
