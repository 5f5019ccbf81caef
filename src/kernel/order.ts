/**
 * The one order of events: (time, rank, node, number). Everything that has to choose between two events asks here,
 * because a history may depend on nothing else: not on threads, not on where windows end, not on the order of a Map.
 *
 * Ranks are 0 for actions, 1 for arrivals, 2 for timers. Within a node the runner keeps them by construction (`runner.ts`), between nodes of
 * one instant nothing can tell them apart, and actions bound the windows.
 */
/** Code unit by code unit: the same in every engine, locale and system. */
export function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

export interface ArrivalKey {
  readonly arrives: number;
  readonly from: string;
  readonly number: number;
  readonly copy: number;
}

/** Arrivals at one node: by instant, then by (sender, sender's send number, copy). */
export function compareArrivals(left: ArrivalKey, right: ArrivalKey): number {
  if (left.arrives !== right.arrives) return left.arrives - right.arrives;
  if (left.from !== right.from) return left.from < right.from ? -1 : 1;
  if (left.number !== right.number) return left.number - right.number;
  return left.copy - right.copy;
}
