/**
 * A skip list with spans: members in the order of their scores, equal scores in the order of their bytes.
 *
 * **The idea.** Picture a street with express lanes above it. On the ground floor every member has a link to the next. One member in four
 * also stands on the first floor, one in four of those on the second, and so on, where links are longer; how high a member's tower is, chance
 * says when it comes. Who looks for a place begins on the highest floor, goes as far as it can without passing the place, and comes down a
 * floor. Each link also knows its **span**, how many ranks it leads on: so the way to a member adds up to its rank, and the member of a rank
 * is found by going as far as the spans allow. Adding and removing change only the links that cross the place.
 *
 * **The cost.** Looking up, adding, removing, ranking and finding a rank take some `4/2 · log₄ n` steps each, whatever was added in whatever
 * order; the next and the one before are a step away. A member has 1⅓ links on average. There is no balancing to do: that is the charm of it.
 *
 * **The weakness.** The cost is an expectation: chance could build all towers equally high, and a walk would then pass every member (the odds
 * are beneath mention). Neighbours in order are not neighbours in memory, so each step is likely to miss the processor's cache, where a tree
 * with broad nodes would miss a few times only. And where a tree needs one descent to remove, this one needs a second, because of the slots:
 *
 * **The arena.** Objects that point at one another by thousands could not be copied into a checkpoint, so all is in flat arrays, joined by
 * index. A member is a slot; slots have no gaps, for scans walk them (scan.ts): the last one moves into the gap of one that is removed, and
 * its links have to be found for that. Slot 0 is the head, which stands before all members and behind them: the street is a ring. Towers
 * stand one behind the other in `links`; those that nobody uses are kept in a list for each height, until there are so many of them that the
 * towers are better packed anew.
 */
import type { Bytes } from './bytes.ts';

export interface SkipList {
  /** By slot, here and in the next four. */
  members: Bytes[];
  scores: number[];
  /** The slot before, in order. */
  before: number[];
  /** How many floors the tower has. */
  heights: number[];
  /** Where in `links` the tower begins. */
  towers: number[];
  /** Two cells for each floor of each tower: the next slot, and the span to it. */
  links: number[];
  /** How many floors have a link to anything but the head. */
  floors: number;
  /** By height, the first tower that nobody uses; its first cell tells the next one. 0, the head's own, for none. */
  spare: number[];
  /** How many cells the towers that nobody uses take. */
  spareCells: number;
}

/** Enough for four thousand million members. */
const HEIGHT_MAX = 16;
const CLIMB_PROBABILITY = 1 / 4;
/** Fewer cells than this are not worth packing. */
const PACK_MIN = 256;

export function newSkipList(): SkipList {
  return {
    members: [''],
    scores: [0],
    before: [0],
    heights: [HEIGHT_MAX],
    towers: [0],
    links: new Array<number>(2 * HEIGHT_MAX).fill(0),
    floors: 0,
    spare: new Array<number>(HEIGHT_MAX + 1).fill(0),
    spareCells: 0,
  };
}

export function skipSize({ members }: SkipList): number {
  return members.length - 1;
}

/** Answers the slot; the member must be new. */
export function skipAdd(list: SkipList, member: Bytes, score: number, random: () => number): number {
  let height = 1;
  while (height < HEIGHT_MAX && random() < CLIMB_PROBABILITY) height += 1;
  const slot = list.members.length;
  list.members.push(member);
  list.scores.push(score);
  list.before.push(0);
  list.heights.push(height);
  list.towers.push(takeTower(list, height));
  link(list, slot);
  return slot;
}

/** The last slot becomes this one, unless it is this one: the caller has to note that its member has moved. */
export function skipRemove(list: SkipList, slot: number): void {
  unlink(list, slot);
  giveTower(list, slot);
  moveLast(list, slot);
  if (list.spareCells > list.links.length / 2 && list.links.length > PACK_MIN) pack(list);
}

/** Gives a member another score. */
export function skipRescore(list: SkipList, slot: number, score: number): void {
  const { scores, before } = list;
  const previous = before[slot] as number;
  const next = skipNext(list, slot);
  const keepsPlace =
    (previous === 0 || (scores[previous] as number) < score) &&
    (next === 0 || (scores[next] as number) > score);
  if (!keepsPlace) unlink(list, slot);
  scores[slot] = score;
  if (!keepsPlace) link(list, slot);
}

/** 0 behind the last one; of 0 the first one. */
export function skipNext({ links, towers }: SkipList, slot: number): number {
  return links[towers[slot] as number] as number;
}

/** 0 before the first one; of 0 the last one. */
export function skipBefore({ before }: SkipList, slot: number): number {
  return before[slot] as number;
}

/** How many stand before this one. */
export function skipRank(list: SkipList, slot: number): number {
  trace(list, slot);
  return ranks[0] as number;
}

/** The slot of a rank, from 0 on; there must be one. */
export function skipAt(list: SkipList, rank: number): number {
  const { links, towers } = list;
  let slot = 0;
  let left = rank + 1;
  for (let floor = list.floors - 1; left > 0; floor -= 1) {
    let cell = (towers[slot] as number) + 2 * floor;
    while ((links[cell + 1] as number) <= left && links[cell] !== 0) {
      left -= links[cell + 1] as number;
      slot = links[cell] as number;
      cell = (towers[slot] as number) + 2 * floor;
    }
  }
  return slot;
}

/** How many stand at the beginning for which this holds: it must hold for none behind one for which it does not. */
export function skipCount(list: SkipList, holds: (slot: number) => boolean): number {
  const { links, towers } = list;
  let slot = 0;
  let count = 0;
  for (let floor = list.floors - 1; floor >= 0; floor -= 1) {
    for (;;) {
      const cell = (towers[slot] as number) + 2 * floor;
      const next = links[cell] as number;
      if (next === 0 || !holds(next)) break;
      count += links[cell + 1] as number;
      slot = next;
    }
  }
  return count;
}

/**
 * What `trace` finds: for each floor in use the last slot before a place, and its rank, where the head's is 0. Written before it is read, in
 * every call, so that it is no state; kept, so that no call has to make it.
 */
const path = new Int32Array(HEIGHT_MAX);
const ranks = new Float64Array(HEIGHT_MAX);

/** The way to the place where this slot's member belongs, whether it is linked there or not. */
function trace({ links, towers, scores, members, floors }: SkipList, target: number): void {
  const score = scores[target] as number;
  const member = members[target] as Bytes;
  let slot = 0;
  let rank = 0;
  for (let floor = floors - 1; floor >= 0; floor -= 1) {
    for (;;) {
      const cell = (towers[slot] as number) + 2 * floor;
      const next = links[cell] as number;
      if (next === 0) break;
      const other = scores[next] as number;
      if (other > score || (other === score && (members[next] as Bytes) >= member)) break;
      rank += links[cell + 1] as number;
      slot = next;
    }
    path[floor] = slot;
    ranks[floor] = rank;
  }
}

/** All other slots must be linked, and this one not. */
function link(list: SkipList, slot: number): void {
  const { links, towers, before } = list;
  const height = list.heights[slot] as number;
  for (; list.floors < height; list.floors += 1) {
    links[2 * list.floors] = 0;
    links[2 * list.floors + 1] = skipSize(list);
  }
  trace(list, slot);
  const tower = towers[slot] as number;
  for (let floor = 0; floor < list.floors; floor += 1) {
    const cell = (towers[path[floor] as number] as number) + 2 * floor;
    const span = links[cell + 1] as number;
    if (floor >= height) {
      links[cell + 1] = span + 1;
      continue;
    }
    const reach = (ranks[0] as number) - (ranks[floor] as number) + 1;
    links[tower + 2 * floor] = links[cell] as number;
    links[tower + 2 * floor + 1] = span + 1 - reach;
    links[cell] = slot;
    links[cell + 1] = reach;
  }
  before[slot] = path[0] as number;
  before[skipNext(list, slot)] = slot;
}

function unlink(list: SkipList, slot: number): void {
  const { links, towers, before } = list;
  trace(list, slot);
  const tower = towers[slot] as number;
  for (let floor = 0; floor < list.floors; floor += 1) {
    const cell = (towers[path[floor] as number] as number) + 2 * floor;
    if (links[cell] === slot) {
      links[cell] = links[tower + 2 * floor] as number;
      links[cell + 1] = (links[cell + 1] as number) + (links[tower + 2 * floor + 1] as number) - 1;
    } else {
      links[cell + 1] = (links[cell + 1] as number) - 1;
    }
  }
  before[skipNext(list, slot)] = before[slot] as number;
  while (list.floors > 0 && links[2 * (list.floors - 1)] === 0) list.floors -= 1;
}

/** Moves the last slot into one that is not linked any more. */
function moveLast(list: SkipList, gap: number): void {
  const { links, towers, members, scores, before, heights } = list;
  const last = members.length - 1;
  if (gap !== last) {
    trace(list, last);
    const height = heights[last] as number;
    for (let floor = 0; floor < height; floor += 1) {
      links[(towers[path[floor] as number] as number) + 2 * floor] = gap;
    }
    before[skipNext(list, last)] = gap;
    for (const column of [scores, before, heights, towers]) column[gap] = column[last] as number;
    members[gap] = members[last] as Bytes;
  }
  members.pop();
  for (const column of [scores, before, heights, towers]) column.pop();
}

function takeTower(list: SkipList, height: number): number {
  const { links, spare } = list;
  const tower = spare[height] as number;
  if (tower === 0) {
    for (let cell = 0; cell < 2 * height; cell += 1) links.push(0);
    return links.length - 2 * height;
  }
  spare[height] = links[tower] as number;
  list.spareCells -= 2 * height;
  return tower;
}

function giveTower(list: SkipList, slot: number): void {
  const { links, spare } = list;
  const tower = list.towers[slot] as number;
  const height = list.heights[slot] as number;
  links[tower] = spare[height] as number;
  spare[height] = tower;
  list.spareCells += 2 * height;
}

/** Leaves out the towers that nobody uses. */
function pack(list: SkipList): void {
  const { towers, heights, spare } = list;
  const links: number[] = [];
  for (let slot = 0; slot < towers.length; slot += 1) {
    const tower = towers[slot] as number;
    towers[slot] = links.length;
    const end = tower + 2 * (heights[slot] as number);
    for (let cell = tower; cell < end; cell += 1) links.push(list.links[cell] as number);
  }
  list.links = links;
  spare.fill(0);
  list.spareCells = 0;
}
