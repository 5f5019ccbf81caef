/**
 * Through its eyes: a node of a Chord store knows its predecessor, its successors and its fingers, and nobody else. What lies between two that it knows
 * belongs to somebody whom it would have to ask for. Of keys it knows what it keeps itself.
 */
import type { NodeId } from '../../../kernel/contract.ts';
import type { Inside } from '../../../lab/inside.ts';
import type { Picture } from '../../../lab/picture.ts';
import { placeOn } from '../../../placement/identifier.ts';
import { isMember } from '../../../systems/chord/acting.ts';
import type { Peer } from '../../../systems/chord/ring/peers.ts';
import { words } from '../../words/panels.ts';
import { BEADS_MOST, sectorsOf } from '../cache/beads.ts';
import { differing } from '../differing.ts';
import type { Arc, Bead, Believed, Copy, Scene } from '../scene.ts';
import { arcAt } from './band.ts';
import { placeOf, ringOf, type Mind, type Ring } from './minds.ts';
import { apartIn, circleOf, roleOf } from './scene.ts';

/** Nobody whom it knows. */
const UNKNOWN = '';

/** Null where nobody looks: it is dead. */
export function chordSceneAs(id: NodeId, truth: Scene, picture: Picture, inside: Inside): Scene | null {
  const ring = ringOf(picture, inside);
  const mind = ring.minds.get(id);
  if (mind === undefined) return null;
  const own: Ring = { ...ring, minds: new Map([[id, mind]]) };
  const known = knownTo(mind);
  const nodes = picture.nodes.filter(({ isClient }) => !isClient);
  const believed = new Map(nodes.map((node) => [node.id, believedOf(mind, known, node.id)]));
  const arcs = arcsOf(mind, ring.bits);
  const beads = beadsOf(mind, ring, arcs);
  const isCrowded = beads === null || beads.length > BEADS_MOST;
  return {
    places: ring.places,
    arcs,
    beads: isCrowded ? [] : beads,
    sectors: isCrowded ? sectorsOf([mind], arcs) : null,
    facts: new Map(nodes.map((node) => [node.id, saysOf(mind, known, beads, node.id)])),
    regards: new Map(),
    readout: null,
    lack: null,
    roles: new Map(roleOf(mind).map((role) => [id, role])),
    eyes: {
      node: id,
      believed,
      // Whom it does not know it has not wrong.
      wrongNodes: new Set(
        nodes
          .filter(
            (node) => known.has(node.id) && (node.status === 'down') === (believed.get(node.id) === 'up'),
          )
          .map((node) => node.id),
      ),
      wrongArcs: differing(arcs, truth.arcs, ({ owner }) => owner === UNKNOWN),
    },
    locate: (key) => {
      const place = placeOf(key, ring.bits);
      const answers = arcAt(arcs, place)?.answers ?? null;
      return { place, owners: answers === null ? [] : [answers], answers };
    },
    isHeardOf: (key) => mind.holdings?.keys?.some((holding) => holding.key === key) ?? false,
    views: new Map(),
    circle: { ...circleOf(own, [], inside), members: ring.members },
    apart: apartIn(ring.minds).filter((node) => node === id),
  };
}

function knownTo({ me, predecessor, successors, fingers }: Mind): ReadonlyMap<NodeId, Peer> {
  const peers = [...successors, ...fingers.map(({ to }) => to), me];
  if (predecessor !== null) peers.push(predecessor);
  return new Map(peers.map((peer) => [peer.id, peer]));
}

/** Whom it does not know is to it as if it were not there. */
function believedOf({ suspects }: Mind, known: ReadonlyMap<NodeId, Peer>, id: NodeId): Believed {
  if (!known.has(id)) return 'down';
  return suspects.includes(id) ? 'doubted' : 'up';
}

/**
 * Its own stretch, and those of its successors, of which each begins where the one before it stands. What lies beyond them it would hand on to the
 * finger before it, and whose it is it does not know.
 */
function arcsOf(mind: Mind, bits: number): readonly Arc[] {
  if (!isMember(mind)) return [];
  const { me, actsFrom, predecessor, successors, suspects, isFilling } = mind;
  const here = placeOn(me.at, bits);
  const from = actsFrom ?? predecessor?.at ?? null;
  const arcs: Arc[] = [];
  const add = (start: number, to: number, owner: NodeId, isSure: boolean): void => {
    if (to <= start) return;
    arcs.push({ from: start, to, owner, answers: isSure ? owner : null, isMute: !isSure });
  };
  // Round the circle from where it stands, and turned back into shares of it at the end.
  let end = 0;
  for (const { id, at } of successors) {
    const next = away(here, placeOn(at, bits));
    if (next <= end || id === me.id) break;
    add(end, next, id, !suspects.includes(id));
    end = next;
  }
  const begin = from === null ? end : away(here, placeOn(from, bits));
  const own = begin === 0 && from === me.at ? end : Math.max(end, begin);
  add(end, own, UNKNOWN, false);
  add(own, 1, me.id, !isFilling);
  return arcs.map((arc) => turned(arc, here)).sort((left, right) => left.to - right.to);
}

/** Behind where it stands, going on clockwise. */
function away(here: number, place: number): number {
  return place < here ? place - here + 1 : place - here;
}

/** Ends from 0 up to 1; whatever goes over the top begins before 0. */
function turned(arc: Arc, here: number): Arc {
  const shift = arc.to + here > 1 ? here - 1 : here;
  return { ...arc, from: arc.from + shift, to: arc.to + shift };
}

function beadsOf(
  { me: { id }, holdings, successors }: Mind,
  { replicas }: Ring,
  arcs: readonly Arc[],
): readonly Bead[] | null {
  if (holdings === null || holdings.keys === null) return holdings === null ? [] : null;
  return holdings.keys
    .filter(({ isGone }) => !isGone)
    .map(({ key, place }) => {
      const answers = arcAt(arcs, place)?.answers ?? null;
      const own: Copy = { node: id, state: 'current' };
      // That its successors have the copies of its own keys it takes for granted.
      const behind = successors
        .slice(0, replicas - 1)
        .map((each): Copy => ({ node: each.id, state: 'current' }));
      if (answers === id) return { key, place, copies: [own, ...behind], answers };
      const owner: readonly Copy[] = answers === null ? [] : [{ node: answers, state: 'current' }];
      return { key, place, copies: [...owner, own], answers };
    });
}

function saysOf(
  mind: Mind,
  known: ReadonlyMap<NodeId, Peer>,
  beads: readonly Bead[] | null,
  id: NodeId,
): string {
  const { me, predecessor, successors, suspects, fingers, holdings } = mind;
  const says = words.chord.eyes;
  if (id === me.id) {
    if (beads === null) return words.keysHeld(holdings?.count ?? 0);
    const answers = beads.filter((bead) => bead.answers === id).length;
    return words.keysAndCopies(answers, beads.length - answers);
  }
  if (!known.has(id)) return says.unknown;
  if (suspects.includes(id)) return words.ring.doubtsIt;
  const place = successors.findIndex((each) => each.id === id);
  if (place >= 0) return says.successor(place + 1);
  if (predecessor?.id === id) return says.predecessor;
  return fingers.some(({ to }) => to.id === id) ? says.finger : '';
}
