/**
 * Taking a program's State apart for a checkpoint and putting it together again. Tables go separately (as a base or a journal), all the
 * rest is copied. Two fields that name the same object name the same object afterwards too: a program may rely on that.
 */
import { isTable, openImage, saveTable, type Table, type TableImage, type TableSave } from './table.ts';

/** Stands in the copied state where a table stood. */
interface TablePlace {
  readonly tablePlace: number;
}

export interface StateSave {
  readonly rest: unknown;
  readonly tables: readonly TableSave[];
}

/** Over this, `structuredClone` on the way to another thread would be in danger; and the contract says 100. */
const DEPTH_MAX = 100;

function copy(value: unknown, replace: (object: object) => object | undefined): unknown {
  const seen = new Map<object, unknown>();
  const visit = (item: unknown, depth: number): unknown => {
    if (typeof item !== 'object' || item === null) {
      if (typeof item === 'function') throw new Error('a function cannot be part of the state of a program');
      return item;
    }
    const known = seen.get(item);
    if (known !== undefined) return known;
    if (depth > DEPTH_MAX) throw new Error('the state of a program nests deeper than 100');
    const replaced = replace(item);
    if (replaced !== undefined) {
      seen.set(item, replaced);
      return replaced;
    }
    if (Array.isArray(item)) {
      const list: unknown[] = new Array(item.length);
      seen.set(item, list);
      for (let index = 0; index < item.length; index += 1) list[index] = visit(item[index], depth + 1);
      return list;
    }
    if (item instanceof Map) {
      const map = new Map<unknown, unknown>();
      seen.set(item, map);
      for (const [key, entry] of item) map.set(visit(key, depth + 1), visit(entry, depth + 1));
      return map;
    }
    if (item instanceof Set) {
      const set = new Set<unknown>();
      seen.set(item, set);
      for (const entry of item) set.add(visit(entry, depth + 1));
      return set;
    }
    if (ArrayBuffer.isView(item)) {
      const view = (item as Uint8Array).slice();
      seen.set(item, view);
      return view;
    }
    const prototype: unknown = Object.getPrototypeOf(item);
    if (prototype !== Object.prototype && prototype !== null) {
      throw new Error('a class instance cannot be part of the state of a program');
    }
    const record: Record<string, unknown> = {};
    seen.set(item, record);
    for (const key of Object.keys(item))
      record[key] = visit((item as Record<string, unknown>)[key], depth + 1);
    return record;
  };
  return visit(value, 0);
}

/** `nextTable` gives numbers to tables that were never saved before. */
export function saveState(state: unknown, nextTable: () => number): StateSave {
  const tables: TableSave[] = [];
  const rest = copy(state, (object) => {
    if (!isTable(object)) return undefined;
    if (object.table === 0) object.table = nextTable();
    tables.push(saveTable(object));
    return { tablePlace: object.table } satisfies TablePlace;
  });
  return { rest, tables };
}

export function loadState(rest: unknown, images: ReadonlyMap<number, TableImage>): unknown {
  const opened = new Map<number, Table<unknown>>();
  return copy(rest, (object) => {
    const place = (object as Partial<TablePlace>).tablePlace;
    if (place === undefined) return undefined;
    let table = opened.get(place);
    if (table === undefined) {
      const image = images.get(place);
      if (image === undefined) throw new Error(`checkpoint without table ${place}`);
      table = { table: place, map: openImage(image), journal: [], whole: false };
      opened.set(place, table);
    }
    return table;
  });
}
