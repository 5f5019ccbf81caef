/** From a checkpoint a run goes on exactly: anywhere, any number of times, whatever the cluster was before. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadCheckpoint, saveCheckpoint } from '../../src/cluster/checkpoint.ts';
import { build, expectSameHistory, play, summary, type Run } from '../support/cluster.ts';
import { counting } from '../support/hosts.ts';
import { messageDraws, runs, scenarioFiles, withMessageActs } from '../support/scenarios.ts';

/** Plays on to the end and forgets what was recorded before. */
async function goOn(run: Run): Promise<Run> {
  run.history.length = 0;
  await run.cluster.advanceTo(run.scenario.until);
  return run;
}

const share = fc.double({ min: 0, max: 1, noNaN: true });

describe('a checkpoint', () => {
  it('and the rest of the run from it, on a fresh cluster or one that is elsewhere, equal the straight run', async () => {
    await fc.assert(
      fc.asyncProperty(scenarioFiles(), messageDraws, share, share, async (plain, draws, first, second) => {
        const file = await withMessageActs(plain, draws);
        const straight = await play(file, { level: 'contents' });
        const { until } = straight.scenario;
        const saving = await play(file, { level: 'contents', until: Math.floor(until * first) });
        const checkpoint = await saveCheckpoint(saving.cluster);
        const here = summary(saving);
        const copy = structuredClone(checkpoint);
        // Saving changes nothing of what follows.
        await goOn(saving);
        expect(summary(saving)).toEqual(summary(straight));

        const fresh = build(file, { level: 'contents' });
        const elsewhere = await play(file, { level: 'contents', until: Math.floor(until * second) });
        for (const [run, from] of [
          [fresh, checkpoint],
          [elsewhere, checkpoint],
          [saving, copy],
        ] as const) {
          await loadCheckpoint(run.cluster, from, run.scenario.script);
          expect(summary(run)).toEqual(here);
          await goOn(run);
          expect(summary(run)).toEqual(summary(straight));
        }
        expectSameHistory(elsewhere, fresh);
        const tail = JSON.stringify(fresh.history);
        expect(JSON.stringify(straight.history).endsWith(tail.slice(1))).toBe(true);
      }),
      runs(100),
    );
  });

  it('at a third, at two thirds, and back again', async () => {
    await fc.assert(
      fc.asyncProperty(scenarioFiles(), async (file) => {
        const straight = await play(file);
        const run = build(file);
        const { cluster, scenario } = run;
        await cluster.boot();
        const thirds = [];
        for (const third of [1, 2, 3]) {
          await cluster.advanceTo(Math.floor((scenario.until * third) / 3));
          thirds.push({ checkpoint: await saveCheckpoint(cluster), summary: summary(run) });
        }
        for (const third of [0, 2, 1, 0]) {
          const { checkpoint, summary: then } = thirds[third] as (typeof thirds)[number];
          await loadCheckpoint(cluster, checkpoint, scenario.script);
          expect(summary(run)).toEqual(then);
          // Further checkpoints stand on what this one brought.
          await cluster.advanceTo(Math.min(scenario.until, cluster.position + 50_000));
          const again = await saveCheckpoint(cluster);
          await loadCheckpoint(cluster, again, scenario.script);
          await cluster.advanceTo(scenario.until);
          expect(summary(run)).toEqual(summary(straight));
        }
      }),
      runs(50),
    );
  });

  it('in the middle of an instant keeps the actions that are done and leaves the others', async () => {
    const file = {
      system: 'counter',
      workload: [{ rate: 200 }],
      script: [
        { at: '1s', do: 'command', client: 'c1', text: 'INCR' },
        { at: '1s', do: 'freeze', node: 'n1' },
        { at: '1500ms', do: 'thaw', node: 'n1' },
      ],
      until: '3s',
    };
    const straight = await play(file);
    const run = await play(file, { until: 1_000_000 });
    const before = await saveCheckpoint(run.cluster);
    expect(before.applied).toBe(0);
    await run.cluster.settle();
    const after = await saveCheckpoint(run.cluster);
    expect(after.applied).toBe(2);
    for (const checkpoint of [before, after]) {
      await loadCheckpoint(run.cluster, checkpoint, run.scenario.script);
      await run.cluster.advanceTo(run.scenario.until);
      expect(summary(run)).toEqual(summary(straight));
    }
  });

  it('of another edition is refused, and nothing of the running cluster is lost', async () => {
    const file = { system: 'counter', workload: [{ rate: 100 }], until: '1s' };
    const straight = await play(file);
    const run = await play(file, { until: 500_000 });
    const checkpoint = await saveCheckpoint(run.cluster);
    const older = { ...checkpoint, edition: checkpoint.edition + 1 };
    await expect(loadCheckpoint(run.cluster, older, [])).rejects.toThrow('made by edition');
    await run.cluster.advanceTo(run.scenario.until);
    expect(summary(run)).toEqual(summary(straight));
  });

  it('leaves nobody running who did not run then', async () => {
    const living = new Map<string, number>();
    const file = {
      system: 'echo',
      script: [
        { at: '200ms', do: 'add', node: 'n4' },
        { at: '300ms', do: 'kill', node: 'n2' },
        { at: '400ms', do: 'remove', node: 'n3' },
        { at: '500ms', do: 'restart', node: 'n2' },
      ],
      until: '1s',
    };
    const run = build(file, { wrap: counting(living) });
    const { cluster, scenario } = run;
    await cluster.boot();
    const stops = [];
    for (const at of [100_000, 250_000, 350_000, 450_000, 900_000]) {
      await cluster.advanceTo(at);
      stops.push({ checkpoint: await saveCheckpoint(cluster), living: new Map(living) });
    }
    for (const stop of [3, 1, 0, 4, 2, 0]) {
      const { checkpoint, living: then } = stops[stop] as (typeof stops)[number];
      await loadCheckpoint(cluster, checkpoint, scenario.script);
      expect([...living].sort()).toEqual([...then].sort());
    }
  });

  it('costs a table its changes only', async () => {
    const file = {
      system: 'counter',
      nodes: 1,
      workload: [{ rate: 2_000, reads: 0, until: '2s' }],
      until: '4s',
    };
    const run = await play(file, { until: 1_900_000 });
    const tablesOf = ({ participants }: Awaited<ReturnType<typeof saveCheckpoint>>) =>
      participants.find(({ member }) => member.id === 'n1')?.tables[0]?.[1];
    const first = tablesOf(await saveCheckpoint(run.cluster));
    await run.cluster.advanceTo(1_950_000);
    const second = tablesOf(await saveCheckpoint(run.cluster));
    expect(first?.base.length).toBeGreaterThan(3_000);
    // The base is shared, not made again.
    expect(second?.base).toBe(first?.base);
    expect(second?.journals.flat().length).toBeGreaterThan(20);
    expect(second?.journals.flat().length).toBeLessThan(500);
  });
});
