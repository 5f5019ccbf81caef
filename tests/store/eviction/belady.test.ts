import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { policies, policyNames } from '../../../src/store/eviction/policies.ts';
import { Replay } from '../../../src/store/trace/replay.ts';

function hits(name: (typeof policyNames)[number], capacity: number, trace: readonly string[]): number {
  const replay = new Replay(name, capacity, trace);
  for (const key of trace) replay.refer(key);
  return replay.hits;
}

/** The most hits that any choice of victims can give: all choices are tried. */
function mostHits(
  capacity: number,
  trace: readonly string[],
  at = 0,
  resident: readonly string[] = [],
): number {
  const key = trace[at];
  if (key === undefined) return 0;
  if (resident.includes(key)) return 1 + mostHits(capacity, trace, at + 1, resident);
  if (resident.length < capacity) return mostHits(capacity, trace, at + 1, [...resident, key]);
  return Math.max(
    ...resident.map((gone) =>
      mostHits(capacity, trace, at + 1, [...resident.filter((other) => other !== gone), key]),
    ),
  );
}

const traces = (keys: number, maxLength: number) =>
  fc.array(
    fc.integer({ min: 0, max: keys - 1 }).map((number) => `k${number}`),
    { maxLength },
  );

describe('Belady’s MIN (1966)', () => {
  test('the textbook’s page string with three frames has nine faults', () => {
    const trace = [...'70120304230321201701'];
    expect(trace.length - hits('belady', 3, trace)).toBe(9);
    expect(trace.length - hits('lru', 3, trace)).toBe(12);
    expect(trace.length - hits('fifo', 3, trace)).toBe(15);
  });

  test('no choice of victims has more hits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), traces(6, 12), (capacity, trace) => {
        expect(hits('belady', capacity, trace)).toBe(mostHits(capacity, trace));
      }),
      { numRuns: 300 },
    );
  });

  test('no policy has more hits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), traces(60, 400), (capacity, trace) => {
        const best = hits('belady', capacity, trace);
        for (const name of policyNames) expect(hits(name, capacity, trace)).toBeLessThanOrEqual(best);
      }),
      { numRuns: 60 },
    );
  });

  test('a present that leaves the foretold path is no disaster', () => {
    const policy = policies.belady;
    const state = policy.create(3, [...'abcabcabc']);
    policy.onInsert(state, 'a');
    policy.onInsert(state, 'stranger');
    // b was passed by; c is used, which is place 2, so a is next at 3, c at 5, and the stranger never.
    policy.onInsert(state, 'c');
    expect(policy.victim(state, () => 0)).toBe('stranger');
    expect(policy.victim(state, () => 0)).toBe('c');
    // b's place 1 lies behind: its use now is place 4, the next 7.
    policy.onInsert(state, 'b');
    expect(policy.victim(state, () => 0)).toBe('b');
    expect(policy.victim(state, () => 0)).toBe('a');
  });
});
