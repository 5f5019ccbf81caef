/**
 * Maglev hashing (Eisenbud and others, 2016): a load balancer's way. A table of a prime number of entries says for each position modulo its
 * size who owns it, so an answer costs one look.
 *
 * The table is filled by turns: each node has a preference list, a permutation of the entries (offset, offset + skip, offset + 2·skip …), and
 * whoever's turn it is takes the first free entry on its own list. So the shares differ by one entry at most. A heavier node gets
 * its turns more often.
 *
 * Its weakness: movement is small, but not least. When a node leaves, some entries also change hands between nodes that stay.
 */
import { wordsOf } from './hash.ts';
import { distinctFrom, inOrder, placementOf, type PlacedNode, type Placement } from './placement.ts';

/** A prime much larger than a hundred times the number of nodes. */
export const MAGLEV_SIZE = 65_537;

export interface Preference {
  /** Below the size. */
  readonly offset: number;
  /** From 1 to below the size: as the size is prime, the steps come by every entry. */
  readonly skip: number;
  readonly weight: number;
}

/** Who owns each entry: an index into the preferences. */
export function maglevTable(preferences: readonly Preference[], size: number): Uint32Array {
  const FREE = preferences.length;
  const table = new Uint32Array(size).fill(FREE);
  const heaviest = Math.max(...preferences.map(({ weight }) => weight));
  const next = preferences.map(({ offset }) => offset);
  const credit = preferences.map(() => 0);
  let free = preferences.length === 0 ? 0 : size;
  while (free > 0) {
    for (const [index, { skip, weight }] of preferences.entries()) {
      credit[index] = (credit[index] as number) + weight;
      if ((credit[index] as number) < heaviest || free === 0) continue;
      credit[index] = (credit[index] as number) - heaviest;
      let entry = next[index] as number;
      while (table[entry] !== FREE) entry = (entry + skip) % size;
      table[entry] = index;
      next[index] = (entry + skip) % size;
      free -= 1;
    }
  }
  return table;
}

export function newMaglev(given: readonly PlacedNode[]): Placement {
  const nodes = inOrder(given);
  const preferences = nodes.map(({ id, weight }): Preference => {
    const [a, b] = wordsOf(id);
    return { offset: a % MAGLEV_SIZE, skip: (b % (MAGLEV_SIZE - 1)) + 1, weight };
  });
  const table = maglevTable(preferences, MAGLEV_SIZE);
  return placementOf({
    kind: 'maglev',
    nodes,
    size: MAGLEV_SIZE,
    cellAt: (position) => position % MAGLEV_SIZE,
    ownersOf: (entry, count) => distinctFrom(table, entry, count, nodes),
  });
}
