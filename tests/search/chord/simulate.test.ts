/** Small rings, so that each of these takes about a second; the large ones are `npm run shows -- 10`. */
import { describe, expect, it } from 'vitest';
import { SECOND } from '../../../src/kernel/time.ts';
import type { Report } from '../../../src/search/chord/report.ts';
import { simulate, type Stage } from '../../../src/search/chord/simulate.ts';

const brokenOf = ({ checks }: Report): readonly string[] =>
  checks.filter(({ ok }) => !ok).map(({ name, detail }) => `${name}: ${detail}`);

describe('a ring that stands still', () => {
  it('of 64 finds every owner, in log₂N hops on average and never in more than twice that', async () => {
    const report = await simulate({ nodes: 64, successors: 3, lookups: 1_000, seed: 5 });
    expect(brokenOf(report)).toEqual([]);
    expect(report).toMatchObject({ failed: 0, lost: 0, abandoned: 0 });
    expect(report.path.count).toBe(1_000);
    expect(report.path.mean).toBeLessThanOrEqual(6);
    expect(report.path.max).toBeLessThanOrEqual(12);
    expect(report.wrong).toEqual({ fingers: 0, successors: 0, predecessors: 0, example: null });
  });

  it('of 500 looks up ten thousand keys in one thread, and says how hops and keys lie', async () => {
    const stages = new Set<Stage>();
    const report = await simulate({ nodes: 500, keys: 1_000 }, (stage) => stages.add(stage));
    expect([...stages]).toEqual(['beginning', 'keys', 'lookups']);
    expect(brokenOf(report)).toEqual([]);
    expect(report.path.counts.reduce((sum, count) => sum + count)).toBe(10_000);
    expect(report.keys).toMatchObject({ count: 500, mean: 2 });
    // Each hop is asked and answers, and so is the owner; whoever owns a key itself asks nobody.
    const { next = 0, ask = 0, answer = 0 } = report.messages.kinds;
    expect(next).toBe(report.path.mean * 10_000);
    expect(answer).toBe(next + ask);
    expect(report.messages.total).toBe(2 * answer);
  });

  it('is another for another seed, and the same for the same', async () => {
    const of = (seed: number): Promise<Report> => simulate({ nodes: 50, lookups: 200, keys: 100, seed });
    const [one, same, other] = [await of(1), await of(1), await of(2)];
    expect(same).toEqual(one);
    expect(other.path.counts).not.toEqual(one.path.counts);
  });

  it('whose fingers are looked up one place too far is found out', async () => {
    const request = { nodes: 64, successors: 3, lookups: 100, keys: 0, stabilise: SECOND };
    expect(brokenOf(await simulate(request))).toEqual([]);
    const report = await simulate({ ...request, mutants: ['fingers-off-by-one'] });
    expect(report.wrong?.fingers).toBeGreaterThan(0);
    expect(brokenOf(report)[0]).toContain('every finger, list of successors and predecessor is right');
  });
});

describe('a ring of which half has died at once', () => {
  const half = { nodes: 256, fail: 0.5, lookups: 2_000, seed: 3 };

  it('fails no lookup, and each goes round whom it finds silent', async () => {
    const report = await simulate(half);
    expect(report.failed).toBe(0);
    expect(report.path.count).toBe(2_000);
    expect(report.timeouts.mean).toBeGreaterThan(2);
    expect(report.timeouts.counts[0]).toBeGreaterThan(0);
  });

  it('has lost the keys of the dead where there were no copies, and none where there were many', async () => {
    const alone = await simulate({ ...half, lookups: 1 });
    expect(alone.ownersFailed).toBeGreaterThan(1_000);
    expect(alone.lost).toBe(alone.ownersFailed);
    const copied = await simulate({ ...half, lookups: 1, replicas: 21, keys: 500 });
    expect(copied.ownersFailed).toBeGreaterThan(0);
    expect(copied.lost).toBe(0);
  });
});

describe('a ring in which nodes come and go', () => {
  it('goes on answering, and few lookups end at a wrong one', async () => {
    const report = await simulate({
      ...{ nodes: 64, successors: 8, lookups: 500, keys: 100, replicas: 3 },
      ...{ churn: 0.2, stabilise: 5 * SECOND },
    });
    expect(report.path.count + report.failed + report.abandoned).toBe(500);
    expect(report.failed).toBeLessThan(25);
    expect(report.timeouts.mean).toBeGreaterThan(0);
    expect(report.wrong).toBeNull();
  });
});
