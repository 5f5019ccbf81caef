/** Where everything on the ring stands: worked out when somebody comes or goes or the window changes, and not with every frame. */
import { beadLayout, sideBySide, takenBy } from '../geometry/band.ts';
import { evenly, pointAt, spread, type Point, type RingLayout } from '../geometry/ring.ts';
import type { Bead } from '../systems/scene.ts';
import type { StandingBead } from './draw-beads.ts';

/** Half of what a name and its fact take along the ring. */
const LABEL_HALF = 42;

/** As shares of the circle: where a hash puts them, or side by side where none does. */
export function placesFor(
  layout: RingLayout,
  ids: readonly string[],
  given: readonly (readonly [string, number])[],
): ReadonlyMap<string, number> {
  const apart = (2 * layout.badge + 10) / (2 * Math.PI * layout.radius);
  return spread(given.length === 0 ? evenly(ids) : new Map(given), apart);
}

/** `apart`: whom the ring does not hold, their ids side by side; they stand outside of it. */
export function pointsFor(
  layout: RingLayout,
  places: ReadonlyMap<string, number>,
  apart = '',
): ReadonlyMap<string, Point> {
  const out = apart.split(' ');
  const far = layout.radius + 1.9 * layout.badge + 6;
  return new Map(
    [...places].map(([id, place]) => [id, pointAt(layout, place, out.includes(id) ? far : layout.radius)]),
  );
}

export function standingBeads(
  layout: RingLayout,
  beads: readonly Bead[],
  places: ReadonlyMap<string, number>,
): readonly StandingBead[] {
  const sizes = beadLayout(layout);
  const drawn = sideBySide(
    layout,
    sizes,
    beads.map(({ place }) => place),
    takenBy(layout, sizes, places.values()),
  );
  return beads.map((bead, index) => ({ bead, place: drawn[index] as number }));
}

/** How far out each name must stand so as not to lie on beads beside its badge. */
export function labelDistances(
  layout: RingLayout,
  places: ReadonlyMap<string, number>,
  beads: readonly StandingBead[],
): ReadonlyMap<string, number> {
  const sizes = beadLayout(layout);
  const near = (LABEL_HALF + layout.badge) / (2 * Math.PI * sizes.first);
  return new Map(
    [...places].map(([id, place]) => {
      const depths = beads
        .filter((bead) => Math.abs(((bead.place - place + 1.5) % 1) - 0.5) < near)
        .map(({ bead }) => sizes.first - layout.radius + bead.copies.length * sizes.step);
      return [id, Math.max(layout.badge + 28, ...depths)];
    }),
  );
}

/** For each node that keeps something for others who are away: for whom. */
export function hintsOf(beads: readonly Bead[]): ReadonlyMap<string, readonly string[]> {
  const kept = new Map<string, string[]>();
  for (const { copies } of beads) {
    for (const { node, state, for: absent } of copies) {
      if (state !== 'hint' || absent === undefined) continue;
      const known = kept.get(node) ?? [];
      if (!known.includes(absent)) known.push(absent);
      kept.set(node, known);
    }
  }
  return kept;
}

export function withClients(
  points: ReadonlyMap<string, Point>,
  clients: readonly { readonly id: string }[],
  at: (index: number) => Point,
): ReadonlyMap<string, Point> {
  return new Map([...points, ...clients.map(({ id }, index) => [id, at(index)] as const)]);
}
