/** What the nodes of a Chord store believe, read out of what the lab brings, and who truly is in the ring. */
import type { Holdings, NodeId } from '../../../kernel/contract.ts';
import type { Inside } from '../../../lab/inside.ts';
import type { Picture } from '../../../lab/picture.ts';
import { identifierOf, placeOn } from '../../../placement/identifier.ts';
import { membersOf } from '../../../systems/chord/acting.ts';
import type { ChordBelief } from '../../../systems/chord/belief.ts';
import type { Peer } from '../../../systems/chord/ring/peers.ts';

export interface Mind extends ChordBelief {
  readonly holdings: Holdings | null;
}

/** Of those who run. */
export type Minds = ReadonlyMap<NodeId, Mind>;

export interface Ring {
  readonly bits: number;
  readonly replicas: number;
  readonly minds: Minds;
  /** Who truly belongs to it by now. */
  readonly members: readonly Peer[];
  /** Nodes of the scenario that do not run. Where they stood is a matter of their names. */
  readonly dead: readonly Peer[];
  /** They run, and do nothing. */
  readonly frozen: ReadonlySet<NodeId>;
  /** With the place of each node, as a share of the circle. */
  readonly places: ReadonlyMap<NodeId, number>;
}

export function mindsOf({ nodes }: Inside): Minds {
  return new Map(
    Object.entries(nodes)
      .filter(([, { belief }]) => belief['me'] !== undefined)
      .map(([id, { belief, holdings }]) => [id, { ...(belief as unknown as ChordBelief), holdings }]),
  );
}

export function ringOf(picture: Pick<Picture, 'nodes'>, inside: Inside): Ring {
  const minds = mindsOf(inside);
  const bits = Number(inside.options['bits'] ?? 32);
  const nodes = picture.nodes.filter(({ isClient }) => !isClient);
  const dead = nodes.filter(({ id, status }) => status === 'down' && !minds.has(id));
  return {
    bits,
    replicas: Number(inside.options['replicas'] ?? 1),
    minds,
    members: membersOf(minds.values()),
    dead: dead.map(({ id }) => ({ id, at: identifierOf(id, bits) })),
    frozen: new Set(nodes.filter(({ status }) => status === 'frozen').map(({ id }) => id)),
    places: new Map(nodes.map(({ id }) => [id, minds.get(id)?.place ?? placeOf(id, bits)])),
  };
}

/** Where the hash of a name puts it. */
export function placeOf(name: string, bits: number): number {
  return placeOn(identifierOf(name, bits), bits);
}

/** How much of the circle it answers for, by its own word. */
export function shareOf({ actsFrom, place, bits }: ChordBelief): number {
  const share = actsFrom === null ? 0 : place - placeOn(actsFrom, bits);
  return share > 0 ? share : share + 1;
}
