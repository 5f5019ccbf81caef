import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addEvent,
  compareVectors,
  contextOf,
  countOf,
  mergeSiblings,
  mergeVectors,
  NO_EVENTS,
  prune,
  writeVersion,
  type Siblings,
  type VersionVector,
} from '../../src/protocols/vector-clock.ts';

/** `{ a: 2, b: 1 }` as a vector. */
function vector(counts: Readonly<Record<string, number>>): VersionVector {
  return Object.entries(counts).flatMap(([node, count]) => (count === 0 ? [] : [{ node, count, at: 0 }]));
}

const vectors = fc
  .tuple(...['a', 'b', 'c'].map(() => fc.integer({ min: 0, max: 3 })))
  .map(([a = 0, b = 0, c = 0]) => vector({ a, b, c }));

const valuesOf = (siblings: Siblings<string>) => siblings.map(({ value }) => value);

describe('version vectors', () => {
  test('before is less or equal everywhere and less somewhere; where both are ahead they are concurrent', () => {
    fc.assert(
      fc.property(vectors, vectors, (left, right) => {
        const nodes = ['a', 'b', 'c'];
        const isLess = nodes.some((node) => countOf(left, node) < countOf(right, node));
        const isMore = nodes.some((node) => countOf(left, node) > countOf(right, node));
        const expected = isLess ? (isMore ? 'concurrent' : 'before') : isMore ? 'after' : 'equal';
        expect(compareVectors(left, right)).toBe(expected);
      }),
    );
  });

  test('merging is the least vector that knows both; order and repetition do not matter', () => {
    fc.assert(
      fc.property(vectors, vectors, vectors, (one, two, three) => {
        const merged = mergeVectors(one, two);
        for (const node of ['a', 'b', 'c'])
          expect(countOf(merged, node)).toBe(Math.max(countOf(one, node), countOf(two, node)));
        expect(mergeVectors(two, one)).toEqual(merged);
        expect(mergeVectors(merged, two)).toEqual(merged);
        expect(mergeVectors(mergeVectors(one, two), three)).toEqual(
          mergeVectors(one, mergeVectors(two, three)),
        );
      }),
    );
  });

  test('an event makes a vector later than what it came from', () => {
    fc.assert(
      fc.property(vectors, fc.constantFrom('a', 'b', 'd', '0'), (before, node) => {
        const after = addEvent(before, node, 1);
        expect(compareVectors(before, after)).toBe('before');
        expect(after.map((entry) => entry.node)).toEqual(after.map((entry) => entry.node).toSorted());
      }),
    );
  });

  test('pruning forgets what is oldest', () => {
    const long = [3, 1, 2, 5, 4].reduce((so, at) => addEvent(so, `n${at}`, at), NO_EVENTS);
    expect(prune(long, 2).map(({ node }) => node)).toEqual(['n4', 'n5']);
    expect(prune(long, 5)).toBe(long);
  });
});

describe('siblings', () => {
  test('who has read replaces what was read', () => {
    const first = writeVersion<string>([], NO_EVENTS, 'a', 1, 'one');
    const second = writeVersion(first, contextOf(first), 'b', 2, 'two');
    expect(valuesOf(second)).toEqual(['two']);
    expect(valuesOf(mergeSiblings(first, second))).toEqual(['two']);
  });

  test('two who have not read both stay, also through one node: the dot keeps them apart', () => {
    const first = writeVersion<string>([], NO_EVENTS, 'a', 1, 'one');
    const both = writeVersion(first, NO_EVENTS, 'a', 2, 'two');
    expect(valuesOf(both)).toEqual(['one', 'two']);
    const settled = writeVersion(both, contextOf(both), 'a', 3, 'three');
    expect(valuesOf(settled)).toEqual(['three']);
  });

  test('who has read one of two replaces that one only', () => {
    const first = writeVersion<string>([], NO_EVENTS, 'a', 1, 'one');
    const seen = contextOf(first);
    const both = writeVersion(first, NO_EVENTS, 'b', 2, 'two');
    expect(valuesOf(writeVersion(both, seen, 'a', 3, 'one, again'))).toEqual(['one, again', 'two']);
  });

  test('copies converge in whatever order they meet, and no write is lost to one that did not know it', () => {
    const act = fc.record({
      copy: fc.integer({ min: 0, max: 2 }),
      reads: fc.boolean(),
      meets: fc.option(fc.integer({ min: 0, max: 2 }), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(act, { maxLength: 12 }), (acts) => {
        const copies: Siblings<string>[] = [[], [], []];
        /** What each write had seen, by its own bookkeeping. */
        const seen = new Map<string, ReadonlySet<string>>();
        for (const [index, { copy, reads, meets }] of acts.entries()) {
          const here = copies[copy] as Siblings<string>;
          if (meets !== undefined) {
            copies[copy] = mergeSiblings(here, copies[meets] as Siblings<string>);
            continue;
          }
          const read = reads ? valuesOf(here) : [];
          seen.set(`w${index}`, new Set(read.flatMap((value) => [value, ...(seen.get(value) ?? [])])));
          copies[copy] = writeVersion(
            here,
            reads ? contextOf(here) : NO_EVENTS,
            `n${copy}`,
            index,
            `w${index}`,
          );
        }
        const [one, two, three] = copies as [Siblings<string>, Siblings<string>, Siblings<string>];
        const all = mergeSiblings(mergeSiblings(one, two), three);
        expect(mergeSiblings(three, mergeSiblings(two, one))).toEqual(all);
        const unseen = [...seen.keys()].filter(
          (value) => ![...seen.values()].some((past) => past.has(value)),
        );
        expect(valuesOf(all).toSorted()).toEqual(unseen.toSorted());
      }),
    );
  });

  test('after pruning what was replaced may come back beside it, but nothing is lost', () => {
    const first = writeVersion<string>([], NO_EVENTS, 'a', 1, 'one');
    const [second] = writeVersion(first, contextOf(first), 'b', 2, 'two');
    const forgetful = [{ ...second!, past: prune(second!.past, 0) }];
    expect(valuesOf(mergeSiblings(first, forgetful))).toEqual(['one', 'two']);
  });
});
