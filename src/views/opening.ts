/**
 * What the page opens by itself: the scenario of a link, standing still at its moment, since nothing after that may happen before somebody
 * presses Play; or the first starter. A link that is no good costs a sentence and nothing else.
 */
import { isLink } from '../share/mark.ts';
import type { LabView } from './lab-view.svelte.ts';
import { OWN, starters, type Starter } from './starters.ts';

/** True when the address said what to open. */
export async function openFirst(
  view: LabView,
  fragment: string,
  isPlaying: boolean,
  id: string | null = null,
): Promise<boolean> {
  const says = await refusalOf(view, fragment, false);
  if (says === null) return true;
  await openStarter(view, starters.find((one) => one.id === id) ?? starters[0], isPlaying);
  if (says !== '') view.speech.warn(says);
  return false;
}

export async function openStarter(
  view: LabView,
  { id, text, pace = 1, opensAt = 0 }: Starter,
  isPlaying: boolean,
): Promise<void> {
  view.chosen = id;
  view.pace = view.ownCurtain?.pace ?? pace;
  await view.open(text, isPlaying, opensAt);
}

/** What the address names of the page, an instant, or somebody's eyes. What sets a stage is loaded for whoever asks for one. */
export const isSet = (query: string): boolean => /[?&](show|as|step|open)=/.test(query);

/** Somebody put a link into the address of an open page. What is open stays open unless the link is good. */
export async function openLink(view: LabView, fragment: string): Promise<void> {
  const says = await refusalOf(view, fragment, true);
  if (says !== null && says !== '') view.speech.warn(says);
}

/** Opens what the link holds. Null when it did, the empty text when there is no link. `isKept`: what was open before stays open. */
async function refusalOf(view: LabView, fragment: string, isKept: boolean): Promise<string | null> {
  if (!isLink(fragment)) return '';
  // What reads a link is loaded with the first one.
  const { badLinkText, enterByLink } = await import('./share/enter.ts');
  const entered = await enterByLink(view, fragment);
  if (entered.ok) {
    view.chosen = OWN;
    return null;
  }
  if (entered.why !== 'refused') return badLinkText(entered.why, isKept);
  const says = view.refusals.join(' ');
  view.refusals = [];
  return says;
}
