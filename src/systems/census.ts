/** Digests of what nodes hold: equal for equal data, in whatever order it came. */
import type { Census } from '../kernel/contract.ts';
import { Fold } from '../kernel/fold.ts';
import { compareText } from '../kernel/order.ts';
import { tableEntries, tableSize, type Table } from '../kernel/table.ts';

export function censusOf(table: Table<unknown>): Census {
  return { keys: tableSize(table), digest: digestOf(tableEntries(table)) };
}

export function digestOf(entries: Iterable<readonly [string, unknown]>): string {
  const fold = new Fold();
  for (const [key, value] of [...entries].sort(([left], [right]) => compareText(left, right))) {
    fold.text(key);
    fold.data(value);
  }
  return (fold.a >>> 0).toString(16).padStart(8, '0') + (fold.b >>> 0).toString(16).padStart(8, '0');
}
