/** Two bands held against each other: what somebody believes, and what is so. */
import type { NodeId } from '../../kernel/contract.ts';
import type { Arc } from './scene.ts';

/** Stretches for which two bands name different nodes. Both go once round the circle. Nothing is held against arcs of the first that `isOpen` names. */
export function differing(
  one: readonly Arc[],
  other: readonly Arc[],
  isOpen: (arc: Arc) => boolean = () => false,
): { from: number; to: number }[] {
  if (one.length === 0 || other.length === 0) return [];
  const ends = [...new Set([...one, ...other].map(({ to }) => to))].sort((left, right) => left - right);
  const wrong: { from: number; to: number }[] = [];
  let from = (ends.at(-1) as number) - 1;
  let [first, second] = [0, 0];
  for (const to of ends) {
    while (first < one.length && (one[first] as Arc).to < to) first += 1;
    while (second < other.length && (other[second] as Arc).to < to) second += 1;
    const isJudged = !isOpen(arcIn(one, first));
    if (isJudged && answererIn(one, first) !== answererIn(other, second)) {
      const before = wrong.at(-1);
      if (before?.to === from) wrong[wrong.length - 1] = { from: before.from, to };
      else wrong.push({ from, to });
    }
    from = to;
  }
  return wrong;
}

function answererIn(arcs: readonly Arc[], index: number): NodeId | null {
  const { answers, isMute } = arcIn(arcs, index);
  return isMute ? null : answers;
}

/** What lies behind the last end belongs to the first arc: the circle has no beginning. */
function arcIn(arcs: readonly Arc[], index: number): Arc {
  return (arcs[index] ?? arcs[0]) as Arc;
}
