/** The scene of a cache: whose keys lie where, who answers for them now, and what the nodes make of each other. */
import type { NodeId } from '../../../kernel/contract.ts';
import type { Inside } from '../../../lab/inside.ts';
import type { Picture } from '../../../lab/picture.ts';
import { placeOf } from '../../../systems/cache/place.ts';
import { actingAmong, ownersOf, standingOf, type View } from '../../../systems/cache/view.ts';
import { words } from '../../words/index.ts';
import type { Bead, CopyState, Regard, Scene } from '../scene.ts';
import { arcsOf, placesOf } from './band.ts';
import { BEADS_MOST, beadsOf, sectorsOf } from './beads.ts';
import { hearsMajority, mindsOf, viewInForce, type Minds } from './minds.ts';

/** Here nobody leads: everybody acts for some keys. */
export const NO_ROLES: Scene['roles'] = new Map();
/** The same one each time: whoever draws the band goes by it. */
const NO_ARCS: Scene['arcs'] = [];

export function cacheScene(picture: Picture, inside: Inside): Scene | null {
  const minds = mindsOf(inside);
  const view = viewInForce(minds);
  const nodes = picture.nodes.filter(({ role }) => role === 'node');
  if (view === null) return nobodyKnows(minds, nodes);
  const mute = muteIn(minds, view, picture);
  const arcs = arcsOf(view, minds.rule, mute);
  const beads = beadsOf(minds, view);
  const isCrowded = beads === null || beads.length > BEADS_MOST;
  const lack = lackOf(minds, view, beads);
  return {
    places: placesOf(nodes, minds.rule),
    arcs,
    beads: isCrowded ? [] : beads,
    sectors: isCrowded ? sectorsOf(minds.all.values(), arcs) : null,
    // Of a ring without keys it is said once, in its middle.
    facts: new Map(nodes.map(({ id }) => [id, lack === null ? factOf(minds, beads, id) : ''])),
    regards: new Map(nodes.map(({ id }) => [id, regardOf(minds, view, id)])),
    readout: beads === null || beads.length === 0 ? null : readoutOf(minds, view, mute, beads),
    lack,
    roles: NO_ROLES,
    eyes: null,
    ...lookupsIn(minds, view),
  };
}

/** Nobody lives who could say anything. Where everybody stands is a matter of hashes all the same. */
function nobodyKnows({ rule }: Minds, nodes: Picture['nodes']): Scene {
  return {
    places: placesOf(nodes, rule),
    arcs: NO_ARCS,
    beads: [],
    sectors: null,
    facts: new Map(),
    regards: new Map(),
    readout: null,
    lack: null,
    roles: NO_ROLES,
    eyes: null,
    locate: (key) => ({ place: placeOf(key, rule.kind), owners: [], answers: null }),
    // What the dead have on their disks is not lost before they are asked.
    isHeardOf: () => true,
    views: new Map(),
  };
}

export function cacheBeads(inside: Inside): readonly Bead[] | null {
  const minds = mindsOf(inside);
  const view = viewInForce(minds);
  return view === null ? null : beadsOf(minds, view);
}

export function lookupsIn({ all, rule }: Minds, view: View): Pick<Scene, 'locate' | 'isHeardOf' | 'views'> {
  const minds = [...all.values()];
  return {
    locate: (key) => {
      const owners = ownersOf(view.placed, rule, key);
      return { place: placeOf(key, rule.kind), owners, answers: actingAmong(view, owners) };
    },
    isHeardOf: (key) =>
      minds.some(
        ({ holdings }) =>
          holdings !== null && (holdings.keys?.some((holding) => holding.key === key) ?? true),
      ),
    views: new Map(minds.map(({ id, view: own }) => [id, own?.epoch ?? 0])),
  };
}

/** Who answers nobody: the dead, those that stand still, and in primary mode whoever does not hear that a majority hears it. */
function muteIn(minds: Minds, view: View, picture: Picture): ReadonlySet<NodeId> {
  const frozen = new Set(picture.nodes.filter(({ status }) => status === 'frozen').map(({ id }) => id));
  const answers = (id: NodeId): boolean => {
    const mind = minds.all.get(id);
    if (mind === undefined || frozen.has(id)) return false;
    return minds.options.mode === 'quorum' || hearsMajority(minds, mind);
  };
  return new Set(view.members.map(({ id }) => id).filter((id) => !answers(id)));
}

/** What is with a node, whether it should be or not. */
const HELD: ReadonlySet<CopyState> = new Set(['current', 'stale', 'leaving', 'hint']);

/** What it answers for, and what it keeps for others. */
export function factOf({ all }: Minds, beads: readonly Bead[] | null, id: NodeId): string {
  const mind = all.get(id);
  if (mind === undefined) return '';
  if (beads === null) return words.keysHeld(mind.holdings?.count ?? 0);
  const held = beads.filter(({ copies }) => copies.some(({ node, state }) => node === id && HELD.has(state)));
  const answers = held.filter((bead) => bead.answers === id).length;
  return words.keysAndCopies(answers, held.length - answers);
}

function regardOf({ at, all, options }: Minds, view: View, id: NodeId): Regard {
  const others = [...all.values()].filter((mind) => mind.id !== id);
  const heard = others.flatMap(({ peers }) => peers.filter((peer) => peer.id === id));
  const longest = Math.max(0, ...heard.map(({ heardAt }) => at - heardAt));
  const doubters = others
    .filter(({ peers }) => peers.some((peer) => peer.id === id && peer.isSuspected))
    .map((mind) => mind.id);
  return {
    silence: Math.min(1, longest / options.nodeTimeout),
    doubters,
    isDoubted: 2 * doubters.length > others.length,
    isNoticed: standingOf(view, id) === 'down',
  };
}

function readoutOf(
  minds: Minds,
  view: View,
  mute: ReadonlySet<NodeId>,
  beads: readonly Bead[],
): Scene['readout'] {
  const readable = beads.filter((bead) => canBeRead(minds, view, mute, bead)).length;
  return { readable, all: beads.length };
}

function lackOf({ all }: Minds, view: View, beads: readonly Bead[] | null): Scene['lack'] {
  if (beads === null || beads.length > 0) return null;
  if (view.members.some(({ id }) => (all.get(id)?.holdings ?? null) === null)) return null;
  // What was deleted is still heard of.
  return [...all.values()].some(({ holdings }) => holdings?.keys?.length !== 0) ? 'now' : 'yet';
}

/** Somebody lives who acts for it, knows that it does, may, and has what there is to know; in quorum mode, enough copies live. */
function canBeRead(
  minds: Minds,
  view: View,
  mute: ReadonlySet<NodeId>,
  { key, answers, copies }: Bead,
): boolean {
  if (minds.options.mode === 'quorum') {
    const alive = copies.filter(({ node }) => minds.all.has(node) && !mute.has(node)).length;
    return alive >= minds.options.read;
  }
  const mind = answers === null ? undefined : minds.all.get(answers);
  if (mind === undefined || mind.view === null || mute.has(mind.id)) return false;
  const { view: own } = mind;
  if (actingAmong(own, ownersOf(own.placed, minds.rule, key)) !== mind.id) return false;
  const isHere = copies.some(({ node, state }) => node === mind.id && state === 'current');
  const actedBefore =
    own.previous === null ||
    actingAmong(own.previous, ownersOf(own.previous.placed, minds.rule, key)) === mind.id;
  return isHere && (mind.isComplete || actedBefore) && standingOf(view, mind.id) !== 'down';
}
