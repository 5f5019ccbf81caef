/**
 * Sets, in Redis's two ways. A set of nothing but integers, and not too many, is an array of them in ascending order: small, and it answers
 * in that order. The first member that is no integer, or one too many, makes it a dense array with an index. It goes back
 * only on its way through a snapshot, which keeps members and no history.
 */
import type { Bytes } from './bytes.ts';
import { denseDelete, denseHas, denseSet, denseSize, newDense, type Dense } from './dense.ts';
import { parseInteger, type Integer } from './integers.ts';
import { COLLECTION_BYTES, ELEMENT_BYTES } from './memory.ts';
import type { Collection } from './values.ts';

export interface MemberSet extends Collection {
  readonly type: 'set';
  encoding: 'intset' | 'hashtable';
  /** Ascending. Empty in a hashtable. */
  integers: Integer[];
  /** All members of a hashtable; null in an intset. */
  table: Dense<null> | null;
}

/** Redis's arrays of integers hold no more, whatever the setting says. */
const INTEGERS_MAX = 1 << 30;

export function newSet(): MemberSet {
  return { type: 'set', encoding: 'intset', bytes: COLLECTION_BYTES, integers: [], table: null };
}

export function setSize({ integers, table }: MemberSet): number {
  return table === null ? integers.length : denseSize(table);
}

export function hasMember({ integers, table }: MemberSet, member: Bytes): boolean {
  if (table !== null) return denseHas(table, member);
  const integer = parseInteger(member);
  return integer !== undefined && integers[placeOf(integers, integer)] === integer;
}

/** True when it is new. `integersMax` is the setting `set-max-intset-entries`. */
export function addMember(set: MemberSet, member: Bytes, integersMax: number): boolean {
  const added =
    set.table === null ? addToIntegers(set, member, integersMax) : denseSet(set.table, member, null);
  if (added) set.bytes += ELEMENT_BYTES + member.length;
  return added;
}

function addToIntegers(set: MemberSet, member: Bytes, integersMax: number): boolean {
  const integer = parseInteger(member);
  if (integer === undefined) return denseSet(toTable(set), member, null);
  const { integers } = set;
  const place = placeOf(integers, integer);
  if (integers[place] === integer) return false;
  if (place === integers.length) integers.push(integer);
  else integers.splice(place, 0, integer);
  // What was there before counts too: the setting may have been lowered.
  if (integers.length > Math.min(integersMax, INTEGERS_MAX)) toTable(set);
  return true;
}

/** True when it was there. */
export function removeMember(set: MemberSet, member: Bytes): boolean {
  const removed = set.table === null ? removeInteger(set.integers, member) : denseDelete(set.table, member);
  if (removed) set.bytes -= ELEMENT_BYTES + member.length;
  return removed;
}

function removeInteger(integers: Integer[], member: Bytes): boolean {
  const integer = parseInteger(member);
  if (integer === undefined) return false;
  const place = placeOf(integers, integer);
  if (integers[place] !== integer) return false;
  integers.splice(place, 1);
  return true;
}

/** All of them: ascending in an intset, in no order that means anything in a hashtable. */
export function membersOf({ integers, table }: MemberSet): Bytes[] {
  return table === null ? integers.map(String) : table.keys.slice();
}

/** Places count from 0 to the size; what is drawn by chance is drawn by place. */
export function memberAt({ integers, table }: MemberSet, place: number): Bytes {
  return table === null ? String(integers[place]) : (table.keys[place] as Bytes);
}

/** As a set that comes from a snapshot: an array of integers wherever it may be. */
export function packSet(set: MemberSet, integersMax: number): void {
  if (setSize(set) > Math.min(integersMax, INTEGERS_MAX)) toTable(set);
  else if (set.table !== null) {
    const integers = set.table.keys.map(parseInteger);
    if (!integers.every((integer) => integer !== undefined)) return;
    set.integers = integers.sort((left, right) => (left < right ? -1 : 1));
    set.table = null;
    set.encoding = 'intset';
  }
}

function toTable(set: MemberSet): Dense<null> {
  const table = newDense<null>();
  for (const integer of set.integers) denseSet(table, String(integer), null);
  set.integers = [];
  set.table = table;
  set.encoding = 'hashtable';
  return table;
}

/** Where the integer stands, or would have to. */
function placeOf(integers: readonly Integer[], integer: Integer): number {
  let low = 0;
  let high = integers.length;
  // Most sets of integers are filled in ascending order.
  if (high > 0 && (integers[high - 1] as Integer) < integer) return high;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((integers[middle] as Integer) < integer) low = middle + 1;
    else high = middle;
  }
  return low;
}
