/** How far somebody is in a lesson, as it is kept. */
import { IndexedDbShelf } from './indexed-db.ts';
import { MemoryShelf } from './memory.ts';
import type { Known, Shelf } from './shelf.ts';

/** The place of a choice, a number of the slider, or one that may be pointed at. */
export type Guess = number | string;
export type Answer =
  | { readonly kind: 'choice'; readonly choice: number }
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'these'; readonly these: readonly string[] };

export interface KeptRun {
  readonly text: string;
  readonly at: number;
}

export interface StepProgress {
  readonly state: 'open' | 'done' | 'skipped';
  readonly guess: Guess | null;
  /** From 1, a mere guess, to 3. */
  readonly sure: 1 | 2 | 3 | null;
  readonly answer: Answer | null;
  /** It had happened before anybody was asked. */
  readonly isTooLate: boolean;
  /** How many of the three were taken. */
  readonly hints: number;
  /** What somebody wrote who was asked to explain. Never judged. */
  readonly wrote: string | null;
  /** The run at the instant at which the step began: a scenario with all that was done so far, and when. */
  readonly from: KeptRun | null;
  /** The same at the instant at which its task was done. */
  readonly ran: KeptRun | null;
  /** What was predicted had been seen to happen, or not to, when the task was done. */
  readonly isObserved: boolean;
}

export interface Progress {
  readonly version: 1;
  readonly lesson: string;
  /** The open step. */
  readonly step: string;
  readonly state: 'open' | 'done';
  /** It was gone through to its end, once at least: beginning again takes back nothing of that. */
  readonly isLearnt: boolean;
  /** [id of a step, how far]. Ids come from files, so they are no property names. */
  readonly steps: readonly (readonly [string, StepProgress])[];
}

export type ProgressShelf = Shelf<Progress>;

/** Whether a record is one of ours; what is newer is left alone. */
export const isProgress: Known<Progress> = (record): record is Progress => {
  if (typeof record !== 'object' || record === null) return false;
  const { version, lesson, step, steps } = record as Partial<Progress>;
  return version === 1 && typeof lesson === 'string' && typeof step === 'string' && Array.isArray(steps);
};

export const keptProgress = (): ProgressShelf => new IndexedDbShelf('progress', isProgress);
export const passingProgress = (): ProgressShelf => new MemoryShelf(isProgress);
