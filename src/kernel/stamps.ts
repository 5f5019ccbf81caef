/** Versions as they are told outside of a system: a stamp is compared part by part, and the larger one is newer. */
import type { Holding } from './contract.ts';

export type Stamp = Holding['stamp'];

/** What goes on where the other one ends is newer than it. */
export function isNewer(one: Stamp, other: Stamp): boolean {
  for (const [index, part] of one.entries()) {
    const against = other[index] as typeof part | undefined;
    if (against === undefined) return true;
    if (part !== against) return part > against;
  }
  return false;
}

export function newestOf(all: Iterable<Holding>): Holding | null {
  let best: Holding | null = null;
  for (const each of all) if (best === null || isNewer(each.stamp, best.stamp)) best = each;
  return best;
}
