/** Who acts for keys from now on, for people: it follows from two views, without a look at any key. */
import type { NodeId } from '../../kernel/contract.ts';
import { circleSizeOf } from '../../placement/plan.ts';
import type { Placement } from '../../placement/placement.ts';
import { actingAmong, placementOf, type Era, type PlacementRule } from './view.ts';

/** Where a placement scatters neighbours, so many places stand for all. */
const SAMPLES = 1_024;

/** Those who act for keys that `fallen` acted for, in the order of their ids. */
export function heirsOf(before: Era, after: Era, rule: PlacementRule, fallen: NodeId): readonly NodeId[] {
  const placement = placementOf(after.placed, rule);
  const heirs = new Set<NodeId>();
  for (const position of positionsOf(placement)) {
    const owners = placement.ownersAt(position, rule.replicas);
    const acting =
      owners.includes(fallen) && actingAmong(before, owners) === fallen ? actingAmong(after, owners) : null;
    if (acting !== null && acting !== fallen) heirs.add(acting);
  }
  return [...heirs].sort();
}

function positionsOf(placement: Placement): Iterable<number> {
  if (placement.stretches !== null) return placement.stretches;
  const step = circleSizeOf(placement) / SAMPLES;
  return Array.from({ length: SAMPLES }, (_, index) => Math.floor(index * step));
}
