/**
 * One value of a YAML text changed by a form. Only that value's own characters change, so that comments, order and manner stay the writer's. What
 * came of it is read again: where it does not say exactly what was meant, the whole is written anew instead.
 */
import type { Keys } from '../fault.ts';
import type { Json } from '../types.ts';
import { isRecord } from '../parts.ts';
import { readYaml } from './read.ts';
import { writeScalar, writeYaml } from './write.ts';

type Table = Readonly<Record<string, Json>>;

/** The text has been read, and is a map. */
export function withValue(text: string, keys: Keys, value: Json): string {
  const before = readYaml(text);
  if (!before.ok || !isRecord(before.raw)) return text;
  const wished = changed(before.raw as Table, keys, value) as Table;
  const span = before.places.spanOf(keys);
  if (span !== undefined && !isNested(value)) {
    const spliced = text.slice(0, span.start) + writeScalar(value) + text.slice(span.end);
    const after = readYaml(spliced);
    if (after.ok && isSame(after.raw, wished)) return spliced;
  }
  return writeYaml(wished);
}

const isNested = (value: Json): boolean => typeof value === 'object' && value !== null;

function changed(raw: Json | undefined, [key, ...rest]: Keys, value: Json): Json {
  if (key === undefined) return value;
  if (Array.isArray(raw)) {
    const list = raw as readonly Json[];
    return list.map((one, index) => (index === Number(key) ? changed(one, rest, value) : one));
  }
  const table: Table = isRecord(raw) ? (raw as Table) : {};
  return { ...table, [key]: changed(table[key], rest, value) };
}

/** By what stands in them, in the order in which it stands. */
const isSame = (left: unknown, right: unknown): boolean => JSON.stringify(left) === JSON.stringify(right);
