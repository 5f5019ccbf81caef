/**
 * Copies that nobody asks after any more: the ring has grown in between, or their owner has changed. They are not thrown away on a guess. Who answers for
 * them is looked up and gets them if it lacks them; only then, and only if it does not count this node among its copiers, they go.
 */
import type { NodeId } from '../../../kernel/contract.ts';
import { tableEntries, tableGet } from '../../../kernel/table.ts';
import { identifierOf, isUpTo, type Identifier } from '../../../placement/identifier.ts';
import { answerCall, call } from '../calls.ts';
import type { Calls } from '../messages.ts';
import type { Peer } from '../ring/peers.ts';
import { issue } from '../route/issue.ts';
import type { KeyStamp, Node } from '../state.ts';
import { dropCell, isMine, mergeCells, stampsOf, storedUnder } from './cells.ts';
import { copiers } from './copies.ts';

/** In rounds of repair: so long a copy waits to be asked after. */
const PATIENCE = 3;

export function offerOrphans(node: Node): void {
  const [first] = orphansOf(node);
  if (first === undefined) return;
  const from = identifierOf(first, node.options.bits);
  issue(node, { wanted: { by: 'offer', from }, deed: 'find successor', target: from });
}

/** The longest forgotten first. */
function orphansOf({ self, state, options }: Node): readonly string[] {
  const since = (key: string): number => state.asked.get(key) ?? 0;
  const before = self.now - PATIENCE * options.repair;
  const found: string[] = [];
  for (const [key] of tableEntries(state.cells))
    if (since(key) < before && !isMine(state, identifierOf(key, options.bits))) found.push(key);
  return found.sort((left, right) => since(left) - since(right) || (left < right ? -1 : 1));
}

/** The owner of one of them is found, and owns all from there up to itself. */
export function foundOwner(node: Node, from: Identifier, owner: Peer | null): void {
  const { state, options } = node;
  if (owner === null || owner.id === state.me.id) return;
  const keys = orphansOf(node).filter((key) => {
    const at = identifierOf(key, options.bits);
    return at === from || isUpTo(at, from, owner.at);
  });
  const cells = storedUnder(state, keys);
  if (cells.length === 0) return;
  const purpose = { does: 'offer', stamps: stampsOf(cells) } as const;
  call(node, { to: owner, kind: 'offer', asks: { cells }, purpose });
}

export function takeOrphans(
  node: Node,
  from: NodeId,
  number: number,
  { cells }: Calls['offer']['asks'],
): void {
  const { state, options } = node;
  if (state.isFilling || !cells.every(({ key }) => isMine(state, identifierOf(key, options.bits)))) {
    answerCall(node, from, number, 409, null);
    return;
  }
  const taken = mergeCells(node, cells);
  if (taken > 0) node.self.note('repaired', { with: from, keys: taken });
  answerCall(node, from, number, 200, { keeps: copiers(node).some(({ id }) => id === from) });
}

export function heardOffer({ self, state }: Node, stamps: readonly KeyStamp[], keeps: boolean): void {
  let dropped = 0;
  for (const [key, count, by] of stamps) {
    const cell = tableGet(state.cells, key);
    // What has come meanwhile was not offered.
    if (cell?.count !== count || cell.node !== by) continue;
    if (keeps) state.asked.set(key, self.now);
    else {
      dropCell(state, key);
      dropped += 1;
    }
  }
  if (dropped > 0) self.note('dropped', { keys: dropped });
}
