/**
 * Taking a program's State apart for a checkpoint and putting it together again. Tables go separately (as a base or a journal), all the
 * rest is copied. Two fields that name the same object name the same object afterwards too: a program may rely on that.
 */
import { copyData } from './copy.ts';
import { isSlotTable, openSlotTable, saveSlotTable, type Slotted } from './slot-table.ts';
import { isTable, openImage, saveTable, type TableImage, type TableSave } from './table.ts';

/** Stands in the copied state where a table stood. */
interface TablePlace {
  readonly tablePlace: number;
  /** The table's records change in place and have slots. */
  readonly slotted?: true;
}

export interface StateSave {
  readonly rest: unknown;
  readonly tables: readonly TableSave[];
}

/** `nextTable` gives numbers to tables that were never saved before. */
export function saveState(state: unknown, nextTable: () => number): StateSave {
  const tables: TableSave[] = [];
  const rest = copyData(state, (object) => {
    if (!isTable(object)) return undefined;
    if (object.table === 0) object.table = nextTable();
    if (isSlotTable(object)) {
      tables.push(saveSlotTable(object));
      return { tablePlace: object.table, slotted: true } satisfies TablePlace;
    }
    tables.push(saveTable(object));
    return { tablePlace: object.table } satisfies TablePlace;
  });
  return { rest, tables };
}

export function loadState(rest: unknown, images: ReadonlyMap<number, TableImage>): unknown {
  const opened = new Map<number, object>();
  return copyData(rest, (object) => {
    const { tablePlace: place, slotted } = object as Partial<TablePlace>;
    if (place === undefined) return undefined;
    let table = opened.get(place);
    if (table === undefined) {
      const image = images.get(place);
      if (image === undefined) throw new Error(`checkpoint without table ${place}`);
      table = slotted
        ? openSlotTable(place, openImage(image) as Map<string, Slotted>)
        : { table: place, map: openImage(image), journal: [], whole: false };
      opened.set(place, table);
    }
    return table;
  });
}
