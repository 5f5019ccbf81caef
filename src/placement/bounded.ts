/**
 * Consistent hashing with bounded loads (Mirrokni, Thorup and Zadimoghaddam, 2016): the ring, but nobody gets more than (1 + slack) times
 * the mean. A key whose node is full goes on clockwise to the first that has room, as a ball that finds its bin full.
 *
 * The bound holds at every instant, and few keys move. The price: who owns a key now depends on the other keys, so an answer
 * needs the loads, or a table of them.
 *
 * As a placement it must not depend on which keys happen to be there. So the circle is cut into 4 096 equal buckets, and it is the buckets
 * that are assigned, in an order that goes to and fro over the circle (by their bits read backwards), so that overflow is not carried
 * around it in one wave. No node then has more buckets than the bound.
 */
import { positionOf } from './hash.ts';
import { distinctFrom, inOrder, placementOf, type PlacedNode, type Placement } from './placement.ts';
import { circleOf, pointAt, type Circle } from './ring.ts';

export const BUCKETS = 4_096;
const BUCKET_BITS = 12;
const POSITIONS_PER_BUCKET = 1_048_576;

/** A quarter above the mean: the value that the authors' first users chose. */
export const SLACK = 0.25;

/** The most that a node may have of `load` things: its share by weight and a little more, never less than one. */
export function boundOf(load: number, slack: number, weight: number, weights: number): number {
  return Math.ceil(((1 + slack) * load * weight) / weights);
}

const weightOf = (nodes: readonly PlacedNode[]): number => nodes.reduce((sum, { weight }) => sum + weight, 0);

/** The first node clockwise from a position that has room: an index. The bounds of all add up to more than there is, so somebody has. */
function withRoom(
  { positions, owners }: Circle,
  position: number,
  hasRoom: (node: number) => boolean,
): number {
  const start = pointAt(positions, position);
  for (let step = 0; step < owners.length; step += 1) {
    const node = owners[(start + step) % owners.length] as number;
    if (hasRoom(node)) return node;
  }
  throw new Error('every node is full, though the bounds add up to more than the load');
}

/** Keys one after the other, each under the bound of its instant: who gets which, in the order of the keys. */
export function assignBounded(
  keys: readonly string[],
  given: readonly PlacedNode[],
  virtualNodes: number,
  slack: number = SLACK,
): readonly string[] {
  const nodes = inOrder(given);
  const circle = circleOf(nodes, virtualNodes);
  const weights = weightOf(nodes);
  const loads = nodes.map(() => 0);
  return keys.map((key, index) => {
    const node = withRoom(circle, positionOf(key), (candidate) => {
      const { weight } = nodes[candidate] as PlacedNode;
      return (loads[candidate] as number) < boundOf(index + 1, slack, weight, weights);
    });
    loads[node] = (loads[node] as number) + 1;
    return (nodes[node] as PlacedNode).id;
  });
}

/** Who owns each bucket: an index into the nodes. */
function assignBuckets(nodes: readonly PlacedNode[], circle: Circle): Uint32Array {
  const table = new Uint32Array(BUCKETS);
  const weights = weightOf(nodes);
  const room = nodes.map(({ weight }) => boundOf(BUCKETS, SLACK, weight, weights));
  for (let turn = 0; turn < BUCKETS; turn += 1) {
    const bucket = backwards(turn);
    const node = withRoom(
      circle,
      bucket * POSITIONS_PER_BUCKET,
      (candidate) => (room[candidate] as number) > 0,
    );
    room[node] = (room[node] as number) - 1;
    table[bucket] = node;
  }
  return table;
}

/** The bits of a bucket's number in reverse. */
function backwards(number: number): number {
  let reversed = 0;
  for (let bit = 0; bit < BUCKET_BITS; bit += 1) reversed = (reversed << 1) | ((number >>> bit) & 1);
  return reversed;
}

export function newBounded(given: readonly PlacedNode[], virtualNodes: number): Placement {
  const nodes = inOrder(given);
  const circle = circleOf(nodes, virtualNodes);
  const table = nodes.length === 0 ? new Uint32Array(BUCKETS) : assignBuckets(nodes, circle);

  /** The one who has room first, then the others as the ring has them. */
  function ownersOf(bucket: number, count: number): readonly string[] {
    const primary = (nodes[table[bucket] as number] as PlacedNode).id;
    const start = pointAt(circle.positions, bucket * POSITIONS_PER_BUCKET);
    const others = distinctFrom(circle.owners, start, count, nodes).filter((id) => id !== primary);
    return [primary, ...others].slice(0, count);
  }

  return placementOf({
    kind: 'bounded',
    nodes,
    size: BUCKETS,
    stretches: Uint32Array.from({ length: BUCKETS }, (_, bucket) => (bucket + 1) * POSITIONS_PER_BUCKET - 1),
    cellAt: (position) => Math.floor(position / POSITIONS_PER_BUCKET),
    ownersOf,
  });
}
