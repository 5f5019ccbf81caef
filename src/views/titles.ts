/** What the open scenario is called: one that comes with the page in its language, another as its maker wrote it. */
import type { LabView } from './lab-view.svelte.ts';
import { words } from './words/index.ts';

export function titleOf({ chosen, frame }: Pick<LabView, 'chosen' | 'frame'>): string {
  const titles: Readonly<Record<string, string | undefined>> = words.starters;
  const ours = Object.hasOwn(titles, chosen) ? titles[chosen] : undefined;
  return ours ?? (frame.title || words.ownScenario);
}
