/**
 * Who newly acts for a key must know all that was promised for it before, by whoever it was promised. So everybody who takes over a view asks
 * all others for what it lacks (pulling.ts), and a key is **ready** when that has come: at once where the node acted for it all along.
 *
 * All who held the key under the view before and are not down now have to answer. Where writes wait for W of N copies, at least N − W + 1
 * of them have to: any such set meets any set of W. Should fewer live, the key waits for one of the dead to come back.
 */
import type { NodeId } from '../../kernel/contract.ts';
import type { CacheSelf, NodeState, Reign } from './state.ts';
import {
  actingAmong,
  memberOf,
  ownersOf,
  standingOf,
  votersOf,
  majorityOf,
  type Era,
  type View,
} from './view.ts';

export function isMember(self: CacheSelf, view: View): boolean {
  return memberOf(view, self.id)?.incarnation === self.incarnation;
}

/** Those who may hold something that this node lacks. */
export function sourcesOf(self: CacheSelf, view: View): readonly NodeId[] {
  return view.members.filter(({ id, standing }) => id !== self.id && standing !== 'down').map(({ id }) => id);
}

export function isCaughtUp(self: CacheSelf, state: NodeState): boolean {
  const { view } = state;
  if (view === null || !isMember(self, view)) return false;
  if (view.previous === null) return true;
  return sourcesOf(self, view).every((id) => state.peers.get(id)?.answeredFor === view.epoch);
}

export function noteCompletion(self: CacheSelf, state: NodeState): void {
  const reign = state.reigns.at(-1);
  if (reign === undefined || reign.isComplete || !isCaughtUp(self, state)) return;
  reign.isComplete = true;
  state.isStirred = true;
  self.note('caught up', { epoch: reign.era.epoch });
  // What came before matters only for keys that miss some copies even now.
  if (state.options.write === 1 || reign.era.members.every(({ standing }) => standing !== 'down')) {
    state.reigns = [reign];
  }
}

/** Whether this node acts for keys with these owners, and knows all that was promised for them. */
export function isReady(self: CacheSelf, state: NodeState, key: string): boolean {
  for (let index = state.reigns.length - 1; index >= 0; index -= 1) {
    const { era, isComplete } = state.reigns[index] as Reign;
    if (actingAmong(era, ownersOf(era.placed, state.rule, key)) !== self.id) return false;
    if (isComplete && isCovered(state, era, key)) return true;
  }
  return false;
}

function isCovered({ options, rule }: NodeState, view: View, key: string): boolean {
  const before: Era | null = view.previous;
  if (options.write === 1 || before === null) return true;
  const places = view.settling === null ? [before.placed] : [before.placed, view.settling];
  return places.every((placed) => {
    const owners = ownersOf(placed, rule, key);
    const alive = owners.filter((id) => standingOf(view, id) !== 'down').length;
    return alive >= owners.length - Math.min(options.write, owners.length) + 1;
  });
}

/** A majority has lately said that it has this view: nobody else can act for these keys. */
export function isTrusted(self: CacheSelf, state: NodeState): boolean {
  const { view, options, peers } = state;
  if (view === null || state.durableEpoch !== view.epoch || !isMember(self, view)) return false;
  let missing = majorityOf(view);
  for (const id of votersOf(view)) {
    const peer = peers.get(id);
    if (id === self.id) missing -= 1;
    else if (
      peer !== undefined &&
      peer.epoch === view.epoch &&
      self.now - peer.echoedAt < options.nodeTimeout
    )
      missing -= 1;
    // Asked several times for every command: who follows need not be looked at.
    if (missing === 0) return true;
  }
  return false;
}
