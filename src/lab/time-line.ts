/** What the time line of a branch shows: what happened on it, and what its script still has to come. */
import { markOfAct } from '../history/marks.ts';
import type { Branch } from './branch.ts';
import type { Marks } from './types.ts';

export function timeLineOf({ marks, script, head }: Branch): Marks {
  const known = marks.all.map((mark) => ({ ...mark, isPlanned: false }));
  const planned = script
    .slice(head.applied ?? 0)
    .map((action) => ({ ...markOfAct(action), isPlanned: true }));
  return { marks: [...known, ...planned], cuts: marks.cuts };
}
