/** Data as YAML, one line a fact: a difference of two files names what differs, and a fault's line is where a reader looks. */
import { dump } from 'js-yaml';
import type { Json } from '../types.ts';

/** Lists and maps inside of lists stand on one line each, as `{ id: n1, weight: 2 }`. */
export function writeYaml(raw: Readonly<Record<string, Json | undefined>>): string {
  return Object.entries(raw)
    .flatMap(([key, value]) => (value === undefined ? [] : [entry(key, value)]))
    .join('');
}

function entry(key: string, value: Json): string {
  const isList = Array.isArray(value);
  return dump({ [key]: value }, { ...PLAIN, flowLevel: isList ? 2 : depthOf(value) });
}

/** Of a map that holds plain facts each has a line; what is inside of those stands on that line. */
const depthOf = (value: Json): number => (typeof value === 'object' && value !== null ? 2 : 1);

const PLAIN = { lineWidth: -1, noRefs: true } as const;

/** One value as it stands behind a key. */
export function writeScalar(value: Json): string {
  return dump(value, { ...PLAIN, flowLevel: 0 }).trimEnd();
}
