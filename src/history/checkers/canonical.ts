/** One text for each value: equal values have equal texts, whatever the order in which their keys were written. */
import type { Data } from '../../kernel/contract.ts';
import { compareText } from '../../kernel/order.ts';

export function canonical(value: Data | undefined): string {
  if (value === undefined) return 'null';
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  // As exports write them.
  if (value instanceof Uint8Array) return `[${value.join()}]`;
  if (Array.isArray(value)) return `[${value.map((element: Data) => canonical(element)).join()}]`;
  const fields = Object.entries(value as Readonly<Record<string, Data | undefined>>)
    .filter(([, field]) => field !== undefined)
    .sort(([left], [right]) => compareText(left, right))
    .map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`);
  return `{${fields.join()}}`;
}
