import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  compareNodes,
  DEPTH_MAX,
  hashEntry,
  leafAt,
  newMerkleTree,
  rootHash,
  toggleEntry,
  type MerkleTree,
  type NodeHash,
} from '../../src/protocols/merkle.ts';

function put(tree: MerkleTree, position: number, version: number): void {
  toggleEntry(tree, leafAt(tree, position), hashEntry(`key ${position}`, { version }));
}

/** Two sides talk until nothing is left to say: how many node comparisons that took, and which leaves differ. */
function talk(one: MerkleTree, other: MerkleTree): { compared: number; leaves: number[] } {
  const sides = [other, one] as const;
  let compared = 0;
  const leaves: number[] = [];
  let sent: readonly NodeHash[] = [rootHash(one)];
  for (let round = 0; sent.length > 0; round += 1) {
    compared += sent.length;
    const answer = compareNodes(sides[round % 2] as MerkleTree, JSON.parse(JSON.stringify(sent)));
    leaves.push(...answer.leaves);
    sent = answer.next;
  }
  return { compared, leaves };
}

const positions = fc.uniqueArray(fc.integer({ min: 0, max: 4_294_967_295 }), { maxLength: 40 });

function treeOf(depth: number, held: readonly number[]): MerkleTree {
  const tree = newMerkleTree(depth);
  for (const position of held) put(tree, position, 1);
  return tree;
}

describe('a Merkle tree of 2ᵈ leaves', () => {
  test('equal trees cost one comparison', () => {
    for (const depth of [0, 1, 5, 10])
      expect(talk(treeOf(depth, [1, 2, 1e9]), treeOf(depth, [1e9, 2, 1]))).toEqual({
        compared: 1,
        leaves: [],
      });
    expect(talk(newMerkleTree(8), newMerkleTree(8)).compared).toBe(1);
  });

  test('one differing key costs 2d+1 node comparisons', () => {
    for (const depth of [0, 1, 2, 7, 12]) {
      const held = [5, 1_000_000, 3_000_000_000, 4_294_967_295];
      const [one, other] = [treeOf(depth, held), treeOf(depth, held)];
      put(other, 1_234_567_890, 1);
      expect(talk(one, other)).toEqual({ compared: 2 * depth + 1, leaves: [leafAt(one, 1_234_567_890)] });
      // The same key in another version.
      put(one, 1_234_567_890, 2);
      expect(talk(one, other).compared).toBe(2 * depth + 1);
    }
  });

  test('the leaves that differ are exactly those with different entries', () => {
    fc.assert(
      fc.property(positions, positions, fc.integer({ min: 0, max: 9 }), (held, others, depth) => {
        const [one, other] = [treeOf(depth, held), treeOf(depth, others)];
        const apart = [...held, ...others].filter(
          (position) => held.includes(position) !== others.includes(position),
        );
        const expected = [...new Set(apart.map((position) => leafAt(one, position)))];
        expect(talk(one, other).leaves.toSorted((a, b) => a - b)).toEqual(expected.toSorted((a, b) => a - b));
      }),
    );
  });

  test('what came and went leaves no trace, in whatever order', () => {
    fc.assert(
      fc.property(positions, positions, (held, passing) => {
        const tree = newMerkleTree(6);
        for (const position of [...passing, ...held]) put(tree, position, 1);
        for (const position of passing.toReversed()) put(tree, position, 1);
        expect(tree.words).toEqual(treeOf(6, held.toReversed()).words);
      }),
    );
  });

  test('entries that differ in one bit share nothing that XOR could cancel', () => {
    const found = new Set<string>();
    for (let key = 0; key < 300; key += 1) {
      const [a, b] = [hashEntry(`k${key}`, 1), hashEntry(`k${key}`, 2)];
      found.add(`${a[0] ^ b[0]} ${a[1] ^ b[1]}`);
    }
    expect(found.size).toBe(300);
  });

  test('a leaf is a piece of the circle', () => {
    const tree = newMerkleTree(2);
    expect([0, 0x3fffffff, 0x40000000, 0xffffffff].map((position) => leafAt(tree, position))).toEqual([
      0, 0, 1, 3,
    ]);
    expect(leafAt(newMerkleTree(0), 0xffffffff)).toBe(0);
    for (const depth of [-1, 0.5, DEPTH_MAX + 1]) expect(() => newMerkleTree(depth)).toThrow('whole number');
  });
});
