/** What there is to say of one key of a Chord store: who should hold it by who lives, who does, in which version, and who answers. */
import type { Holding, NodeId } from '../../../kernel/contract.ts';
import { isNewer, newestOf } from '../../../kernel/stamps.ts';
import type { Inside } from '../../../lab/inside.ts';
import { identifierOf } from '../../../placement/identifier.ts';
import { actingFor } from '../../../systems/chord/acting.ts';
import type { Holder, HolderState, KeyFacts } from '../../inspector/key-facts.ts';
import { holdersOf } from './beads.ts';
import { placeOf, ringOf } from './minds.ts';

/** Null where no node of such a store lives. */
export function chordKeyFacts(key: string, inside: Inside): KeyFacts | null {
  const ring = ringOf({ nodes: [] }, inside);
  if (ring.minds.size === 0) return null;
  const held = new Map<NodeId, Holding>();
  for (const [id, { holdings }] of ring.minds) {
    const [holding] = holdings?.keys ?? [];
    if (holding !== undefined) held.set(id, holding);
  }
  const newest = newestOf(held.values());
  const owners = holdersOf(ring, key);
  const others = [...held.keys()].filter((id) => !owners.includes(id));
  const holder = (node: NodeId): Holder => {
    const holding = held.get(node) ?? null;
    const place = node === owners[0] ? 'owner' : owners.includes(node) ? 'copy' : 'other';
    return {
      node,
      place,
      holding,
      state: stateOf(place, holding, newest),
      behind: behindOf(holding, newest),
    };
  };
  return {
    place: placeOf(key, ring.bits),
    placement: 'chord',
    owners,
    answers: actingFor(identifierOf(key, ring.bits), ring.minds.values()),
    holders: [...owners, ...others]
      .map(holder)
      .filter(({ place, state }) => place !== 'other' || state !== 'deleted'),
    newest,
    isGone: newest?.isGone === true,
    ...{ mode: 'counted', read: 1, isSpread: false },
  };
}

function stateOf(place: Holder['place'], holding: Holding | null, newest: Holding | null): HolderState {
  if (place === 'other') return holding?.isGone === true ? 'deleted' : 'leaving';
  // Where the key is deleted, having nothing is as it should be.
  if (newest === null || holding === null) return newest?.isGone === true ? 'deleted' : 'missing';
  if (isNewer(newest.stamp, holding.stamp)) return 'stale';
  return holding.isGone ? 'deleted' : 'current';
}

function behindOf(holding: Holding | null, newest: Holding | null): number {
  if (holding === null || newest === null) return 0;
  return Math.max(0, Number(newest.stamp[0]) - Number(holding.stamp[0]));
}
