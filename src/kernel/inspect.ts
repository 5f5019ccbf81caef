/**
 * A page of any plain value, for the inspector: the fields at a path, each cut to a line, so that a node with a million entries can be
 * looked into without copying it.
 */
import type { Data } from './contract.ts';
import type { InspectRequest } from './protocol.ts';

const TEXT_MAX = 200;

export interface Page extends Readonly<Record<string, Data>> {
  /** How many fields there are in all. */
  readonly size: number;
  readonly rows: readonly Data[];
}

export function page(value: unknown, { path, offset, limit }: InspectRequest): Page {
  let at = value;
  for (const step of path) {
    at = fieldsOf(at).find(([name]) => name === step)?.[1];
    if (at === undefined) return { size: 0, rows: [] };
  }
  const fields = fieldsOf(at);
  return {
    size: fields.length,
    rows: fields.slice(offset, offset + limit).map(([name, field]) => ({
      name,
      kind: kindOf(field),
      size: fieldsOf(field).length,
      text: textOf(field),
    })),
  };
}

function fieldsOf(value: unknown): [string, unknown][] {
  if (typeof value !== 'object' || value === null) return [];
  if (value instanceof Map) return [...value].map(([key, field]) => [String(key), field]);
  if (value instanceof Set) return [...value].map((field, index) => [String(index), field]);
  if (Array.isArray(value) || ArrayBuffer.isView(value)) {
    return Array.from(value as ArrayLike<unknown>, (field, index) => [String(index), field]);
  }
  return Object.entries(value);
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (value instanceof Map) return 'map';
  if (value instanceof Set) return 'set';
  if (Array.isArray(value)) return 'list';
  if (ArrayBuffer.isView(value)) return 'bytes';
  return typeof value === 'object' ? 'record' : typeof value;
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value.length > TEXT_MAX ? `${value.slice(0, TEXT_MAX)}…` : value;
  if (typeof value !== 'object' || value === null) return String(value);
  return `${kindOf(value)} of ${fieldsOf(value).length}`;
}
