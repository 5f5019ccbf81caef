/** A Chord ring as the lab would bring it: of 8 bits, so that places are easily read. Node `n40` stands at 0x40 here, whatever its name's hash. */
import type { Holding, NodeId } from '../../../src/kernel/contract.ts';
import type { Inside } from '../../../src/lab/inside.ts';
import type { Picture } from '../../../src/lab/picture.ts';
import { offsetBy, placeOn } from '../../../src/placement/identifier.ts';
import type { ChordBelief } from '../../../src/systems/chord/belief.ts';
import type { Peer } from '../../../src/systems/chord/ring/peers.ts';
import { trueOwner, truePredecessor, trueSuccessors } from '../../../src/systems/chord/truth.ts';

export const BITS = 8;
export const peer = (at: string): Peer => ({ id: `n${at}`, at });

/** As everybody would believe in a ring that has come to rest. */
export function believed(at: string, ring: readonly string[]): ChordBelief {
  const members = ring.map(peer);
  const before = truePredecessor(at, members) as Peer;
  const fingers = Array.from({ length: BITS }, (_, finger) => {
    const start = offsetBy(at, finger, BITS);
    return { finger, start, to: trueOwner(start, members) as Peer };
  });
  return {
    ...{ me: peer(at), bits: BITS, place: placeOn(at, BITS), standing: 'member', refused: null },
    ...{ predecessor: before, successors: trueSuccessors(at, members, 3), actsFrom: before.at },
    fingers: fingers.filter(({ to }, index) => fingers.findIndex((one) => one.to.id === to.id) === index),
    ...{ isFilling: false, suspects: [], open: [], copies: 0, mutants: [] },
  };
}

/** Where a key stands is a matter of its hash; these are told with their place. */
export function held(key: string, place: number, count = 1, more: Partial<Holding> = {}): Holding {
  const plain = { key, place, stamp: [count, 'n40'], isGone: false, value: `"${count}"` };
  return { ...plain, type: 'json', expires: null, bytes: 3, ...more };
}

type Changes = Readonly<Record<string, Partial<ChordBelief> & { readonly keys?: readonly Holding[] }>>;

/** `ring` by their places; changes by the same. */
export function insideOf(ring: readonly string[], changes: Changes = {}): Inside {
  const nodes = Object.fromEntries(
    ring.map((at) => {
      const { keys = [], ...change } = changes[at] ?? {};
      const belief = { ...believed(at, ring), ...change };
      return [`n${at}`, { belief, holdings: { count: keys.length, keys, sectors: null } }];
    }),
  );
  return { at: 0, options: { bits: BITS, replicas: 2 }, nodes: nodes as unknown as Inside['nodes'] };
}

/** Everybody of them, and who else there is; `down` does not run. */
export function pictureOf(ids: readonly NodeId[], down: readonly NodeId[] = []): Picture {
  const nodes = ids.map((id) => ({
    id,
    name: id,
    isClient: false,
    status: down.includes(id) ? 'down' : 'up',
  }));
  return { nodes } as unknown as Picture;
}
