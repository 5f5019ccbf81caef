/** The pointers of one node, held against the truth: who lives decides where each of them should lead. */
import type { NodeId } from '../../../kernel/contract.ts';
import { placeOn } from '../../../placement/identifier.ts';
import { isMember } from '../../../systems/chord/acting.ts';
import type { ChordBelief } from '../../../systems/chord/belief.ts';
import type { Peer } from '../../../systems/chord/ring/peers.ts';
import { trueOwner, truePredecessor, trueSuccessors } from '../../../systems/chord/truth.ts';
import type { Circle } from '../scene.ts';

export interface Pointer {
  readonly to: NodeId;
  /** Dead: it leads to nobody who belongs to the ring. Other: to one that it should not lead to. */
  readonly is: 'right' | 'dead' | 'other';
  /** Where it should lead. */
  readonly right: NodeId;
}

export interface Finger extends Pointer {
  /** The lowest of those that lead there: it leads 2^finger further on. */
  readonly finger: number;
  /** The place for whose owner it stands, and how far away that is, as shares of the circle. */
  readonly start: number;
  readonly away: number;
}

export interface Pointers {
  readonly predecessor: Pointer | null;
  readonly successors: readonly Pointer[];
  /** The nearest first. */
  readonly fingers: readonly Finger[];
}

type Truth = Pick<Circle, 'members' | 'bits'>;

export function pointersOf(mind: ChordBelief, { members, bits }: Truth): Pointers {
  const { me, predecessor, successors, fingers } = mind;
  // Whoever is on its way out or in belongs among them for this.
  const ring = isMember(mind) ? members : [...members, me];
  const living = new Set(members.map(({ id }) => id));
  const pointer = (to: Peer, right: Peer | null | undefined): Pointer => ({
    to: to.id,
    is: to.id === right?.id ? 'right' : living.has(to.id) ? 'other' : 'dead',
    right: right?.id ?? to.id,
  });
  const inTruth = trueSuccessors(me.at, ring, successors.length);
  // Behind one that is dead the others are not wrong: each is held against as many as live before it.
  let before = 0;
  const successor = (peer: Peer): Pointer => {
    const held = pointer(peer, inTruth[before]);
    if (held.is !== 'dead') before += 1;
    return held;
  };
  return {
    predecessor: predecessor === null ? null : pointer(predecessor, truePredecessor(me.at, ring)),
    successors: successors.map(successor),
    fingers: fingers
      .map(({ finger, start, to }) => ({
        ...pointer(to, trueOwner(start, ring)),
        finger,
        start: placeOn(start, bits),
        away: 2 ** (finger - bits),
      }))
      .sort((left, right) => left.finger - right.finger),
  };
}

/** How many pointers of the members are not as they should be. A predecessor that is not known is one of them, where there is anybody else. */
export function wrongIn({ minds, members, bits }: Pick<Circle, 'minds' | 'members' | 'bits'>): number {
  let count = 0;
  for (const mind of minds.values()) {
    if (!isMember(mind)) continue;
    const { predecessor, successors, fingers } = pointersOf(mind, { members, bits });
    if (predecessor === null && members.length > 1) count += 1;
    for (const pointer of [predecessor, ...successors, ...fingers])
      if (pointer !== null && pointer.is !== 'right') count += 1;
  }
  return count;
}

const FRACTIONS: readonly string[] = ['', '½', '¼', '⅛', '1⁄16'];

/** How far a finger leads as a part of the circle; null for what is too small to be thought of as one. */
export function partText(finger: number, bits: number): string | null {
  return FRACTIONS[bits - finger] ?? null;
}

/** Smaller ones by what they add to their node's own place. */
export function awayText(finger: number, bits: number): string {
  return partText(finger, bits) ?? (finger === 0 ? '+1' : `+2^${finger}`);
}
