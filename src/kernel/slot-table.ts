/**
 * A table of records that change in place, each with a slot: where programs keep large keyed data that is written often, or drawn from
 * by chance.
 *
 * A `Table` journals values, so they have to be replaced whole. A record here may be changed, if `slotTouch` is told: the save then takes
 * a copy of what the record has become, however often it changed in between. Opening a checkpoint copies once more, for an image may be
 * opened many times. What a save costs is therefore the records touched since the last one, each with all it holds.
 *
 * The records also stand in one dense array, so that one of them can be drawn at random in one step, and walked over while the table
 * changes. Removing a record moves the last one into its slot. Hence the law of walks: **walk downwards**, from the highest slot to 0. A
 * record that moves goes from the end, which such a walk has passed or never reaches, to a lower slot; so nothing that is there all the
 * time is ever missed, though something may be met twice.
 *
 * Some of the records may be marked; the marked ones are listed densely too. A record knows its slot and its mark, so the two arrays are
 * not saved: they are rebuilt, the same to the last place, from the records alone. The order of the Map is of no consequence; walk `slots`.
 */
import { copyData } from './copy.ts';
import { JOURNAL_MIN, type Table, type TableSave } from './table.ts';

export interface Slotted {
  readonly key: string;
  /** The record's place in `slots`. Only the functions below write it. */
  slot: number;
  /** The record's place in `marked`, −1 when it is not. Only the functions below write it. */
  mark: number;
}

export interface SlotTable<Value extends Slotted> extends Table<Value> {
  slots: Value[];
  marked: Value[];
  /** Keys of records that came, went or changed since the last save. */
  touched: Set<string>;
}

export function newSlotTable<Value extends Slotted>(): SlotTable<Value> {
  return { table: 0, map: new Map(), journal: [], whole: true, slots: [], marked: [], touched: new Set() };
}

/** The record's key must be new to the table. */
export function slotInsert<Value extends Slotted>(table: SlotTable<Value>, record: Value): void {
  record.slot = table.slots.length;
  record.mark = -1;
  table.slots.push(record);
  table.map.set(record.key, record);
  if (!table.whole) note(table, record.key);
}

export function slotRemove<Value extends Slotted>(table: SlotTable<Value>, record: Value): void {
  if (record.mark >= 0) slotUnmark(table, record);
  table.map.delete(record.key);
  const last = table.slots.pop() as Value;
  if (last !== record) {
    table.slots[record.slot] = last;
    last.slot = record.slot;
    if (!table.whole) note(table, last.key);
  }
  if (!table.whole) note(table, record.key);
}

/** Must be called whenever something inside a record has changed. */
export function slotTouch<Value extends Slotted>(table: SlotTable<Value>, record: Value): void {
  if (!table.whole) note(table, record.key);
}

export function slotMark<Value extends Slotted>(table: SlotTable<Value>, record: Value): void {
  if (record.mark >= 0) return;
  record.mark = table.marked.length;
  table.marked.push(record);
  if (!table.whole) note(table, record.key);
}

export function slotUnmark<Value extends Slotted>(table: SlotTable<Value>, record: Value): void {
  if (record.mark < 0) return;
  const last = table.marked.pop() as Value;
  if (last !== record) {
    table.marked[record.mark] = last;
    last.mark = record.mark;
    if (!table.whole) note(table, last.key);
  }
  record.mark = -1;
  if (!table.whole) note(table, record.key);
}

export function slotClear<Value extends Slotted>(table: SlotTable<Value>): void {
  table.map.clear();
  table.slots = [];
  table.marked = [];
  forget(table);
}

function note<Value extends Slotted>(table: SlotTable<Value>, key: string): void {
  if (table.touched.size >= table.map.size + JOURNAL_MIN) forget(table);
  else table.touched.add(key);
}

/** So much has changed that the next save had better take all. */
function forget<Value extends Slotted>(table: SlotTable<Value>): void {
  table.touched.clear();
  table.whole = true;
}

export function isSlotTable(table: object): table is SlotTable<Slotted> {
  return Array.isArray((table as Partial<SlotTable<Slotted>>).slots);
}

export function saveSlotTable(table: SlotTable<Slotted>): TableSave {
  const take = (record: Slotted): [string, unknown] => [record.key, copyData(record)];
  if (table.whole) {
    table.whole = false;
    return { table: table.table, base: table.slots.map(take) };
  }
  const journal = Array.from(table.touched, (key): [string, unknown] => {
    const record = table.map.get(key);
    return record === undefined ? [key, undefined] : take(record);
  });
  table.touched.clear();
  return { table: table.table, journal };
}

/** `image` holds records that belong to a checkpoint. */
export function openSlotTable(number: number, image: ReadonlyMap<string, Slotted>): SlotTable<Slotted> {
  const records = Array.from(image.values(), (kept) => copyData(kept) as Slotted);
  const slots = records.toSorted((left, right) => left.slot - right.slot);
  const marked = records.filter(({ mark }) => mark >= 0).sort((left, right) => left.mark - right.mark);
  const map = new Map(slots.map((record) => [record.key, record]));
  return { table: number, map, journal: [], whole: false, slots, marked, touched: new Set() };
}
