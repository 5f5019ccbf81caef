/**
 * Consistent hashing (Karger and others, 1997): the ring.
 *
 * Nodes and keys stand on one circle. A key belongs to the first node that stands at its position or clockwise from it, and its copies to the
 * next distinct nodes. When a node joins, it takes keys only from those who stand behind it; when it leaves, only its own keys move.
 *
 * With one point for each node the shares are very uneven (the longest of n arcs is about ln n times the mean). So a node stands in many
 * places, its virtual nodes: with k of them its share is n·Beta(k, (n−1)k) of the mean, a standard deviation of about 1/√k.
 *
 * Cost: a search among n·k sorted numbers for each key; n·k hashes for each node list. Its weakness: even 150 virtual nodes leave 8 %
 * of unevenness, and a change of the list tells nobody how the load itself is spread.
 */
import { pointsOf } from './hash.ts';
import {
  distinctFrom,
  inOrder,
  placementOf,
  type Cells,
  type PlacedNode,
  type Placement,
} from './placement.ts';

/** All points of the circle, ascending. */
export interface Circle {
  readonly positions: Uint32Array;
  /** Whose point it is: an index into the nodes. */
  readonly owners: Uint32Array;
}

/** How many nodes fit beside a position in the 53 bits of a number. */
const NODES_MAX = 1_048_576;

/** Two points at one position stand in the order of their nodes, so that the first owns what comes before them. */
export function circleOf(nodes: readonly PlacedNode[], virtualNodes: number): Circle {
  const each = nodes.map(({ id, weight }) => pointsOf(id, weight * virtualNodes));
  const packed = new Float64Array(each.reduce((sum, { length }) => sum + length, 0));
  let next = 0;
  for (const [node, points] of each.entries())
    for (const point of points) packed[next++] = point * NODES_MAX + node;
  packed.sort();
  return {
    positions: Uint32Array.from(packed, (point) => Math.floor(point / NODES_MAX)),
    owners: Uint32Array.from(packed, (point) => point % NODES_MAX),
  };
}

/** The first point at a position or clockwise from it. */
export function pointAt(positions: Uint32Array, position: number): number {
  let low = 0;
  let high = positions.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((positions[middle] as number) < position) low = middle + 1;
    else high = middle;
  }
  return low === positions.length ? 0 : low;
}

export function newRing(given: readonly PlacedNode[], virtualNodes: number): Placement {
  const nodes = inOrder(given);
  const { positions, owners } = circleOf(nodes, virtualNodes);
  const cells: Cells = {
    kind: 'ring',
    nodes,
    size: positions.length,
    stretches: positions,
    cellAt: (position) => pointAt(positions, position),
    ownersOf: (point, count) => distinctFrom(owners, point, count, nodes),
  };
  return placementOf(cells);
}

export interface RingPoint {
  readonly position: number;
  readonly node: string;
}

/** Every point of the ring with its node, ascending: for the picture. */
export function ringPoints(given: readonly PlacedNode[], virtualNodes: number): readonly RingPoint[] {
  const nodes = inOrder(given);
  const { positions, owners } = circleOf(nodes, virtualNodes);
  return Array.from(positions, (position, index) => ({
    position,
    node: (nodes[owners[index] as number] as PlacedNode).id,
  }));
}
