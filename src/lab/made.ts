/** What a scenario says of the run that made it, held against the run that was just made of it. */
import type { Scenario } from '../scenario/types.ts';
import { systemOf } from '../systems/on-demand.ts';

/** `older` and `newer`: it was made by another edition of the system, so nothing can be said of it. */
export type MadeVerdict = 'equal' | 'different' | 'older' | 'newer';

/** The instant of the fingerprint; null where the scenario carries none. */
export function madeAt({ made, until }: Scenario): number | null {
  return made === undefined ? null : (made.at ?? until);
}

/** `fingerprint` is that of the run at this instant. */
export function compareWithMade({ made, system }: Scenario, fingerprint: string): MadeVerdict | null {
  if (made === undefined) return null;
  const theirs = made.editions[system];
  const { edition } = systemOf(system);
  if (theirs === undefined || theirs < edition) return 'older';
  if (theirs > edition) return 'newer';
  return made.fingerprint === fingerprint ? 'equal' : 'different';
}
