/** Disks in a running cluster: what was promised stays, what was not may go, and the history says how much went. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadCheckpoint, saveCheckpoint } from '../../src/cluster/checkpoint.ts';
import { DiskFiles, type DiskChange } from '../../src/kernel/disk.ts';
import { expectSameHistory, play, summary, type ScenarioFile } from '../support/cluster.ts';
import { notes, only } from '../support/histories.ts';
import { runs } from '../support/scenarios.ts';
import { scribe } from '../support/systems.ts';

const command = (at: number, text: string) => ({ at: `${at}us`, do: 'command', client: 'c1', text });
const scenario = (script: readonly object[], more: object = {}): ScenarioFile => ({
  system: 'scribe',
  nodes: 1,
  network: { latency: { law: 'constant', min: '100us' } },
  script,
  until: '2s',
  ...more,
});

const commands = fc.array(
  fc.tuple(
    fc.integer({ min: 1, max: 90_000 }),
    fc.constantFrom(
      'append log 5',
      'append log 9',
      'append index 3',
      'put base 4',
      'put base 7',
      'remove log',
      'sync',
      'sync',
    ),
  ),
  { minLength: 3, maxLength: 25, size: 'max' },
);
const lines = (draws: readonly (readonly [number, string])[]) => draws.map(([at, text]) => command(at, text));

interface Wrote {
  readonly verb: 'append' | 'put' | 'remove';
  readonly name: string;
  readonly bytes: number[];
}

function holding(writes: readonly Wrote[], part: Wrote | null): string[] {
  const files = new DiskFiles();
  for (const { verb, name, bytes } of part ? [...writes, part] : writes) {
    files.apply({ do: verb, number: 0, name, bytes: Uint8Array.from(bytes) } as DiskChange);
  }
  return files
    .names()
    .map(
      (name) =>
        `${name} ${files.get(name) ? 'blob' : 'segment'} ${[...(files.get(name) ?? files.read(name))].join()}`,
    );
}

describe('after a death', () => {
  it('by power a node finds all that was synced and a prefix of the rest, and the history counts what it lost', async () => {
    const seen = { lost: 0, kept: 0, cut: 0 };
    await fc.assert(
      fc.asyncProperty(commands, fc.nat(1_000_000), async (draws, seed) => {
        const death = [
          { at: '100ms', do: 'kill', node: 'n1' },
          { at: '200ms', do: 'restart', node: 'n1' },
        ];
        // The last request may be on its way to the disk when the power goes.
        const late = [
          command(99_500, 'append log 9'),
          command(99_600, 'sync'),
          command(99_700, 'append log 9'),
        ];
        const { history } = await play(scenario([...lines(draws), ...late, ...death], { seed }), {
          level: 'operations',
          system: scribe,
        });
        const wrote = notes(history, 'wrote').map(({ detail }) => detail as unknown as Wrote);
        const synced = Math.max(
          0,
          ...notes(history, 'synced')
            .filter(({ at }) => at < 100_000)
            .map(({ detail }) => Number(detail)),
        );
        const found = notes(history, 'found')[1]?.detail as string[];
        const lost = only(history, 'stopped')[0]?.bytesLost as number;
        const bytes = (some: readonly Wrote[]): number =>
          some.reduce((sum, one) => sum + (one.verb === 'remove' ? 0 : one.bytes.length), 0);
        const fits: string[] = [];
        for (let kept = synced; kept <= wrote.length; kept += 1) {
          const next = wrote[kept];
          for (let length = 0; length < (next?.verb === 'append' ? next.bytes.length : 1); length += 1) {
            const part = next && length > 0 ? { ...next, bytes: next.bytes.slice(0, length) } : null;
            if (bytes(wrote.slice(kept)) - length !== lost) continue;
            if (holding(wrote.slice(0, kept), part).join('|') === found.join('|'))
              fits.push(part ? 'cut' : 'whole');
          }
        }
        if (fits.length === 0) expect({ found, lost, synced, wrote }).toBe('a prefix of what was written');
        if (lost > 0) seen.lost += 1;
        else seen.kept += 1;
        if (!fits.includes('whole')) seen.cut += 1;
      }),
      runs(120),
    );
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(5);
  });

  it('of the process only, a node finds everything it wrote', async () => {
    await fc.assert(
      fc.asyncProperty(commands, fc.boolean(), async (draws, crashes) => {
        const death = [
          { at: '100ms', do: 'kill', node: 'n1', how: 'process' },
          { at: '200ms', do: 'restart', node: 'n1' },
        ];
        const file = scenario([
          ...lines(draws),
          ...(crashes ? [{ at: '95ms', do: 'freeze', node: 'n1' }] : []),
          ...death,
        ]);
        const { history } = await play(file, { level: 'operations', system: scribe });
        const wrote = notes(history, 'wrote').map(({ detail }) => detail as unknown as Wrote);
        expect(notes(history, 'found')[1]?.detail).toEqual(holding(wrote, null));
        expect(only(history, 'stopped')[0]?.bytesLost).toBe(0);
      }),
      runs(60),
    );
  });

  it('and a wipe a node finds nothing', async () => {
    for (const before of [[], [{ at: '50ms', do: 'kill', node: 'n1' }]]) {
      const script = [
        command(1_000, 'append log 5'),
        command(2_000, 'sync'),
        ...before,
        { at: '100ms', do: 'wipe', node: 'n1' },
        { at: '200ms', do: 'restart', node: 'n1' },
      ];
      const { history } = await play(scenario(script), { level: 'operations', system: scribe });
      expect(notes(history, 'found').map(({ detail }) => detail)).toEqual([[], []]);
    }
  });

  it('a device that was full, slow or failing is so still: nobody repaired it', async () => {
    const script = [
      { at: '10ms', do: 'disk', node: 'n1', act: 'full' },
      { at: '100ms', do: 'kill', node: 'n1' },
      { at: '200ms', do: 'restart', node: 'n1' },
      command(300_000, 'append log 5'),
      { at: '400ms', do: 'disk', node: 'n1', act: 'ok' },
      command(500_000, 'append log 5'),
    ];
    const { history } = await play(scenario(script), { level: 'operations', system: scribe });
    expect(
      history.filter((event) => event.what === 'note').map((event) => event.what === 'note' && event.kind),
    ).toEqual(['found', 'found', 'full', 'wrote']);
  });
});

describe('a disk fault', () => {
  it('strikes the running node and the cluster’s copy alike', async () => {
    const fault = fc.tuple(
      fc.integer({ min: 1, max: 95_000 }),
      fc.constantFrom(
        { act: 'torn' },
        { act: 'corrupt' },
        { act: 'corrupt', times: 3 },
        { act: 'full' },
        { act: 'slow', times: 40 },
        { act: 'fail', times: 2 },
        { act: 'ok' },
      ),
    );
    await fc.assert(
      fc.asyncProperty(
        commands,
        fc.array(fault, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 99_000 }),
        async (draws, faults, at) => {
          const struck = faults.map(([when, fields]) => ({
            at: `${when}us`,
            do: 'disk',
            node: 'n1',
            ...fields,
          }));
          // Seen by the running node at the end, and by its successor, who gets the cluster's copy.
          const end = [
            command(100_000, 'list'),
            { at: '110ms', do: 'kill', node: 'n1', how: 'process' },
            { at: '120ms', do: 'restart', node: 'n1' },
          ];
          const file = scenario([...lines(draws), ...struck, ...end]);
          const straight = await play(file, { level: 'operations', system: scribe });
          const [holds] = notes(straight.history, 'holds');
          expect(notes(straight.history, 'found')[1]?.detail).toEqual(holds?.detail);
          // And so a checkpoint in the middle changes nothing.
          const other = await play(file, { level: 'operations', system: scribe, until: at });
          await loadCheckpoint(other.cluster, await saveCheckpoint(other.cluster), other.scenario.script);
          await other.cluster.advanceTo(other.scenario.until);
          expect(summary(other)).toEqual(summary(straight));
          expectSameHistory(other, straight);
        },
      ),
      runs(150),
    );
  });

  it('of failing syncs is told to the program, and the next sync keeps what they did not', async () => {
    const script = [
      { at: '1ms', do: 'disk', node: 'n1', act: 'fail', times: 1 },
      command(10_000, 'append log 3'),
      command(10_001, 'sync'),
      command(20_000, 'sync'),
      { at: '50ms', do: 'kill', node: 'n1' },
      { at: '60ms', do: 'restart', node: 'n1' },
    ];
    const { history } = await play(scenario(script), { level: 'operations', system: scribe });
    expect(
      only(history, 'note')
        .map(({ kind, detail }) => [kind, detail])
        .slice(2),
    ).toEqual([
      ['sync failed', 1],
      ['synced', 1],
      ['found', ['log segment 1,1,1']],
    ]);
  });
});
