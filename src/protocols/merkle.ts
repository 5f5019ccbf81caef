/**
 * A Merkle tree: do two copies hold the same, and if not, where not? (Merkle, 1987; as Dynamo and Cassandra use it for repair.)
 *
 * Entries are dealt to 2ᵈ leaves by where their keys stand. A leaf is the XOR of the hashes of its entries, so an entry comes and goes without
 * looking at the others and in whatever order; every node above is a hash of its two children. One change costs d+1 hashes.
 *
 * Two copies compare from the root: equal hashes, equal contents, done. Below each node that differs the two children are compared. So equal
 * trees cost one comparison, and one differing key costs 2d+1. They talk in rounds: each side answers with the children, as it has them, of what
 * differed (`compareNodes`), until leaves are left.
 *
 * Its weakness: with many differences all over it costs more than sending a list of all keys would.
 */
import { finish } from '../kernel/chance.ts';
import { Fold } from '../kernel/fold.ts';

export interface MerkleTree {
  readonly depth: number;
  /** Two words for each node: node 1 is the root, the children of i are 2i and 2i+1, the leaves come last. */
  readonly words: Int32Array;
}

export const DEPTH_MAX = 16;
const ROOT = 1;

export function newMerkleTree(depth: number): MerkleTree {
  if (!Number.isInteger(depth) || depth < 0 || depth > DEPTH_MAX)
    throw new RangeError(`The depth of a Merkle tree must be a whole number from 0 to ${DEPTH_MAX}.`);
  const leaves = 1 << depth;
  const words = new Int32Array(leaves * 4);
  for (let node = leaves - 1; node >= ROOT; node -= 1) join(words, node);
  return { depth, words };
}

/** The leaf for a position of 32 bits: neighbours on the circle share one. */
export function leafAt({ depth }: MerkleTree, position: number): number {
  return depth === 0 ? 0 : position >>> (32 - depth);
}

export type EntryHash = readonly [number, number];

/** The hash of an entry: its key and all that makes one version of it another. Its bits are mixed well, for XOR would keep what is alike. */
export function hashEntry(key: string, version: unknown): EntryHash {
  const fold = new Fold();
  fold.text(key);
  fold.data(version);
  const a = finish(fold.a);
  return [a, finish(fold.b ^ a)];
}

/** Puts an entry in, or takes it out: the same deed. */
export function toggleEntry(tree: MerkleTree, leaf: number, [a, b]: EntryHash): void {
  const { words, depth } = tree;
  let node = (1 << depth) + leaf;
  words[node * 2] = (words[node * 2] as number) ^ a;
  words[node * 2 + 1] = (words[node * 2 + 1] as number) ^ b;
  for (node >>>= 1; node >= ROOT; node >>>= 1) join(words, node);
}

/** Makes a node's hash of those of its children. */
function join(words: Int32Array, node: number): void {
  const fold = new Fold();
  for (let word = node * 4; word < node * 4 + 4; word += 1) fold.word(words[word] as number);
  words[node * 2] = finish(fold.a);
  words[node * 2 + 1] = finish(fold.b);
}

/** A node and its hash, as it travels. */
export type NodeHash = readonly [node: number, a: number, b: number];

const hashOf = ({ words }: MerkleTree, node: number): NodeHash => [
  node,
  words[node * 2] as number,
  words[node * 2 + 1] as number,
];

/** How a comparison begins: the root. */
export function rootHash(tree: MerkleTree): NodeHash {
  return hashOf(tree, ROOT);
}

export interface Comparison {
  /** What to send back, as this side has it: to be compared over there. Empty: the comparison is over. */
  readonly next: readonly NodeHash[];
  /** Leaves that differ. */
  readonly leaves: readonly number[];
}

/** One round: holds what the other side sent against this tree. Both trees must have one depth. */
export function compareNodes(tree: MerkleTree, theirs: readonly NodeHash[]): Comparison {
  const firstLeaf = 1 << tree.depth;
  const next: NodeHash[] = [];
  const leaves: number[] = [];
  for (const [node, a, b] of theirs) {
    const [, ownA, ownB] = hashOf(tree, node);
    if (a === ownA && b === ownB) continue;
    if (node >= firstLeaf) leaves.push(node - firstLeaf);
    else next.push(hashOf(tree, node * 2), hashOf(tree, node * 2 + 1));
  }
  return { next, leaves };
}
