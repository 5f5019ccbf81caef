/**
 * Version vectors with siblings: which of two writes knew of the other? The one that knew replaces it. Of those that did not know of each other
 * none is thrown away: they are **siblings**, and the next reader gets all of them and decides.
 *
 * A vector says for each node how many of its events are known. A version carries the vector of what its writer had seen (its **past**) and
 * its own event apart from it (its **dot**, as in dotted version vectors, Preguiça and others, 2010). With one vector for both, two clients
 * who write through one node without having read would look like one who wrote twice, and the first write would be lost.
 *
 * All siblings of a value travel together, always: a vector says "all up to 5", so where the fifth event of a node arrives, the fourth or
 * what replaced it must have come along.
 */
export interface Entry {
  readonly node: string;
  /** How many events of the node are known: all up to this one. */
  readonly count: number;
  /** When the last of them was made, by the clock of whoever made it: only to choose what to prune. */
  readonly at: number;
}

/** Sorted by node; nodes without events are absent. */
export type VersionVector = readonly Entry[];

export const NO_EVENTS: VersionVector = [];

export type Order = 'equal' | 'before' | 'after' | 'concurrent';

export function countOf(vector: VersionVector, node: string): number {
  return vector.find((entry) => entry.node === node)?.count ?? 0;
}

const covers = (vector: VersionVector, entries: VersionVector): boolean =>
  entries.every(({ node, count }) => countOf(vector, node) >= count);

/** How the left one stands to the right one. */
export function compareVectors(left: VersionVector, right: VersionVector): Order {
  const isBefore = covers(right, left);
  const isAfter = covers(left, right);
  if (isBefore) return isAfter ? 'equal' : 'before';
  return isAfter ? 'after' : 'concurrent';
}

/** What both together know. */
export function mergeVectors(left: VersionVector, right: VersionVector): VersionVector {
  return right.reduce(raise, left);
}

/** One event more of a node. */
export function addEvent(vector: VersionVector, node: string, at: number): VersionVector {
  return raise(vector, { node, count: countOf(vector, node) + 1, at });
}

function raise(vector: VersionVector, entry: Entry): VersionVector {
  if (countOf(vector, entry.node) >= entry.count) return vector;
  const others = vector.filter(({ node }) => node !== entry.node);
  const place = others.findIndex(({ node }) => node > entry.node);
  return others.toSpliced(place === -1 ? others.length : place, 0, entry);
}

/**
 * At most `most` entries, those made last. What is forgotten counts as never seen: a version may come back as a sibling of what replaced it,
 * but none is lost.
 */
export function prune(vector: VersionVector, most: number): VersionVector {
  if (vector.length <= most) return vector;
  const kept = new Set(
    vector.toSorted((left, right) => right.at - left.at || (left.node < right.node ? -1 : 1)).slice(0, most),
  );
  return vector.filter((entry) => kept.has(entry));
}

export interface Version<Value> {
  /** The event that made it: the `count`th of its node. */
  readonly dot: Entry;
  /** What its writer had seen. */
  readonly past: VersionVector;
  readonly value: Value;
}

/** None of them knew of another. Sorted by their dots. */
export type Siblings<Value> = readonly Version<Value>[];

/** What a reader of these has seen: to be handed back with what they write next. */
export function contextOf(siblings: Siblings<unknown>): VersionVector {
  return siblings.reduce((context, { dot, past }) => raise(mergeVectors(context, past), dot), NO_EVENTS);
}

/**
 * A write that comes in through a node, by somebody who has seen `context`. It replaces what is in that context and stands beside the rest.
 */
export function writeVersion<Value>(
  siblings: Siblings<Value>,
  context: VersionVector,
  node: string,
  at: number,
  value: Value,
): Siblings<Value> {
  // The node numbers its events by all that it knows; the writer's past is only what the writer has seen.
  const known = mergeVectors(contextOf(siblings), context);
  const dot = { node, count: countOf(known, node) + 1, at };
  return mergeSiblings(siblings, [{ dot, past: context, value }]);
}

/** What two copies have together: each version once, without those that another one knew of. */
export function mergeSiblings<Value>(left: Siblings<Value>, right: Siblings<Value>): Siblings<Value> {
  const all = [...left, ...right.filter((version) => !left.some((other) => isSameDot(version, other)))];
  return all
    .filter(({ dot }) => !all.some(({ past }) => countOf(past, dot.node) >= dot.count))
    .toSorted((one, other) => compareDots(one.dot, other.dot));
}

const isSameDot = (left: Version<unknown>, right: Version<unknown>): boolean =>
  left.dot.node === right.dot.node && left.dot.count === right.dot.count;

function compareDots(left: Entry, right: Entry): number {
  return left.node === right.node ? left.count - right.count : left.node < right.node ? -1 : 1;
}
