/**
 * Rendezvous hashing, or highest random weight (Thaler and Ravishankar, 1996): every node makes a bid for the key, a hash of both, and the
 * highest bids win. No table, no virtual nodes, shares as even as throwing dice, least movement for join and leave of any node, and the
 * second bidder is at once the natural copy.
 *
 * A bid is −w / ln h with h uniform between 0 and 1, which makes the chance of winning exactly the share of the weight w. Of equal
 * weights the higher h wins, so the logarithm is spared.
 *
 * Its weakness is the cost: all n nodes for each key.
 */
import { finish } from '../kernel/chance.ts';
import { ln } from '../kernel/maths.ts';
import { positionOf, wordsOf } from './hash.ts';
import { inOrder, wantedOf, type PlacedNode, type Placement } from './placement.ts';

interface Bidder {
  readonly id: string;
  readonly weight: number;
  readonly a: number;
  readonly b: number;
}

export function newRendezvous(given: readonly PlacedNode[]): Placement {
  const nodes = inOrder(given);
  const bidders = nodes.map(({ id, weight }): Bidder => {
    const [a, b] = wordsOf(id);
    return { id, weight, a, b };
  });
  const isEven = bidders.every(({ weight }) => weight === bidders[0]?.weight);
  const bids = new Float64Array(bidders.length);

  function ownersAt(position: number, count: number): readonly string[] {
    const wanted = wantedOf(count, nodes);
    for (const [index, bidder] of bidders.entries()) {
      const draw = hash(position, bidder);
      bids[index] = isEven ? draw : -bidder.weight / ln(draw);
    }
    const winners: string[] = [];
    while (winners.length < wanted) {
      let best = 0;
      for (let index = 1; index < bids.length; index += 1)
        if ((bids[index] as number) > (bids[best] as number)) best = index;
      winners.push((bidders[best] as Bidder).id);
      bids[best] = -1;
    }
    return winners;
  }

  return {
    kind: 'rendezvous',
    nodes,
    stretches: null,
    position: positionOf,
    ownersAt,
    owners: (key, count) => ownersAt(positionOf(key), count),
  };
}

/** In [0, 1), 53 bits: a hash of where the key stands and of the node. */
function hash(position: number, { a, b }: Bidder): number {
  const high = finish(position ^ a);
  const low = finish((position + b) ^ high);
  return ((high >>> 5) * 67_108_864 + (low >>> 6)) / 9_007_199_254_740_992;
}
