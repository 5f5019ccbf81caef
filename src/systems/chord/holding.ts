/** What a node holds, key by key, for the ring. */
import { encodeText } from '../../kernel/bytes.ts';
import {
  SECTORS,
  type Census,
  type Holding,
  type Holdings,
  type HoldingsRequest,
} from '../../kernel/contract.ts';
import { tableEntries, type Table } from '../../kernel/table.ts';
import { identifierOf, placeOn } from '../../placement/identifier.ts';
import { digestOf } from '../census.ts';
import type { Cell } from './kv/cell.ts';

/** What is deleted is no data: who has forgotten it has equal data still. */
export function censusOfCells(cells: Table<Cell>): Census {
  const live = [...tableEntries(cells)].filter(([, { value }]) => value !== null);
  return {
    keys: live.length,
    digest: digestOf(live.map(([key, { value, count, node }]) => [key, [value, count, node]])),
  };
}

export function holdingsOf(
  cells: Table<Cell>,
  bits: number,
  { from, to, most, only }: HoldingsRequest,
): Holdings {
  const found: { readonly key: string; readonly place: number; readonly cell: Cell }[] = [];
  const wanted = only === undefined ? null : new Set(only);
  for (const [key, cell] of tableEntries(cells)) {
    const place = placeOn(identifierOf(key, bits), bits);
    if (wanted === null ? place >= from && place < to : wanted.has(key)) found.push({ key, place, cell });
  }
  if (found.length > most) {
    const sectors = Array.from({ length: SECTORS }, () => 0);
    for (const { place } of found)
      sectors[Math.floor(place * SECTORS)] = (sectors[Math.floor(place * SECTORS)] ?? 0) + 1;
    return { count: found.length, keys: null, sectors };
  }
  return {
    count: found.length,
    keys: found.map(({ key, place, cell }) => holding(key, place, cell)),
    sectors: null,
  };
}

function holding(key: string, place: number, { value, count, node }: Cell): Holding {
  return {
    ...{ key, place, stamp: [count, node], isGone: value === null, value },
    ...{ type: value === null ? null : 'json', expires: null },
    bytes: encodeText(value ?? '').length,
  };
}
