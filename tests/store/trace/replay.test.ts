import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { policyNames } from '../../../src/store/eviction/policies.ts';
import { Replay } from '../../../src/store/trace/replay.ts';

describe('playing a trace', () => {
  test.each(policyNames)('%s never holds more than the capacity, and counts what it says', (name) => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.array(
          fc.nat(40).map((number) => `k${number}`),
          { maxLength: 300 },
        ),
        (capacity, trace) => {
          const replay = new Replay(name, capacity, trace);
          const distinct = new Set(trace).size;
          let hits = 0;
          for (const key of trace) {
            hits += replay.refer(key) ? 1 : 0;
            expect(replay.resident).toBeLessThanOrEqual(capacity);
          }
          expect(replay.resident).toBe(Math.min(capacity, distinct));
          expect(replay.result(distinct)).toEqual({
            policy: name,
            capacity,
            references: trace.length,
            distinct,
            hits,
            ratio: trace.length === 0 ? 0 : hits / trace.length,
          });
        },
      ),
      { numRuns: 30 },
    );
  });

  test.each(policyNames)('%s: who was just asked for is there', (name) => {
    const trace = Array.from({ length: 600 }, (_, turn) => `k${(turn * turn) % 97}`);
    const doubled = trace.flatMap((key) => [key, key]);
    const replay = new Replay(name, 7, doubled);
    doubled.forEach((key, turn) => {
      const isHit = replay.refer(key);
      if (turn % 2 === 1) expect(isHit).toBe(true);
    });
  });

  test.each(policyNames)('%s misses each key once when all fit, and gives the same figures again', (name) => {
    const trace = Array.from({ length: 1_000 }, (_, turn) => `k${(turn * 7) % 50}`);
    const play = (capacity: number) => {
      const replay = new Replay(name, capacity, trace);
      for (const key of trace) replay.refer(key);
      return replay.result(50);
    };
    expect(play(50).hits).toBe(950);
    expect(play(Number.MAX_SAFE_INTEGER).hits).toBe(950);
    expect(play(20)).toEqual(play(20));
  });
});
