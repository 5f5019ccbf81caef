/** The keyboard. Escape lays down what is in the hand, at once; the keys that do something come with the rest of the page (afterwards.ts). */
import type { LabView } from '../lab-view.svelte.ts';
import type { StageView } from '../stage.svelte.ts';
import { words } from '../words/index.ts';
import type { actPressed } from './act-keys.ts';
import { FIELDS, STAGE } from './places.ts';

let acts: { readonly actPressed: typeof actPressed } | null = null;

export function pressed(view: LabView, stage: StageView, event: KeyboardEvent): void {
  if (event.defaultPrevented || event.altKey || event.isComposing) return;
  if (event.key === 'Escape' && !event.shiftKey && !event.ctrlKey && !event.metaKey) {
    if (leave(view, stage, event.target as Element)) event.preventDefault();
  } else if (acts !== null) acts.actPressed(view, stage, event);
  else void late(view, stage, event);
}

/** Who is quicker than the code waits for it, and has pressed the key all the same. */
async function late(view: LabView, stage: StageView, event: KeyboardEvent): Promise<void> {
  try {
    acts = await import('./act-keys.ts');
    acts.actPressed(view, stage, event);
  } catch {
    view.speech.warn(words.menu.notLoaded);
  }
}

/** One thing after the other: what is in the hand, then what is selected. What lies further below the panel hears of it. */
function leave(view: LabView, stage: StageView, target: Element): boolean {
  const isElsewhere = target.closest(FIELDS) !== null && target.closest(STAGE) === null;
  if (isElsewhere) return false;
  if (stage.cancel() || stage.hands.cancel()) {
    if (target.closest(STAGE) !== null) (document.querySelector(STAGE) as HTMLElement | null)?.focus();
    return true;
  }
  if (view.selection === null) return false;
  view.selection = null;
  return true;
}
