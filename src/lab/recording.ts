/** A session as it is passed on: everything that is needed to run it again, and what came of it. */
import { writeScenario } from '../scenario/index.ts';
import { sketches } from '../systems/on-demand.ts';
import type { Lookout } from './lookout.ts';
import type { Moment } from './replay.ts';
import type { Run } from './run.ts';
import type { Recording } from './types.ts';

/** The same without what came of it. Where a hand has acted it is another run than the one that a scenario's record is of. */
export function scenarioTextOf({ branch, scenario }: Run): string {
  const until = Math.max(scenario.until, branch.head.at);
  const { made, ...rest } = scenario;
  const isAsMade = made !== undefined && branch.byHand.size === 0;
  return writeScenario({ ...rest, ...(isAsMade && { made }), script: branch.script, until }, sketches);
}

export async function recordingOf(run: Run, looked: Moment, lookout: Lookout): Promise<Recording> {
  const { scenario, branch } = run;
  const { script, head } = branch;
  const behind = ({ at, applied }: Moment): number =>
    // Whoever comes to an instant finds it before its actions: what was done at it is seen right after.
    applied !== null && script[applied - 1]?.at === at ? at + 1 : at;
  const end = behind(head);
  const { made: _, ...rest } = scenario;
  const made = {
    editions: { [scenario.system]: run.cluster.system.edition },
    fingerprint: end === 0 ? '' : await lookout.fingerprintAt(run, end),
    at: end,
  };
  const until = Math.max(scenario.until, end);
  const text = writeScenario({ ...rest, script, until, ...(end > 0 && { made }) }, sketches);
  return { text, at: behind(looked) };
}
