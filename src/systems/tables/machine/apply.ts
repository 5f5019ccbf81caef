/**
 * One committed entry of the log becomes data: its type is recognised, its payload decoded, the table looked up, the keys compared with what the
 * table demands, and then the older of two writes loses. Every node does this with every entry, and comes to the same.
 *
 * The file is written before memory: a disk without room refuses it, and then nothing has changed.
 */
import type { Data } from '../../../kernel/contract.ts';
import { tableDelete, tableGet } from '../../../kernel/table.ts';
import { refusal, type ErrorName, type Said } from '../answers.ts';
import type {
  CreateTableCommandPayload,
  DeleteItemCommandPayload,
  DeleteTableCommandPayload,
  PutItemCommandPayload,
} from '../commands.ts';
import { readCommandOf } from '../read-command.ts';
import { seal } from '../sealed.ts';
import { writeItem, writeTable } from './files.ts';
import { faultOfKeys, keysOfItem } from './keys.ts';
import {
  endItem,
  endTable,
  filesBefore,
  isLater,
  setItem,
  setTable,
  stampOfItem,
  stampOfTable,
  takeItem,
  type Files,
  type Machine,
} from './machine.ts';
import { fileOfItem, fileOfTable } from './paths.ts';

export type Did = 'created' | 'dropped' | 'put' | 'deleted' | 'skipped' | 'refused';

export interface Applied extends Said {
  readonly did: Did;
  /** The disk has no room for it: nothing is changed, and nothing may be applied behind it. */
  readonly isFull?: true;
  /** The file that was written, for whoever shows it. */
  readonly file?: string;
}

/** `command` is the JSON of an entry, `index` its place in the log. Never throws, whatever stands in it. */
export function apply(machine: Machine, disk: Files, command: string, index: number): Applied {
  const read = readCommandOf(command);
  if (!read.ok) return refused('BadRequest', read.says);
  const entry = read.command;
  switch (entry.type) {
    case 'CreateTableCommandType':
      return createTable(machine, disk, entry.payload, index);
    case 'DeleteTableCommandType':
      return deleteTable(machine, disk, entry.payload, index);
    case 'PutItemCommandType':
      return putItem(machine, disk, entry.payload, index);
    case 'DeleteItemCommandType':
      return deleteItem(machine, disk, entry.payload, index);
  }
}

function createTable(
  machine: Machine,
  disk: Files,
  payload: CreateTableCommandPayload,
  index: number,
): Applied {
  const { tableName, partitionKeyName } = payload;
  const sortKeyName = payload.sortKeyName ?? null;
  const known = stampOfTable(machine, tableName);
  if (!isLater(index, known)) return skipped(index, known);
  if (tableGet(machine.tables, tableName) !== undefined)
    return refused('TableAlreadyExists', `There is a table ${tableName} already.`);
  const cell = { stamp: index, partitionKeyName, sortKeyName };
  const file = fileOfTable(tableName);
  if (disk.put(file, seal(writeTable(tableName, index, cell))) === 'full') return full();
  clearBefore(machine, disk, tableName, index);
  setTable(machine, tableName, cell);
  const body = {
    tableName,
    partitionKeyName,
    ...(sortKeyName !== null && { sortKeyName }),
    index,
  };
  return { status: 201, body, did: 'created', file };
}

function deleteTable(
  machine: Machine,
  disk: Files,
  { tableName }: DeleteTableCommandPayload,
  index: number,
): Applied {
  const known = stampOfTable(machine, tableName);
  if (!isLater(index, known)) return skipped(index, known);
  if (tableGet(machine.tables, tableName) === undefined) return noTable(tableName);
  const file = fileOfTable(tableName);
  if (disk.put(file, seal(writeTable(tableName, index, null))) === 'full') return full();
  clearBefore(machine, disk, tableName, index);
  endTable(machine, tableName, index);
  return done('dropped', { deleted: true, index }, file);
}

/** No item is older than its table, and none is left of a table that is gone. Their stamps can go as well: the table's stands for all of them. */
function clearBefore(machine: Machine, disk: Files, table: string, index: number): void {
  for (const file of filesBefore(machine, table, index)) {
    takeItem(machine, file);
    tableDelete(machine.gone, file);
    disk.remove(file);
  }
}

function putItem(
  machine: Machine,
  disk: Files,
  { tableName, item }: PutItemCommandPayload,
  index: number,
): Applied {
  const stamp = stampOfTable(machine, tableName);
  if (!isLater(index, stamp)) return skipped(index, stamp);
  const table = tableGet(machine.tables, tableName);
  if (table === undefined) return noTable(tableName);
  const keys = keysOfItem(table, item);
  if (!keys.ok) return refused('BadRequest', keys.says);
  const place = { table: tableName, partitionKey: keys.partitionKey, sortKey: keys.sortKey };
  const file = fileOfItem(place);
  const known = stampOfItem(machine, file);
  if (!isLater(index, known)) return skipped(index, known);
  const text = JSON.stringify(item);
  if (disk.put(file, seal(writeItem(place, index, text))) === 'full') return full();
  setItem(machine, file, { stamp: index, place, item: text });
  return done('put', { index }, file);
}

function deleteItem(
  machine: Machine,
  disk: Files,
  { tableName, partitionKey, sortKey = '' }: DeleteItemCommandPayload,
  index: number,
): Applied {
  const stamp = stampOfTable(machine, tableName);
  if (!isLater(index, stamp)) return skipped(index, stamp);
  const table = tableGet(machine.tables, tableName);
  if (table === undefined) return noTable(tableName);
  const fault = faultOfKeys(table, partitionKey, sortKey);
  if (fault !== null) return refused('BadRequest', fault);
  const place = { table: tableName, partitionKey, sortKey };
  const file = fileOfItem(place);
  const known = stampOfItem(machine, file);
  if (!isLater(index, known)) return skipped(index, known);
  // What was not there leaves nothing behind: every put before this one has been applied before this one.
  if (tableGet(machine.items, file) === undefined) return done('deleted', { deleted: false, index }, null);
  if (disk.put(file, seal(writeItem(place, index, null))) === 'full') return full();
  endItem(machine, file, index);
  return done('deleted', { deleted: true, index }, file);
}

function done(did: Did, body: Data, file: string | null): Applied {
  return file === null ? { status: 200, body, did } : { status: 200, body, did, file };
}

function skipped(index: number, known: number): Applied {
  const because = index === known ? 'applied already' : 'older';
  return { status: 200, body: { skipped: because, index, known }, did: 'skipped' };
}

function refused(error: ErrorName, message: string): Applied {
  return { ...refusal(error, message), did: 'refused' };
}

function noTable(name: string): Applied {
  return refused('TableNotFound', `There is no table ${name}.`);
}

function full(): Applied {
  return { ...refusal('StorageFailed', 'The disk of this node is full.'), did: 'refused', isFull: true };
}
