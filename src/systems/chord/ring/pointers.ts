/** The fingers as people see them: each node once, with the lowest finger that points to it. */
import { offsetBy, type Identifier } from '../../../placement/identifier.ts';
import type { ChordOptions } from '../options.ts';
import type { State } from '../state.ts';
import type { Peer } from './peers.ts';

export interface Pointer {
  readonly finger: number;
  /** It points to the owner of this. */
  readonly start: Identifier;
  readonly to: Peer;
}

export function pointersOf({ me, fingers }: State, { bits }: ChordOptions): readonly Pointer[] {
  const found: Pointer[] = [];
  for (const [finger, to] of fingers.entries())
    if (to !== null && to.id !== found.at(-1)?.to.id)
      found.push({ finger, start: offsetBy(me.at, finger, bits), to });
  return found;
}
