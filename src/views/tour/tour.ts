/**
 * The tour: a scenario whose notes are its captions. It comes to each of them, says it, and gives time to read; then it goes back to one of them, since
 * going back is half of what there is to show, and ends with the link that holds all of it. What moves the page is given to it, so that the same tour runs
 * in a page and in a test.
 */
import type { Note } from '../../share/door.ts';

export interface Guide {
  /** Time passes until this instant. False when somebody else has taken over. */
  runTo(at: number): Promise<boolean>;
  seek(at: number): Promise<boolean>;
  /** Long enough to read this; longer while the tour is paused. False when it was left. */
  read(says: string): Promise<boolean>;
  /** A link to what was seen; null where none can be made. */
  link(): Promise<string | null>;
}

export type Stop =
  | { readonly kind: 'note'; readonly note: Note; readonly place: number; readonly of: number }
  | { readonly kind: 'rewind'; readonly to: number }
  | { readonly kind: 'again'; readonly note: Note }
  | { readonly kind: 'share'; readonly link: string | null };

export interface Script {
  readonly notes: readonly Note[];
  /** The note to which it goes back, and up to which it then plays again. */
  readonly back: { readonly from: number; readonly to: number };
  /** What is said where no note stands. */
  says(stop: Stop): string;
  show(stop: Stop): void;
}

/** The death is gone back to, and played again until the others have noticed. */
export const BACK = { from: 1, to: 2 } as const;

/** True when it came to its end. */
export async function walk({ notes, back, says, show }: Script, guide: Guide): Promise<boolean> {
  const stay = async (stop: Stop): Promise<boolean> => {
    show(stop);
    return guide.read(says(stop));
  };
  for (const [place, note] of notes.entries()) {
    if (!(await guide.runTo(note.at))) return false;
    if (!(await stay({ kind: 'note', note, place: place + 1, of: notes.length }))) return false;
  }
  const [from, to] = [notes[back.from], notes[back.to]];
  const end = notes.at(-1);
  if (from === undefined || to === undefined || end === undefined) return false;
  if (!(await guide.seek(from.at)) || !(await stay({ kind: 'rewind', to: from.at }))) return false;
  if (!(await guide.runTo(to.at)) || !(await stay({ kind: 'again', note: to }))) return false;
  if (!(await guide.seek(end.at))) return false;
  return stay({ kind: 'share', link: await guide.link() });
}

const LETTER = 45;
const LOOK = 1_400;
const LONGEST = 7_000;

/** How long a caption stands, in real milliseconds: to look up, to read, to look at the ring. */
export function readingTime(says: string): number {
  // Letters of some scripts say more than others.
  const letters = [...says].reduce((sum, letter) => sum + (letter.charCodeAt(0) > 0x2e80 ? 2.5 : 1), 0);
  return Math.min(LONGEST, LOOK + LETTER * letters);
}
