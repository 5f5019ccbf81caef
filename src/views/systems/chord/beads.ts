/** The keys of a Chord store: every copy that there should be by now or is, and in what state. */
import type { Holding, NodeId } from '../../../kernel/contract.ts';
import { isNewer, newestOf } from '../../../kernel/stamps.ts';
import { identifierOf } from '../../../placement/identifier.ts';
import { trueHolders } from '../../../systems/chord/truth.ts';
import type { Arc, Bead, Copy } from '../scene.ts';
import { arcAt } from './band.ts';
import type { Ring } from './minds.ts';

export type Held = ReadonlyMap<NodeId, Holding>;

/** Null when some node holds too many to name them. */
export function heldIn({ minds }: Pick<Ring, 'minds'>): ReadonlyMap<string, Held> | null {
  const known = new Map<string, Map<NodeId, Holding>>();
  for (const [id, { holdings }] of minds) {
    if (holdings === null) continue;
    if (holdings.keys === null) return null;
    for (const holding of holdings.keys) {
      const held = known.get(holding.key);
      if (held === undefined) known.set(holding.key, new Map([[id, holding]]));
      else held.set(id, holding);
    }
  }
  return known;
}

export function beadsOf(ring: Ring, arcs: readonly Arc[]): readonly Bead[] | null {
  const held = heldIn(ring);
  return held === null ? null : [...held].flatMap(([key, own]) => beadOf(ring, arcs, key, own) ?? []);
}

function beadOf(ring: Ring, arcs: readonly Arc[], key: string, held: Held): Bead | null {
  const newest = newestOf(held.values());
  if (newest === null || newest.isGone) return null;
  const { place } = newest;
  const arc = arcAt(arcs, place);
  const owners = holdersOf(ring, key);
  const copies = owners.map((node): Copy => ({ node, state: stateOf(ring, node, held.get(node), newest) }));
  // While nobody has taken over from who died, what it had is still missed.
  const isUnclaimed = arc !== null && arc.answers === null && ring.dead.some(({ id }) => id === arc.owner);
  if (isUnclaimed) copies.unshift({ node: arc.owner, state: 'lost' });
  for (const [node, { isGone }] of held)
    if (!owners.includes(node) && !isGone) copies.push({ node, state: 'leaving' });
  return { key, place, copies, answers: arc?.answers ?? null };
}

/** Who should have it, the owner first. */
export function holdersOf({ members, bits, replicas }: Ring, key: string): readonly NodeId[] {
  return trueHolders(identifierOf(key, bits), members, replicas).map(({ id }) => id);
}

export function stateOf(
  { minds }: Ring,
  node: NodeId,
  holding: Holding | undefined,
  newest: Holding,
): 'current' | 'stale' | 'missing' | 'coming' {
  if (holding === undefined || holding.isGone)
    return minds.get(node)?.isFilling === true ? 'coming' : 'missing';
  return isNewer(newest.stamp, holding.stamp) ? 'stale' : 'current';
}
