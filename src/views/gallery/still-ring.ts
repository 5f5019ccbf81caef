/** A ring that the build has recorded, as few numbers: whoever shows it draws it in the theme that is on. */
import type { RingContent } from '../ring/printed-ring.ts';
import type { CopyState } from '../systems/scene.ts';

export interface StillRing {
  readonly nodes: readonly (readonly [id: string, name: string, status: string, place: number | null])[];
  /** Owners and who answers by their place among the nodes; -1: nobody. */
  readonly arcs: readonly (readonly [
    from: number,
    to: number,
    owner: number,
    answers: number,
    isMute: 0 | 1,
  ])[];
  readonly beads: readonly (readonly [
    place: number,
    answers: number,
    copies: readonly (readonly [node: number, state: number])[],
  ])[];
  readonly sectors: readonly (readonly [owner: number, count: number])[];
  /** How many keys can be read, and of how many; empty where there are none. */
  readonly count: string;
}

const STATES: readonly CopyState[] = ['current', 'stale', 'missing', 'lost', 'coming', 'leaving', 'hint'];

/** No eye tells more on a card. */
const short = (place: number): number => Math.round(place * 10_000) / 10_000;

export function packRing({ nodes, places, arcs, beads, sectors }: RingContent, count: string): StillRing {
  const order = new Map(nodes.map(({ id }, index) => [id, index]));
  const at = (id: string | null): number => order.get(id ?? '') ?? -1;
  return {
    nodes: nodes.map(({ id, name, status }) => {
      const place = places.get(id);
      return [id, name, status, place === undefined ? null : short(place)];
    }),
    arcs: arcs.map(({ from, to, owner, answers, isMute }) => [
      short(from),
      short(to),
      at(owner),
      at(answers),
      isMute ? 1 : 0,
    ]),
    beads: beads.map(({ place, answers, copies }) => [
      short(place),
      at(answers),
      copies.map(({ node, state }) => [at(node), STATES.indexOf(state)]),
    ]),
    sectors: sectors.map(({ owner, count }) => [at(owner), count]),
    count,
  };
}

export function unpackRing({ nodes, arcs, beads, sectors }: StillRing): RingContent {
  const who = (index: number): string | null => nodes[index]?.[0] ?? null;
  return {
    nodes: nodes.map(([id, name, status]) => ({ id, name, status })),
    places: new Map(
      nodes.flatMap(([id, , , place]): [string, number][] => (place === null ? [] : [[id, place]])),
    ),
    arcs: arcs.map(([from, to, owner, answers, isMute]) => ({
      from,
      to,
      owner: who(owner) ?? '',
      answers: who(answers),
      isMute: isMute === 1,
    })),
    beads: beads.map(([place, answers, copies], index) => ({
      key: String(index),
      place,
      answers: who(answers),
      copies: copies.map(([node, state]) => ({
        node: who(node) ?? '',
        state: STATES[state] ?? 'missing',
      })),
    })),
    sectors: sectors.map(([owner, count]) => ({ owner: who(owner), count })),
  };
}
