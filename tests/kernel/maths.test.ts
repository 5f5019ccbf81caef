import { describe, expect, it } from 'vitest';
import { exp, harmonicSums, ln, lnNormalTail, zipf } from '../../src/kernel/maths.ts';

/** How many doubles lie between two numbers of equal sign. */
function ulps(one: number, other: number): number {
  const bits = (value: number): bigint => new BigInt64Array(new Float64Array([value]).buffer)[0] as bigint;
  const distance = bits(one) - bits(other);
  return Number(distance < 0n ? -distance : distance);
}

/** From published tables, with more digits than a double holds. */
const PUBLISHED: readonly (readonly [number, string])[] = [
  [2, '0.693147180559945309417'],
  [3, '1.098612288668109691395'],
  [5, '1.609437912434100374601'],
  [7, '1.945910149055313305105'],
  [10, '2.302585092994045684018'],
  [11, '2.397895272798370544062'],
  [13, '2.564949357461536736053'],
  [100, '4.605170185988091368036'],
  [1_000_000, '13.81551055796427410411'],
  [0.5, '-0.693147180559945309417'],
  [1.5, '0.405465108108164381978'],
  [0.125, '-2.079441541679835928251'],
  [Number.MAX_VALUE, '709.782712893383973096'],
  [2.2250738585072014e-308, '-708.396418532264106224'],
  [5e-324, '-744.440071921381262314'],
];

describe('ln', () => {
  it('agrees with published values to the last two places', () => {
    for (const [value, published] of PUBLISHED)
      expect([value, ulps(ln(value), Number(published)) <= 2]).toEqual([value, true]);
  });

  it('is exact where it must be', () => {
    expect(ln(1)).toBe(0);
    expect(ln(0)).toBe(-Infinity);
    expect(ln(Infinity)).toBe(Infinity);
    expect(ln(-1)).toBeNaN();
    expect(ln(NaN)).toBeNaN();
    // Next to 1 the logarithm is what is left of 1.
    expect(ulps(ln(1 + 2 ** -52), 2 ** -52)).toBeLessThanOrEqual(1);
    expect(ulps(ln(1 - 2 ** -53), -(2 ** -53))).toBeLessThanOrEqual(1);
  });

  it('agrees with this engine’s own, whose last place may be another', () => {
    for (let step = 1; step < 20_000; step += 1) {
      for (const value of [
        step / 20_000,
        step * 1.37,
        1 + step / 1e9,
        1 - step / 1e9,
        step ** 9,
        1 / step ** 7,
      ]) {
        const own = Math.log(value);
        if (ulps(ln(value), own) > 3) expect([value, ln(value)]).toEqual([value, own]);
      }
    }
  });

  it('never falls when its argument rises', () => {
    let before = -Infinity;
    for (let step = 1; step < 50_000; step += 1) {
      const now = ln(step / 10_000);
      expect(now).toBeGreaterThan(before);
      before = now;
    }
  });
});

describe('exp', () => {
  it('agrees with published values to the last two places', () => {
    const published = [
      [1, '2.718281828459045235360'],
      [-1, '0.367879441171442321596'],
      [0.5, '1.648721270700128146849'],
      [10, '22026.46579480671651695'],
      [-20, '2.061153622438557827966e-9'],
      [100, '2.6881171418161354484e43'],
    ] as const;
    for (const [value, expected] of published)
      expect([value, ulps(exp(value), Number(expected)) <= 2]).toEqual([value, true]);
  });

  it('is exact where it must be, and ends where numbers end', () => {
    expect(exp(0)).toBe(1);
    expect([exp(710), exp(Infinity), exp(-709), exp(-Infinity), exp(NaN)]).toEqual([
      Infinity,
      Infinity,
      0,
      0,
      NaN,
    ]);
    expect(exp(709.78)).toBeLessThan(Infinity);
    expect(exp(-708)).toBeGreaterThan(0);
  });

  it('agrees with this engine’s own, whose last place may be another, and undoes ln', () => {
    for (let step = -7_000; step < 7_000; step += 1) {
      const value = step / 10 + step / 7_919;
      if (ulps(exp(value), Math.exp(value)) > 3)
        expect([value, exp(value)]).toEqual([value, Math.exp(value)]);
      expect(Math.abs(ln(exp(value)) - value)).toBeLessThan(1e-13 * Math.max(1, Math.abs(value)));
    }
  });
});

describe('the tail of the normal law', () => {
  it('agrees with published values on both sides and far out', () => {
    // z, and the chance to lie above it.
    for (const [z, tail] of [
      [0, 0.5],
      [0.5, 0.308537538725987],
      [1, 0.15865525393145705],
      [1.96, 0.02499789514822],
      [2, 0.02275013194817921],
      [3, 0.0013498980316301],
      [5, 2.86651571879194e-7],
      [6, 9.86587645037698e-10],
      [10, 7.61985302416053e-24],
      [20, 2.75362411860623e-89],
    ] as const) {
      expect([z, Math.abs(lnNormalTail(z) - Math.log(tail)) < 1e-12]).toEqual([z, true]);
      expect([z, Math.abs(lnNormalTail(-z) - Math.log1p(-tail)) < 1e-14]).toEqual([z, true]);
    }
  });

  it('falls all along, with no step where one way of reckoning gives place to the other', () => {
    let before = 0;
    for (let step = -700; step <= 5_000; step += 1) {
      const now = lnNormalTail(step / 100);
      expect(now).toBeLessThan(before);
      before = now;
    }
    expect(lnNormalTail(2 - 1e-9)).toBeCloseTo(lnNormalTail(2), 8);
    expect(lnNormalTail(Infinity)).toBe(-Infinity);
    expect(lnNormalTail(-Infinity)).toBe(0);
  });
});

describe('zipf', () => {
  it('gives each rank its share: the second half as much as the first, the third a third', () => {
    const sums = harmonicSums(100);
    const draws = 1_000_000;
    const counts = new Array<number>(100).fill(0);
    // An even grid instead of chance: the shares are then right to within one draw.
    for (let draw = 0; draw < draws; draw += 1) {
      const index = zipf(sums, (draw + 0.5) / draws);
      counts[index] = (counts[index] as number) + 1;
    }
    const total = sums[99] as number;
    for (const [index, count] of counts.entries())
      expect(Math.abs(count - draws / (index + 1) / total)).toBeLessThanOrEqual(1);
  });

  it('stays within its ranks at both ends', () => {
    for (const count of [1, 2, 3, 1_000]) {
      const sums = harmonicSums(count);
      expect(sums.length).toBe(count);
      expect(zipf(sums, 0)).toBe(0);
      expect(zipf(sums, 1 - 2 ** -53)).toBe(count - 1);
    }
  });
});
