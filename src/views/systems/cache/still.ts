/** A cache before anything runs: where hashes put its nodes and keys follows from their names alone, and so does who answers while all are well. */
import type { Member, NodeId } from '../../../kernel/contract.ts';
import { positionOf } from '../../../placement/hash.ts';
import { slotOf } from '../../../placement/slots.ts';
import type { Options } from '../../../scenario/types.ts';
import { foundingView } from '../../../systems/cache/founding.ts';
import type { CacheOptions } from '../../../systems/cache/options.ts';
import { ownersOf } from '../../../systems/cache/view.ts';
import type { Arc, Bead } from '../scene.ts';
import { arcsOf, circleOf, placesOf } from './band.ts';

export interface Standing {
  readonly places: ReadonlyMap<NodeId, number>;
  readonly arcs: readonly Arc[];
  /** With their owner alone: which copies there are only a run can say. */
  readonly beads: readonly Bead[];
}

export function cacheStill(
  members: readonly Member[],
  options: Options,
  down: ReadonlySet<NodeId>,
  keys: readonly string[],
): Standing {
  const { placement: kind, virtualNodes, replicas } = options as unknown as CacheOptions;
  const rule = { kind, virtualNodes, replicas };
  const nodes = members.filter(({ role }) => role === 'node');
  const view = foundingView(nodes);
  return {
    places: placesOf(nodes, rule),
    arcs: arcsOf(view, rule, down),
    beads: keys.map((key) => {
      const place = (kind === 'slots' ? slotOf : positionOf)(key) / circleOf(rule);
      const owner = ownersOf(view.placed, rule, key)[0] ?? null;
      if (owner === null) return { key, place, copies: [], answers: null };
      const isDown = down.has(owner);
      const copies = [{ node: owner, state: isDown ? 'lost' : 'current' } as const];
      return { key, place, copies, answers: isDown ? null : owner };
    }),
  };
}
