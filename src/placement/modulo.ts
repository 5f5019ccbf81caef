/**
 * The obvious way: position modulo the number of nodes. Even, quick, without any table; and when a node joins n others, n of n+1 keys
 * move, nearly all of them between nodes that were there before. This is what the ring was invented against.
 */
import {
  bucketsOf,
  distinctFrom,
  inOrder,
  placementOf,
  type PlacedNode,
  type Placement,
} from './placement.ts';

export function newModulo(given: readonly PlacedNode[]): Placement {
  const nodes = inOrder(given);
  const buckets = bucketsOf(nodes);
  return placementOf({
    kind: 'modulo',
    nodes,
    size: buckets.length,
    cellAt: (position) => position % buckets.length,
    ownersOf: (bucket, count) => distinctFrom(buckets, bucket, count, nodes),
  });
}
