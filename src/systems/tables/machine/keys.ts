/** What a table demands of keys. */
import type { Item } from '../commands.ts';
import { faultOfText, KEY_MAX } from '../limits.ts';
import type { TableCell } from './machine.ts';

/** Of a table without sort keys, that key is the empty text, which no key is. */
export type Keys =
  | { readonly ok: true; readonly partitionKey: string; readonly sortKey: string }
  | { readonly ok: false; readonly says: string };

type Demand = Pick<TableCell, 'partitionKeyName' | 'sortKeyName'>;

export function keysOfItem({ partitionKeyName, sortKeyName }: Demand, item: Item): Keys {
  const partition = keyIn(item, partitionKeyName);
  if (!partition.ok) return partition;
  const sort = sortKeyName === null ? { ok: true as const, key: '' } : keyIn(item, sortKeyName);
  return sort.ok ? { ok: true, partitionKey: partition.key, sortKey: sort.key } : sort;
}

export function faultOfKeys(
  { partitionKeyName, sortKeyName }: Demand,
  partitionKey: string,
  sortKey: string,
): string | null {
  const fault = faultOfText(`The partition key ${partitionKeyName}`, partitionKey, KEY_MAX);
  if (fault !== null) return fault;
  if (sortKeyName !== null)
    return sortKey === ''
      ? `The table has a sort key, ${sortKeyName}: name it too.`
      : faultOfText(`The sort key ${sortKeyName}`, sortKey, KEY_MAX);
  return sortKey === '' ? null : 'The table has no sort key.';
}

function keyIn(
  item: Item,
  name: string,
): { readonly ok: true; readonly key: string } | { readonly ok: false; readonly says: string } {
  const value = Object.hasOwn(item, name) ? item[name] : undefined;
  if (value === undefined)
    return { ok: false, says: `The item has no attribute ${name}, which is a key of the table.` };
  const says = faultOfText(`The key ${name}`, value, KEY_MAX);
  return says === null ? { ok: true, key: value as string } : { ok: false, says };
}
