/** Nothing in a history may depend on where windows begin or end, nor on when nodes answer. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectSameHistory, play, summary } from '../support/cluster.ts';
import { dawdling, freezing } from '../support/hosts.ts';
import { systemFrom } from '../support/systems.ts';
import { programFrom } from '../support/bench.ts';
import { messageDraws, runs, scenarioFiles, withMessageActs } from '../support/scenarios.ts';

/** A small generator for cuts, so that a failure can be played again from the numbers that fast-check prints. */
function cuts(seed: number): (start: number, end: number) => number {
  let word = seed | 1;
  return (start, end) => {
    word = Math.imul(word ^ (word >>> 15), 0x2c1b3c6d) + 0x9e3779b9;
    return start + 1 + ((word >>> 0) % (end - start));
  };
}

describe('windows', () => {
  it('as large as can be, of one instant, and cut at random make one history', async () => {
    await fc.assert(
      fc.asyncProperty(scenarioFiles(), messageDraws, fc.integer(), async (plain, draws, seed) => {
        const file = await withMessageActs(plain, draws);
        const largest = await play(file, { level: 'contents' });
        for (const cut of [(start: number) => start + 1, cuts(seed)]) {
          const other = await play(file, { level: 'contents', cut });
          expect(summary(other)).toEqual(summary(largest));
          expectSameHistory(other, largest);
        }
      }),
      runs(120),
    );
  });

  it('end the same way when nodes answer late and in any order', async () => {
    await fc.assert(
      fc.asyncProperty(scenarioFiles(), fc.integer(), async (file, seed) => {
        const prompt = await play(file, { level: 'messages' });
        const draw = cuts(seed);
        const late = await play(file, { level: 'messages', wrap: dawdling(() => draw(0, 5)) });
        expect(summary(late)).toEqual(summary(prompt));
        expectSameHistory(late, prompt);
      }),
      runs(40),
    );
  });

  it('are the same with messages that nobody can change', async () => {
    await fc.assert(
      fc.asyncProperty(scenarioFiles(), async (file) => {
        expect(summary(await play(file, { wrap: freezing }))).toEqual(summary(await play(file)));
      }),
      runs(60),
    );
  });

  it('give each step one whole instant', async () => {
    await fc.assert(
      fc.asyncProperty(scenarioFiles({ span: 300_000 }), async (file) => {
        const straight = await play(file);
        const stepped = await play(file, { until: 0 });
        const { cluster, scenario } = stepped;
        while (cluster.position < scenario.until) await cluster.step(scenario.until);
        expect(summary(stepped)).toEqual(summary(straight));
      }),
      runs(40),
    );
  });

  it('do not decide what becomes of messages to a node that leaves in the middle of one', async () => {
    const talking = programFrom({
      boot: (self) => void self.after(1_000, { kind: 'speak' }),
      receive(self, message) {
        const members = message['members'] as readonly { id: string; isLeaving?: true }[] | undefined;
        if (members?.some(({ id, isLeaving }) => id === self.id && isLeaving) === true)
          self.after(3_300, { kind: 'go' });
      },
      tick(self, timer) {
        if (timer.kind === 'go') self.leave();
        else if (self.id === 'n1') {
          self.send('n2', { kind: 'word' });
          self.after(1_000, { kind: 'speak' });
        }
      },
    });
    const system = { ...systemFrom(talking, { actions: ['remove'] }), leaves: () => true };
    const file = {
      system: 'trial',
      network: { latency: { law: 'constant', min: '9ms' } },
      script: [{ at: '50ms', do: 'remove', node: 'n2' }],
      until: '100ms',
    };
    const largest = await play(file, { level: 'contents', system });
    const reasons = largest.history.flatMap((event) => (event.what === 'dropped' ? [event.reason] : []));
    expect(largest.history.some(({ what }) => what === 'left')).toBe(true);
    expect(new Set(reasons)).toEqual(new Set(['nobody']));
    for (const cut of [(start: number) => start + 1, cuts(7)]) {
      const other = await play(file, { level: 'contents', system, cut });
      expect(summary(other)).toEqual(summary(largest));
      expectSameHistory(other, largest);
    }
  });
});
