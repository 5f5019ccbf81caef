/** The small picture of a kept moment: of what stands on the stage, as much as is seen at this size. */
import { MINIATURE_MOST, type Miniature } from '../../shelf/snapshot.ts';
import type { Arc, Bead } from '../systems/scene.ts';

/** A ring of more slices is looked at in so many places, each of which is its owner's there. */
const SLICES_MOST = 96;

interface Standing {
  readonly nodes: readonly { readonly id: string; readonly name: string; readonly status: string }[];
  readonly places: ReadonlyMap<string, number>;
  readonly arcs: readonly Arc[];
  readonly beads: readonly { readonly bead: Bead; readonly place: number }[];
}

export function miniatureOf({ nodes, places, arcs, beads }: Standing): Miniature {
  const shown = nodes.slice(0, MINIATURE_MOST.nodes);
  const placeOf = new Map(shown.map(({ id }, place) => [id, place]));
  const whose = (id: string | null): number => (id === null ? -1 : (placeOf.get(id) ?? -1));
  return {
    nodes: shown.map(({ id, name, status }) => [id, name, short(places.get(id) ?? 0), status !== 'down']),
    arcs: (arcs.length > SLICES_MOST ? sampled(arcs) : arcs).map(({ from, to, owner }) => [
      short(from),
      short(to),
      whose(owner),
    ]),
    keys: beads
      .slice(0, MINIATURE_MOST.keys)
      .map(({ bead, place }) => [short(place), whose(bead.copies[0]?.node ?? null)]),
  };
}

function sampled(arcs: readonly Arc[]): readonly Pick<Arc, 'from' | 'to' | 'owner'>[] {
  return Array.from({ length: SLICES_MOST }, (_, index) => {
    const [from, to, middle] = [0, 1, 0.5].map((part) => (index + part) / SLICES_MOST) as [
      number,
      number,
      number,
    ];
    const found = arcs.find((arc) => isWithin(arc, middle));
    return { from, to, owner: found?.owner ?? '' };
  });
}

/** A slice may go over the top of the circle. */
const isWithin = ({ from, to }: Pick<Arc, 'from' | 'to'>, place: number): boolean =>
  from <= to ? from <= place && place < to : from <= place || place < to;

/** No eye tells more at this size. */
const short = (place: number): number => Math.round(place * 1_000) / 1_000;
