/** Messages lost a moment ago: crosses on the ring for a while, in the cluster's time, so that they stand still when it does. */
import type { HistoryEvent } from '../cluster/recorder.ts';

export interface Drop {
  readonly key: string;
  readonly from: string;
  readonly to: string;
  readonly kind: string;
  readonly at: number;
  /** How far it had come, 0 to 1. */
  readonly share: number;
}

const MOST = 120;

export function dropsOf(events: readonly HistoryEvent[]): Drop[] {
  return events.flatMap((event) => {
    if (event.what !== 'dropped') return [];
    const { message, reason } = event;
    const { from, to, kind, name, copy } = message;
    // At the receiver's door, or somewhere on the way.
    const share = reason === 'dead' || reason === 'nobody' || reason === 'overflow' ? 0.88 : 0.5;
    return [{ key: `${name}/${copy}/${event.at}`, from, to, kind, at: event.at, share }];
  });
}

/** Those that are still to be seen at an instant, the newest of them. */
export function fresh(drops: readonly Drop[], at: number, lasting: number): readonly Drop[] {
  if (drops.length === 0) return drops;
  const seen = drops.filter((drop) => drop.at > at - lasting);
  return seen.length === drops.length && seen.length <= MOST ? drops : seen.slice(-MOST);
}
