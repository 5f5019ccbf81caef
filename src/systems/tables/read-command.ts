/** An entry's JSON as a command. What a log says was written by a node like this one, but a log is a file, and files come from anywhere. */
import type { Command, Item, Json } from './commands.ts';
import { DEPTH_KEPT, isObject, readJson } from './json.ts';
import { faultOfText, KEY_MAX, NAME_MAX } from './limits.ts';

export type CommandRead =
  { readonly ok: true; readonly command: Command } | { readonly ok: false; readonly says: string };

export function readCommandOf(text: string): CommandRead {
  const read = readJson(text, DEPTH_KEPT);
  if (!read.ok) return read;
  if (!isObject(read.value) || !isObject(read.value['payload']))
    return bad('A command has a type and a payload.');
  const { type, payload } = read.value as { readonly type?: Json; readonly payload: Fields };
  const fault = faultOfText('The table name', payload['tableName'], NAME_MAX);
  if (fault !== null) return bad(fault);
  const command = typeof type === 'string' ? commandIn(type, payload) : 'A command has a type.';
  return typeof command === 'string' ? bad(command) : { ok: true, command };
}

/** What is wrong with a table that is to be made. */
export function faultOfTable(partitionKeyName: unknown, sortKeyName: unknown): string | null {
  const fault = faultOfText('The partition key name', partitionKeyName, NAME_MAX);
  if (fault !== null) return fault;
  if (partitionKeyName === '__proto__' || sortKeyName === '__proto__')
    return 'A key cannot be called __proto__.';
  if (sortKeyName === undefined) return null;
  if (sortKeyName === partitionKeyName)
    return 'The partition key and the sort key must have different names.';
  return faultOfText('The sort key name', sortKeyName, NAME_MAX);
}

type Fields = { readonly [name: string]: Json };

function commandIn(type: string, payload: Fields): Command | string {
  const { partitionKeyName, sortKeyName, item, partitionKey, sortKey } = payload;
  const tableName = payload['tableName'] as string;
  if (type === 'CreateTableCommandType') {
    const fault = faultOfTable(partitionKeyName, sortKeyName);
    if (fault !== null) return fault;
    const keys = { partitionKeyName: partitionKeyName as string };
    return typeof sortKeyName === 'string'
      ? { type, payload: { tableName, ...keys, sortKeyName } }
      : { type, payload: { tableName, ...keys } };
  }
  if (type === 'DeleteTableCommandType') return { type, payload: { tableName } };
  if (type === 'PutItemCommandType') {
    if (!isObject(item)) return 'An item is a JSON object.';
    return { type, payload: { tableName, item: item as Item } };
  }
  if (type !== 'DeleteItemCommandType') return `There is no command of the type ${type}.`;
  const fault = faultOfText('The partition key', partitionKey, KEY_MAX);
  if (fault !== null) return fault;
  if (sortKey === undefined) return { type, payload: { tableName, partitionKey: partitionKey as string } };
  const faultOfSort = faultOfText('The sort key', sortKey, KEY_MAX);
  if (faultOfSort !== null) return faultOfSort;
  return { type, payload: { tableName, partitionKey: partitionKey as string, sortKey: sortKey as string } };
}

function bad(says: string): CommandRead {
  return { ok: false, says };
}
