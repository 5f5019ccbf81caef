/** Where things that are not there yet would stand: by the same hashes as those that are. */
import { encodeText } from '../../../kernel/bytes.ts';
import type { Inside } from '../../../lab/inside.ts';
import { pointsOf, positionOf } from '../../../placement/hash.ts';
import { slotOf } from '../../../placement/slots.ts';
import { ownersOf, placementOf } from '../../../systems/cache/view.ts';
import type { Placing } from '../placing.ts';
import { circleOf } from './band.ts';
import { mindsOf, viewInForce } from './minds.ts';

/** Keys are hashed as bytes, a char for each. */
function bytesOf(key: string): string {
  return Array.from(encodeText(key), (byte) => String.fromCharCode(byte)).join('');
}

export function cachePlacing(inside: Inside): Placing | null {
  const minds = mindsOf(inside);
  const view = viewInForce(minds);
  if (view === null) return null;
  const { rule } = minds;
  const circle = circleOf(rule);
  const hasPoints = rule.kind === 'ring' || rule.kind === 'bounded';
  return {
    keyAt: (key) => (rule.kind === 'slots' ? slotOf : positionOf)(bytesOf(key)) / circle,
    ownersOf: (key) => ownersOf(view.placed, rule, bytesOf(key)),
    nodeAt: (id, weight) =>
      hasPoints ? Array.from(pointsOf(id, weight * rule.virtualNodes), (point) => point / circle) : [],
    shareOf(id, weight) {
      if (view.placed.some((node) => node.id === id)) return null;
      const placement = placementOf([...view.placed, { id, weight }], rule);
      const { stretches } = placement;
      if (stretches === null) return null;
      let from = (stretches.at(-1) as number) - circle;
      let own = 0;
      for (const last of stretches) {
        if (placement.ownersAt(last, 1)[0] === id) own += last - from;
        from = last;
      }
      return own / circle;
    },
  };
}
