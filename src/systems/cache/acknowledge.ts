/** "I have followed you so far": said to a primary when the disk has it, where that was promised. */
import type { NodeId } from '../../kernel/contract.ts';
import { mayLeave } from '../../store/persistence/persistence.ts';
import { commitAll } from './data.ts';
import type { CacheSelf, NodeState } from './state.ts';

export function acknowledge(self: CacheSelf, state: NodeState, to: NodeId): void {
  const peer = state.peers.get(to);
  if (peer === undefined) return;
  state.acks.push({ to, stream: peer.stream, sequence: peer.followed, ticket: commitAll(self, state) });
}

export function releaseAcknowledgements(self: CacheSelf, state: NodeState): void {
  const { acks } = state;
  if (acks.length === 0) return;
  state.acks = acks.filter(({ to, stream, sequence, ticket }) => {
    if (!mayLeave(state.persistence, ticket)) return true;
    const peer = state.peers.get(to);
    if (peer !== undefined && peer.stream === stream) {
      peer.assured = Math.max(peer.assured, sequence);
      self.send(to, { kind: 'copied', stream, sequence });
    }
    return false;
  });
}
