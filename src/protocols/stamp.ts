/**
 * Last write wins: of two versions of one thing the one with the greater stamp is kept, everywhere and in whatever order they arrive. The one
 * comparison of all systems; they differ in what they put into a stamp:
 *
 * - a wall clock in `time` and a count for equal instants (`nextStamp`);
 * - a version or a log index in `count`, with 0 in `time`;
 * - a hybrid clock in both.
 *
 * A deletion is a version like any other, a **tombstone**: where nothing at all was kept, the next copy that had missed the deletion would bring
 * the value back. It may be forgotten after a grace time, in which every copy must have learnt of it.
 *
 * Its weakness is in the name: of two writes that did not know of each other one is lost without a word, and with wall clocks the node whose
 * clock is ahead wins. Where that must not be, see vector-clock.ts.
 */
export interface Stamp {
  readonly time: number;
  readonly count: number;
  /** Who made it: of equal times and counts the greater id wins, only so that all agree. */
  readonly node: string;
}

/** Below, at or above 0. */
export function compareStamp(left: Stamp, right: Stamp): number {
  if (left.time !== right.time) return left.time - right.time;
  if (left.count !== right.count) return left.count - right.count;
  return left.node === right.node ? 0 : left.node < right.node ? -1 : 1;
}

/** A stamp greater than the one before, also when the clock went back or stands still. */
export function nextStamp(before: Stamp | undefined, clock: number, node: string): Stamp {
  if (before === undefined || clock > before.time) return { time: clock, count: 0, node };
  return { time: before.time, count: before.count + 1, node };
}

export interface Live<Value> {
  readonly stamp: Stamp;
  readonly value: Value;
}

export interface Tombstone {
  readonly stamp: Stamp;
  readonly deleted: true;
}

export type Cell<Value> = Live<Value> | Tombstone;

export function isTombstone(cell: Cell<unknown>): cell is Tombstone {
  return 'deleted' in cell;
}

interface Stamped {
  readonly stamp: Stamp;
}

/** The one to keep, of anything with a stamp. Of equal stamps the one that is here already: nothing has to be written again. */
export function newer<Here extends Stamped, There extends Stamped>(
  here: Here | undefined,
  there: There,
): Here | There {
  return here !== undefined && compareStamp(there.stamp, here.stamp) <= 0 ? here : there;
}

/** Whether a tombstone has done its work by now: `grace` must be longer than any copy stays away. Both in the unit of the stamp's time. */
export function isForgettable(cell: Cell<unknown>, now: number, grace: number): boolean {
  return isTombstone(cell) && now - cell.stamp.time >= grace;
}
