/** Going in by the front door: what a link or a file says of the moment and the look is done, and what it asks stands beside the ring. */
import { PLAIN_DOOR, readDoor, type Door } from '../../share/door.ts';
import { readLink, type BadLink } from '../../share/link.ts';
import type { LabView } from '../lab-view.svelte.ts';
import { raise } from '../curtain/raise.ts';
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
  if (!(await openSet(view, text, door))) return { ok: false, why: 'refused' };
  view.pace = view.curtain?.pace ?? door.preset.pace ?? 1;
  view.selection = door.look;
  view.door = isByLink || !isPlain(door) ? door : null;
  if (says.length > 0) view.speech.warn(words.share.door.leftOut(says.join(' ')));
  return { ok: true };
}

/** With as much of the page as it names, and the address. */
async function openSet(view: LabView, text: string, { at, preset }: Door): Promise<boolean> {
  return view.open(text, false, at, raise(preset));
}

/** The same for whoever goes on with a run of which this is the text. */
export async function reopen(view: LabView, text: string, at: number): Promise<boolean> {
  const { door } = doorIn(text);
  return openSet(view, text, { ...door, at });
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
