/**
 * Lists: sequences that grow and shrink at both ends in constant time.
 *
 * A list is a ring. Its elements stand one behind the other in an array whose length is a power of two, from `head` on, and go on at the
 * array's beginning when they reach its end; so pushing and popping move a number at either end and never an element. The array doubles
 * when it is full and halves when three quarters of it are empty: between two such moves there are at least as many pushes or pops as
 * elements to move, so a million of them cost a million steps. An index is found with one look. Its weakness is the middle: inserting or
 * removing there moves what lies on one side, as it does in Redis's own lists (which are chains of small packed arrays, save memory by
 * that, and pay for an index with a walk).
 *
 * Redis 7.0 calls every list a quicklist, however small; `list-max-listpack-size` only sizes the links of its chain, which nobody sees.
 */
import type { Bytes } from './bytes.ts';
import { COLLECTION_BYTES, ELEMENT_BYTES } from './memory.ts';
import type { Collection } from './values.ts';

export interface List extends Collection {
  readonly type: 'list';
  /** What is not occupied holds the empty string, so that nothing popped is kept alive. */
  ring: Bytes[];
  /** Where the first element stands. */
  head: number;
  size: number;
}

export type End = 'left' | 'right';

const CAPACITY_MIN = 4;

export function newList(): List {
  const ring = emptyRing(CAPACITY_MIN);
  return { type: 'list', encoding: 'quicklist', bytes: COLLECTION_BYTES, ring, head: 0, size: 0 };
}

function emptyRing(capacity: number): Bytes[] {
  return new Array<Bytes>(capacity).fill('');
}

/** For this and all below: indexes count from the left, and must be those of elements. */
export function listAt(list: List, index: number): Bytes {
  return list.ring[placeOf(list, index)] as Bytes;
}

export function listSet(list: List, index: number, value: Bytes): void {
  list.bytes += value.length - listAt(list, index).length;
  list.ring[placeOf(list, index)] = value;
}

export function listPush(list: List, end: End, value: Bytes): void {
  if (list.size === list.ring.length) resize(list, list.size * 2);
  if (end === 'left') list.head = placeOf(list, -1);
  list.ring[placeOf(list, end === 'left' ? 0 : list.size)] = value;
  list.size += 1;
  list.bytes += ELEMENT_BYTES + value.length;
}

/** The list must not be empty. */
export function listPop(list: List, end: End): Bytes {
  const place = placeOf(list, end === 'left' ? 0 : list.size - 1);
  const value = list.ring[place] as Bytes;
  list.ring[place] = '';
  if (end === 'left') list.head = placeOf(list, 1);
  list.size -= 1;
  list.bytes -= ELEMENT_BYTES + value.length;
  shrink(list);
  return value;
}

/** Puts a value before the element at this index, or behind all where the index is the size. Moves whichever side is shorter. */
export function listInsert(list: List, index: number, value: Bytes): void {
  if (index < list.size - index) {
    listPush(list, 'left', value);
    for (let at = 0; at < index; at += 1) move(list, at + 1, at);
  } else {
    listPush(list, 'right', value);
    for (let at = list.size - 1; at > index; at -= 1) move(list, at - 1, at);
  }
  list.ring[placeOf(list, index)] = value;
}

/** Removes up to `countMax` elements that equal the value, those nearest to `from` first. Answers how many. */
export function listRemove(list: List, value: Bytes, from: End, countMax: number): number {
  const { size } = list;
  // From the right, everything is the same seen in a mirror.
  const mirrored = (index: number) => (from === 'left' ? index : size - 1 - index);
  let kept = 0;
  for (let index = 0; index < size; index += 1) {
    const element = listAt(list, mirrored(index));
    if (element === value && index - kept < countMax) continue;
    list.ring[placeOf(list, mirrored(kept))] = element;
    kept += 1;
  }
  for (let index = kept; index < size; index += 1) list.ring[placeOf(list, mirrored(index))] = '';
  const removed = size - kept;
  if (from === 'right') list.head = placeOf(list, removed);
  list.size = kept;
  list.bytes -= removed * (ELEMENT_BYTES + value.length);
  shrink(list);
  return removed;
}

/** Up to `count` elements from an index on. */
export function listSlice(list: List, start: number, count: number): Bytes[] {
  const place = placeOf(list, start);
  const end = place + Math.min(count, list.size - start);
  const { ring } = list;
  return end <= ring.length
    ? ring.slice(place, end)
    : [...ring.slice(place), ...ring.slice(0, end - ring.length)];
}

function placeOf({ ring, head }: List, index: number): number {
  return (head + index) & (ring.length - 1);
}

function move(list: List, from: number, to: number): void {
  list.ring[placeOf(list, to)] = listAt(list, from);
}

function shrink(list: List): void {
  let capacity = list.ring.length;
  while (capacity > CAPACITY_MIN && list.size <= capacity / 4) capacity /= 2;
  if (capacity < list.ring.length) resize(list, capacity);
}

function resize(list: List, capacity: number): void {
  const ring = emptyRing(capacity);
  for (let index = 0; index < list.size; index += 1) ring[index] = listAt(list, index);
  list.ring = ring;
  list.head = 0;
}
