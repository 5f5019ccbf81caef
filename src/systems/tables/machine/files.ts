/** What stands in the files of tables and items: one JSON object each, there with a checksum (sealed.ts) and in a snapshot without. */
import type { Json } from '../commands.ts';
import { DEPTH_KEPT, isObject, readJson } from '../json.ts';
import type { TableCell } from './machine.ts';
import { fileOfItem, fileOfTable, tableOf, type Place } from './paths.ts';

/** Null in place of a cell: it is gone, and only its stamp is left. */
export type FileContent =
  | { readonly is: 'table'; readonly name: string; readonly stamp: number; readonly cell: TableCell | null }
  | { readonly is: 'item'; readonly place: Place; readonly stamp: number; readonly item: string | null };

export function writeTable(name: string, stamp: number, cell: TableCell | null): string {
  if (cell === null) return JSON.stringify({ table: name, timestamp: stamp, deleted: true });
  const { partitionKeyName, sortKeyName } = cell;
  return JSON.stringify({
    table: name,
    timestamp: stamp,
    partitionKeyName,
    ...(sortKeyName !== null && { sortKeyName }),
  });
}

export function writeItem(place: Place, stamp: number, item: string | null): string {
  const { table, partitionKey, sortKey } = place;
  const key = { partitionKey, ...(sortKey !== '' && { sortKey }) };
  const head = JSON.stringify({ table, key, timestamp: stamp }).slice(0, -1);
  // The item is JSON already, and large beside the rest.
  return `${head},${item === null ? '"deleted":true' : `"item":${item}`}}`;
}

/** What is wrong with it, where it is not what such a file says. */
export function readFile(file: string, text: string): FileContent | string {
  const read = readJson(text, DEPTH_KEPT);
  if (!read.ok) return read.says;
  if (!isObject(read.value)) return 'It is no object.';
  const { table, timestamp } = read.value;
  if (typeof table !== 'string') return 'It names no table.';
  if (typeof timestamp !== 'number' || !Number.isSafeInteger(timestamp) || timestamp < 1)
    return 'It has no timestamp.';
  const content =
    tableOf(file) !== null ? tableIn(table, timestamp, read.value) : itemIn(table, timestamp, read.value);
  if (content === null) return 'What it says is not all there.';
  const named = content.is === 'table' ? fileOfTable(content.name) : fileOfItem(content.place);
  return named === file ? content : `What it says belongs into ${named}.`;
}

type Fields = { readonly [name: string]: Json };

function tableIn(name: string, stamp: number, fields: Fields): FileContent | null {
  if (fields['deleted'] === true) return { is: 'table', name, stamp, cell: null };
  const { partitionKeyName, sortKeyName = null } = fields;
  if (typeof partitionKeyName !== 'string') return null;
  if (typeof sortKeyName !== 'string' && sortKeyName !== null) return null;
  return { is: 'table', name, stamp, cell: { stamp, partitionKeyName, sortKeyName } };
}

function itemIn(table: string, stamp: number, fields: Fields): FileContent | null {
  const { key, item, deleted } = fields;
  if (!isObject(key)) return null;
  const { partitionKey, sortKey = '' } = key;
  if (typeof partitionKey !== 'string' || typeof sortKey !== 'string') return null;
  const place = { table, partitionKey, sortKey };
  if (deleted === true) return { is: 'item', place, stamp, item: null };
  return isObject(item) ? { is: 'item', place, stamp, item: JSON.stringify(item) } : null;
}
