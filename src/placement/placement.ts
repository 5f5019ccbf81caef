/**
 * Which nodes keep a key? A placement answers from nothing but the list of nodes, so everybody who knows the same nodes gives the same
 * answer without asking anybody.
 *
 * All kinds have this one face. What sets them apart is what happens when the list changes: how many keys move, whether any of them moves
 * between two nodes that were there before and after, how even the shares are, and what an answer costs.
 *
 * A placement is made once for a list and never changed. It is derived from State and never part of it.
 */
import { positionOf } from './hash.ts';

export interface PlacedNode {
  readonly id: string;
  /** A node of weight 2 gets twice the share of a node of weight 1. */
  readonly weight: number;
}

export const PLACEMENTS = ['ring', 'modulo', 'jump', 'rendezvous', 'maglev', 'bounded', 'slots'] as const;
export type PlacementKind = (typeof PLACEMENTS)[number];

export interface PlacementOptions {
  readonly kind: PlacementKind;
  /** Points on the circle for each unit of weight; only `ring` and `bounded` have points. */
  readonly virtualNodes: number;
}

export interface Placement {
  readonly kind: PlacementKind;
  /** In their order, see `inOrder`. */
  readonly nodes: readonly PlacedNode[];
  /** Where the key stands, for people: 0 to 2³² − 1, for `slots` 0 to 16 383. Nothing else of the key decides who owns it. */
  position(key: string): number;
  /** The first `count` distinct nodes for this key, the primary first; all nodes once where there are no more; none without nodes. */
  owners(key: string, count: number): readonly string[];
  /** The same for whatever stands at a position. */
  ownersAt(position: number, count: number): readonly string[];
  /**
   * Where neighbours on the circle have the same owners: the last position of each such stretch, ascending; a stretch begins behind the
   * one before it, the first one behind the last. Null for kinds that scatter neighbours.
   */
  readonly stretches: Uint32Array | null;
}

export const VIRTUAL_NODES_MAX = 512;
export const WEIGHT_MAX = 100;

const isWhole = (value: unknown, least: number, most: number): boolean =>
  Number.isInteger(value) && (value as number) >= least && (value as number) <= most;

/** What is wrong with these, in a sentence; undefined when they make a placement. */
export function checkPlacement(nodes: readonly PlacedNode[], options: PlacementOptions): string | undefined {
  if (!PLACEMENTS.includes(options.kind)) return `There is no placement called "${options.kind}".`;
  if (!isWhole(options.virtualNodes, 1, VIRTUAL_NODES_MAX))
    return `The number of virtual nodes must be a whole number from 1 to ${VIRTUAL_NODES_MAX}.`;
  const ids = new Set<string>();
  for (const { id, weight } of nodes) {
    if (id === '') return 'A node needs an id.';
    if (ids.has(id)) return `Node ${id} is there twice.`;
    if (!isWhole(weight, 1, WEIGHT_MAX))
      return `The weight of node ${id} must be a whole number from 1 to ${WEIGHT_MAX}.`;
    ids.add(id);
  }
  return undefined;
}

/**
 * The order of nodes wherever a kind numbers them: the shorter id first, then code unit by code unit. So n10 comes behind n9 and not
 * between n1 and n2; kinds that can only grow at the end would else move nearly everything when the tenth node joins.
 */
export function inOrder(nodes: readonly PlacedNode[]): readonly PlacedNode[] {
  return nodes.toSorted((left, right) => left.id.length - right.id.length || (left.id < right.id ? -1 : 1));
}

/** What a kind must know: into which of finitely many cells a position falls, and who owns a cell. */
export interface Cells {
  readonly kind: PlacementKind;
  readonly nodes: readonly PlacedNode[];
  /** How many cells there are. */
  readonly size: number;
  readonly stretches?: Uint32Array;
  /** Other than the MD5 rule. */
  position?(key: string): number;
  cellAt(position: number): number;
  /** `count` distinct nodes, never more than there are. */
  ownersOf(cell: number, count: number): readonly string[];
}

/** A placement over cells. Who owns a cell is found out once for each count that is asked for. */
export function placementOf(cells: Cells): Placement {
  const { kind, nodes, stretches = null, position = positionOf } = cells;
  const known: (readonly string[])[][] = [];

  function ownersAt(at: number, count: number): readonly string[] {
    const wanted = wantedOf(count, nodes);
    if (wanted === 0) return NOBODY;
    const lists = (known[wanted] ??= new Array<readonly string[]>(cells.size));
    const cell = cells.cellAt(at);
    return (lists[cell] ??= cells.ownersOf(cell, wanted));
  }

  return {
    kind,
    nodes,
    stretches,
    position,
    ownersAt,
    owners: (key, count) => ownersAt(position(key), count),
  };
}

export const NOBODY: readonly string[] = [];

/** How many owners there will be. */
export function wantedOf(count: number, nodes: readonly PlacedNode[]): number {
  if (!Number.isInteger(count) || count < 1)
    throw new RangeError('The number of owners must be a whole number of at least 1.');
  return Math.min(count, nodes.length);
}

/** Indices of nodes, each as often as the node weighs: the buckets of the kinds that only know buckets. */
export function bucketsOf(nodes: readonly PlacedNode[]): readonly number[] {
  return nodes.flatMap(({ weight }, index) => new Array<number>(weight).fill(index));
}

/** The first distinct nodes in a list of indices, from a place onwards and around its end. */
export function distinctFrom(
  list: ArrayLike<number>,
  start: number,
  count: number,
  nodes: readonly PlacedNode[],
): readonly string[] {
  const found: number[] = [];
  for (let step = 0; step < list.length && found.length < count; step += 1) {
    const node = list[(start + step) % list.length] as number;
    if (!found.includes(node)) found.push(node);
  }
  return found.map((node) => (nodes[node] as PlacedNode).id);
}
