/** A cache before anything runs: where hashes put its nodes and keys follows from their names alone, and so does who answers while all are well. */
import type { Member, NodeId } from '../../../kernel/contract.ts';
import { positionOf } from '../../../placement/hash.ts';
import { slotOf } from '../../../placement/slots.ts';
import type { Options } from '../../../scenario/types.ts';
import { foundingView } from '../../../systems/cache/founding.ts';
import type { CacheOptions } from '../../../systems/cache/options.ts';
import { ownersOf } from '../../../systems/cache/view.ts';
import type { Arc } from '../scene.ts';
import { arcsOf, circleOf, placesOf } from './band.ts';

export interface Standing {
  readonly places: ReadonlyMap<NodeId, number>;
  readonly arcs: readonly Arc[];
  readonly keys: readonly { readonly key: string; readonly place: number; readonly owner: NodeId | null }[];
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
    keys: keys.map((key) => ({
      key,
      place: (kind === 'slots' ? slotOf : positionOf)(key) / circleOf(rule),
      owner: ownersOf(view.placed, rule, key)[0] ?? null,
    })),
  };
}
