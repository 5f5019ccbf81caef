/**
 * Rings that were parted. Where the network is cut each side closes its own ring, and when the cut is mended nothing of stabilising brings them together:
 * each knows only its own. So a node remembers the successors that it has lost, and asks one of them with every round. If that is there again, it is asked
 * who follows this node **there**; whoever that is stands between, or not, and is taken or not, as in any round.
 */
import { isBetween } from '../../../placement/identifier.ts';
import { call } from '../calls.ts';
import { issue } from '../route/issue.ts';
import type { Node } from '../state.ts';
import type { Peer } from './peers.ts';

export function meet(node: Node): void {
  const { state } = node;
  const peer = state.lost[state.rounds % Math.max(1, state.lost.length)];
  if (peer !== undefined) call(node, { to: peer, kind: 'ping', asks: null, purpose: { does: 'look for' } });
}

export function heardLost(node: Node, peer: Peer): void {
  const { self, state } = node;
  state.lost = state.lost.filter(({ id }) => id !== peer.id);
  self.note('met again', { node: peer.id });
  issue(node, { wanted: { by: 'meet' }, deed: 'find successor', target: state.me.at, start: peer });
}

/** Who follows this node in the ring of somebody else. */
export function foundMet(node: Node, found: Peer | null): void {
  const { state } = node;
  const [first] = state.successors;
  if (found === null || found.id === state.me.id || first === undefined || state.round !== null) return;
  if (!isBetween(found.at, state.me.at, first.at)) return;
  state.rounds += 1;
  state.round = [found];
  call(node, {
    to: found,
    kind: 'neighbours',
    asks: null,
    purpose: { does: 'adopt', successor: first, round: state.rounds },
  });
}
