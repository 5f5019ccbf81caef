/**
 * What the answers to a shared question come to: a branch of the very cluster is run on from the moment of the question, and the predicates that stand
 * with the answers are asked of it. Where none stands, nobody judges: the run itself shows it.
 */
import { holds, type HistoryView } from '../../history/predicates/index.ts';
import { pointedAt } from '../../lessons/pointing.ts';
import { readPredicate } from '../../scenario/index.ts';
import type { Answers, DoorChoice } from '../../share/door.ts';
import { systemOf } from '../../systems/registry.ts';
import type { LabView } from '../lab-view.svelte.ts';
import { Branching } from '../lesson/branching.ts';

/** The place of a choice, or whoever was pointed at. */
export type Guess = number | string;

export interface Judged {
  /** The instant that was looked at. */
  readonly at: number;
  /** What could be said of each answer; what nobody can judge is not in it. */
  readonly isTrue: ReadonlyMap<Guess, boolean>;
}

/** Whether a branch can say anything at all of them. */
export function isJudgeable(answers: Answers | null): boolean {
  if (answers === null) return false;
  return answers.kind === 'point'
    ? answers.holds !== null
    : answers.choices.some(({ holds: one }) => one !== null);
}

/** From the moment that is looked at. Null where no branch could be run. */
export async function judge(
  view: LabView,
  answers: Answers,
  among: readonly string[],
): Promise<Judged | null> {
  const { frame, known, inside } = view;
  const overview = (await systemOf(frame.system).overview?.()) ?? null;
  const played = await view.forLessons.suppose({ acts: [], looks: [answers.wait] });
  if (!played.ok) return null;
  const branching = new Branching(overview, {
    past: known.events.filter(({ at }) => at <= frame.at),
    before: inside === null ? null : (overview?.(inside) ?? null),
  });
  const seen = branching.views(played.supposed).at(-1);
  return seen === undefined ? null : { at: seen.at, isTrue: judgedBy(seen, answers, among) };
}

/** A predicate that cannot be read judges nothing, and takes no other answer along. */
export function judgedBy(
  seen: HistoryView,
  answers: Answers,
  among: readonly string[],
): ReadonlyMap<Guess, boolean> {
  if (answers.kind === 'choices')
    return new Map(
      answers.choices.flatMap((choice, place): [Guess, boolean][] => {
        const is = choiceHolds(choice, seen);
        return is === null ? [] : [[place, is]];
      }),
    );
  const { holds: open } = answers;
  if (open === null) return new Map();
  return new Map(
    among.flatMap((it): [Guess, boolean][] => {
      const read = pointedAt(open, it);
      return read.ok ? [[it, holds(read.predicate, seen)]] : [];
    }),
  );
}

function choiceHolds({ holds: one }: DoorChoice, seen: HistoryView): boolean | null {
  if (one === null) return null;
  const read = readPredicate(one);
  return read.ok ? holds(read.predicate, seen) : null;
}
