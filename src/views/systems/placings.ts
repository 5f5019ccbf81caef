/** Where things would stand that are not there yet, by system: for the tools that put them there. */
import type { Inside } from '../../lab/inside.ts';
import { cachePlacing } from './cache/placing.ts';
import { chordPlacing } from './chord/placing.ts';
import type { Placing } from './placing.ts';

const placings: Readonly<Record<string, (inside: Inside) => Placing | null>> = {
  cache: cachePlacing,
  chord: chordPlacing,
};

/** Null where no hash decides, or nothing is known yet. */
export function placingOf(system: string, inside: Inside | null): Placing | null {
  return inside === null ? null : (placings[system]?.(inside) ?? null);
}
