/** The trees of shards: kept with every write as planting would make them, and compared only where they differ. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  areLeaves,
  below,
  leafOf,
  leavesIn,
  plantTrees,
  rootsFor,
  toggleKey,
  type Trees,
} from '../../../src/systems/cache/trees.ts';

const SHARDS = ['n1>n2', 'n2>n1', 'n2>n3'];
const shardOf = (key: string): string => SHARDS[key.length % 3] as string;

const stores = fc.array(
  fc.record({ key: fc.string({ maxLength: 6 }), count: fc.integer({ min: 1, max: 3 }) }),
  {
    maxLength: 60,
  },
);

/** Each write in its turn, the version before taken out. */
function kept(writes: readonly { readonly key: string; readonly count: number }[]): {
  trees: Trees;
  marks: Map<string, { readonly stamp: { readonly epoch: number; readonly count: number } }>;
} {
  const trees: Trees = new Map();
  const marks = new Map<string, { stamp: { epoch: number; count: number } }>();
  for (const { key, count } of writes) {
    const before = marks.get(key);
    if (before !== undefined) toggleKey(trees, shardOf(key), key, before.stamp);
    const stamp = { epoch: 1, count };
    toggleKey(trees, shardOf(key), key, stamp);
    marks.set(key, { stamp });
  }
  return { trees, marks };
}

test('what is kept with every write is what planting makes', () => {
  fc.assert(
    fc.property(stores, (writes) => {
      const { trees, marks } = kept(writes);
      const planted: Trees = new Map();
      plantTrees(planted, marks, shardOf);
      for (const [shard, { words }] of planted) expect(trees.get(shard)?.words).toEqual(words);
    }),
  );
});

test('two sides find the leaves of exactly the keys that differ, level by level, and the side that was asked finds them', () => {
  fc.assert(
    fc.property(stores, stores, (ours, theirs) => {
      const [asker, asked] = [kept(ours), kept(theirs)];
      const found = new Map<string, ReadonlySet<number>>();
      let sent = below(asker.trees, rootsFor(asked.trees, 'n2'));
      const bare = sent.filter(([, nodes]) => nodes.length === 0);
      for (const [shard, leaves] of leavesIn(asked.trees, bare)) found.set(shard, leaves);
      sent = sent.filter(([, nodes]) => nodes.length > 0);
      while (sent.length > 0 && !areLeaves(sent)) sent = below(asker.trees, below(asked.trees, sent));
      for (const [shard, leaves] of leavesIn(asked.trees, sent)) found.set(shard, leaves);
      for (const [key, { stamp }] of asked.marks) {
        const isEqual = asker.marks.get(key)?.stamp.count === stamp.count;
        if (!isEqual) expect(found.get(shardOf(key))?.has(leafOf(key))).toBe(true);
      }
      const differing = [...asked.marks.keys(), ...asker.marks.keys()].filter(
        (key) => asked.marks.get(key)?.stamp.count !== asker.marks.get(key)?.stamp.count,
      );
      const expected = new Set(differing.map((key) => `${shardOf(key)} ${leafOf(key)}`));
      for (const [shard, leaves] of found) {
        if (!asker.trees.has(shard)) continue;
        for (const leaf of leaves) expect(expected).toContain(`${shard} ${leaf}`);
      }
    }),
  );
});

test('equal trees are compared at their roots and no further', () => {
  const { trees } = kept([
    { key: 'apple', count: 1 },
    { key: 'pear', count: 2 },
  ]);
  expect(below(trees, rootsFor(trees, 'n2'))).toEqual([]);
  expect(rootsFor(trees, 'n9')).toEqual([]);
});
