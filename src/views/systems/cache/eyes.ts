/**
 * Through its eyes: the ring as one node of a cache believes it. Its view says who answers for what, its doubts say who lives, and of keys it
 * knows what it keeps itself; that the other owners have theirs is what it takes for granted. Held against the truth, whatever it has wrong
 * is named: that somebody runs who is dead or the other way round, and whom it would send a client to who is not the one that answers.
 */
import type { NodeId } from '../../../kernel/contract.ts';
import type { Inside } from '../../../lab/inside.ts';
import type { Picture } from '../../../lab/picture.ts';
import { actingAmong, ownersOf, standingOf, type View } from '../../../systems/cache/view.ts';
import { words } from '../../words/index.ts';
import type { Bead, Believed, Copy, Eyes, Regard, Scene } from '../scene.ts';
import { differing } from '../differing.ts';
import { arcsOf, placesOf } from './band.ts';
import { BEADS_MOST, sectorsOf } from './beads.ts';
import { hearsMajority, mindsOf, type Mind, type Minds } from './minds.ts';
import { factOf, lookupsIn, NO_ROLES } from './scene.ts';

/** Null where nobody looks: it is dead, or knows of no cluster yet. */
export function cacheSceneAs(id: NodeId, truth: Scene, picture: Picture, inside: Inside): Scene | null {
  const minds = mindsOf(inside);
  const mind = minds.all.get(id);
  if (mind === undefined || mind.view === null) return null;
  const { view } = mind;
  const nodes = picture.nodes.filter(({ role }) => role === 'node');
  const believed = new Map(nodes.map((node) => [node.id, believedOf(mind, view, node.id)]));
  const arcs = arcsOf(view, minds.rule, muteFor(minds, mind, believed));
  const beads = beadsOf(minds, mind, view, believed);
  const own: Minds = { ...minds, all: new Map([[id, mind]]) };
  const isCrowded = beads === null || beads.length > BEADS_MOST;
  const eyes: Eyes = {
    node: id,
    believed,
    wrongNodes: new Set(
      nodes
        .filter((node) => (node.status === 'down') === (believed.get(node.id) === 'up'))
        .map((node) => node.id),
    ),
    wrongArcs: differing(arcs, truth.arcs),
  };
  return {
    places: placesOf(nodes, minds.rule),
    arcs,
    beads: isCrowded ? [] : beads,
    sectors: isCrowded ? sectorsOf([mind], arcs) : null,
    facts: new Map(nodes.map((node) => [node.id, says(own, beads, node.id, believed.get(node.id) ?? 'up')])),
    regards: new Map(nodes.map((node) => [node.id, regardOf(minds, mind, view, node.id)])),
    readout: null,
    lack: null,
    roles: NO_ROLES,
    eyes,
    ...lookupsIn(own, view),
  };
}

function believedOf({ id: own, peers }: Mind, view: View, id: NodeId): Believed {
  if (id === own) return 'up';
  if (standingOf(view, id) === 'down') return 'down';
  return peers.some((peer) => peer.id === id && peer.isSuspected) ? 'doubted' : 'up';
}

/** It knows when it may not answer itself. */
function muteFor(minds: Minds, mind: Mind, believed: ReadonlyMap<NodeId, Believed>): ReadonlySet<NodeId> {
  const mute = new Set([...believed].filter(([, one]) => one !== 'up').map(([id]) => id));
  if (minds.options.mode === 'primary' && !hearsMajority(minds, mind)) mute.add(mind.id);
  return mute;
}

function beadsOf(
  { rule }: Minds,
  { id, holdings }: Mind,
  view: View,
  believed: ReadonlyMap<NodeId, Believed>,
): readonly Bead[] | null {
  if (holdings === null || holdings.keys === null) return holdings === null ? [] : null;
  return holdings.keys
    .filter(({ isGone }) => !isGone)
    .map(({ key, place, hintFor, heads }) => {
      const owners = ownersOf(view.placed, rule, key);
      const own: Copy = {
        node: id,
        state: 'current',
        ...(heads === undefined ? {} : { heads: heads.length }),
      };
      const copies: Copy[] = owners.map((node) =>
        node === id ? own : { node, state: believed.get(node) === 'up' ? 'current' : 'lost' },
      );
      const [absent] = hintFor ?? [];
      if (!owners.includes(id))
        copies.push(
          absent === undefined ? { ...own, state: 'leaving' } : { ...own, state: 'hint', for: absent },
        );
      return { key, place, copies, answers: actingAmong(view, owners) };
    });
}

function says(own: Minds, beads: readonly Bead[] | null, id: NodeId, believed: Believed): string {
  const known = factOf(own, beads, id);
  if (known !== '') return known;
  return { up: '', doubted: words.ring.doubtsIt, down: words.ring.thinksItGone }[believed];
}

function regardOf({ at, options }: Minds, mind: Mind, view: View, id: NodeId): Regard {
  const peer = mind.peers.find((one) => one.id === id);
  const isDoubted = peer?.isSuspected === true;
  return {
    silence: Math.min(1, Math.max(0, at - (peer?.heardAt ?? at)) / options.nodeTimeout),
    doubters: isDoubted ? [mind.id] : [],
    isDoubted,
    isNoticed: standingOf(view, id) === 'down',
  };
}
