/**
 * Copies: what a node answers for lies at its next successors too. They set out with the write itself, and with every round of repair they are compared,
 * by a digest first, so that what was lost on the way or missed by a death is made good. A deletion is a version like any other until its grace is over.
 */
import type { NodeId } from '../../../kernel/contract.ts';
import { MILLISECOND } from '../../../kernel/time.ts';
import { tableEntries } from '../../../kernel/table.ts';
import { answerCall, call } from '../calls.ts';
import type { Calls } from '../messages.ts';
import type { Peer } from '../ring/peers.ts';
import type { KeyStamp, Node } from '../state.ts';
import { isNewer, type StoredCell } from './cell.ts';
import { digestOfStamps, dropCell, mergeCells, ownedBy, stampsOf, storedIn, storedUnder } from './cells.ts';
import { copiers, sendCopies } from './copies.ts';
import { offerOrphans } from './orphans.ts';

/** One round: of what it answers for, of copies that nobody asks after, of deletions that are over. */
export function repair(node: Node): void {
  const { state } = node;
  if (state.standing !== 'member' || state.isFilling) return;
  forgetDeletions(node);
  shift(node);
  const stretch = ownedBy(state);
  const cells = storedIn(node, stretch);
  const digest = digestOfStamps(cells);
  const stamps = stampsOf(cells);
  for (const to of copiers(node))
    call(node, { to, kind: 'compare', asks: { stretch, digest }, purpose: { does: 'compare', stamps } });
  offerOrphans(node);
}

/** A predecessor that fetches nothing is no newcomer: it was there before, in a ring of its own, and has what it has. */
function shift({ self, state }: Node): void {
  const { predecessor, actsFrom } = state;
  if (predecessor === null || predecessor.at === actsFrom) state.shifts = null;
  else if (state.shifts === predecessor.id) {
    state.actsFrom = predecessor.at;
    state.shifts = null;
    self.note('took over', { from: predecessor.id });
  } else state.shifts = predecessor.id;
}

function forgetDeletions({ self, state, options }: Node): void {
  const grace = options.grace / MILLISECOND;
  for (const [key, { gone }] of [...tableEntries(state.cells)])
    if (gone > 0 && self.clock - gone > grace) dropCell(state, key);
}

/** Somebody answers for this stretch and asks what of it is here. */
export function compareHere(node: Node, from: NodeId, number: number, asks: Calls['compare']['asks']): void {
  const { self, state } = node;
  const cells = storedIn(node, asks.stretch);
  for (const { key } of cells) state.asked.set(key, self.now);
  const isEqual = digestOfStamps(cells) === asks.digest;
  answerCall(node, from, number, 200, { isEqual, stamps: isEqual ? [] : stampsOf(cells) });
}

/** `mine` is how it was when the question was asked. */
export function heardStamps(
  node: Node,
  to: Peer,
  mine: readonly KeyStamp[],
  { isEqual, stamps }: Calls['compare']['answers'],
): void {
  if (isEqual) return;
  const theirs = new Map(stamps.map((stamp) => [stamp[0], stamp]));
  const ours = new Map(mine.map((stamp) => [stamp[0], stamp]));
  const missing = mine.filter((stamp) => isNewerStamp(stamp, theirs.get(stamp[0]))).map(([key]) => key);
  const wanted = stamps.filter((stamp) => isNewerStamp(stamp, ours.get(stamp[0]))).map(([key]) => key);
  if (missing.length > 0) {
    sendCopies(node, to.id, storedUnder(node.state, missing));
    node.self.note('repaired', { with: to.id, keys: missing.length });
  }
  if (wanted.length > 0)
    call(node, { to, kind: 'fetch', asks: { keys: wanted }, purpose: { does: 'fetch' } });
}

function isNewerStamp(one: KeyStamp, other: KeyStamp | undefined): boolean {
  return isNewer(asStamp(one), other && asStamp(other));
}

function asStamp([, count, node]: KeyStamp): { readonly count: number; readonly node: NodeId } {
  return { count, node };
}

/** What comes from a copy that was newer goes to the others too, with the next round. */
export function heardCells(node: Node, cells: readonly StoredCell[]): void {
  const taken = mergeCells(node, cells);
  if (taken > 0) node.self.note('repaired', { with: null, keys: taken });
}
