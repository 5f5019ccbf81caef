/** Going in by the front door: what a link or a file says of the moment and the look is done, and what it asks stands beside the ring. */
import { PLAIN_DOOR, readDoor, type Door } from '../../share/door.ts';
import { readLink, type BadLink } from '../../share/link.ts';
import type { LabView } from '../lab-view.svelte.ts';
import { words } from '../words/panels.ts';

export type Entered =
  | { readonly ok: true }
  /** Not even a scenario; `view.refusals` says what is wrong with one that is. */
  | { readonly ok: false; readonly why: BadLink | 'refused' };

export async function enterByLink(view: LabView, fragment: string): Promise<Entered> {
  const read = readLink(fragment);
  return read.ok ? enterByText(view, read.text, true) : read;
}

export async function enterByText(view: LabView, text: string, isByLink = false): Promise<Entered> {
  const { door, says } = doorIn(text);
  if (!(await view.open(text, false, door.at))) return { ok: false, why: 'refused' };
  const { pace } = door.preset;
  view.pace = pace ?? 1;
  view.selection = door.look;
  view.door = isByLink || !isPlain(door) ? door : null;
  if (says.length > 0) view.speech.warn(words.share.door.leftOut(says.join(' ')));
  return { ok: true };
}

/** What stands before whoever goes on with this; null where nothing does. */
export function doorOf(text: string): Door | null {
  const { door } = doorIn(text);
  return isPlain(door) ? null : door;
}

const isPlain = ({ at, look, question, notes }: Door): boolean =>
  at === 0 && look === null && question === null && notes.length === 0;

function doorIn(text: string): { readonly door: Door; readonly says: readonly string[] } {
  try {
    return readDoor((JSON.parse(text) as { readonly about?: unknown } | null)?.about);
  } catch {
    // What is no JSON is refused by whoever opens it, in words.
    return { door: PLAIN_DOOR, says: [] };
  }
}

export function badLinkText(why: BadLink, isKept: boolean): string {
  const { bad } = words.share;
  return isKept ? bad.kept[why] : bad[why];
}
