/** What running the nodes takes is measured around them by their host: it shows what was asked of them, and no history knows of it. */
import { describe, expect, it } from 'vitest';
import { LocalHost } from '../../src/cluster/local-host.ts';
import type { Gauge, Work } from '../../src/kernel/profile.ts';
import { LoopWatch, LOOP_TICK_MS } from '../../src/kernel/loop-delay.ts';
import { Lab } from '../../src/lab/lab.ts';
import type { RunProfile } from '../../src/lab/profile.ts';
import { Replay } from '../../src/lab/replay.ts';
import { programOf } from '../../src/systems/programs.ts';

const SECOND = 1_000_000;

/** A clock that counts how often it is asked. */
class CountedClock {
  asked = 0;
  stopped = 0;
  readonly gauge = (): Promise<Gauge> =>
    Promise.resolve({
      now: () => ((this.asked += 1), performance.now()),
      loop: () => null,
      stop: () => (this.stopped += 1),
    });
}

async function opened(reads: number, clock: CountedClock, more: object = {}): Promise<Lab> {
  const lab = new Lab({
    makeHost: () => new LocalHost(programOf, clock.gauge),
    makeReplayer: () => new Replay(),
    wall: () => performance.now(),
  });
  const workload = [{ clients: 3, rate: 400, keys: 500, reads, size: { min: 64, max: 64 } }];
  const scenario = { version: 1, system: 'cache', seed: 5, nodes: 5, workload, until: '1h', ...more };
  const answer = await lab.open({ text: JSON.stringify(scenario), trial: { level: 'operations' } });
  expect(answer).toEqual({ ok: true });
  return lab;
}

async function profiled(reads: number, seconds: number): Promise<RunProfile> {
  const clock = new CountedClock();
  const lab = await opened(reads, clock);
  await lab.seek(SECOND);
  await lab.profile(true);
  await lab.seek((1 + seconds) * SECOND);
  const profile = await lab.profile(false);
  await lab.dispose();
  if (profile === null) throw new Error('nothing is open');
  return profile;
}

function work(profile: RunProfile): readonly Work[] {
  return profile.nodes.flatMap((node) => node.profile.work);
}

function sum(rows: readonly Work[], of: (row: Work) => number): number {
  return rows.reduce((total, row) => total + of(row), 0);
}

function timeByCommand(profile: RunProfile): [string, number][] {
  const times = new Map<string, number>();
  for (const { command, ms } of work(profile))
    if (command !== '') times.set(command, (times.get(command) ?? 0) + ms);
  return [...times].sort(([, left], [, right]) => right - left);
}

describe('a profile of 10 s under load', () => {
  it.each([
    ['SET', 0.02],
    ['GET', 0.98],
  ])('has on top the command that is driven: %s', async (command, reads) => {
    const profile = await profiled(reads, 10);
    const [top] = timeByCommand(profile);
    expect(top?.[0]).toBe(command);
    expect(top?.[1]).toBeGreaterThan(0);
    const rows = work(profile).filter((row) => row.command === command);
    // 400 a second; who reads what nobody wrote is asked to look elsewhere, too.
    const asked = 4_000 * 0.98;
    expect(sum(rows, ({ calls }) => calls)).toBeGreaterThan(asked * 0.9);
  });

  it('says what the events made: messages, bytes on disk, growth of the data', async () => {
    const profile = await profiled(0, 3);
    const sets = work(profile).filter(({ command }) => command === 'SET');
    // Each is copied to two others, and what is written is more than the value.
    expect(sum(sets, ({ sent }) => sent)).toBeGreaterThan(2 * sum(sets, ({ calls }) => calls));
    expect(sum(sets, ({ writtenBytes }) => writtenBytes)).toBeGreaterThan(
      64 * sum(sets, ({ calls }) => calls),
    );
    const copies = work(profile).filter(({ kind }) => kind === 'copy');
    expect(sum(copies, ({ writtenBytes }) => writtenBytes)).toBeGreaterThan(0);
    expect(sum([...sets, ...copies], ({ keptBytes }) => keptBytes)).toBeGreaterThan(0);
    for (const { profile: node } of profile.nodes) {
      expect(node.turnMs).toBeGreaterThanOrEqual(sum(node.work, ({ ms }) => ms));
      expect(node.ms).toBeGreaterThanOrEqual(node.turnMs);
      expect(node.turns).toBeGreaterThan(0);
    }
  });
});

describe('measuring', () => {
  const faults = {
    script: [
      { at: '2s', do: 'kill', node: 'n2' },
      { at: '4s', do: 'restart', node: 'n2' },
    ],
  };

  async function fingerprint(lab: Lab): Promise<string | undefined> {
    return (await lab.frame(0, { epoch: -1, cursor: 0, picture: -1 })).picture?.fingerprint;
  }

  it('changes no history, whenever it is switched on and off', async () => {
    const bare = await opened(0.5, new CountedClock(), faults);
    await bare.seek(6 * SECOND);
    const expected = await fingerprint(bare);
    expect(expected).toMatch(/./);
    const lab = await opened(0.5, new CountedClock(), faults);
    for (const [at, isOn] of [
      [0.5, true],
      [1.7, true],
      [2.5, false],
      [3, true],
      [4.5, true],
      [5.1, false],
      [6, false],
    ] as const) {
      await lab.seek(at * SECOND);
      await lab.profile(isOn);
    }
    expect(await fingerprint(lab)).toBe(expected);
    await bare.dispose();
    await lab.dispose();
  });

  it('asks no clock before it is switched on and after it is switched off', async () => {
    const clock = new CountedClock();
    const lab = await opened(0.5, clock);
    await lab.seek(SECOND);
    expect(clock.asked).toBe(0);
    await lab.profile(true);
    await lab.seek(2 * SECOND);
    await lab.profile(false);
    expect(clock.stopped).toBe(5);
    const { asked } = clock;
    expect(asked).toBeGreaterThan(1_000);
    await lab.seek(3 * SECOND);
    expect(clock.asked).toBe(asked);
    await lab.dispose();
  });

  it('takes in who starts again, from the next question on', async () => {
    const lab = await opened(0.5, new CountedClock(), faults);
    await lab.seek(SECOND);
    await lab.profile(true);
    await lab.seek(3 * SECOND);
    expect((await lab.profile(true))?.nodes.map(({ id }) => id)).toEqual(['n1', 'n3', 'n4', 'n5']);
    await lab.seek(4.5 * SECOND);
    await lab.profile(true);
    await lab.seek(5.5 * SECOND);
    const again = (await lab.profile(true))?.nodes.find(({ id }) => id === 'n2');
    expect(again?.profile.work.length).toBeGreaterThan(0);
    await lab.dispose();
  });

  it('counts what a program threw, and leaves the crash as it is', async () => {
    const lab = new Lab({
      makeHost: () => new LocalHost(programOf, new CountedClock().gauge),
      makeReplayer: () => new Replay(),
      wall: () => 0,
    });
    const script = [{ at: '1s', do: 'command', client: 'c1', text: 'THROW on purpose' }];
    const text = JSON.stringify({ version: 1, system: 'echo', nodes: 1, script, until: '2s' });
    expect(await lab.open({ text })).toEqual({ ok: true });
    await lab.profile(true);
    await lab.seek(0.9 * SECOND);
    await lab.profile(true);
    await lab.seek(2 * SECOND);
    expect(await lab.history()).toContain('"what":"crashed","says":"on purpose"');
    expect((await lab.profile(false))?.nodes).toEqual([]);
    await lab.dispose();
  });
});

describe('the delay of a thread', () => {
  it('is by how much its ticks come too late', () => {
    let now = 0;
    const watch = new LoopWatch(() => now);
    for (const late of [0, 10, -1, 5]) {
      now += LOOP_TICK_MS + late;
      watch.tick();
    }
    expect(watch.take()).toEqual({ ticks: 4, meanMs: 15 / 4, worstMs: 10 });
    expect(watch.take()).toEqual({ ticks: 0, meanMs: 0, worstMs: 0 });
  });
});
