/**
 * Which of the known events are to be listed, the newest first. New ones are looked at as they come and old ones when there is time: a look lasts as
 * long as its budget, and what was found so far is already shown.
 */
import type { HistoryEvent } from '../../cluster/recorder.ts';
import { concernsOf, isChosen, type Choice } from '../event-rows.ts';
import type { Known } from '../known-events.ts';

export interface Filter {
  readonly choice: Choice;
  readonly node: string;
  readonly text: string;
}

export interface FilterParts {
  readonly filter: Filter;
  readonly system: string;
  /** In small letters; asked only where the filter has a text. */
  textOf(event: HistoryEvent): string;
}

/** For the list of events. */
export function passesOf({ filter, system, textOf }: FilterParts): (event: HistoryEvent) => boolean {
  const wanted = filter.text.trim().toLowerCase();
  return (event) => {
    if (!isChosen(event, filter.choice, system)) return false;
    if (filter.node !== '' && !concernsOf(event).includes(filter.node)) return false;
    return wanted === '' || textOf(event).includes(wanted);
  };
}

/** Time is asked for after so many. */
const STRIDE = 256;

export class Sieve {
  /** Numbers of events, the newest first. */
  found: readonly number[] = [];
  isDone = false;
  #line = -1;
  /** Looked at is everything from `low` up to `high`. */
  #low = 0;
  #high = 0;
  readonly #passes: (event: HistoryEvent) => boolean;

  constructor(passes: (event: HistoryEvent) => boolean) {
    this.#passes = passes;
  }

  /** `isLate` says when the budget is spent. */
  look(known: Known, isLate: () => boolean): void {
    const { first, line, events } = known;
    const end = first + events.length;
    if (line !== this.#line) {
      this.#line = line;
      this.#low = this.#high = end;
      this.found = [];
    }
    // More came than could be looked at: what lies between has to wait, as old events do.
    const newer = this.#scan(known, end - 1, Math.max(first, this.#high) - 1, isLate);
    const isCaughtUp = newer.stopped < Math.max(first, this.#high);
    if (!isCaughtUp) this.#low = newer.stopped + 1;
    else this.#low = Math.max(first, Math.min(this.#low, this.#high));
    const kept = isCaughtUp ? withoutBefore(this.found, first) : [];
    this.#high = end;
    const older = this.#scan(known, this.#low - 1, first - 1, isLate);
    this.#low = older.stopped + 1;
    this.isDone = this.#low <= first;
    if (newer.found.length > 0 || older.found.length > 0 || kept.length !== this.found.length)
      this.found = [...newer.found, ...kept, ...older.found];
  }

  /** Downwards from `from` to above `to`; `stopped` is the first that was not looked at. */
  #scan(
    { first, events }: Known,
    from: number,
    to: number,
    isLate: () => boolean,
  ): { readonly found: number[]; readonly stopped: number } {
    const found: number[] = [];
    for (let number = from; number > to; number -= 1) {
      if ((from - number) % STRIDE === STRIDE - 1 && isLate()) return { found, stopped: number };
      if (this.#passes(events[number - first] as HistoryEvent)) found.push(number);
    }
    return { found, stopped: Math.min(from, to) };
  }
}

function withoutBefore(found: readonly number[], first: number): readonly number[] {
  if ((found.at(-1) ?? first) >= first) return found;
  return found.filter((number) => number >= first);
}
