/** Names count what is equal, and forget what was silent for a whole period. */
import { describe, expect, it } from 'vitest';
import { messageName, Names, PERIOD } from '../../../src/cluster/network/names.ts';
import { derive, seedChain } from '../../../src/kernel/chance.ts';

const link = derive(seedChain(1), 'link', 'n1', 'n2');
const other = derive(seedChain(1), 'link', 'n2', 'n1');

describe('names', () => {
  it('count equal link, root and kind, each for itself', () => {
    const names = new Names();
    const count = (at: readonly [number, number], root: string, kind: string): number =>
      names.count(at, root, kind, 5);
    expect([
      count(link, 'a', 'x'),
      count(link, 'a', 'x'),
      count(link, 'b', 'x'),
      count(link, 'a', 'y'),
      count(other, 'a', 'x'),
      count(link, 'a', 'x'),
    ]).toEqual([0, 1, 0, 0, 0, 2]);
    // Where one text ends and the next begins is part of them.
    expect([count(link, 'ab', 'c'), count(link, 'a', 'bc')]).toEqual([0, 0]);
  });

  it('give every name a chance of its own, the same in every run', () => {
    const chances = (): string[] => {
      const names = new Names();
      return Array.from({ length: 2_000 }, (_, index) => {
        names.count(index % 2 === 0 ? link : other, `c1.${index >> 2}`, 'x', index);
        return `${names.a} ${names.b}`;
      });
    };
    expect(new Set(chances()).size).toBe(2_000);
    expect(chances()).toEqual(chances());
  });

  it('keep counting through periods while they are used, and forget after a silent one', () => {
    const names = new Names();
    const count = (root: string, at: number): number => names.count(link, root, 'x', at);
    expect([count('often', 0), count('once', 0)]).toEqual([0, 0]);
    expect(count('often', PERIOD - 1)).toBe(1);
    expect(count('often', PERIOD)).toBe(2);
    // Silent for less than a whole period: still known.
    expect(count('once', 2 * PERIOD - 1)).toBe(1);
    expect(count('often', 2 * PERIOD)).toBe(3);
    expect(count('often', 3 * PERIOD)).toBe(4);
    expect(count('once', 3 * PERIOD)).toBe(0);
    expect(count('often', 9 * PERIOD)).toBe(0);
  });

  it('come back from a save, in any period', () => {
    for (const at of [PERIOD - 1, PERIOD, 2 * PERIOD + 5, 7 * PERIOD]) {
      const names = new Names();
      for (let index = 0; index < 50; index += 1) names.count(link, `r${index % 7}`, 'x', index * 3_000_000);
      const again = new Names();
      again.count(link, 'stale', 'x', 0);
      again.restore(structuredClone(names.save()));
      for (let index = 0; index < 20; index += 1) {
        const when = Math.max(150_000_000, at) + index;
        expect(again.count(link, `r${index % 9}`, 'x', when)).toBe(
          names.count(link, `r${index % 9}`, 'x', when),
        );
        expect([again.a, again.b]).toEqual([names.a, names.b]);
      }
    }
  });

  it('are written as people read them', () => {
    expect(messageName({ from: 'n1', to: 'n2', root: 'c1.17', kind: 'replicate', count: 0 })).toBe(
      'n1>n2/c1.17/replicate/0',
    );
  });
});
