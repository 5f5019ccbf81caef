/** Who answers for a place of the circle, by what nodes say of themselves: for books, facts and pictures, which see all of them at once. */
import type { NodeId } from '../../kernel/contract.ts';
import { isUpTo, type Identifier } from '../../placement/identifier.ts';
import type { ChordBelief } from './belief.ts';
import type { Peer } from './ring/peers.ts';
import { trueOwner } from './truth.ts';

export function isMember({ standing }: Pick<ChordBelief, 'standing'>): boolean {
  return standing === 'member' || standing === 'leaving';
}

/** Those who belong to the ring now. */
export function membersOf(beliefs: Iterable<ChordBelief>): readonly Peer[] {
  return [...beliefs].filter(isMember).map(({ me }) => me);
}

/** The true owner, if it says so, or else whoever does; null where nobody knows that it is theirs. */
export function actingFor(target: Identifier, beliefs: Iterable<ChordBelief>): NodeId | null {
  const all = [...beliefs];
  const owner = trueOwner(target, membersOf(all))?.id ?? null;
  const claiming = all.filter((belief) => {
    if (!isMember(belief) || belief.isFilling) return false;
    const { actsFrom, me } = belief;
    // Who answers for whatever comes is asked for what is its own.
    return actsFrom === null ? me.id === owner : isUpTo(target, actsFrom, me.at);
  });
  const found = claiming.find(({ me }) => me.id === owner) ?? claiming[0];
  return found?.me.id ?? null;
}
