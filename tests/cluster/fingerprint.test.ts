/** What the fingerprint sees, and what it must not see. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RECORDING_LEVELS, type HistoryEvent } from '../../src/cluster/recorder.ts';
import { play, scenarioOf, summary } from '../support/cluster.ts';
import { only } from '../support/histories.ts';
import { tampering } from '../support/hosts.ts';
import { runs, scenarioFiles } from '../support/scenarios.ts';

const talkative = scenarioFiles({ systems: ['echo', 'counter'] });

describe('a fingerprint', () => {
  it('is the same at every recording level, and each level tells all that the one below tells', async () => {
    const told = (history: readonly HistoryEvent[], ...what: HistoryEvent['what'][]): string =>
      JSON.stringify(history.filter((event) => what.includes(event.what)));
    await fc.assert(
      fc.asyncProperty(scenarioFiles(), async (file) => {
        const [nothing, operations, messages, contents] = (await Promise.all(
          RECORDING_LEVELS.map((level) => play(file, { level })),
        )) as [
          Awaited<ReturnType<typeof play>>,
          Awaited<ReturnType<typeof play>>,
          Awaited<ReturnType<typeof play>>,
          Awaited<ReturnType<typeof play>>,
        ];
        for (const run of [operations, messages, contents]) expect(summary(run)).toEqual(summary(nothing));
        expect(nothing.history).toEqual([]);
        const faults = ['action', 'started', 'stopped', 'crashed', 'note', 'invoked', 'settled'] as const;
        expect(told(messages.history, ...faults)).toBe(told(operations.history, ...faults));
        expect(operations.history.every(({ what }) => (faults as readonly string[]).includes(what))).toBe(
          true,
        );
        const flights = ['sent', 'dropped', 'handled'] as const;
        const withoutBody = contents.history.map((event) =>
          'message' in event ? { ...event, message: { ...event.message, body: undefined } } : event,
        );
        expect(told(withoutBody as HistoryEvent[], ...flights)).toBe(told(messages.history, ...flights));
        expect(only(contents.history, 'sent').every(({ message }) => message.body !== undefined)).toBe(true);
      }),
      runs(40),
    );
  });

  it('is another for another seed', async () => {
    await fc.assert(
      fc.asyncProperty(talkative, async (file) => {
        const one = await play(file);
        const other = await play({ ...file, seed: Number(file.seed) + 1 });
        expect(other.cluster.fingerprint).not.toBe(one.cluster.fingerprint);
      }),
      runs(30),
    );
  });

  it('is another when one byte of the content of one message changed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(200), fc.nat(4), async (which, where) => {
        const file = { system: 'echo', options: { text: 'hello', every: '20ms' }, until: '2s' };
        let seen = 0;
        let changed = 0;
        const changing = tampering(({ kind, body }) => {
          // Pongs are counted and otherwise ignored, so nothing but the content itself can tell.
          if (kind !== 'pong' || (seen += 1) <= which) return undefined;
          changed += 1;
          const { text, ...rest } = body as { readonly text: string };
          const byte = String.fromCharCode(text.charCodeAt(where) ^ 1);
          return { ...rest, text: text.slice(0, where) + byte + text.slice(where + 1) };
        });
        const straight = await play(file);
        const tampered = await play(file, { wrap: changing });
        expect(changed).toBe(1);
        expect(tampered.cluster.counts).toEqual(straight.cluster.counts);
        expect(tampered.cluster.fingerprint).not.toBe(straight.cluster.fingerprint);
      }),
      runs(25),
    );
  });

  it('is another when anything in the network, the options or the script is another', async () => {
    const file = {
      system: 'echo',
      network: { latency: { min: '5ms', max: '15ms' } },
      workload: [{ rate: 20 }],
      script: [{ at: '1s', do: 'freeze', node: 'n2' }],
      until: '3s',
    };
    const prints = new Set<string>();
    const variants: object[] = [
      {},
      { nodes: 4 },
      { options: { text: 'hullo' } },
      { options: { every: '201ms' } },
      { network: { latency: { min: '5ms', max: '15ms', law: 'normal' } } },
      { network: { latency: { min: '5ms', max: '16ms' } } },
      { workload: [{ rate: 21 }] },
      { script: [] },
      { script: [{ at: '1000001us', do: 'freeze', node: 'n2' }] },
      { script: [{ at: '1s', do: 'freeze', node: 'n3' }] },
      { script: [{ at: '1s', do: 'kill', node: 'n2' }] },
      // This changes nothing that any node sees; that it was done is part of the history all the same.
      { script: [...file.script, { at: '2s', do: 'thaw', node: 'n1' }] },
      { until: '3001ms' },
    ];
    for (const variant of variants) prints.add((await play({ ...file, ...variant })).cluster.fingerprint);
    // Only the longer run may end with nothing new; here it does not.
    expect(prints.size).toBeGreaterThanOrEqual(variants.length - 1);
  });

  it('does not see what is only said to people', async () => {
    const file = {
      system: 'echo',
      script: [{ at: '1s', do: 'command', client: 'c1', text: 'THROW up' }],
      until: '2s',
    };
    const plain = await play(file);
    const described = await play({
      ...file,
      about: { title: 'A title', notes: ['seen by people'] },
      goal: { predicate: { note: 'elected' } },
      ext: { kept: true },
    });
    expect(described.cluster.fingerprint).toBe(plain.cluster.fingerprint);
    expect(scenarioOf(file).until).toBe(2_000_000);
  });
});
