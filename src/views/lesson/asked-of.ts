/** Every predicate that a step's task asks after each frame. */
import type { Step } from '../../lessons/index.ts';
import type { Predicate } from '../../scenario/index.ts';

export function askedOf({ task }: Step): readonly Predicate[] {
  if (task === null) return [];
  return [
    ...task.checks.map(({ holds }) => holds),
    ...task.wrong.map(({ when }) => when),
    ...task.stops.flatMap(({ after }) => (after === null ? [] : [after])),
  ];
}
