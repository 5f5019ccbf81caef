/** What every lesson has, and what only all of it together can be asked. */
import type { Said } from './prose.ts';
import type { LessonFault, LessonHead, Step } from './types.ts';

export function faultsOfWhole(
  steps: readonly Step[],
  head: LessonHead | undefined,
  said: readonly Said[],
): readonly LessonFault[] {
  return [...missing(steps), ...faultsOfTies(steps, said), ...faultsOfTools(steps, head)];
}

function missing(steps: readonly Step[]): LessonFault[] {
  const line = steps.at(-1)?.line ?? 1;
  const faults: LessonFault[] = [];
  if (!steps.some(({ prediction }) => prediction !== null))
    faults.push({ line, says: 'a lesson asks for a prediction' });
  if (!steps.some(({ task, isTransfer }) => task !== null && !isTransfer))
    faults.push({ line, says: 'a lesson gives a task' });
  for (const [what, count] of [
    ['lets explain', steps.filter(({ explain }) => explain !== null).length],
    ['lets transfer', steps.filter(({ isTransfer }) => isTransfer).length],
  ] as const)
    if (count !== 1) faults.push({ line, says: `a lesson ${what} once, not ${count} times` });
  return faults;
}

/** Every check has a name of its own, and what the text is tied to is there. */
function faultsOfTies(steps: readonly Step[], said: readonly Said[]): LessonFault[] {
  const ids = new Set<string>();
  const faults: LessonFault[] = [];
  for (const { task, claims } of steps)
    for (const { id, line } of [...(task?.checks ?? []), ...claims]) {
      if (ids.has(id)) faults.push({ line, says: `there is a check "${id}" already` });
      ids.add(id);
    }
  for (const { id, line } of said)
    if (!ids.has(id)) faults.push({ line, says: `there is no check "${id}" in this lesson` });
  return faults;
}

function faultsOfTools(steps: readonly Step[], head: LessonHead | undefined): LessonFault[] {
  if (head === undefined) return [];
  const given = new Set<string>([...head.teaches, ...head.shows]);
  return steps.flatMap(({ unlocks, line }) =>
    unlocks
      .filter((one) => !given.has(one))
      .map((one) => ({ line, says: `"${one}" is unlocked, but stands neither in teaches nor in shows` })),
  );
}
