/** Who keeps copies of what a node answers for, and how they come there. */
import type { NodeId } from '../../../kernel/contract.ts';
import type { Peer } from '../ring/peers.ts';
import type { Node } from '../state.ts';
import type { StoredCell } from './cell.ts';

/** Who keeps copies of what this node answers for, as far as it knows. */
export function copiers({ state, options }: Node): readonly Peer[] {
  const found = new Map<NodeId, Peer>();
  for (const peer of state.successors.slice(0, options.replicas - 1))
    if (peer.id !== state.me.id) found.set(peer.id, peer);
  return [...found.values()];
}

export function replicate(node: Node, cells: readonly StoredCell[]): void {
  for (const { id } of copiers(node)) sendCopies(node, id, cells);
}

export function sendCopies({ self }: Node, to: NodeId, cells: readonly StoredCell[]): void {
  self.send(to, { kind: 'replicate', method: 'PUT', path: '/replicas', body: { cells } });
}
