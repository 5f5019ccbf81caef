/**
 * The scene of a Chord store: each node stands where its name's hash puts it and answers for what lies behind the one before it, as far as it knows. Whatever
 * it has wrong of that is told from who truly lives.
 */
import type { NodeId } from '../../../kernel/contract.ts';
import type { Inside } from '../../../lab/inside.ts';
import type { Picture } from '../../../lab/picture.ts';
import { isMember } from '../../../systems/chord/acting.ts';
import { words } from '../../words/panels.ts';
import { BEADS_MOST, sectorsOf } from '../cache/beads.ts';
import type { Arc, Bead, Circle, Regard, RoleMark, Scene } from '../scene.ts';
import { arcAt, bandOf } from './band.ts';
import { beadsOf, heldIn, holdersOf } from './beads.ts';
import { placeOf, ringOf, type Mind, type Minds, type Ring } from './minds.ts';
import { wrongIn } from './pointers.ts';

export function chordScene(picture: Picture, inside: Inside): Scene {
  const ring = ringOf(picture, inside);
  const { arcs, marks } = bandOf(ring);
  const beads = beadsOf(ring, arcs);
  const isCrowded = beads === null || beads.length > BEADS_MOST;
  const circle = circleOf(ring, marks, inside);
  return {
    places: ring.places,
    arcs,
    beads: isCrowded ? [] : beads,
    sectors: isCrowded ? sectorsOf(ring.minds.values(), arcs) : null,
    facts: new Map([...ring.minds].map(([id, mind]) => [id, factOf(mind, beads)])),
    regards: new Map([...ring.places.keys()].map((id) => [id, regardOf(ring, id)])),
    readout: null,
    lack: lackOf(ring, beads),
    roles: new Map([...ring.minds].flatMap(([id, mind]) => roleOf(mind).map((role) => [id, role] as const))),
    eyes: null,
    ...lookupsIn(ring, arcs),
    says: saysOf(ring, beads, arcs, wrongIn(circle)),
    circle,
    apart: apartIn(ring.minds),
  };
}

/** Of a stretch that somebody looks at. Who died meanwhile is not asked after. */
export function chordBeads(inside: Inside): readonly Bead[] | null {
  const ring = ringOf({ nodes: [] }, inside);
  return beadsOf(ring, bandOf(ring).arcs);
}

export function circleOf(ring: Ring, marks: Circle['marks'], { options }: Inside): Circle {
  const off = [...new Set([...ring.minds.values()].flatMap(({ mutants }) => mutants))];
  const [only = ''] = off;
  const { ruleOff, rulesOff } = words.tables;
  return {
    bits: ring.bits,
    minds: ring.minds,
    members: ring.members,
    marks,
    isIterative: options['lookup'] === 'iterative',
    alarm:
      off.length === 0
        ? null
        : off.length === 1
          ? ruleOff(words.chord.mutants[only] ?? only)
          : rulesOff(off.length),
  };
}

export function apartIn(minds: Minds): readonly NodeId[] {
  return [...minds.values()].filter((mind) => !isMember(mind)).map(({ me }) => me.id);
}

export function lookupsIn(ring: Ring, arcs: readonly Arc[]): Pick<Scene, 'locate' | 'isHeardOf' | 'views'> {
  const minds = [...ring.minds.values()];
  return {
    locate: (key) => {
      const place = placeOf(key, ring.bits);
      return { place, owners: holdersOf(ring, key), answers: arcAt(arcs, place)?.answers ?? null };
    },
    isHeardOf: (key) =>
      minds.some(
        ({ holdings }) =>
          holdings !== null && (holdings.keys?.some((holding) => holding.key === key) ?? true),
      ),
    views: new Map(),
  };
}

/** What a node is, where it is not one of the ring like the others. */
export function roleOf({ standing, isFilling, refused }: Mind): readonly RoleMark[] {
  const { standings } = words.chord;
  const mark = (says: string): readonly RoleMark[] => [{ glyph: null, says }];
  if (standing !== 'member') return mark(refused === null ? standings[standing] : standings.refused);
  return isFilling ? mark(standings.filling) : [];
}

/** What it answers for, and what it keeps for others. */
export function factOf({ me: { id }, holdings }: Mind, beads: readonly Bead[] | null): string {
  const count = holdings?.count ?? 0;
  if (beads === null) return words.keysHeld(count);
  const held = beads.filter(({ copies }) =>
    copies.some(({ node, state }) => node === id && state !== 'missing' && state !== 'coming'),
  );
  const answers = held.filter((bead) => bead.answers === id).length;
  return words.keysAndCopies(answers, held.length - answers);
}

/** Others doubt whom they found silent. Nobody agrees on anything: it is gone once no neighbour points to it any more. */
function regardOf({ minds, members }: Ring, id: NodeId): Regard {
  const others = [...minds.values()].filter(({ me }) => me.id !== id);
  const doubters = others.filter(({ suspects }) => suspects.includes(id)).map(({ me }) => me.id);
  const isKnown = others.some(
    (mind) => isMember(mind) && (mind.predecessor?.id === id || mind.successors[0]?.id === id),
  );
  return {
    silence: 0,
    doubters,
    isDoubted: members.some((member) => member.id === id) && 2 * doubters.length > others.length,
    isNoticed: !isKnown,
  };
}

function lackOf(ring: Ring, beads: readonly Bead[] | null): Scene['lack'] {
  if (beads === null || beads.length > 0 || ring.dead.length > 0 || ring.members.length === 0) return null;
  return (heldIn(ring)?.size ?? 0) > 0 ? 'now' : 'yet';
}

function saysOf(
  { members, frozen }: Ring,
  beads: readonly Bead[] | null,
  arcs: readonly Arc[],
  wrong: number,
): NonNullable<Scene['says']> {
  const { chord } = words;
  const readable = (beads ?? []).filter(
    ({ answers, copies }) =>
      answers !== null &&
      !frozen.has(answers) &&
      copies.some(({ node, state }) => node === answers && state === 'current'),
  ).length;
  const isAll = beads === null || readable === beads.length;
  return {
    title:
      beads === null || beads.length === 0
        ? chord.inRing(members.length)
        : words.canBeRead(readable, beads.length),
    second: wrong === 0 ? chord.allRight(members.length) : chord.wrong(wrong),
    isWorse: !isAll || arcs.length === 0,
  };
}
