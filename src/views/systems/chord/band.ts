/**
 * The band of a Chord ring: what each node takes for its own, from its own word. Two may claim one stretch, and of another nobody may know that it is theirs:
 * both happen while somebody comes or has just died, and both are marked.
 */
import type { NodeId } from '../../../kernel/contract.ts';
import { placeOn } from '../../../placement/identifier.ts';
import { isMember } from '../../../systems/chord/acting.ts';
import { truePredecessor } from '../../../systems/chord/truth.ts';
import type { Arc, Mark } from '../scene.ts';
import type { Mind, Ring } from './minds.ts';

interface Claim {
  readonly node: NodeId;
  readonly from: number;
  readonly to: number;
}

interface Piece {
  readonly from: number;
  readonly to: number;
  /** Whoever says that it answers; the true owner first. */
  readonly by: readonly NodeId[];
  /** Where nobody does: whose it was, or is to be. */
  readonly owner: NodeId;
}

export interface Band {
  readonly arcs: readonly Arc[];
  readonly marks: readonly Mark[];
}

/** The same one each time: whoever draws the band goes by it. */
const NO_ARCS: readonly Arc[] = [];
let last: { readonly key: string; readonly band: Band } = { key: '', band: { arcs: NO_ARCS, marks: [] } };

export function bandOf(ring: Ring): Band {
  const claims = claimsOf(ring);
  const key = JSON.stringify([claims, ring.dead, [...ring.frozen], fillingIn(ring)]);
  if (last.key !== key) last = { key, band: cut(ring, claims) };
  return last.band;
}

function cut(ring: Ring, claims: readonly Claim[]): Band {
  const pieces = joined(piecesOf(ring, claims));
  if (pieces.length === 0) return { arcs: NO_ARCS, marks: fillingIn(ring) };
  const marks = pieces.flatMap(({ from, to, by }): Mark[] => {
    if (by.length === 0) return [{ from, to, is: 'gap', node: null }];
    return by.slice(1).map((node) => ({ from, to, is: 'twice', node }));
  });
  return {
    arcs: pieces.map(({ from, to, by: [answers = null], owner }) => ({
      ...{ from, to, owner: answers ?? owner, answers },
      isMute: answers === null || ring.frozen.has(answers),
    })),
    marks: [...marks, ...fillingIn(ring)],
  };
}

function claimsOf({ minds, members, bits }: Ring): readonly Claim[] {
  return [...minds.values()]
    .filter((mind) => isMember(mind) && !mind.isFilling)
    .map((mind) => ({ node: mind.me.id, from: beginOf(mind, members, bits), to: mind.place }));
}

/** Who answers for whatever comes is asked for what stands behind the one before it. */
function beginOf({ actsFrom, me }: Mind, members: Ring['members'], bits: number): number {
  return placeOn(actsFrom ?? truePredecessor(me.at, members)?.at ?? me.at, bits);
}

/** Cut wherever anybody's claim begins or ends, and where the dead stood. */
function piecesOf(ring: Ring, claims: readonly Claim[]): readonly Piece[] {
  const { dead, bits } = ring;
  if (claims.length === 0) return [];
  const cuts = [...claims.flatMap(({ from, to }) => [from, to]), ...dead.map(({ at }) => placeOn(at, bits))];
  const ends = [...new Set(cuts)].sort((left, right) => left - right);
  let from = (ends.at(-1) as number) - 1;
  return ends.map((to) => {
    const owner = ownerAt(ring, to);
    const by = claims.filter((claim) => covers(claim, to)).map(({ node }) => node);
    const piece = { from, to, owner, by: by.toSorted((one, other) => rank(one, owner) - rank(other, owner)) };
    from = to;
    return piece;
  });
}

const rank = (node: NodeId, owner: NodeId): number => (node === owner ? 0 : 1);

/** Up to and with `to`, and not with `from`; where both are one it is all. */
function covers({ from, to }: Claim, place: number): boolean {
  if (from < to) return place > from && place <= to;
  return place > from || place <= to;
}

/** Whose it is, or was before it died: nobody has taken over from it. */
function ownerAt({ members, dead, bits }: Ring, place: number): NodeId {
  const standing = [...members, ...dead].map((peer) => ({ peer, at: placeOn(peer.at, bits) }));
  const order = standing.sort((left, right) => left.at - right.at);
  return (order.find(({ at }) => at >= place) ?? order[0])?.peer.id ?? '';
}

/** Neighbours of one mind about it are one stretch, also over the top. */
function joined(pieces: readonly Piece[]): readonly Piece[] {
  const joint: Piece[] = [];
  for (const piece of pieces) {
    const before = joint.at(-1);
    if (before !== undefined && isOne(before, piece))
      joint[joint.length - 1] = { ...piece, from: before.from };
    else joint.push(piece);
  }
  const [first] = joint;
  const end = joint.at(-1);
  if (joint.length < 2 || first === undefined || end === undefined || !isOne(first, end)) return joint;
  return [{ ...first, from: end.from - 1 }, ...joint.slice(1, -1)];
}

function isOne(one: Piece, other: Piece): boolean {
  return one.by.join(' ') === other.by.join(' ') && (one.by.length > 0 || one.owner === other.owner);
}

/** Whoever has joined and still fetches what it will answer for. */
function fillingIn({ minds, members, bits }: Ring): readonly Mark[] {
  return [...minds.values()]
    .filter((mind) => isMember(mind) && mind.isFilling)
    .map(({ me, place, predecessor }) => {
      const before = placeOn(predecessor?.at ?? truePredecessor(me.at, members)?.at ?? me.at, bits);
      return { from: before < place ? before : before - 1, to: place, is: 'filling', node: me.id };
    });
}

/** The arc in which a place lies; what is behind the last end belongs to the first. */
export function arcAt(arcs: readonly Arc[], place: number): Arc | null {
  return arcs.find(({ to }) => to >= place) ?? arcs[0] ?? null;
}
