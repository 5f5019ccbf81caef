/** A running cluster, as it is kept while somebody works on it: whatever ends the page, the next one goes on from here. */
import { IndexedDbShelf } from './indexed-db.ts';
import type { Known, Shelf } from './shelf.ts';

export interface Session {
  readonly version: 1;
  /** A scenario with all that was done so far. */
  readonly text: string;
  /** The instant at which it stood. */
  readonly at: number;
  readonly title: string;
  readonly isPlaying: boolean;
  readonly pace: number | 'flat out';
  /** What the address of the page ended in: a link that is followed later is no reload. */
  readonly fragment: string;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
}

export type SessionShelf = Shelf<Session>;

export const isSession: Known<Session> = (record): record is Session => {
  if (typeof record !== 'object' || record === null) return false;
  const { version, text, at, title, isPlaying, pace, fragment, savedAt } = record as Partial<Session>;
  return (
    version === 1 &&
    typeof text === 'string' &&
    Number.isSafeInteger(at) &&
    typeof title === 'string' &&
    typeof isPlaying === 'boolean' &&
    (typeof pace === 'number' || pace === 'flat out') &&
    typeof fragment === 'string' &&
    typeof savedAt === 'number'
  );
};

export const keptSessions = (): SessionShelf => new IndexedDbShelf('session', isSession);
