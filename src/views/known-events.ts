/**
 * What the page knows of the open branch's history, up to a cap. The lab tells only what happened before the moment that is shown; who goes back to
 * look at something keeps knowing what came after it, because on the same branch that has not changed. Another branch shares what was before the
 * two parted, and no more.
 *
 * The list grows in place, at its end alone: a hundred thousand events are not copied ten times a second. `line` changes whenever what was there is no longer the
 * beginning of what is there now, and `first` says which number the first one has.
 */
import type { HistoryEvent } from '../cluster/recorder.ts';
import type { Frame } from '../lab/types.ts';
import { matters } from './event-rows.ts';

export interface Known {
  readonly events: readonly HistoryEvent[];
  /** The number of the first one kept; numbers go on for as long as the line does. */
  readonly first: number;
  readonly line: number;
  readonly version: number;
  /** Of how many it is worth telling what happened. */
  readonly count: number;
  /** Some that happened are not among them: too old, or more at once than a page takes. */
  readonly isPartial: boolean;
}

export const EVENTS_KNOWN = 100_000;

export const NOTHING_KNOWN: Known = {
  events: [],
  first: 0,
  line: 0,
  version: 0,
  count: 0,
  isPartial: false,
};

type Told = Pick<
  Frame,
  'epoch' | 'system' | 'title' | 'until' | 'at' | 'head' | 'cursor' | 'events' | 'branch' | 'branches'
>;

export class KnownEvents {
  known = NOTHING_KNOWN;
  #events: HistoryEvent[] = [];
  #first = 0;
  #line = 0;
  #count = 0;
  #isPartial = false;
  #frame: Told | null = null;
  /** Everything before this instant is known. */
  #until = 0;
  /** What is told of earlier instants has been told before. */
  #from = 0;
  readonly #most: number;

  constructor(most = EVENTS_KNOWN) {
    this.#most = most;
  }

  /** True when there is anything new; `known` says what, once `show` was called. */
  take(frame: Told): boolean {
    const before = this.#frame;
    const isTurn = before?.epoch !== frame.epoch;
    if (isTurn) this.#turn(before, frame);
    else if (frame.cursor - before.cursor > frame.events.length) this.#isPartial = true;
    let isNew = isTurn;
    for (const event of frame.events) {
      if (event.at < this.#from) continue;
      this.#events.push(event);
      if (matters(event, frame.system)) this.#count += 1;
      isNew = true;
    }
    this.#frame = frame;
    this.#until = Math.max(this.#until, frame.at);
    this.#trim(frame.system);
    return isNew;
  }

  show(): Known {
    const { known } = this;
    this.known = {
      events: this.#events,
      first: this.#first,
      line: this.#line,
      version: known.version + 1,
      count: this.#count,
      isPartial: this.#isPartial,
    };
    return this.known;
  }

  #turn(before: Told | null, frame: Told): void {
    const shared = before === null || isAnother(before, frame) ? 0 : sharedUntil(before, frame);
    this.#until = Math.min(this.#until, shared);
    this.#from = this.#until;
    if (this.#until === 0) this.#isPartial = false;
    // A page of events may begin later than what is known ends.
    const [oldest] = frame.events;
    if (oldest !== undefined && frame.cursor > frame.events.length && oldest.at > this.#until)
      this.#isPartial = true;
    const kept = placeOf(this.#events, this.#until);
    if (kept === this.#events.length) return;
    this.#events = this.#events.slice(0, kept);
    this.#count = this.#events.reduce((sum, event) => sum + (matters(event, frame.system) ? 1 : 0), 0);
    if (kept === 0) this.#first = 0;
    this.#line += 1;
  }

  #trim(system: string): void {
    if (this.#events.length <= this.#most * 1.25) return;
    // Whoever still shows the old list counts from its beginning: that one stays as it is.
    const gone = this.#events.length - this.#most;
    for (let place = 0; place < gone; place += 1)
      if (matters(this.#events[place] as HistoryEvent, system)) this.#count -= 1;
    this.#events = this.#events.slice(gone);
    this.#first += gone;
    this.#isPartial = true;
  }
}

/** Another scenario, or the same one opened anew: the head of a branch never goes back. */
function isAnother(before: Told, frame: Told): boolean {
  if (before.system !== frame.system || before.title !== frame.title || before.until !== frame.until)
    return true;
  if (before.branches.length > frame.branches.length) return true;
  return before.branch === frame.branch && frame.head < before.head;
}

/** Until when two branches are one. */
function sharedUntil(before: Told, { branch: id, branches }: Told): number {
  const upwards = (from: number): Map<number, number> => {
    const path = new Map<number, number>();
    let until = Infinity;
    for (let branch = branches.find((one) => one.id === from); branch !== undefined;) {
      path.set(branch.id, until);
      until = Math.min(until, branch.at);
      const { parent } = branch;
      branch = branches.find((one) => one.id === parent);
    }
    return path;
  };
  const one = upwards(before.branch);
  for (const [each, until] of upwards(id)) {
    const other = one.get(each);
    if (other !== undefined) return Math.min(until, other);
  }
  return 0;
}

/** The first place whose event is not before an instant. */
export function placeOf(events: readonly HistoryEvent[], instant: number): number {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((events[middle] as HistoryEvent).at < instant) low = middle + 1;
    else high = middle;
  }
  return low;
}
