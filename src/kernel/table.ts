/**
 * A Map with an ordered journal: where programs keep large keyed data.
 *
 * Cloning 100 000 entries for every checkpoint would cost 200 ms; the changes since the last one cost a hundredth of that. So a
 * checkpoint is a base and the journals since, and the table remembers what changed. A table is plain data, as State must be, and
 * is worked on by the functions below. Values are replaced, never changed in place: the journal would not see it. Where records must
 * change in place, slot-table.ts stands.
 */
export interface Table<Value> {
  /** Which table of its node this is, from the first save on; 0 before. */
  table: number;
  map: Map<string, Value>;
  /** Changes since the last save, in order: the order in which a Map iterates is part of a history. `undefined`: deleted. */
  journal: [string, Value | undefined][];
  /** Set when the journal does not lead from the last save to here: after a start, or when it grew longer than the table. */
  whole: boolean;
}

export function newTable<Value>(): Table<Value> {
  return { table: 0, map: new Map(), journal: [], whole: true };
}

export function tableGet<Value>(table: Table<Value>, key: string): Value | undefined {
  return table.map.get(key);
}

export function tableHas<Value>(table: Table<Value>, key: string): boolean {
  return table.map.has(key);
}

export function tableSet<Value>(table: Table<Value>, key: string, value: Value): void {
  table.map.set(key, value);
  log(table, key, value);
}

export function tableDelete<Value>(table: Table<Value>, key: string): boolean {
  const existed = table.map.delete(key);
  if (existed) log(table, key, undefined);
  return existed;
}

export function tableClear<Value>(table: Table<Value>): void {
  table.map.clear();
  table.journal = [];
  table.whole = true;
}

export function tableSize<Value>(table: Table<Value>): number {
  return table.map.size;
}

export function tableEntries<Value>(table: Table<Value>): IterableIterator<[string, Value]> {
  return table.map.entries();
}

function log<Value>(table: Table<Value>, key: string, value: Value | undefined): void {
  if (table.whole) return;
  if (table.journal.length >= table.map.size + JOURNAL_MIN) {
    table.journal = [];
    table.whole = true;
  } else {
    table.journal.push([key, value]);
  }
}

/** A small table may as well be saved whole. */
export const JOURNAL_MIN = 1_000;

export function isTable(value: object): value is Table<unknown> {
  const table = value as Partial<Table<unknown>>;
  return typeof table.table === 'number' && table.map instanceof Map && Array.isArray(table.journal);
}

/** What a save takes of one table: all of it, or what changed since the save before. */
export type TableSave =
  | { readonly table: number; readonly base: readonly (readonly [string, unknown])[] }
  | { readonly table: number; readonly journal: readonly (readonly [string, unknown])[] };

export function saveTable(table: Table<unknown>): TableSave {
  if (table.whole) {
    table.whole = false;
    table.journal = [];
    return { table: table.table, base: [...table.map] };
  }
  const { journal } = table;
  table.journal = [];
  return { table: table.table, journal };
}

/** A table inside a checkpoint. Journals are shared between checkpoints, so a further checkpoint costs its own changes only. */
export interface TableImage {
  readonly base: readonly (readonly [string, unknown])[];
  readonly journals: readonly (readonly (readonly [string, unknown])[])[];
}

export function extendImage(image: TableImage | undefined, save: TableSave): TableImage {
  if ('base' in save) return { base: save.base, journals: [] };
  if (image === undefined) throw new Error('a journal came without the table it continues');
  if (save.journal.length === 0) return image;
  const journals = [...image.journals, save.journal];
  const changes = journals.reduce((sum, journal) => sum + journal.length, 0);
  if (changes <= image.base.length + JOURNAL_MIN) return { base: image.base, journals };
  // Replaying would cost more than starting over from a new base.
  return { base: [...openImage({ base: image.base, journals })], journals: [] };
}

export function openImage(image: TableImage): Map<string, unknown> {
  const map = new Map<string, unknown>(image.base);
  for (const journal of image.journals) {
    for (const [key, value] of journal) {
      if (value === undefined) map.delete(key);
      else map.set(key, value);
    }
  }
  return map;
}
