/**
 * Parts of the page that no ring needs to live. They come unasked as soon as one does, so that nobody waits for them; whoever wants one earlier has
 * it when it comes, and is told if it does not.
 */
import { fetchAdding } from './systems/arrivals.svelte.ts';

const parts: readonly (() => Promise<unknown>)[] = [
  () => import('./interaction/act-keys.ts'),
  () => import('./ring/SelectedKey.svelte'),
  () => import('./ring/Operation.svelte'),
  () => fetchAdding('cache'),
];

let isBegun = false;

export async function fetchTheRest(): Promise<void> {
  if (isBegun) return;
  isBegun = true;
  for (const part of parts) await part().catch(() => undefined);
}
