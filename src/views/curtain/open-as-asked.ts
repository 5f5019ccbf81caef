/** A page that somebody has come to by an address which names more than a scenario. */
import type { LabView } from '../lab-view.svelte.ts';
import { openFirst } from '../opening.ts';
import { heed, settle } from './raise.ts';

export async function openAsAsked(
  view: LabView,
  { search, hash }: Pick<Location, 'search' | 'hash'>,
  isPlaying: boolean,
): Promise<void> {
  const asked = heed(view, search);
  await openFirst(view, hash, isPlaying && asked.step === null, asked.opens);
  await settle(view, asked);
}
