/**
 * What a move is about to do, for people: which share of all keys each node gets that it did not hold. It follows from where keys are and where
 * they are to go (placement/plan.ts), without a look at any key; so it says before the first key has moved that nobody gets keys but those who
 * should.
 */
import type { NodeId } from '../../kernel/contract.ts';
import { circleSizeOf, plan, sizeOfRange } from '../../placement/plan.ts';
import { placementOf, type PlacementRule, type View } from './view.ts';

/** By node, in hundredths of a percent of all keys; null for placements that scatter neighbours, where only keys themselves can be asked. */
export function gainsOf(
  { placed, target }: View,
  rule: PlacementRule,
): Readonly<Record<NodeId, number>> | null {
  if (target === null) return {};
  const [before, after] = [placementOf(placed, rule), placementOf(target, rule)];
  if (before.stretches === null || after.stretches === null) return null;
  const circle = circleSizeOf(before);
  const gained = new Map<NodeId, number>();
  for (const { range, gains } of plan(before, after, rule.replicas)) {
    for (const { node } of gains) gained.set(node, (gained.get(node) ?? 0) + sizeOfRange(range, circle));
  }
  return Object.fromEntries([...gained].map(([node, size]) => [node, Math.round((size / circle) * 10_000)]));
}
