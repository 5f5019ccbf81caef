/** What the tables of a ring should say, against what can be seen on a circle of 256 places without any of its rules. */
import { describe, expect, it } from 'vitest';
import type { Peer } from '../../../src/systems/chord/ring/peers.ts';
import {
  trueFinger,
  trueHolders,
  trueOwner,
  truePredecessor,
  trueSuccessors,
} from '../../../src/systems/chord/truth.ts';

const peer = (place: number): Peer => ({ id: `n${place}`, at: place.toString(16).padStart(2, '0') });
const at = (place: number): string => peer(((place % 256) + 256) % 256).at;
const ids = (peers: readonly (Peer | null)[]): (string | undefined)[] => peers.map((each) => each?.id);
/** Not in their order: nothing may depend on it. */
const members = [200, 16, 90, 250, 91].map(peer);

/** Step by step round the circle, until somebody stands there. */
function walk(from: number, step: 1 | -1): string {
  let place = from;
  while (!members.some((member) => member.at === at(place))) place += step;
  return members.find((member) => member.at === at(place))?.id ?? '';
}

describe('the truth of a ring', () => {
  it('has for every place the owner that a walk comes to, and the one before it', () => {
    for (let place = 0; place < 256; place += 1) {
      expect(trueOwner(at(place), members)?.id, at(place)).toBe(walk(place, 1));
      expect(truePredecessor(at(place), members)?.id, at(place)).toBe(walk(place - 1, -1));
    }
  });

  it('goes on over the top: each of as many as are asked for, once round and further', () => {
    expect(ids(trueSuccessors(at(91), members, 3))).toEqual(['n200', 'n250', 'n16']);
    expect(ids(trueSuccessors(at(92), members, 1))).toEqual(['n200']);
    expect(ids(trueSuccessors(at(16), members, 7))).toEqual([
      ...['n90', 'n91', 'n200', 'n250', 'n16'],
      ...['n90', 'n91'],
    ]);
  });

  it('has who is alone follow itself, and of nobody it knows nothing', () => {
    const alone = [peer(7)];
    expect(ids(trueSuccessors(at(7), alone, 2))).toEqual(['n7', 'n7']);
    expect(truePredecessor(at(7), alone)?.id).toBe('n7');
    expect(trueOwner(at(8), alone)?.id).toBe('n7');
    expect([trueOwner(at(8), []), truePredecessor(at(8), [])]).toEqual([null, null]);
    expect([...trueSuccessors(at(8), [], 2), ...trueHolders(at(8), [], 2)]).toEqual([]);
  });

  it('has each finger point to the owner of the place that is a power of two further on', () => {
    for (const { at: own } of members)
      for (let finger = 0; finger < 8; finger += 1)
        expect(trueFinger(own, finger, 8, members)?.id).toBe(walk(Number.parseInt(own, 16) + 2 ** finger, 1));
  });

  it('has copies with the owner and the ones behind it, and with nobody twice', () => {
    expect(ids(trueHolders(at(210), members, 3))).toEqual(['n250', 'n16', 'n90']);
    expect(ids(trueHolders(at(90), members, 9))).toEqual(['n90', 'n91', 'n200', 'n250', 'n16']);
    expect(ids(trueHolders(at(251), members, 1))).toEqual(['n16']);
  });
});
