/**
 * Keys with values, in dense arrays and with an index: what sets and hashes are made of when they are large. Each key has a place;
 * removing one moves the last into its place. So any of them is drawn at random in one step, and `walk` (scan.ts) meets, downwards, all
 * that stay. The order of the arrays is that of insertion until something is removed.
 */
import type { Bytes } from './bytes.ts';

export interface Dense<Value> {
  keys: Bytes[];
  values: Value[];
  places: Map<Bytes, number>;
}

export function newDense<Value>(): Dense<Value> {
  return { keys: [], values: [], places: new Map() };
}

export function denseSize<Value>(dense: Dense<Value>): number {
  return dense.keys.length;
}

export function denseHas<Value>(dense: Dense<Value>, key: Bytes): boolean {
  return dense.places.has(key);
}

export function denseGet<Value>(dense: Dense<Value>, key: Bytes): Value | undefined {
  const place = dense.places.get(key);
  return place === undefined ? undefined : dense.values[place];
}

/** True when the key is new. */
export function denseSet<Value>(dense: Dense<Value>, key: Bytes, value: Value): boolean {
  const place = dense.places.get(key);
  if (place !== undefined) {
    dense.values[place] = value;
    return false;
  }
  dense.places.set(key, dense.keys.length);
  dense.keys.push(key);
  dense.values.push(value);
  return true;
}

/** True when the key was there. */
export function denseDelete<Value>(dense: Dense<Value>, key: Bytes): boolean {
  const place = dense.places.get(key);
  if (place === undefined) return false;
  dense.places.delete(key);
  const lastKey = dense.keys.pop() as Bytes;
  const lastValue = dense.values.pop() as Value;
  if (place < dense.keys.length) {
    dense.keys[place] = lastKey;
    dense.values[place] = lastValue;
    dense.places.set(lastKey, place);
  }
  return true;
}
