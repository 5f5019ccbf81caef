/** What playing a lesson has shown. */
import type { Answer } from '../../../src/shelf/progress.ts';

export interface Trouble {
  readonly line: number;
  readonly says: string;
}

export interface PlayedStep {
  readonly id: string;
  /** Checks that were false before the task was solved, and true after. */
  readonly flipped: number;
  readonly answer: Answer | null;
  readonly feedback: number;
  readonly claims: number;
}

export interface PlayedLesson {
  readonly id: string;
  readonly steps: readonly PlayedStep[];
  /** What the words, acts and waits come to. */
  readonly minutes: number;
  readonly troubles: readonly Trouble[];
}
