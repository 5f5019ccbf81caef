import { describe, expect, test } from 'vitest';
import { assignBounded, boundOf, BUCKETS, SLACK } from '../../src/placement/bounded.ts';
import { jump } from '../../src/placement/jump.ts';
import { maglevTable, MAGLEV_SIZE } from '../../src/placement/maglev.ts';
import { crc16, slotOf, SLOTS } from '../../src/placement/slots.ts';
import { even, keysOf, loadsOf, place, weighted } from './nodes.ts';

describe('jump (Lamping and Veach, 2014)', () => {
  test('the published vectors: keys 1 … 5 into 100 buckets', () => {
    expect([1, 2, 3, 4, 5].map((key) => jump(0, key, 100))).toEqual([55, 62, 8, 45, 59]);
  });

  test('the published vectors: 0xdeadbeef into 1 … 19 buckets', () => {
    const buckets = Array.from({ length: 19 }, (_, index) => jump(0, 0xdeadbeef, index + 1));
    expect(buckets).toEqual([0, 1, 2, 3, 3, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 16, 16, 16]);
  });

  test('the 64-bit arithmetic is exact: as with BigInt, to the bit', () => {
    const exact = (key: bigint, buckets: number): number => {
      let bucket = -1n;
      let next = 0n;
      while (next < buckets) {
        bucket = next;
        key = BigInt.asUintN(64, key * 2_862_933_555_777_941_757n + 1n);
        next = BigInt(Math.floor(Number(bucket + 1n) * (2 ** 31 / Number((key >> 33n) + 1n))));
      }
      return Number(bucket);
    };
    for (let turn = 1n; turn < 3_000n; turn += 1n) {
      const key = BigInt.asUintN(64, turn * 0x9e37_79b9_7f4a_7c15n);
      const buckets = Number(turn * 17n);
      const ours = jump(Number(key >> 32n), Number(key & 0xffff_ffffn), buckets);
      expect([key, ours]).toEqual([key, exact(key, buckets)]);
    }
  });
});

describe('rendezvous (Thaler and Ravishankar, 1996)', () => {
  test('the noise of a share is that of dice and nothing more', () => {
    const loads = [...loadsOf(place('rendezvous', even(10)), keysOf(50_000)).values()];
    // Chi square with 9 degrees of freedom: 99.9 % lie below 27.9, 0.1 % below 1.15.
    const chiSquare = loads.reduce((sum, load) => sum + (load - 5_000) ** 2 / 5_000, 0);
    expect(chiSquare).toBeLessThan(27.9);
    expect(chiSquare).toBeGreaterThan(1.15);
  });

  test('weighted by −w/ln h: so is the noise of a weighted share', () => {
    const loads = loadsOf(place('rendezvous', weighted(1, 2, 3, 4)), keysOf(50_000));
    let chiSquare = 0;
    for (const [index, load] of [...loads.values()].entries()) {
      const expected = 5_000 * (index + 1);
      chiSquare += (load - expected) ** 2 / expected;
    }
    // Three degrees of freedom.
    expect(chiSquare).toBeLessThan(16.3);
    expect(chiSquare).toBeGreaterThan(0.02);
  });
});

describe('Maglev (Eisenbud and others, 2016)', () => {
  const [b0, b1, b2] = [
    { offset: 3, skip: 4, weight: 1 },
    { offset: 0, skip: 2, weight: 1 },
    { offset: 3, skip: 1, weight: 1 },
  ] as const;

  test('the published tables with M = 7, before and after B1 leaves', () => {
    const named = (table: Uint32Array, names: readonly string[]) =>
      Array.from(table, (entry) => names[entry]).join(' ');
    expect(named(maglevTable([b0, b1, b2], 7), ['B0', 'B1', 'B2'])).toBe('B1 B0 B1 B0 B2 B2 B0');
    expect(named(maglevTable([b0, b2], 7), ['B0', 'B2'])).toBe('B0 B0 B0 B0 B2 B2 B2');
  });

  test('shares differ by one entry at most; with weights by the weight’s share of a turn', () => {
    const counts = (weights: readonly number[]) => {
      const table = maglevTable(
        weights.map((weight, index) => ({ offset: index * 991, skip: index * 7 + 1, weight })),
        MAGLEV_SIZE,
      );
      return weights.map((_, index) => table.filter((entry) => entry === index).length);
    };
    const evenly = counts([1, 1, 1, 1, 1, 1, 1]);
    expect(Math.max(...evenly) - Math.min(...evenly)).toBeLessThanOrEqual(1);
    expect(counts([100, 100, 100])).toEqual(counts([1, 1, 1]));
    for (const [index, count] of counts([1, 2, 4]).entries())
      expect(Math.abs(count - (MAGLEV_SIZE * [1, 2, 4][index]!) / 7)).toBeLessThanOrEqual(2);
  });
});

describe('bounded loads (Mirrokni, Thorup and Zadimoghaddam, 2016)', () => {
  test('no load above ⌈(1+ε)·m/n⌉ at any instant', () => {
    for (const slack of [0.01, 0.25, 1]) {
      const loads = new Map<string, number>();
      const keys = keysOf(3_000);
      for (const [index, node] of assignBounded(keys, even(7), 20, slack).entries()) {
        loads.set(node, (loads.get(node) ?? 0) + 1);
        expect(Math.max(...loads.values())).toBeLessThanOrEqual(Math.ceil(((1 + slack) * (index + 1)) / 7));
      }
    }
  });

  test('weights have bounds of their own', () => {
    const loads = new Map<string, number>();
    for (const [index, node] of assignBounded(keysOf(2_000), weighted(1, 3), 50, 0.1).entries()) {
      loads.set(node, (loads.get(node) ?? 0) + 1);
      expect(loads.get('n1') ?? 0).toBeLessThanOrEqual(boundOf(index + 1, 0.1, 1, 4));
      expect(loads.get('n2') ?? 0).toBeLessThanOrEqual(boundOf(index + 1, 0.1, 3, 4));
    }
  });

  test('as a placement: no node has more of the 4 096 buckets than the bound, even with one point each', () => {
    for (const virtualNodes of [1, 10, 150]) {
      for (const nodes of [even(3), even(10), weighted(1, 2, 5)]) {
        const placement = place('bounded', nodes, virtualNodes);
        const weights = nodes.reduce((sum, { weight }) => sum + weight, 0);
        const buckets = new Map<string, number>();
        for (const end of placement.stretches as Uint32Array) {
          const owner = placement.ownersAt(end, 1)[0] as string;
          buckets.set(owner, (buckets.get(owner) ?? 0) + 1);
        }
        for (const { id, weight } of nodes)
          expect(buckets.get(id) ?? 0).toBeLessThanOrEqual(boundOf(BUCKETS, SLACK, weight, weights));
      }
    }
  });
});

describe('slots (Redis Cluster)', () => {
  test('CRC16/XMODEM: "123456789" gives 0x31C3', () => {
    expect(crc16('123456789')).toBe(0x31c3);
    expect(crc16('')).toBe(0);
  });

  test('foo has slot 12182; tags decide', () => {
    expect(slotOf('foo')).toBe(12_182);
    expect(slotOf('foo{bar}{zap}')).toBe(slotOf('bar'));
    expect(slotOf('foo{}{bar}')).toBe(crc16('foo{}{bar}') % SLOTS);
    expect(slotOf('foo{{bar}}zap')).toBe(crc16('{bar') % SLOTS);
  });

  test('a new cluster of three: 0–5460, 5461–10922, 10923–16383', () => {
    const placement = place('slots', even(3));
    expect([...(placement.stretches as Uint32Array)]).toEqual([5_460, 10_922, 16_383]);
    expect(placement.ownersAt(5_460, 2)).toEqual(['n1', 'n2']);
    expect(placement.ownersAt(5_461, 2)).toEqual(['n2', 'n3']);
    expect(placement.ownersAt(16_383, 2)).toEqual(['n3', 'n1']);
    expect(placement.position('foo')).toBe(12_182);
  });
});
