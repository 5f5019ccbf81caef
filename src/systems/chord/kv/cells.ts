/** What a node keeps, by where it stands on the circle. */
import { tableDelete, tableEntries, tableGet, tableSet } from '../../../kernel/table.ts';
import { identifierOf, isUpTo, type Identifier } from '../../../placement/identifier.ts';
import { digestOf } from '../../census.ts';
import type { Stretch } from '../messages.ts';
import type { KeyStamp, Node, State } from '../state.ts';
import { isNewer, type Cell, type StoredCell } from './cell.ts';

/** What this node answers for, as a stretch; alone it is everything. */
export function ownedBy({ me, actsFrom, predecessor }: State): Stretch {
  return { after: actsFrom ?? predecessor?.at ?? me.at, upTo: me.at };
}

/** `actsFrom` is null while it answers for whatever comes. */
export function isMine({ me, actsFrom }: State, target: Identifier): boolean {
  return actsFrom === null || isUpTo(target, actsFrom, me.at);
}

/** Nobody else is in the ring, so all of it is its own; that nobody else can be heard is another thing. */
export function isAlone({ me, successors }: State): boolean {
  return successors.every(({ id }) => id === me.id);
}

export function storedIn(node: Pick<Node, 'state' | 'options'>, { after, upTo }: Stretch): StoredCell[] {
  const found: StoredCell[] = [];
  for (const [key, cell] of tableEntries(node.state.cells))
    if (isUpTo(identifierOf(key, node.options.bits), after, upTo)) found.push({ key, ...cell });
  return found;
}

export function storedUnder({ cells }: State, keys: readonly string[]): StoredCell[] {
  return keys.flatMap((key) => {
    const cell = tableGet(cells, key);
    return cell === undefined ? [] : [{ key, ...cell }];
  });
}

export function stampsOf(cells: readonly StoredCell[]): readonly KeyStamp[] {
  return cells.map(({ key, count, node }) => [key, count, node] as const);
}

/** Equal for equal keys with equal stamps, in whatever order they came. */
export function digestOfStamps(cells: readonly StoredCell[]): string {
  return digestOf(stampsOf(cells).map(([key, count, node]) => [key, [count, node]]));
}

/** Of each key the newest stays. Says how many have come. */
export function mergeCells({ self, state }: Node, cells: readonly StoredCell[]): number {
  let taken = 0;
  for (const { key, ...cell } of cells) {
    if (!state.asked.has(key)) state.asked.set(key, self.now);
    if (!isNewer(cell, tableGet(state.cells, key))) continue;
    tableSet(state.cells, key, cell);
    taken += 1;
  }
  return taken;
}

export function dropCell(state: State, key: string): void {
  tableDelete(state.cells, key);
  state.asked.delete(key);
}

export function isThere(cell: Cell | undefined): cell is Cell & { readonly value: string } {
  return cell !== undefined && cell.value !== null;
}
