/** Named chance is uniform, and one purpose says nothing about another. Seeds are fixed, so these tests always say the same. */
import { describe, expect, it } from 'vitest';
import { derive, seedChain, uniform, type Purpose } from '../../src/kernel/chance.ts';
import { Fold } from '../../src/kernel/fold.ts';
import { Generator } from '../../src/kernel/generator.ts';

const PURPOSES: readonly Purpose[] = ['latency', 'drop', 'duplicate', 'reorder', 'copy', 'disk'];

/** Chances of names as the network makes them: one link, roots and kinds and counts in a row. */
function names(count: number, seed: number): [number, number][] {
  const link = derive(seedChain(seed), 'network');
  return Array.from({ length: count }, (_, index) => {
    const fold = Fold.from(link);
    fold.text(`c1.${index >> 2}`);
    fold.text('request');
    fold.word(index & 3);
    return fold.chain() as [number, number];
  });
}

/**
 * Pearson's chi-square of counts against equal shares. With 63 degrees of freedom it is 63 on average and outside 30 … 110 once in ten
 * thousand times: too uniform is as suspicious as too uneven.
 */
function chiSquare(counts: readonly number[]): number {
  const expected = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

function expectEven(draws: Iterable<number>): void {
  const counts = new Array<number>(64).fill(0);
  for (const draw of draws) counts[Math.floor(draw * 64)] = (counts[Math.floor(draw * 64)] as number) + 1;
  const statistic = chiSquare(counts);
  expect(statistic).toBeGreaterThan(30);
  expect(statistic).toBeLessThan(110);
}

/** Both of a pair in one of eight parts each: even when neither tells of the other. */
const paired = (one: number, other: number): number => (Math.floor(one * 8) * 8 + Math.floor(other * 8)) / 64;

describe('named chance', () => {
  it.each(PURPOSES)('is uniform for %s, in its first bits and in its later ones', (purpose) => {
    for (const seed of [1, 2, 42]) {
      const draws = names(40_000, seed).map(([a, b]) => uniform(a, b, purpose));
      expectEven(draws);
      expectEven(draws.map((draw) => (draw * 2 ** 26) % 1));
      expectEven(draws.map((draw) => (draw * 2 ** 40) % 1));
      expect(draws.every((draw) => draw >= 0 && draw < 1)).toBe(true);
    }
  });

  it('of one purpose tells nothing of another, nor one draw of the next, nor one name of the next', () => {
    const all = names(40_000, 7);
    for (const [index, one] of PURPOSES.entries()) {
      for (const other of PURPOSES.slice(index + 1))
        expectEven(all.map(([a, b]) => paired(uniform(a, b, one), uniform(a, b, other))));
      expectEven(all.map(([a, b]) => paired(uniform(a, b, one, 0), uniform(a, b, one, 1))));
      expectEven(
        all
          .slice(1)
          .map(([a, b], before) =>
            paired(uniform(a, b, one), uniform(...(all[before] as [number, number]), one)),
          ),
      );
    }
  });

  it('changes with the seed, the dice and every part of a name', () => {
    const chains = [
      ...Array.from({ length: 1_000 }, (_, seed) => seedChain(seed)),
      ...Array.from({ length: 1_000 }, (_, salt) => seedChain(1, [salt])),
      seedChain(1, [1, 2]),
      seedChain(1, [2, 1]),
      seedChain(2 ** 53 - 1),
      derive(seedChain(1), 'node', 'n1', 1),
      derive(seedChain(1), 'node', 'n1', 2),
      derive(seedChain(1), 'node', 'n11'),
      derive(seedChain(1), 'node', 'n2', 1),
    ].map(String);
    expect(new Set(chains).size).toBe(chains.length);
    expect(seedChain(5, [])).toEqual(seedChain(5));
  });

  it('is written down: these draws never change, or every fingerprint would', () => {
    const [a, b] = derive(seedChain(42), 'link', 'n1', 'n2');
    expect(PURPOSES.map((purpose) => uniform(a, b, purpose))).toMatchInlineSnapshot(`
      [
        0.7182167864567842,
        0.9249170009172438,
        0.7842350474715262,
        0.7894554484009347,
        0.3807583103152269,
        0.9696975411049524,
      ]
    `);
  });
});

describe('a generator', () => {
  it('is uniform, and two numbers in a row are independent', () => {
    const generator = new Generator([1, 2]);
    const draws = Array.from({ length: 64_000 }, () => generator.next());
    expectEven(draws);
    expectEven(draws.map((draw) => (draw * 2 ** 27) % 1));
    expectEven(draws.slice(1).map((draw, before) => paired(draw, draws[before] as number)));
  });

  it('goes on from its saved state', () => {
    const generator = new Generator(seedChain(9));
    for (let draw = 0; draw < 100; draw += 1) generator.next();
    const twin = Generator.from(JSON.parse(JSON.stringify(generator.state())) as number[]);
    for (let draw = 0; draw < 100; draw += 1) expect(twin.next()).toBe(generator.next());
  });

  it('begins elsewhere for every seed, also for neighbours and for zero', () => {
    const firsts = Array.from({ length: 5_000 }, (_, seed) => new Generator([seed, 0]).next());
    expect(new Set(firsts).size).toBe(5_000);
    // Chains that are derived, as all are that a node gets, also begin evenly.
    expectEven(
      Array.from({ length: 20_000 }, (_, seed) => new Generator(derive(seedChain(seed), 'generator')).next()),
    );
    expect(new Generator([0, 0]).next()).toBeGreaterThan(0);
  });
});
