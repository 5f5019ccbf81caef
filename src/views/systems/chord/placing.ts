/** Where things that are not there yet would stand: by the same hash as those that are. */
import type { Inside } from '../../../lab/inside.ts';
import { identifierOf, placeOn } from '../../../placement/identifier.ts';
import { truePredecessor } from '../../../systems/chord/truth.ts';
import type { Placing } from '../placing.ts';
import { holdersOf } from './beads.ts';
import { placeOf, ringOf } from './minds.ts';

export function chordPlacing(inside: Inside): Placing | null {
  const ring = ringOf({ nodes: [] }, inside);
  if (ring.members.length === 0) return null;
  const { bits, members } = ring;
  return {
    keyAt: (key) => placeOf(key, bits),
    ownersOf: (key) => holdersOf(ring, key),
    nodeAt: (id) => [placeOf(id, bits)],
    shareOf(id) {
      const at = identifierOf(id, bits);
      const before = truePredecessor(at, members);
      if (before === null || members.some((member) => member.at === at)) return null;
      const share = placeOn(at, bits) - placeOn(before.at, bits);
      return share > 0 ? share : share + 1;
    },
  };
}
