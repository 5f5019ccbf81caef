/** A node takes over a view: everything that follows from it begins here. */
import { answerDeferred } from './answering.ts';
import { quorumMode } from './by-option.ts';
import { forsake } from './held.ts';
import { findOrphans } from './orphans.ts';
import { heirsOf } from './heirs.ts';
import { gainsOf } from './move.ts';
import { dropPulls, pullFromAll } from './pulling.ts';
import { isMember, noteCompletion } from './reign.ts';
import type { CacheSelf, NodeState, Reign } from './state.ts';
import { plantTrees } from './trees.ts';
import { memberOf, samePlaces, shardOf, standingOf, type View } from './view.ts';

const REIGNS_MAX = 20;

/** A view has been taken over: everything that follows from it begins. */
export function viewTaken(self: CacheSelf, state: NodeState, before: View | null): void {
  const view = state.view as View;
  const isNext = before !== null && view.previous?.epoch === before.epoch && isMember(self, before);
  const reign: Reign = { era: view, isComplete: view.previous === null };
  state.reigns = isNext ? [...state.reigns, reign].slice(-REIGNS_MAX) : [reign];
  if (before === null || hasMoved(before, view)) {
    plantTrees(state.ledger.trees, state.ledger.marks.map, (key) => shardOf(view, state.rule, key));
    findOrphans(self, state);
    for (const peer of state.peers.values()) peer.mustCompare = true;
  }
  if (view.target === null && !(before !== null && samePlaces(view.placed, before.placed)))
    state.isRebalanceOrdered = false;
  forsake(self, state);
  state.isStirred = true;
  announce(self, state, before, view);
  dropPulls(state);
  pullFromAll(self, state);
  answerDeferred(self, state);
  noteCompletion(self, state);
  if (state.options.mode === 'quorum') quorumMode.code.proceedAll(self, state);
  if (isDismissed(self, state, view)) self.leave();
}

/** By value: a view that came by message, or in a checkpoint, is a copy. */
function hasMoved(before: View, { placed, target }: View): boolean {
  if ((before.target === null) !== (target === null)) return true;
  return !samePlaces(before.placed, placed) || !samePlaces(before.target ?? [], target ?? []);
}

/** It was asked to go, and the others have let it. */
function isDismissed(self: CacheSelf, { wishes }: NodeState, view: View): boolean {
  const wish = wishes.find(({ id }) => id === self.id);
  return wish?.isLeaving === true && memberOf(view, self.id) === undefined;
}

/** For people: what this view changes, said by the one who stands first in it. */
function announce(self: CacheSelf, { rule, options }: NodeState, before: View | null, view: View): void {
  for (const { id, standing } of view.members) {
    const was = before === null ? undefined : standingOf(before, id);
    if (was !== standing) self.note('standing', { epoch: view.epoch, node: id, standing });
  }
  const isFirst = view.members.find(({ standing }) => standing === 'up')?.id === self.id;
  // In quorum mode nobody acts for a key, so nobody takes over.
  if (isFirst && before !== null && options.mode === 'primary')
    for (const { id, standing } of view.members)
      if (standing === 'down' && standingOf(before, id) !== 'down')
        self.note('failover', { epoch: view.epoch, node: id, heirs: heirsOf(before, view, rule, id) });
  if (before !== null && view.target !== null && before.target === null)
    // One says what all could: it costs a look at every point of the ring.
    self.note('move begun', { epoch: view.epoch, ...(isFirst && { gains: gainsOf(view, rule) }) });
  if (before !== null && view.target === null && before.target !== null)
    self.note('move over', { epoch: view.epoch });
}
