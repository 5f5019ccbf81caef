/** A scenario that somebody brings as a text or a file: opened, or refused with what is wrong in it. */
import { calm } from '../calm.svelte.ts';
import type { LabView } from '../lab-view.svelte.ts';
import { enterByText } from '../share/enter.ts';
import { OWN } from '../starters.ts';
import { words } from '../words/index.ts';

/** Larger is no text that a person wrote, and reading it would only take the page down. */
const FILE_MAX = 16_000_000;

/** False when it was refused: `view.refusals` says why, and what was open stays. */
export async function openText(view: LabView, text: string): Promise<boolean> {
  if (!(await enterByText(view, text)).ok) return false;
  // Where nothing is asked and no moment is named there is nothing to stand still for.
  if (view.door === null && !calm.current) await view.play();
  view.chosen = OWN;
  view.speech.say(words.did.opened(view.frame.title || words.ownScenario));
  return true;
}

/** Its text; null of what is no file to be read, which is said. */
export async function textOf(view: LabView, file: File): Promise<string | null> {
  if (file.size > FILE_MAX) view.speech.warn(words.tooLarge);
  else
    try {
      return await file.text();
    } catch {
      view.speech.warn(words.unreadableFile);
    }
  return null;
}
