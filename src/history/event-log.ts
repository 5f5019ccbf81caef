/**
 * The record of one branch: its events in the one order, up to a cap. What fell off the front is not lost for good: a run is exact, so it
 * comes back when the run is played again from there.
 */
import type { HistoryEvent, RecordingLevel } from '../cluster/recorder.ts';

export const EVENTS_KEPT = 100_000;

export interface LogPage {
  /** Counts every event ever recorded; ask again from here. */
  readonly cursor: number;
  readonly events: readonly HistoryEvent[];
}

export class EventLog {
  readonly level: RecordingLevel;
  #events: HistoryEvent[] = [];
  /** How many events stood before the first one kept. */
  #dropped = 0;
  /** Everything before this instant is recorded; playing it again records nothing twice. */
  #until = 0;
  readonly #kept: number;

  constructor(level: RecordingLevel, kept = EVENTS_KEPT) {
    this.level = level;
    this.#kept = kept;
  }

  get size(): number {
    return this.#dropped + this.#events.length;
  }

  get dropped(): number {
    return this.#dropped;
  }

  get all(): readonly HistoryEvent[] {
    return this.#events;
  }

  record(events: readonly HistoryEvent[]): void {
    for (const event of events) if (event.at >= this.#until) this.#events.push(event);
    if (this.#events.length > this.#kept + this.#kept / 4) {
      const excess = this.#events.length - this.#kept;
      this.#events.splice(0, excess);
      this.#dropped += excess;
    }
  }

  /** The run reached this instant: what comes again before it is known. */
  reached(instant: number): void {
    if (instant > this.#until) this.#until = instant;
  }

  /** The run goes back to a moment and comes again: at its frontier instant it will tell once more what it told. */
  resume(instant: number, actions: number): void {
    if (instant >= this.#until) {
      this.#events = this.#events.filter(
        (event) => event.at < instant || isPastAction(event, instant, actions),
      );
    } else {
      this.#events = this.#events.filter((event) => event.at < this.#until);
    }
  }

  /** A log that shares this one's past before `instant`, as a branch does; `actions` is how many of the script's count as past. */
  fork(instant: number, actions: number): EventLog {
    const log = new EventLog(this.level, this.#kept);
    log.#dropped = this.#dropped;
    log.#events = this.#events.filter((event) => event.at < instant || isPastAction(event, instant, actions));
    log.#until = instant;
    return log;
  }

  /** Events from the `cursor`-th on, those before `before` only, the newest `limit` of them. */
  page(cursor: number, before: number, limit: number): LogPage {
    const end = this.#indexOf(before);
    const start = Math.max(cursor - this.#dropped, end - limit, 0);
    return { cursor: this.#dropped + end, events: this.#events.slice(start, end) };
  }

  /** The latest instant before `instant` at which anything is recorded. */
  previousInstant(instant: number): number | null {
    const index = this.#indexOf(instant) - 1;
    return index < 0 ? null : (this.#events[index]?.at ?? null);
  }

  /** The first index whose event is not before `instant`. */
  #indexOf(instant: number): number {
    let low = 0;
    let high = this.#events.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#events[middle] as HistoryEvent).at < instant) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Actions of the instant at which a branch begins are already done there, with what they did at once: nodes stopped and started. */
function isPastAction(event: HistoryEvent, instant: number, actions: number): boolean {
  if (event.at !== instant || actions === 0) return false;
  if (event.what === 'action') return event.number < actions;
  return event.what === 'stopped' || event.what === 'started';
}
