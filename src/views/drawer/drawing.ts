/** All that a picture of the space-time diagram is made from. */
import type { Frame, Offsets } from '../geometry/space-time.ts';
import type { Chain } from './chain.ts';
import type { Scenery } from './space-time.svelte.ts';
import type { Band } from './threads.ts';

export interface Drawing {
  readonly frame: Frame;
  readonly scenery: Scenery;
  /** Lanes from the top, each with its colour. */
  readonly lanes: readonly { readonly id: string; readonly fill: string }[];
  readonly offsets: Offsets;
  readonly now: number;
  /** By name and copy; null when no message is looked at. */
  readonly selected: string | null;
  readonly chain: Chain;
  readonly bandWords: Readonly<Record<Band, string>>;
  readonly nowWord: string;
}
