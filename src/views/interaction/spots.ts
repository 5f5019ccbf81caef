/** Where things stand that are painted and have no element of their own: messages on their way and the beads of keys. The same curves as the drawing. */
import { beadAt, beadLayout } from '../geometry/band.ts';
import { chord, placeClient, pointOn, type Point } from '../geometry/ring.ts';
import type { LabView, Picture } from '../lab-view.svelte.ts';
import type { StageView } from '../stage.svelte.ts';
import { glyphOf } from '../systems/glyphs.ts';

export type Flight = Picture['flights'][number];

/** Nodes and clients. */
export function standing(stage: StageView): ReadonlyMap<string, Point> {
  const at = (index: number): Point => (stage.isInvited ? stage.you : placeClient(index, stage.height));
  return new Map([...stage.points, ...stage.clients.map(({ id }, index) => [id, at(index)] as const)]);
}

export function flightSpots(
  view: LabView,
  stage: StageView,
): readonly { readonly flight: Flight; readonly at: Point }[] {
  const places = standing(stage);
  const { at: now, system } = view.frame;
  return (view.picture?.flights ?? []).flatMap((flight) => {
    const [from, to] = [places.get(flight.from), places.get(flight.to)];
    if (from === undefined || to === undefined) return [];
    if (glyphOf(system, flight.kind) === 'beat' && !stage.showsBeats) return [];
    const share = (now - flight.sent) / Math.max(1, flight.arrives - flight.sent);
    return [{ flight, at: pointOn(chord(stage.layout, from, to), Math.min(1, Math.max(0, share))) }];
  });
}

export function beadSpots(stage: StageView): readonly { readonly key: string; readonly at: Point }[] {
  const sizes = beadLayout(stage.layout);
  const drawn = stage.beads.flatMap(({ bead, place }) =>
    bead.copies.map((_, index) => ({ key: bead.key, at: beadAt(stage.layout, sizes, place, index) })),
  );
  return [...drawn, ...stage.fanned];
}
