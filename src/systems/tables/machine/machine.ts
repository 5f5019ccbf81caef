/**
 * The state machine of a table store: tables and items, as what the log says made them.
 *
 * **The index of an entry in the log is its timestamp.** What was written last wins: of two writes to one place the one with the smaller index
 * changes nothing, whenever it comes. Raft brings all writes in one order, so between live writes this never decides; it is there for what is
 * applied again. After a start the log is replayed over files that may be newer, all of them or some, and comes out at the same data.
 *
 * So nothing may be forgotten that an old entry could bring back. A deleted item and a dropped table leave the stamp of their end, in memory and
 * in the file, until the log no longer has anything older (`forgetGone`). A table has the stamp of its creation, and no write older than that
 * concerns it: it was for an earlier table of the same name, or for none.
 *
 * All of it is plain data, and what may be large lies in tables. Items stay the JSON that they came as: one text is cheaper to keep, to copy and
 * to write than what it says.
 */
import type { Disk } from '../../../kernel/contract.ts';
import { isNewer } from '../../../kernel/stamps.ts';
import {
  newTable,
  tableClear,
  tableDelete,
  tableEntries,
  tableGet,
  tableSet,
  tableSize,
  type Table,
} from '../../../kernel/table.ts';
import type { TimerBody } from '../../../kernel/contract.ts';
import { addTo, clearOrdered, newOrdered, removeFrom, type Ordered } from './ordered.ts';
import { fileOfTable, folderAround, folderOf, type Place } from './paths.ts';

export interface TableCell {
  /** The index of its creation. */
  readonly stamp: number;
  readonly partitionKeyName: string;
  readonly sortKeyName: string | null;
}

export interface ItemCell {
  readonly stamp: number;
  readonly place: Place;
  /** JSON of an object. */
  readonly item: string;
}

export interface Machine {
  /** By name. */
  readonly tables: Table<TableCell>;
  /** By file, as everything below. */
  readonly items: Table<ItemCell>;
  /** Stamps of the ends of items and of tables. */
  readonly gone: Table<number>;
  /** The sort keys of each partition. */
  readonly keys: Ordered;
}

/** Of a node's disk, as much as a machine needs. */
export type Files = Pick<Disk<TimerBody>, 'put' | 'remove' | 'get' | 'names'>;

export function newMachine(): Machine {
  return { tables: newTable(), items: newTable(), gone: newTable(), keys: newOrdered() };
}

/** Files stay. */
export function clearMachine({ tables, items, gone, keys }: Machine): void {
  for (const table of [tables, items, gone] as Table<unknown>[]) tableClear(table);
  clearOrdered(keys);
}

/** Of a table or an item that is there or was; 0 for what never was. */
export function stampOfTable({ tables, gone }: Machine, name: string): number {
  return tableGet(tables, name)?.stamp ?? tableGet(gone, fileOfTable(name)) ?? 0;
}

export function stampOfItem({ items, gone }: Machine, file: string): number {
  return tableGet(items, file)?.stamp ?? tableGet(gone, file) ?? 0;
}

/** Whether what has this index comes after what is known. An equal one has been applied already. */
export function isLater(index: number, known: number): boolean {
  return isNewer([index], [known]);
}

// --- What stands in memory; files are the caller's business -------------------------------------------------------------

export function setItem(machine: Machine, file: string, cell: ItemCell): void {
  tableDelete(machine.gone, file);
  if (tableGet(machine.items, file) === undefined)
    addTo(machine.keys, folderAround(file), cell.place.sortKey);
  tableSet(machine.items, file, cell);
}

export function endItem(machine: Machine, file: string, stamp: number): void {
  takeItem(machine, file);
  tableSet(machine.gone, file, stamp);
}

export function takeItem(machine: Machine, file: string): void {
  const cell = tableGet(machine.items, file);
  if (cell === undefined) return;
  tableDelete(machine.items, file);
  removeFrom(machine.keys, folderAround(file), cell.place.sortKey);
}

export function setTable(machine: Machine, name: string, cell: TableCell): void {
  tableDelete(machine.gone, fileOfTable(name));
  tableSet(machine.tables, name, cell);
}

export function endTable(machine: Machine, name: string, stamp: number): void {
  tableDelete(machine.tables, name);
  tableSet(machine.gone, fileOfTable(name), stamp);
}

/** The files of all items of a table that are older than its creation or its end, those that are gone too. It walks over everything. */
export function filesBefore({ items, gone }: Machine, table: string, stamp: number): readonly string[] {
  const folder = folderOf(table);
  const own = fileOfTable(table);
  const isOlder = (file: string, known: number): boolean =>
    file.startsWith(folder) && file !== own && isLater(stamp, known);
  return [
    ...[...items.map].filter(([file, cell]) => isOlder(file, cell.stamp)),
    ...[...gone.map].filter(([file, known]) => isOlder(file, known)),
  ].map(([file]) => file);
}

export interface Counts {
  readonly tables: number;
  readonly items: number;
  /** Deleted items and dropped tables whose stamps are still kept. */
  readonly gone: number;
}

export function countsOf({ tables, items, gone }: Machine): Counts {
  return { tables: tableSize(tables), items: tableSize(items), gone: tableSize(gone) };
}

/** The newest entry of which anything stands here. */
export function newestStamp({ tables, items, gone }: Machine): number {
  let newest = 0;
  for (const cells of [tables, items] as Table<{ readonly stamp: number }>[])
    for (const [, { stamp }] of tableEntries(cells)) newest = Math.max(newest, stamp);
  for (const [, stamp] of tableEntries(gone)) newest = Math.max(newest, stamp);
  return newest;
}
