/**
 * Keys that a node holds and should not: a move is over, or a copy stood in for somebody. **The old owner lets go last**: it offers them to
 * those who should hold them, and drops each key when all of them who live have told that they have it.
 */
import type { NodeId } from '../../kernel/contract.ts';
import { mayLeave } from '../../store/persistence/persistence.ts';
import { compareStamps, forgetMark, markOf, stampOf, type Stamp } from './ledger.ts';
import { commitAll } from './data.ts';
import { dropKey } from './keeping.ts';
import type { Message } from './messages.ts';
import { isMutant } from './options.ts';
import type { CacheSelf, NodeState } from './state.ts';
import { holdersOf, ownersOf, shardOf, standingOf, type View } from './view.ts';

const OFFER_MAX = 200;

export function findOrphans(self: CacheSelf, state: NodeState): void {
  const view = state.view as View;
  state.orphans = new Map();
  // The mutant lets go what is only about to move.
  const isHasty = isMutant(state.options, 'hasty-move') && view.target !== null;
  for (const key of state.ledger.marks.map.keys()) {
    const holders = isHasty ? ownersOf(view.target, state.rule, key) : holdersOf(view, state.rule, key);
    if (!holders.includes(self.id)) state.orphans.set(key, []);
  }
}

/**
 * With every beat, to each of them what it has not yet confirmed; and more as soon as all of that is gone. So there is never more under way
 * than one batch, and a hundred thousand keys go as fast as they are taken.
 */
export function offerOrphans(self: CacheSelf, state: NodeState): void {
  const { view, orphans } = state;
  state.offered.clear();
  if (view === null || orphans.size === 0) return;
  const offers = new Map<NodeId, [string, Stamp][]>();
  let offered = 0;
  for (const [key, have] of orphans) {
    if (offered >= OFFER_MAX) break;
    // Also because of who has fallen or risen since they told that they have it.
    if (isMutant(state.options, 'hasty-move') || isTaken(state, view, key, have)) {
      letGo(state, key);
      continue;
    }
    for (const id of holdersOf(view, state.rule, key)) {
      if (have.includes(id) || standingOf(view, id) === 'down') continue;
      offered += 1;
      state.offered.add(key);
      const offer = offers.get(id) ?? [];
      offer.push([key, stampOf(state.ledger, key)]);
      offers.set(id, offer);
    }
  }
  for (const [id, stamps] of offers) self.send(id, { kind: 'offer', stamps });
}

export function receiveOffer(
  self: CacheSelf,
  state: NodeState,
  from: NodeId,
  { stamps }: Extract<Message, { kind: 'offer' }>,
): void {
  // A larger stamp says more than a smaller one, but for siblings: there each may know what the other does not.
  const has = ([key, stamp]: readonly [string, Stamp]): boolean => {
    const order = compareStamps(stampOf(state.ledger, key), stamp);
    return state.options.siblings ? order === 0 : order >= 0;
  };
  const taken = stamps.filter(has);
  const wanted = stamps.filter((each) => !has(each));
  tellTaken(self, state, from, taken);
  if (wanted.length > 0) self.send(from, { kind: 'fetch', keys: wanted.map(([key]) => key) });
}

/** Somebody will let go of them, so the disk has to have them, where that was promised. If it has not, the next offer is answered. */
export function tellTaken(
  self: CacheSelf,
  state: NodeState,
  to: NodeId,
  stamps: readonly (readonly [string, Stamp])[],
): void {
  if (stamps.length > 0 && mayLeave(state.persistence, commitAll(self, state)))
    self.send(to, { kind: 'taken', stamps });
}

export function receiveTaken(
  self: CacheSelf,
  state: NodeState,
  from: NodeId,
  { stamps }: Extract<Message, { kind: 'taken' }>,
): void {
  const { view, orphans, ledger } = state;
  if (view === null) return;
  for (const [key, stamp] of stamps) {
    const have = orphans.get(key);
    if (have === undefined || compareStamps(stamp, stampOf(ledger, key)) !== 0) continue;
    if (!have.includes(from)) have.push(from);
    if (!isTaken(state, view, key, have)) continue;
    letGo(state, key);
    if (state.offered.delete(key) && state.offered.size === 0) offerOrphans(self, state);
  }
}

/**
 * All who should have it and live have it. One that is dead has to have it too, when it comes back; it will get it from those who do. But for
 * whom this copy stands in, it stands in for until then.
 */
function isTaken({ ledger, rule }: NodeState, view: View, key: string, have: readonly NodeId[]): boolean {
  const holders = holdersOf(view, rule, key);
  const alive = holders.filter((id) => standingOf(view, id) !== 'down');
  const awaited = (ledger.hints.get(key) ?? []).filter((id) => holders.includes(id));
  return alive.length > 0 && [...alive, ...awaited].every((id) => have.includes(id));
}

function letGo(state: NodeState, key: string): void {
  state.orphans.delete(key);
  if (markOf(state.ledger, key) === undefined) return;
  dropKey(state, key);
  forgetMark(state.ledger, shardOf(state.view as View, state.rule, key), key);
  state.counts.moved += 1;
}
