/** A key as it travels. */
import type { Siblings } from '../../protocols/vector-clock.ts';
import type { Deed } from './deeds.ts';
import type { Sibling, Stamp } from './ledger.ts';

/** One key as another node may take it over: how it stands, and what it holds; null where it is gone. */
export interface Item {
  readonly key: string;
  readonly stamp: Stamp;
  readonly gone: number | null;
  readonly entry: Uint8Array | null;
  /** Where several values are kept, all of them; then `entry` is null. */
  readonly siblings?: Siblings<Sibling>;
  /** What is remembered of requests that changed it; absent where nothing is. */
  readonly deeds?: readonly Deed[];
}
