/**
 * What a step's checks look at, gathered from the frames: of the history only what they can ask about, and what is so now by the system's own
 * telling. It grows with what happens and is read after every frame, so nothing is gone through twice while the line of history stays the same.
 */
import type { HistoryEvent } from '../../cluster/recorder.ts';
import { concerns, type HistoryView } from '../../history/predicates/index.ts';
import { Operations } from '../../history/operations.ts';
import type { Facts } from '../../kernel/facts.ts';
import type { Check } from '../../history/verdicts.ts';
import type { Inside } from '../../lab/inside.ts';
import type { Predicate } from '../../scenario/index.ts';
import type { Known } from '../known-events.ts';
import { asksPromises } from './asked-of.ts';

export type Overview = (inside: Inside) => Facts | null;

export interface Seen {
  readonly at: number;
  readonly known: Known;
  readonly inside: Inside | null;
}

export class RecordOfRun {
  readonly #overview: Overview | null;
  readonly #isAsked: (event: HistoryEvent) => boolean;
  /** When the step began, and what was so then: with it later instants are compared. */
  readonly before: Facts | null;
  /** Whether anybody wants to know what the system promises; and how that was judged last, which may be a moment ago. */
  readonly isJudged: boolean;
  checks: readonly Check[] = [];
  #events: HistoryEvent[] = [];
  #operations = new Operations();
  #line = -1;
  /** The number of the next event that was not read yet. */
  #next = 0;
  #inside: Inside | null = null;
  #facts: Facts | null = null;

  constructor(predicates: readonly Predicate[], overview: Overview | null, before: Facts | null) {
    this.#isAsked = concerns(predicates);
    this.#overview = overview;
    this.before = before;
    this.isJudged = asksPromises(predicates);
  }

  view({ at, known, inside }: Seen): HistoryView {
    this.#read(known);
    if (inside !== this.#inside) {
      this.#inside = inside;
      this.#facts = inside === null ? null : (this.#overview?.(inside) ?? null);
    }
    return {
      at,
      events: this.#events,
      operations: this.#operations.sorted(),
      checks: this.checks,
      facts: this.#facts,
      before: this.before,
    };
  }

  #read({ events, first, line }: Known): void {
    if (line !== this.#line) {
      this.#line = line;
      this.#next = first;
      this.#events = [];
      this.#operations = new Operations();
    }
    const fresh = events.slice(Math.max(0, this.#next - first)).filter(this.#isAsked);
    this.#next = first + events.length;
    if (fresh.length === 0) return;
    this.#events.push(...fresh);
    this.#operations.record(fresh);
  }
}
