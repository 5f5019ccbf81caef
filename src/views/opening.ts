/**
 * What the page opens by itself: the scenario of a link, standing still at its beginning, since nothing after that may happen before somebody
 * presses Play; or the first starter. A link that is no good costs a sentence and nothing else.
 */
import { isLink, readLink } from '../share/link.ts';
import type { LabView } from './lab-view.svelte.ts';
import { OWN, starters } from './starters.ts';

export async function openFirst(view: LabView, fragment: string, isPlaying: boolean): Promise<void> {
  const says = await refusalOf(view, fragment);
  if (says === null) return;
  const [first] = starters;
  view.chosen = first.id;
  await view.open(first.text, isPlaying);
  if (says !== '') view.speech.warn(says);
}

/** Somebody put a link into the address of an open page. What is open stays open unless the link is good. */
export async function openLink(view: LabView, fragment: string): Promise<void> {
  const says = await refusalOf(view, fragment);
  if (says !== null && says !== '') view.speech.warn(says);
}

/** Opens what the link holds. Null when it did, the empty text when there is no link. */
async function refusalOf(view: LabView, fragment: string): Promise<string | null> {
  if (!isLink(fragment)) return '';
  const read = readLink(fragment);
  if (!read.ok) return read.says;
  if (await view.open(read.text, false)) {
    view.chosen = OWN;
    return null;
  }
  const says = view.refusals.join(' ');
  view.refusals = [];
  return says;
}
