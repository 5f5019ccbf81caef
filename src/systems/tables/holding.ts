/** What a node has, item by item, for the tables side by side. No key stands on a circle here: all are at its beginning. */
import { encodeText } from '../../kernel/bytes.ts';
import type { Holding, Holdings, HoldingsRequest } from '../../kernel/contract.ts';
import { countsOf, type Machine } from './machine/machine.ts';

const NOTHING: Holdings = { count: 0, keys: [], sectors: null };

export function holdingsOf(machine: Machine, { from, most }: HoldingsRequest): Holdings {
  if (from > 0) return NOTHING;
  const { tables, items } = machine;
  const count = tables.map.size + countsOf(machine).items;
  if (count > most) return { count, keys: null, sectors: null };
  const ofTables = [...tables.map].map(([name, { stamp, partitionKeyName, sortKeyName }]) =>
    holding([name], stamp, [partitionKeyName, ...(sortKeyName === null ? [] : [sortKeyName])].join(', ')),
  );
  const ofItems = [...items.map.values()].map(({ place, stamp, item }) => {
    const { table, partitionKey, sortKey } = place;
    return holding([table, partitionKey, ...(sortKey === '' ? [] : [sortKey])], stamp, item);
  });
  return { count, keys: [...ofTables, ...ofItems], sectors: null };
}

function holding(parts: readonly string[], stamp: number, value: string): Holding {
  return {
    key: parts.map(encodeURIComponent).join('/'),
    place: 0,
    stamp: [stamp],
    isGone: false,
    value,
    type: parts.length === 1 ? 'table' : 'item',
    expires: null,
    bytes: encodeText(value).length,
  };
}
