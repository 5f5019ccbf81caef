/** How time comes to a stop of a lesson, for whoever plays one: the task is solved act by act until the stop is reached. */
import { instantOf } from '../../../src/lessons/watch.ts';
import type { LessonAct, Stop } from '../../../src/lessons/types.ts';
import { MILLISECOND, type Micros } from '../../../src/kernel/time.ts';
import type { Stage } from './stage.ts';

/** How often is looked whether something holds by now. */
export const EVERY = 20 * MILLISECOND;

/** Goes on as far as acts may go while time stands at the stop. False when it never came there. */
export async function playToStop(
  stop: Stop,
  solve: readonly LessonAct[],
  there: Stage,
  act: (act: LessonAct) => Promise<void>,
  { isLeftThere = false } = {},
): Promise<boolean> {
  const reach = async (): Promise<Micros | null> => {
    const at = instantOf(stop, await there.view(), there.began);
    if (at === null || at < there.cluster.position) return null;
    await there.wait(at - there.cluster.position);
    return at;
  };
  let reached = await reach();
  for (const one of solve) {
    if (isLeftThere && reached !== null) return true;
    if (one.kind !== 'wait') await act(one);
    // Once it stands at the stop nobody waits any longer.
    const until = there.cluster.position + (one.kind === 'wait' && reached === null ? one.wait : 0);
    while (reached === null && there.cluster.position < until) {
      reached = await reach();
      if (reached === null) await there.wait(EVERY);
    }
  }
  return reached !== null;
}
