/** What a scenario says of the run that made it, held against the run that was just made of it. */
import type { Scenario } from '../scenario/types.ts';
import { systemOf } from '../systems/registry.ts';

/** A sentence for people, or null when the scenario carries no fingerprint. `fingerprint` is that of the run at the scenario's end. */
export function compareWithMade(scenario: Scenario, fingerprint: string): string | null {
  const { made, system } = scenario;
  if (made === undefined) return null;
  const theirs = made.editions[system];
  const { edition } = systemOf(system);
  if (theirs === undefined || theirs < edition) {
    return `Recorded with an older ${system}; the same acts, perhaps another ending.`;
  }
  if (theirs > edition) return `Recorded with a newer ${system}; the same acts, perhaps another ending.`;
  return made.fingerprint === fingerprint
    ? 'The run came out equal to the one it was recorded from.'
    : 'The run did not come out equal to the one it was recorded from.';
}
