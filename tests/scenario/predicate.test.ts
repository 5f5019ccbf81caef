import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatFault, readPredicate, writePredicate } from '../../src/scenario/index.ts';
import { predicate } from './arbitrary.ts';

const sayings = (raw: unknown): string[] => {
  const read = readPredicate(raw);
  return read.ok ? [] : read.faults.map(formatFault);
};

test.each([
  [
    {},
    'this is no predicate: it has none of "all", "any", "not", "within", "since", "ratio", "operation", "note", "message", "act"',
  ],
  [{ constructor: 1 }, 'this is no predicate'],
  [3, '3 is not an object'],
  [{ node: 'n1' }, 'is: this key is missing'],
  [{ node: 'n1', is: 'tired' }, 'is: "tired" is not allowed here, only "up", "frozen", "down", "removed"'],
  [{ all: [] }, 'all: this list is empty'],
  [
    { all: [{ note: 'x' }, { any: [{ nodes: 'up', atLeast: -1 }] }] },
    'all[1].any[0].atLeast: -1 is less than 0',
  ],
  [{ not: { note: 'x', colour: 'red' } }, 'not.colour: this key is not known here'],
  [{ within: 'soon', holds: { note: 'x' } }, 'within: "soon" is not a time'],
  [
    { within: '1s', holds: { not: { invariant: 'x', is: 'broken' } } },
    'holds.not: "invariant" is asked of the whole history and cannot stand within a span of time',
  ],
  [
    { within: '1s', after: { node: 'n1', is: 'up' }, holds: { note: 'x' } },
    'after: only what can be counted has an instant',
  ],
  [{ act: 'explode' }, 'act: "explode" is not allowed here'],
  [{ operation: { client: 'c1' } }, 'status: this key is missing'],
])('%j is refused by its path', (raw, says) => {
  const [first = ''] = sayings(raw);
  expect(first).toContain(says);
});

test('nobody nests predicates without end', () => {
  let deep: object = { note: 'x' };
  for (let level = 0; level < 2_000; level += 1) deep = { not: deep };
  expect(sayings(deep)[0]).toContain('predicates nest at most 8 deep');
});

test('what is written reads back', () => {
  fc.assert(
    fc.property(predicate, (raw) => {
      const read = readPredicate(raw);
      if (!read.ok) throw new Error(sayings(raw).join('\n'));
      expect(readPredicate(writePredicate(read.predicate))).toStrictEqual(read);
    }),
    { numRuns: 500 },
  );
});
