/**
 * Two nodes at one place. Who joins finds that its place is taken; but while the one that stood there could not be heard, another may have come. When they
 * hear of each other, the one that the successor does not take for its predecessor gives way: it passes on what it has, and is outside.
 */
import { tableClear, tableEntries } from '../../../kernel/table.ts';
import { sendCopies } from '../kv/copies.ts';
import type { Node } from '../state.ts';
import type { Peer } from './peers.ts';

export function giveWay(node: Node, twin: Peer): void {
  const { self, state } = node;
  const cells = [...tableEntries(state.cells)].map(([key, cell]) => ({ key, ...cell }));
  if (cells.length > 0) sendCopies(node, twin.id, cells);
  tableClear(state.cells);
  state.asked.clear();
  state.standing = 'outside';
  state.refused = takenBy(twin);
  state.predecessor = null;
  state.successors = [];
  state.fingers.fill(null);
  state.actsFrom = null;
  state.round = null;
  state.lost = [];
  state.held = [];
  self.note('refused', { why: state.refused });
}

export function takenBy({ id, at }: Peer): string {
  return `${id} stands at ${at} already.`;
}
