/**
 * Ciphers are heavy and few clusters use them, so their code comes on demand: whoever starts nodes waits for `loadLinks`, and programs, which
 * cannot wait, find it here. Loaded code is the one thing that this module keeps; it decides nothing about a run.
 */
import type * as Links from './sealed.ts';

let loaded: typeof Links | null = null;
let loading: Promise<void> | null = null;

export function loadLinks(): Promise<void> {
  loading ??= import('./sealed.ts').then((links) => void (loaded = links));
  return loading;
}

export function areLinksLoaded(): boolean {
  return loaded !== null;
}

export function linksLoaded(): typeof Links {
  if (loaded === null) throw new Error('the code of encrypted links has not been loaded');
  return loaded;
}
