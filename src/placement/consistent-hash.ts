/**
 * The ring as a thing to hold in one's hand: add a node, remove one, ask for a key. A value that is never changed, plain enough to stand in
 * a program's State; what was asked wrongly is answered in a sentence.
 */
import { newPlacement } from './new-placement.ts';
import { checkPlacement, type PlacedNode, type Placement } from './placement.ts';

export interface ConsistentHash {
  readonly virtualNodes: number;
  readonly nodes: readonly PlacedNode[];
}

export type Answer<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly says: string };

const refused = (says: string) => ({ ok: false, says }) as const;

function checked(ring: ConsistentHash): Answer<ConsistentHash> {
  const wrong = checkPlacement(ring.nodes, { kind: 'ring', virtualNodes: ring.virtualNodes });
  return wrong === undefined ? { ok: true, value: ring } : refused(wrong);
}

export function newConsistentHash(virtualNodes: number): Answer<ConsistentHash> {
  return checked({ virtualNodes, nodes: [] });
}

export function add(ring: ConsistentHash, id: string, weight = 1): Answer<ConsistentHash> {
  if (has(ring, id)) return refused(`Node ${id} is there already.`);
  return checked({ ...ring, nodes: [...ring.nodes, { id, weight }] });
}

export function remove(ring: ConsistentHash, id: string): Answer<ConsistentHash> {
  if (!has(ring, id)) return refused(`There is no node ${id}.`);
  return { ok: true, value: { ...ring, nodes: ring.nodes.filter((node) => node.id !== id) } };
}

/** The node that owns the key. */
export function get(ring: ConsistentHash, key: string): Answer<string> {
  const owner = placed(ring).owners(key, 1)[0];
  return owner === undefined ? refused('The ring is empty.') : { ok: true, value: owner };
}

/** The first `count` distinct nodes for the key; all of them once where there are no more. */
export function getNodes(ring: ConsistentHash, key: string, count: number): Answer<readonly string[]> {
  if (!Number.isInteger(count) || count < 1)
    return refused('The number of nodes must be a whole number of at least 1.');
  if (ring.nodes.length === 0) return refused('The ring is empty.');
  return { ok: true, value: placed(ring).owners(key, count) };
}

function has(ring: ConsistentHash, id: string): boolean {
  return ring.nodes.some((node) => node.id === id);
}

function placed({ nodes, virtualNodes }: ConsistentHash): Placement {
  return newPlacement(nodes, { kind: 'ring', virtualNodes });
}
