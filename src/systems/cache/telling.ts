/** A view for somebody who has an older one: large beside most messages, so it is not sent again while it may be on its way. */
import type { NodeId } from '../../kernel/contract.ts';
import type { CacheSelf, NodeState } from './state.ts';
import type { View } from './view.ts';

export function tellView(self: CacheSelf, { peers, options }: NodeState, to: NodeId, view: View): void {
  const peer = peers.get(to);
  if (peer === undefined) return;
  if (peer.toldEpoch === view.epoch && self.now - peer.toldAt < 2 * options.heartbeat) return;
  peer.toldEpoch = view.epoch;
  peer.toldAt = self.now;
  self.send(to, { kind: 'view', view });
}
