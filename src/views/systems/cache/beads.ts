/** The keys of a cache: every copy that there should be or is, and in what state. */
import { SECTORS, type Holding, type Holdings, type NodeId } from '../../../kernel/contract.ts';
import { actingAmong, ownersOf, type View } from '../../../systems/cache/view.ts';
import type { Arc, Bead, Copy, Sector } from '../scene.ts';
import type { Minds } from './minds.ts';
import { isNewer } from '../../../kernel/stamps.ts';

/** More than these are drawn by counts. */
export const BEADS_MOST = 60;

type Held = ReadonlyMap<NodeId, Holding>;

/** Null when some node holds too many to name them. */
export function beadsOf(minds: Minds, view: View): readonly Bead[] | null {
  const known = new Map<string, Map<NodeId, Holding>>();
  for (const { id, holdings } of minds.all.values()) {
    if (holdings === null) continue;
    if (holdings.keys === null) return null;
    for (const holding of holdings.keys) {
      const held = known.get(holding.key) ?? new Map<NodeId, Holding>();
      known.set(holding.key, held.set(id, holding));
    }
  }
  return [...known].flatMap(([key, held]) => beadOf(minds, view, key, held) ?? []);
}

function beadOf(minds: Minds, view: View, key: string, held: Held): Bead | null {
  const all = [...held.values()];
  const newest = all.reduce((best, each) => (isNewer(each.stamp, best.stamp) ? each : best));
  if (all.every(({ isGone }) => isGone)) return null;
  const owners = ownersOf(view.placed, minds.rule, key);
  const coming =
    view.target === null ? [] : ownersOf(view.target, minds.rule, key).filter((id) => !owners.includes(id));
  const state = (id: NodeId): Copy['state'] => {
    const holding = held.get(id);
    if (!minds.all.has(id)) return 'lost';
    // Where the key is deleted, having nothing is as it should be.
    if (holding === undefined || (holding.isGone && !newest.isGone)) return 'missing';
    return isNewer(newest.stamp, holding.stamp) ? 'stale' : 'current';
  };
  const others = [...held].filter(
    ([id, { isGone }]) => !owners.includes(id) && !coming.includes(id) && !isGone,
  );
  const copies = owners.map((node) => withHeads({ node, state: state(node) }, held));
  // Where it is moving to it stands dotted until it has been stored there.
  for (const node of coming) {
    const found = state(node);
    copies.push(withHeads({ node, state: found === 'missing' ? 'coming' : found }, held));
  }
  for (const [node, { hintFor }] of others) {
    const [absent] = hintFor ?? [];
    copies.push(absent === undefined ? { node, state: 'leaving' } : { node, state: 'hint', for: absent });
  }
  return { key, place: newest.place, copies, answers: actingAmong(view, owners) };
}

function withHeads(copy: Copy, held: Held): Copy {
  const heads = held.get(copy.node)?.heads?.length ?? 1;
  return heads > 1 ? { ...copy, heads } : copy;
}

/** As many keys as whoever has most of them there holds: every key is with somebody, and nobody has it twice. */
export function sectorsOf(
  holders: Iterable<{ readonly holdings: Holdings | null }>,
  arcs: readonly Arc[],
): readonly Sector[] {
  const counts = new Array<number>(SECTORS).fill(0);
  for (const { holdings } of holders)
    for (const [index, count] of countsOf(holdings).entries())
      counts[index] = Math.max(counts[index] as number, count);
  let arc = 0;
  return counts.map((count, index) => {
    const middle = (index + 0.5) / SECTORS;
    while (arc < arcs.length - 1 && (arcs[arc] as Arc).to < middle) arc += 1;
    const at = arcs[arc];
    return { count, owner: at === undefined ? null : (at.answers ?? at.owner) };
  });
}

function countsOf(holdings: Holdings | null): readonly number[] {
  if (holdings === null) return [];
  if (holdings.sectors !== null) return holdings.sectors;
  const counts = new Array<number>(SECTORS).fill(0);
  for (const { place, isGone } of holdings.keys ?? []) if (!isGone) counts[Math.floor(place * SECTORS)]! += 1;
  return counts;
}
