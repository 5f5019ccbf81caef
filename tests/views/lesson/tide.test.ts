import { expect, test } from 'vitest';
import type { Facts, KeyFacts } from '../../../src/kernel/facts.ts';
import { rise } from '../../../src/views/lesson/tide.ts';

/** Keys by number; those of the second list are known and nobody answers for them. */
function facts(readable: number, others: number): Facts {
  const key = (isReadable: boolean): KeyFacts => ({ owners: [], answers: null, copies: [], isReadable });
  const keys = Array.from({ length: readable + others }, (_, place) => {
    return [`key:${place}`, key(place < readable)] as const;
  });
  return { at: 0, keys: new Map(keys), beliefs: [], circle: new Map(), deadlySets: 0, tells: new Map() };
}

test('it falls, waits and comes back, and the lowest is remembered', () => {
  const seen = [facts(26, 0), facts(21, 5), facts(26, 0)];
  const tides = seen.reduce<ReturnType<typeof rise>[]>(
    (all, one) => [...all, rise(all.at(-1) ?? null, one)],
    [],
  );
  expect(tides).toEqual([
    { all: 26, low: 26, now: 26 },
    { all: 26, low: 21, now: 21 },
    { all: 26, low: 21, now: 26 },
  ]);
});

test('a key that nobody has any more is missed', () => {
  expect(rise(rise(null, facts(3, 0)), facts(2, 0))).toEqual({ all: 3, low: 2, now: 2 });
});
