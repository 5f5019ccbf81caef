/** How a page goes on where another one was left: its own tab by itself, another one's when somebody wants it. */
import { keptSessions, type Session } from '../../shelf/session.ts';
import type { LabView } from '../lab-view.svelte.ts';
import { momentText } from '../numbers.ts';
import { doorOf, reopen } from '../share/enter.ts';
import { OWN } from '../starters.ts';
import { words } from '../words/panels.ts';
import { keeping } from './autosave.ts';

export interface GoingOn {
  /** True when this tab goes on with what it was at. */
  goOn(view: LabView): Promise<boolean>;
  /** From here on it is kept; what another tab has left is offered. Ends with the page. */
  keep(view: LabView, isOffered: boolean): () => void;
}

export async function goingOn(): Promise<GoingOn> {
  const { own, left, begin } = await keeping(keptSessions());
  return {
    goOn: async (view) => own !== null && own.fragment === location.hash && resume(view, own),
    keep(view, isOffered) {
      if (left !== null && isOffered) offer(view, left);
      return begin(view, (isFull) => view.speech.warn(isFull ? words.keeping.full : words.notKept));
    },
  };
}

function offer(view: LabView, left: Session): void {
  const says = words.keeping.left(left.title || words.ownScenario, momentText(left.at));
  view.speech.offer(says, words.keeping.goOn, () => void resume(view, left));
}

async function resume(view: LabView, { text, at, pace, isPlaying }: Session): Promise<boolean> {
  view.pace = pace;
  if (!(await reopen(view, text, at))) {
    // An older or newer page may have written it: what cannot be read is not gone on with.
    view.refusals = [];
    view.speech.warn(words.keeping.unreadable);
    return false;
  }
  view.chosen = OWN;
  view.door = doorOf(text);
  view.speech.say(words.keeping.resumed(momentText(at)));
  if (isPlaying) await view.play();
  return true;
}
