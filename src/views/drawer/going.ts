/** From an event to its instant, and to what it is about. */
import type { HistoryEvent } from '../../cluster/recorder.ts';
import { aboutOf } from '../event-rows.ts';
import type { LabView } from '../lab-view.svelte.ts';

/** A cluster that stands at an instant has not done what happens there: a microsecond later it has. */
export async function goTo(view: LabView, event: HistoryEvent): Promise<void> {
  const about = aboutOf(event, (id) => view.looks.has(id));
  if (about !== null) view.selection = about;
  await seekTo(view, event.at + 1);
}

export async function seekTo(view: LabView, at: number): Promise<void> {
  await view.seek(Math.min(at, view.frame.head));
}
