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
  /** Everything before this instant is recorded, and of it the first so many actions; playing it again records nothing twice. */
  #until = 0;
  #actions = 0;
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

  /** Gives those that were not known. */
  record(events: readonly HistoryEvent[]): readonly HistoryEvent[] {
    let isKnownAct = false;
    const fresh = events.filter((event) => {
      if (event.at !== this.#until) return event.at > this.#until;
      if (event.what === 'action') isKnownAct = event.number < this.#actions;
      return !(isKnownAct && isOfAnAction(event));
    });
    for (const event of fresh) this.#events.push(event);
    if (this.#events.length > this.#kept + this.#kept / 4) {
      const excess = this.#events.length - this.#kept;
      this.#events.splice(0, excess);
      this.#dropped += excess;
    }
    return fresh;
  }

  /** The run reached this moment: what comes again before it is known. */
  reached(instant: number, actions: number): void {
    if (instant < this.#until) return;
    this.#actions = instant === this.#until ? Math.max(this.#actions, actions) : actions;
    this.#until = instant;
  }

  /** The run goes back and comes again: what it told beyond the last moment that it reached, it will tell once more. */
  resume(): { readonly at: number; readonly actions: number } {
    this.#events = pastOf(this.#events, this.#until, this.#actions);
    return { at: this.#until, actions: this.#actions };
  }

  /** A log that shares this one's past before `instant`, as a branch does; `actions` is how many of the script's count as past. */
  fork(instant: number, actions: number): EventLog {
    const log = new EventLog(this.level, this.#kept);
    log.#dropped = this.#dropped;
    log.#events = pastOf(this.#events, instant, actions);
    log.#until = instant;
    log.#actions = actions;
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

/**
 * What stands before a moment. Of its very instant the first `actions` of the script are done, with what they did at once: nodes stopped and started,
 * messages taken out by hand.
 */
function pastOf(events: readonly HistoryEvent[], instant: number, actions: number): HistoryEvent[] {
  let isOver = false;
  return events.filter((event) => {
    if (event.at !== instant) return event.at < instant;
    isOver ||= event.what === 'action' && event.number >= actions;
    return !isOver && isOfAnAction(event);
  });
}

function isOfAnAction(event: HistoryEvent): boolean {
  switch (event.what) {
    case 'action':
    case 'stopped':
    case 'started':
      return true;
    case 'dropped':
      return event.reason === 'hand';
    default:
      return false;
  }
}
