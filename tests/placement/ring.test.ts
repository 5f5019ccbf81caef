import { describe, expect, test } from 'vitest';
import { CIRCLE } from '../../src/placement/hash.ts';
import { circleOf, ringPoints } from '../../src/placement/ring.ts';
import { deviation, even, keysOf, loadsOf, place, weighted, without } from './nodes.ts';
import type { PlacedNode } from '../../src/placement/placement.ts';

/** Each node's share of the circle's length, times the number of nodes: 1 is the mean. */
function sharesOf(nodes: readonly PlacedNode[], virtualNodes: number): number[] {
  const { positions, owners } = circleOf(nodes, virtualNodes);
  const lengths = nodes.map(() => 0);
  let before = (positions.at(-1) as number) - CIRCLE;
  for (const [index, position] of positions.entries()) {
    const owner = owners[index] as number;
    lengths[owner] = (lengths[owner] as number) + position - before;
    before = position;
  }
  return lengths.map((length) => (length / CIRCLE) * nodes.length);
}

/** The shares of many rings, each with nodes of its own. */
function pooled(rings: number, count: number, virtualNodes: number): number[] {
  return Array.from({ length: rings }, (_, ring) => {
    const nodes = Array.from({ length: count }, (_, node) => ({
      id: `ring ${ring} node ${node}`,
      weight: 1,
    }));
    return sharesOf(nodes, virtualNodes);
  }).flat();
}

/** Points for each node, the standard error and the 99 % interval of a share (Lamping and Veach, 2014), and how many rings of how many nodes show it. */
const BALANCE = [
  { points: 1, error: 0.998, interval: [0.005, 5.25], rings: 60, nodes: 500 },
  { points: 10, error: 0.315, interval: [0.37, 1.98], rings: 60, nodes: 200 },
  { points: 100, error: 0.0997, interval: [0.76, 1.28], rings: 50, nodes: 60 },
  { points: 1000, error: 0.0316, interval: [0.92, 1.09], rings: 50, nodes: 20 },
] as const;

describe('the balance of the ring', () => {
  for (const { points, error, interval, rings, nodes } of BALANCE) {
    test(`Lamping and Veach, 2014: with ${points} points a node the standard error is ${error}, and 99 % lie in (${interval.join(', ')})`, () => {
      const shares = pooled(rings, nodes, points);
      const found = deviation(shares);
      // n·Beta(k, (n−1)k) has the deviation √((n−1)/(nk+1)), which is the table's figure for many nodes.
      const expected = Math.sqrt((nodes - 1) / (nodes * points + 1));
      expect(Math.abs(found / expected - 1)).toBeLessThan(0.05);
      expect(Math.abs(found / error - 1)).toBeLessThan(0.06);
      const inside = shares.filter((share) => share > interval[0] && share < interval[1]);
      expect(inside.length / shares.length).toBeGreaterThan(0.985);
      expect(inside.length / shares.length).toBeLessThan(0.997);
    });
  }

  test('mean share by weight: wᵢ/Σw, over 100 rings', () => {
    const sums = [0, 0, 0];
    for (let ring = 0; ring < 100; ring += 1) {
      const nodes = [1, 2, 5].map((weight) => ({ id: `ring ${ring} weight ${weight}`, weight }));
      for (const [index, share] of sharesOf(nodes, 40).entries())
        sums[index] = (sums[index] as number) + share / 3 / 100;
    }
    for (const [index, weight] of [1, 2, 5].entries())
      expect(Math.abs((sums[index] as number) / (weight / 8) - 1)).toBeLessThan(0.04);
  });

  test('S0-09: 4 nodes, 10 000 keys, 150 virtual nodes: the largest share is under 1.3 of the mean; with 1 it is visibly worse', () => {
    const largest = (virtualNodes: number) =>
      Math.max(...loadsOf(place('ring', even(4), virtualNodes), keysOf(10_000)).values()) / 2_500;
    expect(largest(150)).toBeLessThan(1.3);
    expect(largest(1)).toBeGreaterThan(1.5);
  });

  test('S0-10: weight 2 among three nodes of weight 1 gets 40 ± 6 % of the keys', () => {
    const loads = loadsOf(place('ring', weighted(1, 2, 1, 1)), keysOf(10_000));
    expect(Math.abs((loads.get('n2') as number) / 10_000 - 0.4)).toBeLessThan(0.06);
  });

  test('S4-21: 10 000 keys over 3 nodes with 150 virtual nodes: each within 25 % of the mean', () => {
    for (const load of loadsOf(place('ring', even(3)), keysOf(10_000)).values())
      expect(Math.abs(load / (10_000 / 3) - 1)).toBeLessThan(0.25);
  });
});

describe('the ring', () => {
  test('a key belongs to the first point at its position or clockwise from it, over the end of the circle', () => {
    const nodes = even(3);
    const ring = place('ring', nodes, 4);
    const points = ringPoints(nodes, 4);
    const probes = points.flatMap(({ position }) => [position - 1, position, (position + 1) % CIRCLE]);
    for (const position of [0, CIRCLE - 1, ...probes]) {
      const clockwise = [...points.filter((point) => point.position >= position), ...points];
      const distinct = [...new Set(clockwise.map(({ node }) => node))];
      for (const count of [1, 2, 3]) expect(ring.ownersAt(position, count)).toEqual(distinct.slice(0, count));
    }
  });

  test('two points at one position stand in the order of their nodes', () => {
    const { positions, owners } = circleOf(
      [
        { id: 'twin', weight: 1 },
        { id: 'twin', weight: 1 },
      ],
      3,
    );
    expect([...owners]).toEqual([0, 1, 0, 1, 0, 1]);
    expect(positions[0]).toBe(positions[1]);
  });

  test('the points of a node are its own: nobody else moves them', () => {
    const all = ringPoints(even(5), 20);
    const four = ringPoints(without(even(5), 'n3'), 20);
    expect(all.filter(({ node }) => node !== 'n3')).toEqual(four);
  });
});
