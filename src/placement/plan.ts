/**
 * What must move when one placement takes over from another: the one comparison behind every join, leave and change of weight.
 *
 * Along the circle the owners change only where a stretch of one of the two placements ends. So the plan is exact, for all keys that
 * ever were or will be, and its size goes with the number of points and not with the number of keys. Kinds that scatter neighbours
 * have no stretches; there the plan is made for the keys at hand.
 */
import { CIRCLE } from './hash.ts';
import type { Placement } from './placement.ts';
import { SLOTS } from './slots.ts';

/** Positions behind `after`, up to and with `upTo`, clockwise around the end of the circle. Equal: all of it. */
export interface Range {
  readonly after: number;
  readonly upTo: number;
}

export interface Gain {
  readonly node: string;
  /** What the node will be here. */
  readonly role: 'primary' | 'copy';
  /** The primary before: it has the data. Null when there was nobody. */
  readonly from: string | null;
}

export interface Difference {
  /** Owners, the primary first. */
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** Who must get the data, and from whom. */
  readonly gains: readonly Gain[];
  /** Who may let it go when those have it. */
  readonly losses: readonly string[];
}

export interface RangeChange extends Difference {
  readonly range: Range;
}

export interface KeyChange extends Difference {
  readonly key: string;
}

/** What has to happen between two lists of owners; undefined when nothing. Where nobody gains and nobody loses, a copy and the primary change roles. */
export function difference(before: readonly string[], after: readonly string[]): Difference | undefined {
  if (isSame(before, after)) return undefined;
  const gains = after.flatMap((node, index): Gain[] =>
    before.includes(node) ? [] : [{ node, role: index === 0 ? 'primary' : 'copy', from: before[0] ?? null }],
  );
  return { before, after, gains, losses: before.filter((node) => !after.includes(node)) };
}

const isSame = (left: readonly string[], right: readonly string[]): boolean =>
  left === right || (left.length === right.length && left.every((node, index) => node === right[index]));

/** Which ranges change, clockwise from 0, with `copies` owners for each key. For kinds with stretches; throws for the others. */
export function plan(before: Placement, after: Placement, copies: number): readonly RangeChange[] {
  const ends = commonEnds(before, after);
  const changes: RangeChange[] = [];
  let start = ends.at(-1) ?? 0;
  for (const end of ends) {
    const found = difference(before.ownersAt(end, copies), after.ownersAt(end, copies));
    const last = changes.at(-1);
    if (found !== undefined) {
      if (last !== undefined && last.range.upTo === start && isAlike(last, found))
        changes[changes.length - 1] = { ...last, range: { after: last.range.after, upTo: end } };
      else changes.push({ ...found, range: { after: start, upTo: end } });
    }
    start = end;
  }
  return joinEnds(changes);
}

/** The last position of every stretch within which neither placement makes a difference. */
function commonEnds(before: Placement, after: Placement): readonly number[] {
  if (before.stretches === null || after.stretches === null)
    throw new Error(`There are no ranges between ${before.kind} and ${after.kind}: plan by keys.`);
  if (circleSizeOf(before) !== circleSizeOf(after))
    throw new Error(`The positions of ${before.kind} and ${after.kind} are not the same: plan by keys.`);
  const ends = Float64Array.from([...before.stretches, ...after.stretches]).sort();
  return [...ends.filter((end, index) => end !== ends[index - 1])];
}

const isAlike = (left: Difference, right: Difference): boolean =>
  isSame(left.before, right.before) && isSame(left.after, right.after);

/** The range that ends the list may go on at its beginning, over position 0. */
function joinEnds(changes: readonly RangeChange[]): readonly RangeChange[] {
  const first = changes[0];
  const last = changes.at(-1);
  if (first === undefined || last === undefined || first === last) return changes;
  if (last.range.upTo !== first.range.after || !isAlike(first, last)) return changes;
  const joined = { ...first, range: { after: last.range.after, upTo: first.range.upTo } };
  return [joined, ...changes.slice(1, -1)];
}

/** Which of these keys change owners, for any two placements. */
export function planKeys(
  keys: Iterable<string>,
  before: Placement,
  after: Placement,
  copies: number,
): readonly KeyChange[] {
  const changes: KeyChange[] = [];
  for (const key of keys) {
    const found = difference(before.owners(key, copies), after.owners(key, copies));
    if (found !== undefined) changes.push({ ...found, key });
  }
  return changes;
}

/** How many positions there are: 2³², or the number of slots. */
export function circleSizeOf(placement: Placement): number {
  return placement.kind === 'slots' ? SLOTS : CIRCLE;
}

export function isWithin({ after, upTo }: Range, position: number): boolean {
  return after < upTo ? position > after && position <= upTo : position > after || position <= upTo;
}

/** How many positions a range has on a circle of so many. */
export function sizeOfRange({ after, upTo }: Range, circle: number): number {
  return after < upTo ? upTo - after : upTo - after + circle;
}
