/** The course as a list: every lesson with how far somebody is in it, in one of three orders. */
import type { Listed } from '../../lessons/index.ts';
import { OUTCOMES, PARTS, type LessonHead, type Part } from '../../lessons/types.ts';
import type { Progress } from '../../shelf/progress.ts';

/** As they follow each other; by part of the course; by what one can do afterwards. */
export const ORDERS = ['path', 'part', 'goal'] as const;
export type CourseOrder = (typeof ORDERS)[number];

export type Goal = LessonHead['outcome']['verb'];

export interface CourseRow {
  readonly name: string;
  readonly head: LessonHead;
  readonly state: 'new' | 'begun' | 'done';
  /** The question; once it has been answered, the title, which may say the answer. */
  readonly says: string;
  /** On what it builds, said in the same way. Never a lock. */
  readonly needs: readonly string[];
}

export type CourseGroup =
  | { readonly by: 'path'; readonly name: null; readonly rows: readonly CourseRow[] }
  | { readonly by: 'part'; readonly name: Part; readonly rows: readonly CourseRow[] }
  | { readonly by: 'goal'; readonly name: Goal; readonly rows: readonly CourseRow[] };

/** `progress` is by the id of a lesson, as it is kept. */
export function courseRows(
  lessons: readonly Listed[],
  progress: ReadonlyMap<string, Progress>,
): readonly CourseRow[] {
  const stateOf = (id: string): CourseRow['state'] => {
    const kept = progress.get(id);
    if (kept === undefined) return 'new';
    return kept.isLearnt ? 'done' : 'begun';
  };
  const saying = ({ id, title, question }: LessonHead): string => (stateOf(id) === 'done' ? title : question);
  const said = new Map(lessons.map(({ head }) => [head.id, saying(head)]));
  return lessons.map(({ name, head }) => ({
    name,
    head,
    state: stateOf(head.id),
    says: saying(head),
    // One that is not there in this language is named by nobody.
    needs: head.needs.flatMap((id) => said.get(id) ?? []),
  }));
}

/** Within a group lessons stay in the order of the course; a group that would be empty is none. */
export function inOrder(rows: readonly CourseRow[], order: CourseOrder): readonly CourseGroup[] {
  const groups: readonly CourseGroup[] =
    order === 'path'
      ? [{ by: 'path', name: null, rows }]
      : order === 'part'
        ? PARTS.map((name) => ({ by: 'part', name, rows: rows.filter(({ head }) => head.part === name) }))
        : OUTCOMES.map((name) => ({
            by: 'goal',
            name,
            rows: rows.filter(({ head }) => head.outcome.verb === name),
          }));
  return groups.filter((group) => group.rows.length > 0);
}

/** What was chosen before, if it is still one of them. */
export const orderNamed = (name: string | null): CourseOrder => ORDERS.find((one) => one === name) ?? 'path';
