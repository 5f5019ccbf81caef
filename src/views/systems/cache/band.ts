/** The band of a cache: which stretches there are, whose they are, and where its nodes stand on it. */
import type { NodeId } from '../../../kernel/contract.ts';
import { CIRCLE, pointsOf } from '../../../placement/hash.ts';
import { inOrder, type PlacedNode } from '../../../placement/placement.ts';
import { SLOTS } from '../../../placement/slots.ts';
import { actingAmong, placementOf, type PlacementRule, type View } from '../../../systems/cache/view.ts';
import type { Arc } from '../scene.ts';

/** Where a system's positions end. */
export function circleOf({ kind }: PlacementRule): number {
  return kind === 'slots' ? SLOTS : CIRCLE;
}

/** The arcs of what was looked at last, by everybody's eyes: what has not changed need not be drawn again. */
const known = new Map<string, readonly Arc[]>();
const KNOWN_MOST = 4;

/** Those in `mute` answer to nobody. */
export function arcsOf(view: View, rule: PlacementRule, mute: ReadonlySet<NodeId>): readonly Arc[] {
  const { placed, members, followed } = view;
  const standings = members.map(({ id, standing }) => `${id} ${standing}`);
  const key = JSON.stringify([rule, placed, standings, followed, [...mute]]);
  const arcs = known.get(key) ?? cut(view, rule, mute);
  known.delete(key);
  known.set(key, arcs);
  const [oldest] = known.keys();
  if (known.size > KNOWN_MOST && oldest !== undefined) known.delete(oldest);
  return arcs;
}

/** Empty for placements that scatter neighbours: there no stretch belongs to anybody. */
function cut(view: View, rule: PlacementRule, mute: ReadonlySet<NodeId>): readonly Arc[] {
  if (view.placed.length === 0) return [];
  const placement = placementOf(view.placed, rule);
  const { stretches } = placement;
  if (stretches === null) return [];
  const circle = circleOf(rule);
  const arcs: Arc[] = [];
  let from = ((stretches.at(-1) as number) + 1) / circle - 1;
  for (const last of stretches) {
    const owners = placement.ownersAt(last, rule.replicas);
    const to = (last + 1) / circle;
    const answers = actingAmong(view, owners);
    const isMute = answers === null || mute.has(answers);
    if (to > from) arcs.push({ from, to, owner: owners[0] as NodeId, answers, isMute });
    from = to;
  }
  return arcs;
}

/** A node of the ring stands where its first slice does; where there are no slices, side by side. */
export function placesOf(nodes: readonly PlacedNode[], rule: PlacementRule): ReadonlyMap<NodeId, number> {
  const hasPoints = rule.kind === 'ring' || rule.kind === 'bounded';
  return new Map(
    inOrder(nodes).map(({ id }, index) => [
      id,
      hasPoints ? (pointsOf(id, 1)[0] as number) / CIRCLE : (index + 0.5) / nodes.length,
    ]),
  );
}
