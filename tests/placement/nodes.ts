import { newPlacement } from '../../src/placement/new-placement.ts';
import type { PlacedNode, Placement, PlacementKind } from '../../src/placement/placement.ts';

/** n1, n2, … as many as there are weights. */
export function weighted(...weights: readonly number[]): PlacedNode[] {
  return weights.map((weight, index) => ({ id: `n${index + 1}`, weight }));
}

/** n1 … n`count`, all of weight 1. */
export function even(count: number): PlacedNode[] {
  return weighted(...new Array<number>(count).fill(1));
}

export function without(nodes: readonly PlacedNode[], id: string): PlacedNode[] {
  return nodes.filter((node) => node.id !== id);
}

export function place(kind: PlacementKind, nodes: readonly PlacedNode[], virtualNodes = 150): Placement {
  return newPlacement(nodes, { kind, virtualNodes });
}

export function keysOf(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `key:${index}`);
}

/** How many of the keys each node owns. */
export function loadsOf(placement: Placement, keys: readonly string[]): Map<string, number> {
  const loads = new Map(placement.nodes.map(({ id }) => [id, 0]));
  for (const key of keys) {
    const owner = placement.owners(key, 1)[0] as string;
    loads.set(owner, (loads.get(owner) as number) + 1);
  }
  return loads;
}

export function deviation(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}
