/**
 * What a node holds, as Merkle trees (protocols/merkle.ts): one for each **shard**, all keys with equal holders, so that two nodes compare just
 * what both should hold. A write costs a hash for each level of one tree; a new view, under which other keys stand together, plants all anew.
 *
 * A key stands in a tree where its own hash says and not where it stands on the circle: a shard is a few arcs of the circle, and would use a
 * few leaves of it.
 */
import { finish } from '../../kernel/chance.ts';
import { Fold } from '../../kernel/fold.ts';
import {
  compareNodes,
  hashEntry,
  leafAt,
  newMerkleTree,
  rootHash,
  toggleEntry,
  type MerkleTree,
  type NodeHash,
} from '../../protocols/merkle.ts';

export type Trees = Map<string, MerkleTree>;

/**
 * Odd, so that who is asked gets to compare the leaves, and can go on to list what stands in them: roots one way, each level below the other
 * way than the one above. And 32 leaves are few enough to be hashed anew for every shard of every view.
 */
const DEPTH = 5;

interface Version {
  readonly epoch: number;
  readonly count: number;
  readonly node?: string;
}

/** Puts a version of a key in, or takes it out. */
export function toggleKey(trees: Trees, shard: string, key: string, { epoch, count, node }: Version): void {
  let tree = trees.get(shard);
  if (tree === undefined) {
    tree = newMerkleTree(DEPTH);
    trees.set(shard, tree);
  }
  toggleEntry(tree, leafAt(tree, placeOf(key)), hashEntry(key, [epoch, count, node ?? null]));
}

/** Trees follow from what is held and from who should hold what; a new view makes them anew. */
export function plantTrees(
  trees: Trees,
  marks: Iterable<readonly [string, { readonly stamp: Version }]>,
  shardOf: (key: string) => string,
): void {
  trees.clear();
  for (const [key, { stamp }] of marks) toggleKey(trees, shardOf(key), key, stamp);
}

export function leafOf(key: string): number {
  return placeOf(key) >>> (32 - DEPTH);
}

function placeOf(key: string): number {
  const fold = new Fold();
  fold.text(key);
  return finish(fold.a) >>> 0;
}

// --- Comparing ----------------------------------------------------------------------------------------------------------

/** Nodes of the tree of a shard as the sender has them. None at all: it holds nothing there, and nothing needs to be compared. */
export type ShardNodes = readonly [shard: string, nodes: readonly NodeHash[]];

/** The roots of the trees that somebody shares. */
export function rootsFor(trees: Trees, id: string): ShardNodes[] {
  return [...trees]
    .filter(([shard]) => `>${shard}>`.includes(`>${id}>`))
    .map(([shard, tree]) => [shard, [rootHash(tree)]]);
}

/** What to send back of trees that differ in these nodes: the level below, as it is here; of shards that are equal so far, nothing. */
export function below(trees: Trees, shards: readonly ShardNodes[]): ShardNodes[] {
  const differing: ShardNodes[] = [];
  for (const [shard, nodes] of shards) {
    if (nodes.length === 0) continue;
    const tree = trees.get(shard);
    const next = tree === undefined ? [] : compareNodes(tree, nodes).next;
    if (tree === undefined || next.length > 0) differing.push([shard, next]);
  }
  return differing;
}

/** The leaves that differ, when it has come to leaves. */
export function leavesIn(trees: Trees, shards: readonly ShardNodes[]): Map<string, ReadonlySet<number>> {
  const leaves = new Map<string, ReadonlySet<number>>();
  for (const [shard, nodes] of shards) {
    const tree = trees.get(shard);
    if (tree === undefined) continue;
    const all = nodes.length === 0;
    leaves.set(shard, new Set(all ? Array(1 << DEPTH).keys() : compareNodes(tree, nodes).leaves));
  }
  return leaves;
}

/** Whether these are the last level, or shards of which the sender has nothing. */
export function areLeaves(shards: readonly ShardNodes[]): boolean {
  return shards.every(([, nodes]) => nodes.every(([node]) => node >>> DEPTH === 1));
}
