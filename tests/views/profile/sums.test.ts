/** Sums of what was measured: equal to the parts, however often it was asked, and a flame whose bars lie within each other. */
import { describe, expect, it } from 'vitest';
import type { Work } from '../../../src/kernel/profile.ts';
import type { RunProfile } from '../../../src/lab/profile.ts';
import { added, flameOf, profileFile, type ProfileSum } from '../../../src/views/profile/sums.ts';

const work = (what: Work['what'], kind: string, command: string, ms: number): Work => ({
  ...{ what, kind, command, calls: 10, ms, worstMs: ms / 2 },
  ...{ sent: 2, sentBytes: 100, writtenBytes: 50, keptBytes: 5 },
});
const loop = (ticks: number, meanMs: number, worstMs: number) => ({ ticks, meanMs, worstMs });
const asked = (id: string, rows: readonly Work[], turnMs: number, at: number): RunProfile => ({
  ...{ system: 'cache', at, bus: loop(10, 1, 4) },
  nodes: [{ id, role: 'node', profile: { ms: 500, turns: 7, turnMs, work: rows, loop: loop(20, 2, 9) } }],
});

const page = loop(30, 3, 5);
const rows = [
  work('message', 'request', 'GET', 2),
  work('message', 'request', 'SET', 6),
  work('message', 'copy', '', 3),
  work('timer', 'beat', '', 1),
];

function summed(): ProfileSum {
  let sum = added(null, asked('n1', rows, 20, 1_000), page);
  sum = added(sum, asked('n2', rows, 20, 3_000), loop(10, 7, 50));
  return added(sum, asked('n1', rows, 20, 2_000), page);
}

describe('a profile', () => {
  it('is the sum of its parts', () => {
    const sum = summed();
    expect(sum).toMatchObject({ from: 1_000, to: 3_000, bus: { ticks: 30, meanMs: 1, worstMs: 4 } });
    expect(sum.page).toEqual({ ticks: 70, meanMs: (30 * 3 + 10 * 7 + 30 * 3) / 70, worstMs: 50 });
    expect(sum.nodes['n1']).toMatchObject({ ms: 1_000, turns: 14, turnMs: 40 });
    const [all] = flameOf(sum, '');
    expect(all).toMatchObject({ ms: 60, calls: 120, sent: 24, writtenBytes: 600, keptBytes: 60, worstMs: 3 });
    expect(flameOf(sum, 'n2')[0]).toMatchObject({ ms: 20, calls: 40 });
  });

  it('is a flame: the longest first, each bar within the one above it', () => {
    const flame = flameOf(summed(), '');
    expect(flame.map(({ depth, kind, command, branch }) => `${depth} ${branch} ${kind}${command}`)).toEqual([
      '0 all cache',
      '1 message request',
      '2 message requestSET',
      '2 message requestGET',
      '1 message copy',
      '1 timer beat',
      '1 around ',
    ]);
    const [all, request, set, get, copy, , around] = flame;
    expect(all).toMatchObject({ start: 0, share: 1 });
    expect(request).toMatchObject({ start: 0, share: 24 / 60 });
    expect(set).toMatchObject({ start: 0, share: 18 / 60 });
    expect(get).toMatchObject({ start: 18 / 60, share: 6 / 60 });
    expect(copy?.start).toBeCloseTo(24 / 60);
    expect(around?.ms).toBe(60 - 36);
  });

  it('begins anew with another system', () => {
    const other = added(summed(), { ...asked('n1', [], 1, 5), system: 'counter' }, page);
    expect(other).toMatchObject({ system: 'counter', from: 5, to: 5 });
    expect(flameOf(other, '')[0]).toMatchObject({ ms: 1, calls: 0 });
  });

  it('is a file with every figure and who measured', () => {
    const file = JSON.parse(profileFile(summed(), { cores: 2 })) as {
      cores: number;
      nodes: { work: object[] }[];
    };
    expect(file.cores).toBe(2);
    expect(file.nodes).toHaveLength(2);
    expect(file.nodes[0]?.work).toHaveLength(4);
  });
});
