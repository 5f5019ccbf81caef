/** What a node may say about the others, from what it heard: the ground on which it asks for a new view. */
import type { NodeId } from '../../kernel/contract.ts';
import type { Facts } from './changes.ts';
import { isGivenUp, isSilent } from './detector.ts';
import { isCaughtUp } from './reign.ts';
import type { CacheSelf, NodeState, Peer } from './state.ts';
import { memberOf, type View, type ViewMember } from './view.ts';

export function factsOf(self: CacheSelf, state: NodeState, view: View): Facts {
  const fallen = new Set<NodeId>();
  const started = new Map<NodeId, { incarnation: number; name: string; weight: number }>();
  const lost = new Set<NodeId>();
  const caughtUp = new Set<NodeId>();
  const handedOver = new Set<NodeId>();
  for (const peer of state.peers.values()) {
    const { id, incarnation, name, weight, epoch } = peer;
    const member = memberOf(view, id);
    if (isGivenUp(self, state, peer)) fallen.add(id);
    else if (incarnation > 0 && !isSilent(self, state, peer) && isNew(member, incarnation))
      started.set(id, { incarnation, name, weight });
    if (isLost(self, state, peer)) lost.add(id);
    if (epoch !== view.epoch || member?.incarnation !== incarnation) continue;
    if (peer.caughtUp) caughtUp.add(id);
    if (peer.handedOver) handedOver.add(id);
  }
  const own = memberOf(view, self.id);
  if (isNew(own, self.incarnation)) {
    const { name, weight } = self.setup.members.find(({ id }) => id === self.id) ?? {
      name: self.id,
      weight: 1,
    };
    started.set(self.id, { incarnation: self.incarnation, name, weight });
  } else if (state.view?.epoch === view.epoch) {
    if (isCaughtUp(self, state)) caughtUp.add(self.id);
    if (state.orphans.size === 0) handedOver.add(self.id);
  }
  const wishes = new Map(
    state.wishes.map(({ id, weight, isLeaving = false }) => [id, { weight, isLeaving }]),
  );
  return {
    fallen,
    lost,
    started,
    caughtUp,
    handedOver,
    wishes,
    isRebalanceOrdered: state.isRebalanceOrdered,
  };
}

/** Whoever has begun anew did not hear what was said before. */
function isLost({ now }: CacheSelf, { options, bootedAt }: NodeState, { heardAt }: Peer): boolean {
  return options.replaceAfter > 0 && now - Math.max(heardAt, bootedAt) >= options.replaceAfter;
}

/** A start that the view does not know, or one that it believes to be dead. */
function isNew(member: ViewMember | undefined, incarnation: number): boolean {
  return member === undefined || member.standing === 'down' || incarnation > member.incarnation;
}
