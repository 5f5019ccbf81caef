import { describe, expect, it } from 'vitest';
import { Generator } from '../../../src/kernel/generator.ts';
import { Living } from '../../../src/search/chord/living.ts';
import { peerOf, type Peer } from '../../../src/systems/chord/ring/peers.ts';

const BITS = 16;
const ids = Array.from({ length: 40 }, (_, index) => `n${index + 1}`);

/** Slow and plainly right: everybody is asked how far ahead they stand. */
function nearest(peers: readonly Peer[], at: string): string {
  const ahead = (peer: Peer): number =>
    (Number.parseInt(peer.at, 16) - Number.parseInt(at, 16) + 65_536) % 65_536;
  return peers.reduce((best, peer) => (ahead(peer) < ahead(best) ? peer : best)).id;
}

describe('the living', () => {
  it('own what going round the circle says, while some come and some go', () => {
    const living = new Living(ids.slice(0, 20), BITS);
    const chance = new Generator([1, 2]);
    for (const [turn, id] of ids.slice(20).entries()) {
      living.add(id);
      if (turn % 3 === 0) living.remove(living.any(chance).id);
      for (let key = 0; key < 50; key += 1) {
        const { at } = peerOf(`key ${turn} ${key}`, BITS);
        expect(living.ownerOf(at).id).toBe(nearest(living.circle, at));
      }
    }
    expect(living.circle).toHaveLength(33);
  });

  it('know who stands behind and before each of them', () => {
    const living = new Living(ids, BITS);
    const circle = living.circle;
    for (const [place, { id, at }] of circle.entries()) {
      expect(living.has(id)).toBe(true);
      expect(living.before(at)).toBe(circle.at(place - 1));
      expect(living.behind(at, 3)).toEqual([1, 2, 3].map((step) => circle[(place + step) % circle.length]));
    }
    expect(living.has('n41')).toBe(false);
  });
});
