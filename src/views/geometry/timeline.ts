/** The time line: its length, its ticks, marks that would lie on each other taken together, and how much traffic was when. */
const SECOND = 1_000_000;
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600, 7200, 21_600, 86_400].map(
  (step) => step * SECOND,
);
/** Into how many parts a step is divided so that each is a whole number of something. */
const PARTS: ReadonlyMap<number, number> = new Map(
  STEPS.map((step, index) => [step, [5, 2, 5, 5, 3, 3, 6, 2, 5, 5, 6, 6, 4, 6, 6][index] as number]),
);

/** Past its planned end a run goes on; the scale then grows by whole steps, because one that grows with every frame cannot be aimed at. */
export function scaleEnd(head: number, until: number): number {
  if (head <= until) return Math.max(until, SECOND);
  const step = Math.max(SECOND, stepFor(head, 8));
  return Math.ceil((head + step / 10) / step) * step;
}

export function ticks(end: number, width: number): readonly number[] {
  return every(stepFor(end, Math.max(1, Math.floor(width / 90))), end);
}

/** Those between the ticks that have numbers. */
export function smallTicks(end: number, width: number): readonly number[] {
  const step = stepFor(end, Math.max(1, Math.floor(width / 90)));
  const part = step / (PARTS.get(step) ?? 5);
  return every(part, end).filter((_, index) => index % Math.round(step / part) !== 0);
}

function every(step: number, end: number): readonly number[] {
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

/** More operations than this on one line are no single ones to look at. */
const TRAFFIC_ONE_BY_ONE = 24;

interface Counted {
  readonly at: number;
  readonly count: number;
  readonly isTraffic: boolean;
}

/** What gets a glyph. Traffic does as long as it is little; else it is drawn by how much of it there was. */
export function singled<Mark extends Counted>(marks: readonly Mark[]): readonly Mark[] {
  return isCrowded(marks) ? marks.filter(({ isTraffic }) => !isTraffic) : marks;
}

export interface Bar {
  readonly x: number;
  /** From 0 to 1. */
  readonly height: number;
}

/** Traffic by stretches of the line; nothing while each operation has a glyph of its own. */
export function trafficBars(marks: readonly Counted[], end: number, width: number, step = 4): readonly Bar[] {
  if (!isCrowded(marks)) return [];
  const counts = new Map<number, number>();
  for (const { at, count, isTraffic } of marks) {
    if (!isTraffic) continue;
    const place = Math.floor(((at / end) * width) / step);
    counts.set(place, (counts.get(place) ?? 0) + count);
  }
  const most = Math.max(...counts.values());
  return [...counts].map(([place, count]) => ({ x: place * step, height: Math.sqrt(count / most) }));
}

function isCrowded(marks: readonly Counted[]): boolean {
  return marks.reduce((sum, { count, isTraffic }) => (isTraffic ? sum + count : sum), 0) > TRAFFIC_ONE_BY_ONE;
}
