/** The scale of the scrubber: its length, its ticks, and marks that would lie on each other taken together. */
const SECOND = 1_000_000;
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600, 7200, 21_600, 86_400].map(
  (step) => step * SECOND,
);

/** Past its planned end a run goes on; the scale then grows by whole steps, because one that grows with every frame cannot be aimed at. */
export function scaleEnd(head: number, until: number): number {
  if (head <= until) return Math.max(until, SECOND);
  const step = Math.max(SECOND, stepFor(head, 8));
  return Math.ceil((head + step / 10) / step) * step;
}

export function ticks(end: number, width: number): readonly number[] {
  const step = stepFor(end, Math.max(1, Math.floor(width / 90)));
  return Array.from({ length: Math.floor(end / step) + 1 }, (_, index) => index * step);
}

function stepFor(end: number, most: number): number {
  return STEPS.find((step) => end / step <= most) ?? Math.ceil(end / most);
}

export interface MarkGroup<Mark> {
  readonly x: number;
  readonly marks: readonly [Mark, ...Mark[]];
}

/** Marks in the order of time; those closer than `gap` become one. */
export function groupMarks<Mark extends { readonly at: number }>(
  marks: readonly Mark[],
  end: number,
  width: number,
  gap: number,
): readonly MarkGroup<Mark>[] {
  const groups: { x: number; marks: [Mark, ...Mark[]] }[] = [];
  for (const mark of marks) {
    const x = (mark.at / end) * width;
    const last = groups.at(-1);
    if (last !== undefined && x - last.x < gap) last.marks.push(mark);
    else groups.push({ x, marks: [mark] });
  }
  return groups;
}
