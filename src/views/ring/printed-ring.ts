/** What is on a ring that stands still, by the geometry of the living one. Plain figures, so that whatever draws them draws the same. */
import type { Picture } from '../../lab/picture.ts';
import { SECTORS } from '../../kernel/contract.ts';
import { beadAt, beadLayout, chevron, COLUMN_FIRST, COLUMN_MOST } from '../geometry/band.ts';
import { PathPen } from '../geometry/path-pen.ts';
import { angleOf, layOutRing, outward, type Point, type RingLayout } from '../geometry/ring.ts';
import { identities, type Identity } from '../identity.ts';
import { labelDistances, placesFor, pointsFor, standingBeads } from './standing.ts';
import type { Arc, Bead, CopyState, Scene, Sector } from '../systems/scene.ts';

/** On paper. */
export const SIZE = { width: 640, height: 520 } as const;

/** Who and what is to be drawn. */
export interface RingContent {
  readonly nodes: readonly { readonly id: string; readonly name: string; readonly status: string }[];
  readonly places: ReadonlyMap<string, number>;
  readonly arcs: readonly Arc[];
  readonly beads: readonly Bead[];
  readonly sectors: readonly Sector[];
}

export function contentOf({ nodes }: Picture, scene: Scene | null): RingContent {
  return {
    nodes: nodes.filter(({ isClient, status }) => !isClient && status !== 'removed'),
    places: scene?.places ?? new Map<string, number>(),
    arcs: scene?.arcs ?? [],
    beads: scene?.beads ?? [],
    sectors: scene?.sectors ?? [],
  };
}

export interface Slice {
  readonly path: string;
  readonly fill: string;
  /** Nobody answers for it now. */
  readonly isMute: boolean;
}

export interface PrintedBead extends Point {
  readonly radius: number;
  readonly fill: string;
  readonly kind: 'answering' | 'copy' | 'stale' | 'ghost';
}

export interface PrintedNode extends Point {
  readonly id: string;
  readonly name: string;
  readonly look: Identity | undefined;
  readonly status: string;
  readonly label: Point & { readonly side: 'start' | 'middle' | 'end' };
}

export interface PrintedRing {
  readonly center: Point;
  readonly radius: number;
  readonly badge: number;
  readonly slices: readonly Slice[];
  readonly beads: readonly PrintedBead[];
  /** In the place of beads, where keys are too many. */
  readonly columns: readonly Pick<Slice, 'path' | 'fill'>[];
  readonly nodes: readonly PrintedNode[];
  /** There is room for them. */
  readonly hasNames: boolean;
}

const GHOST = 'var(--ghost)';
const GHOSTS: ReadonlySet<CopyState> = new Set(['missing', 'lost', 'coming']);

export function drawRing(content: RingContent, size: { width: number; height: number } = SIZE): PrintedRing {
  const { nodes } = content;
  const layout = layOutRing({ ...size, nodes: nodes.length, isInvited: false });
  const places = placesFor(
    layout,
    nodes.map(({ id }) => id),
    [...content.places],
  );
  const points = pointsFor(layout, places);
  const looks = identities(nodes);
  const fillOf = (id: string | null): string => looks.get(id ?? '')?.fill ?? GHOST;
  const beads = standingBeads(layout, content.beads, places);
  const sizes = beadLayout(layout);
  const distances = labelDistances(layout, places, beads);
  return {
    center: layout.center,
    radius: layout.radius,
    badge: layout.badge,
    hasNames: layout.hasNames,
    slices: content.arcs.map(({ from, to, answers, owner, isMute }) => {
      const pen = new PathPen();
      chevron(pen, layout, from, to);
      return { path: pen.path, fill: fillOf(answers ?? owner), isMute };
    }),
    beads: beads.flatMap(({ bead, place }) =>
      bead.copies
        .filter(({ state }) => state !== 'hint')
        .map(({ node, state }, index): PrintedBead => {
          const isAnswering = node === bead.answers && state === 'current';
          const kind = GHOSTS.has(state) ? 'ghost' : state === 'stale' ? 'stale' : 'copy';
          return {
            ...beadAt(layout, sizes, place, index),
            radius: isAnswering ? sizes.radius : sizes.radius - 1.1,
            fill: fillOf(node),
            kind: isAnswering ? 'answering' : kind,
          };
        }),
    ),
    columns: columnsOf(layout, content.sectors).map(({ path, owner }) => ({
      path,
      fill: fillOf(owner),
    })),
    nodes: nodes.map(({ id, name, status }) => {
      const at = points.get(id) ?? layout.center;
      const distance = distances.get(id) ?? layout.badge + 28;
      return { id, name, status, look: looks.get(id), ...at, label: labelAt(layout, at, distance) };
    }),
  };
}

function columnsOf(
  { center, radius, band }: RingLayout,
  sectors: readonly Sector[],
): readonly { readonly path: string; readonly owner: string | null }[] {
  const most = Math.max(1, ...sectors.map(({ count }) => count));
  const inner = radius + band / 2 + COLUMN_FIRST;
  return sectors.flatMap(({ owner, count }, index) => {
    if (count === 0) return [];
    const outer = inner + 2 + (COLUMN_MOST * count) / most;
    const [start, end] = [angleOf(index / SECTORS), angleOf((index + 0.86) / SECTORS)];
    const pen = new PathPen();
    pen.arc(center.x, center.y, inner, start, end);
    pen.arc(center.x, center.y, outer, end, start, true);
    pen.closePath();
    return [{ path: pen.path, owner }];
  });
}

/** Where the page writes it: outside the beads beside the badge. */
export function labelAt(layout: RingLayout, at: Point, distance: number): PrintedNode['label'] {
  const away = at.x - layout.center.x;
  const side = Math.abs(away) < 0.35 * layout.radius ? 'middle' : away > 0 ? 'start' : 'end';
  const { x, y } = outward(layout, at, distance);
  const isAbove = side === 'middle' && at.y < layout.center.y;
  return { x, y: y + (isAbove ? -4 : 5), side };
}
