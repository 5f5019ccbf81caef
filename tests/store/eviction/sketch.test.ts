import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { estimateUses, fitSketch, newSketch, recordUse } from '../../../src/store/eviction/sketch.ts';

const keys = fc.array(fc.string({ minLength: 1, maxLength: 3 }), { maxLength: 150 });

function counted(used: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of used) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

describe('the sketch of TinyLFU (2017)', () => {
  test('never says fewer uses than there were, up to sixteen', () => {
    fc.assert(
      fc.property(keys, (used) => {
        const sketch = newSketch(20);
        for (const key of used) recordUse(sketch, key);
        for (const [key, count] of counted(used))
          expect(estimateUses(sketch, key)).toBeGreaterThanOrEqual(Math.min(16, count));
      }),
    );
  });

  test('is right for nearly every key while it is as full as it may be', () => {
    const sketch = newSketch(1_000);
    const used = Array.from({ length: 9_000 }, (_, turn) => `key ${turn % 3 === 0 ? turn : turn % 700}`);
    for (const key of used) recordUse(sketch, key);
    const counts = [...counted(used)];
    const right = counts.filter(([key, count]) => estimateUses(sketch, key) === Math.min(16, count));
    expect(right.length / counts.length).toBeGreaterThan(0.8);
    const strangers = Array.from({ length: 1_000 }, (_, turn) => estimateUses(sketch, `stranger ${turn}`));
    expect(strangers.filter((estimate) => estimate > 1).length).toBeLessThan(100);
  });

  test('halves all counts after ten uses for each resident key, and forgets who came once', () => {
    const sketch = newSketch(20);
    for (let turn = 0; turn < 9; turn += 1) recordUse(sketch, 'favourite');
    for (let turn = 0; turn < 190; turn += 1) recordUse(sketch, `once ${turn % 3}`);
    expect(estimateUses(sketch, 'favourite')).toBe(9);
    recordUse(sketch, 'the two hundredth');
    // One use was the doorkeeper's, eight were counted.
    expect(estimateUses(sketch, 'favourite')).toBe(4);
    expect(estimateUses(sketch, 'the two hundredth')).toBe(0);
    expect(sketch.uses).toBe(100);
  });

  test('growing changes no estimate', () => {
    fc.assert(
      fc.property(keys, fc.integer({ min: 17, max: 500 }), (used, resident) => {
        const sketch = newSketch(0);
        for (const key of used) recordUse(sketch, key);
        const before = used.map((key) => estimateUses(sketch, key));
        fitSketch(sketch, resident);
        expect(sketch.width).toBeGreaterThanOrEqual(resident * 4);
        expect(used.map((key) => estimateUses(sketch, key))).toEqual(before);
      }),
    );
  });
});
