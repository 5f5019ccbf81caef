/** What a node answers from what it has, without asking anybody: as new or as old as what it has applied. */
import { tableEntries, tableGet, tableSize } from '../../../kernel/table.ts';
import type { Census, Data } from '../../../kernel/contract.ts';
import { compareText } from '../../../kernel/order.ts';
import { digestOf } from '../../census.ts';
import { refusal, type Said } from '../answers.ts';
import { faultOfKeys } from './keys.ts';
import type { Machine } from './machine.ts';
import { fileOfItem, folderOfPartition } from './paths.ts';
import { beginningWith } from './ordered.ts';

export function getItem(machine: Machine, table: string, partitionKey: string, sortKey: string): Said {
  const cell = tableGet(machine.tables, table);
  if (cell === undefined) return noTable(table);
  const fault = faultOfKeys(cell, partitionKey, sortKey);
  if (fault !== null) return refusal('BadRequest', fault);
  const found = tableGet(machine.items, fileOfItem({ table, partitionKey, sortKey }));
  if (found === undefined)
    return refusal(
      'ItemNotFound',
      `There is no such item in ${table}: ${[partitionKey, sortKey].filter(isSome).join(', ')}.`,
    );
  return { status: 200, body: { item: JSON.parse(found.item) as Data, timestamp: found.stamp } };
}

/** In the order of sort keys, code unit by code unit. */
export function queryItems(machine: Machine, table: string, partitionKey: string, prefix: string): Said {
  const cell = tableGet(machine.tables, table);
  if (cell === undefined) return noTable(table);
  if (cell.sortKeyName === null && prefix !== '') return refusal('BadRequest', 'The table has no sort key.');
  const items: Data[] = [];
  const timestamps: number[] = [];
  for (const sortKey of beginningWith(machine.keys, folderOfPartition(table, partitionKey), prefix)) {
    const found = tableGet(machine.items, fileOfItem({ table, partitionKey, sortKey }));
    if (found === undefined) continue;
    items.push(JSON.parse(found.item) as Data);
    timestamps.push(found.stamp);
  }
  return { status: 200, body: { items, timestamps } };
}

export function listTables(machine: Machine): Said {
  return { status: 200, body: { tables: tablesOf(machine) } };
}

/** By name, for `status` too. */
export function tablesOf({ tables }: Machine): readonly Data[] {
  return [...tables.map]
    .sort(([left], [right]) => compareText(left, right))
    .map(([tableName, { stamp, partitionKeyName, sortKeyName }]) => ({
      tableName,
      partitionKeyName,
      ...(sortKeyName !== null && { sortKeyName }),
      timestamp: stamp,
    }));
}

/** What is gone is no data: whoever has forgotten it has equal data still. */
export function digestOfMachine({ tables, items }: Machine): Census {
  const cells: [string, unknown][] = [];
  for (const [name, cell] of tableEntries(tables)) cells.push([`table ${name}`, cell]);
  for (const [file, cell] of tableEntries(items)) cells.push([file, [cell.stamp, cell.item]]);
  return { keys: tableSize(items), digest: digestOf(cells) };
}

function noTable(name: string): Said {
  return refusal('TableNotFound', `There is no table ${name} here.`);
}

function isSome(key: string): boolean {
  return key !== '';
}
