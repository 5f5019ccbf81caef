/** Ropes: who is cut from whom. A loop lies round nodes that stand side by side; a side that is scattered has several. */
import { pointAt, short, type Point, type RingLayout } from './ring.ts';

export interface Side {
  /** From 1 on, as it is said. */
  readonly number: number;
  readonly nodes: readonly string[];
}

/** Whoever is in no group of a cut makes up one further side. */
export function sidesOf(groups: readonly (readonly string[])[], all: readonly string[]): readonly Side[] {
  const named = new Set(groups.flat());
  const rest = all.filter((id) => !named.has(id));
  return [...groups, rest]
    .map((group) => group.filter((id) => all.includes(id)))
    .filter((group) => group.length > 0)
    .map((nodes, index) => ({ number: index + 1, nodes }));
}

/** Nodes of one side that stand next to each other, clockwise; places of the last may be beyond 1. */
export interface Run {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

export function runsOf(side: Side, places: ReadonlyMap<string, number>): readonly Run[] {
  const order = [...places].sort((left, right) => left[1] - right[1]);
  const isHere = order.map(([id]) => side.nodes.includes(id));
  if (isHere.every(Boolean)) return [];
  // Begun behind somebody of another side, no run is cut in two by the top of the circle.
  const start = isHere.indexOf(false);
  const runs: Run[] = [];
  let isOpen = false;
  for (let step = 1; step <= order.length; step += 1) {
    const index = (start + step) % order.length;
    const turn = start + step >= order.length ? 1 : 0;
    const place = (order[index] as [string, number])[1] + turn;
    const before = isOpen ? runs.pop() : undefined;
    isOpen = isHere[index] === true;
    if (!isOpen && before !== undefined) runs.push(before);
    if (isOpen) runs.push({ from: before?.from ?? place, to: place, count: (before?.count ?? 0) + 1 });
  }
  return runs;
}

/** Round the badges of a run, at a distance from them. */
export function loopPath(layout: RingLayout, { from, to }: Run): string {
  const { radius, badge } = layout;
  const gap = badge + 10;
  const [outer, inner] = [radius + gap, radius - gap];
  const isLarge = (to - from) * 2 * Math.PI > Math.PI ? 1 : 0;
  const at = (place: number, distance: number): string => short(pointAt(layout, place, distance));
  return (
    `M${at(from, outer)}A${outer} ${outer} 0 ${isLarge} 1 ${at(to, outer)}` +
    `A${gap} ${gap} 0 0 1 ${at(to, inner)}` +
    `A${inner} ${inner} 0 ${isLarge} 0 ${at(from, inner)}` +
    `A${gap} ${gap} 0 0 1 ${at(from, outer)}Z`
  );
}

/** Where the number of a side stands: inside the ring, at the middle of its longest run. */
export function labelOf(layout: RingLayout, runs: readonly Run[]): Point | null {
  const [longest] = runs.toSorted((left, right) => right.count - left.count);
  if (longest === undefined) return null;
  return pointAt(layout, (longest.from + longest.to) / 2, layout.radius - layout.badge - 40);
}
