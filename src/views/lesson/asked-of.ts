/** Every predicate that a step's task asks after each frame. */
import { asks } from '../../history/predicates/index.ts';
import type { Prediction, Step } from '../../lessons/index.ts';
import type { Predicate } from '../../scenario/index.ts';

export function askedOf({ task }: Step): readonly Predicate[] {
  if (task === null) return [];
  return [
    ...task.checks.map(({ holds }) => holds),
    ...task.wrong.map(({ when }) => when),
    ...task.stops.flatMap(({ after }) => (after === null ? [] : [after])),
  ];
}

/** Whether any of these asks what the system promises: to judge that takes all that nodes know of themselves, so it is done for nobody else. */
export function asksPromises(predicates: readonly Predicate[]): boolean {
  return asks(predicates, (one) => 'invariant' in one);
}

/** The same of what comes true on the branch that answers a question. */
export function questionAsksPromises({ question }: Prediction): boolean {
  return question.kind === 'choices' && question.choices.some(({ holds }) => asksPromises(holds));
}
