/**
 * Keys in doubly linked lists, without a linked structure: every key has a slot, and a slot's neighbours are numbers in two arrays.
 *
 * Why not objects that point at each other? A chain of 100 000 references cannot be cloned (the engines overflow their stacks near 2 000),
 * and a program's state is cloned for every checkpoint. Numbers in typed arrays are copied at the speed of memory.
 *
 * Lists are numbered from 0. Each has a newest and an oldest end; what lies between is the policy's business.
 */
import { newTable, tableDelete, tableGet, tableSet, type Table } from '../../kernel/table.ts';

/** No slot: past either end of a list. */
export const NONE = -1;

export interface Arena {
  /** Where each key stands. */
  slots: Table<number>;
  /** The key of each slot; empty for a slot that waits to be used again. */
  keys: string[];
  /** The neighbour towards the newest end. */
  newer: Int32Array;
  /** The neighbour towards the oldest end; of a slot that is free: the next free one. */
  older: Int32Array;
  /** The list that the slot stands in. */
  list: Int32Array;
  /** A small number for the policy's own use: "was visited", "how often". */
  mark: Uint8Array;
  free: number;
  newest: number[];
  oldest: number[];
  length: number[];
}

export function newArena(lists: number): Arena {
  const arena: Arena = {
    slots: newTable(),
    keys: [],
    newer: new Int32Array(SLOTS_MIN),
    older: new Int32Array(SLOTS_MIN),
    list: new Int32Array(SLOTS_MIN),
    mark: new Uint8Array(SLOTS_MIN),
    free: NONE,
    newest: [],
    oldest: [],
    length: [],
  };
  for (let list = 0; list < lists; list += 1) addList(arena);
  return arena;
}

const SLOTS_MIN = 64;

export function addList(arena: Arena): number {
  arena.newest.push(NONE);
  arena.oldest.push(NONE);
  return arena.length.push(0) - 1;
}

/** The slot of a key, or NONE. */
export function slotOf(arena: Arena, key: string): number {
  return tableGet(arena.slots, key) ?? NONE;
}

export function keyOf(arena: Arena, slot: number): string {
  return arena.keys[slot] as string;
}

export function lengthOf(arena: Arena, list: number): number {
  return arena.length[list] as number;
}

export function oldestOf(arena: Arena, list: number): number {
  return arena.oldest[list] as number;
}

/** Gives a key a slot, at the newest end of a list. The key must not have one. */
export function add(arena: Arena, list: number, key: string): number {
  let slot = arena.free;
  if (slot === NONE) {
    slot = arena.keys.push(key) - 1;
    if (slot === arena.mark.length) grow(arena);
  } else {
    arena.free = arena.older[slot] as number;
    arena.keys[slot] = key;
  }
  arena.mark[slot] = 0;
  tableSet(arena.slots, key, slot);
  link(arena, list, slot);
  return slot;
}

/** Takes a key out of its list and forgets it. */
export function drop(arena: Arena, slot: number): string {
  const key = keyOf(arena, slot);
  unlink(arena, slot);
  tableDelete(arena.slots, key);
  arena.keys[slot] = '';
  arena.older[slot] = arena.free;
  arena.free = slot;
  return key;
}

/** Puts a slot at the newest end of a list: its own (it was used) or another (it was promoted). */
export function move(arena: Arena, list: number, slot: number): void {
  if (arena.newest[list] === slot) return;
  unlink(arena, slot);
  link(arena, list, slot);
}

function link(arena: Arena, list: number, slot: number): void {
  const second = arena.newest[list] as number;
  arena.newer[slot] = NONE;
  arena.older[slot] = second;
  arena.list[slot] = list;
  if (second === NONE) arena.oldest[list] = slot;
  else arena.newer[second] = slot;
  arena.newest[list] = slot;
  arena.length[list] = lengthOf(arena, list) + 1;
}

function unlink(arena: Arena, slot: number): void {
  const list = arena.list[slot] as number;
  const newer = arena.newer[slot] as number;
  const older = arena.older[slot] as number;
  if (newer === NONE) arena.newest[list] = older;
  else arena.older[newer] = older;
  if (older === NONE) arena.oldest[list] = newer;
  else arena.newer[older] = newer;
  arena.length[list] = lengthOf(arena, list) - 1;
}

function grow(arena: Arena): void {
  const size = arena.mark.length * 2;
  const wider = (words: Int32Array): Int32Array => {
    const grown = new Int32Array(size);
    grown.set(words);
    return grown;
  };
  arena.newer = wider(arena.newer);
  arena.older = wider(arena.older);
  arena.list = wider(arena.list);
  const mark = new Uint8Array(size);
  mark.set(arena.mark);
  arena.mark = mark;
}
