/** The acts of a supposition as the replayer takes them: scenarios in it are read here, where one that is no good is refused. */
import { formatFault, readScenario } from '../scenario/index.ts';
import { bringSystemOf, sketches } from '../systems/on-demand.ts';
import type { SupposedAct, SupposedDeed } from './supposing.ts';

export type ReadDeeds =
  | { readonly ok: true; readonly deeds: readonly SupposedDeed[] }
  | { readonly ok: false; readonly says: readonly string[] };

export async function readDeeds(acts: readonly SupposedAct[]): Promise<ReadDeeds> {
  const deeds: SupposedDeed[] = [];
  for (const act of acts) {
    if (act.kind !== 'open') {
      deeds.push(act);
      continue;
    }
    await bringSystemOf(act.text);
    const read = readScenario(act.text, sketches);
    if (!read.ok) return { ok: false, says: read.faults.map(formatFault) };
    deeds.push({ kind: 'open', scenario: read.scenario, at: act.at });
  }
  return { ok: true, deeds };
}
