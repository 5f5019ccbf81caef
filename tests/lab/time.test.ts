/** Time as somebody holds it: to the next thing worth seeing, by steps, back without an act, to a named moment. */
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { LocalHost } from '../../src/cluster/local-host.ts';
import type { HistoryEvent } from '../../src/cluster/recorder.ts';
import type { Mark } from '../../src/history/marks.ts';
import { Lab } from '../../src/lab/lab.ts';
import { Replay } from '../../src/lab/replay.ts';
import type { Frame, Reached } from '../../src/lab/types.ts';
import { programOf } from '../../src/systems/programs.ts';
import { localLab } from '../support/lab.ts';

let wall = 0;
let lab: Lab;

beforeEach(() => {
  wall = 0;
  lab = localLab(() => (wall += 0.01));
});

const SECOND = 1_000_000;
const quiet = { version: 1, system: 'counter', nodes: 4 };
const counter = { ...quiet, workload: [{ rate: 40 }] };
const cache = {
  version: 1,
  system: 'cache',
  seed: 1,
  nodes: 6,
  options: { virtualNodes: 1, heartbeat: '70ms', nodeTimeout: '200ms', replaceAfter: '500ms' },
  network: { latency: { min: '10ms', max: '24ms' } },
};

async function open(scenario: object): Promise<void> {
  expect(await lab.open({ text: JSON.stringify(scenario) })).toEqual({ ok: true });
}

async function frame(elapsed = 0): Promise<Frame> {
  return lab.frame(elapsed, { epoch: -1, cursor: 0, picture: -1 });
}

async function fingerprintAt(at: number): Promise<string> {
  expect(await lab.seek(at)).toEqual({ ok: true });
  const { picture } = await frame();
  expect(picture?.at).toBe(at);
  return picture?.fingerprint ?? '';
}

/** Pulls frames until Next has come to its end. */
async function next(elapsed = 50): Promise<Reached> {
  let reached: Reached | null = null;
  const answer = lab.next().then((value) => (reached = value as Reached));
  for (let pulls = 0; reached === null; pulls += 1) {
    if (pulls > 20_000) throw new Error('Next came to no end');
    await frame(elapsed);
  }
  await answer;
  return reached as Reached;
}

const said = ({ mark }: Reached): string => `${mark?.kind} ${mark?.of ?? mark?.node}`;

describe('Next', () => {
  test('stops exactly at the suspicion, and then at the view that makes a death known', async () => {
    await open(cache);
    await fingerprintAt(SECOND);
    await lab.act({ do: 'kill', node: 'n2' });
    const doubt = await next();
    expect([doubt.ended, said(doubt)]).toEqual(['found', 'doubt n2']);
    const stopped = await frame();
    expect([stopped.playing, stopped.isSeekingNext, stopped.at]).toEqual([
      false,
      false,
      (doubt.mark as Mark).at + 1,
    ]);
    // It is the first who says so, and nobody else is a stop of its own.
    expect(said(await next())).toBe('notice n2');
    const { events } = await frame();
    const first = events.find((event) => event.what === 'note' && event.kind === 'suspects');
    expect(first?.at).toBe(doubt.mark?.at);
  });

  test('comes to the same stops at any pace, and again when the past is played', async () => {
    const script = [
      { at: '700ms', do: 'kill', node: 'n2' },
      { at: '1200ms', do: 'partition', groups: [['n1', 'n3']] },
      { at: '1900ms', do: 'heal' },
      { at: '2300ms', do: 'restart', node: 'n2' },
    ];
    const stops = async (count: number): Promise<string[]> => {
      const found: string[] = [];
      for (let stop = 0; stop < count; stop += 1) {
        const reached = await next();
        found.push(`${said(reached)} at ${(await frame()).at}`);
      }
      return found;
    };
    await open({ ...cache, script });
    await lab.play(1);
    const real = await stops(9);
    expect(real[0]).toBe('kill n2 at 700000');
    expect(real.join()).toContain('rope');
    const { at, picture } = await frame();
    await lab.seek(0);
    expect(await stops(9)).toEqual(real);
    expect((await frame()).picture?.fingerprint).toBe(picture?.fingerprint);
    await open({ ...cache, script });
    await lab.play('flat out');
    await lab.pause();
    expect(await stops(9)).toEqual(real);
    await open({ ...cache, script });
    expect(await fingerprintAt(at)).toBe(picture?.fingerprint);
  });

  test('changes no history, wherever it is pressed', async () => {
    await open({ ...cache, workload: [{ rate: 20, keys: 12 }] });
    await fingerprintAt(500_000);
    await lab.act({ do: 'kill', node: 'n3' });
    for (let stop = 0; stop < 6; stop += 1) await next(16);
    const { at, picture } = await frame();
    const text = await lab.scenario();
    await open(JSON.parse(text) as object);
    expect(await fingerprintAt(at)).toBe(picture?.fingerprint);
  });

  test('a workload stops it when answers stop coming, and when all come again', async () => {
    await open({
      ...counter,
      script: [
        { at: '1s', do: 'isolate', node: 'n1' },
        { at: '5s', do: 'heal' },
      ],
    });
    const found: string[] = [];
    for (let stop = 0; stop < 4; stop += 1) found.push((await next()).mark?.kind ?? '');
    expect(found).toEqual(['rope', 'unanswered', 'heal', 'ok']);
  });

  test('a command of a person stops it at its reply', async () => {
    await open(quiet);
    await lab.seek(100_000);
    await lab.play(0.1);
    const asking = lab.ask('c1', 'INCR');
    await frame();
    const { mark } = await next(10);
    expect(mark).toMatchObject({ kind: 'ok', node: 'c1', isTraffic: false });
    expect(await asking).toMatchObject({ ended: 'reply', operation: 'c1.1' });
  });

  test('runs faster while only heartbeats are under way, and says so, unless it shall not', async () => {
    await open({ ...cache, options: { heartbeat: '500ms', nodeTimeout: '5s' } });
    await fingerprintAt(SECOND);
    await lab.act({ do: 'kill', node: 'n2' });
    const waitFor = async (): Promise<{ pulls: number; hurried: number }> => {
      const counts = { pulls: 0, hurried: 0 };
      let isOver = false;
      const going = lab.next().then(() => (isOver = true));
      while (!isOver) {
        const { hurry } = await frame(20);
        counts.pulls += 1;
        if (hurry > 1) counts.hurried += 1;
      }
      await going;
      return counts;
    };
    const quick = await waitFor();
    const { at } = await frame();
    expect(quick.hurried).toBeGreaterThan(0);
    await lab.seek(SECOND + 1);
    await lab.choose({ hurries: false });
    const slow = await waitFor();
    expect((await frame()).at).toBe(at);
    expect(slow.hurried).toBe(0);
    expect(slow.pulls).toBeGreaterThan(4 * quick.pulls);
  });

  test('ends at a pause, and after a minute in which nothing happened', async () => {
    await open(quiet);
    await lab.play(1_000);
    expect(await next(100)).toEqual({ ended: 'limit', mark: null });
    expect(await frame()).toMatchObject({ at: 60 * SECOND, playing: false });
    const going = lab.next();
    await frame(1);
    await lab.pause();
    expect(await going).toEqual({ ended: 'interrupted', mark: null });
  });
});

describe('steps', () => {
  const since = (events: readonly HistoryEvent[], at: number): readonly HistoryEvent[] =>
    events.filter((event) => event.at >= at);

  test('to the next message, to the next reply: exactly, and nothing of the kind in between', async () => {
    await open(counter);
    await fingerprintAt(SECOND);
    expect(await lab.step('message')).toEqual({ ok: true });
    const message = await frame();
    const arrivals = since(message.events, SECOND).filter(
      (event) => event.what === 'handled' && event.by === 'arrival',
    );
    expect(arrivals.map(({ at }) => at)).toEqual([message.at - 1]);
    await lab.step('reply');
    const reply = await frame();
    const settled = since(reply.events, message.at).filter(({ what }) => what === 'settled');
    expect(settled.map(({ at }) => at)).toEqual([reply.at - 1]);
    expect(reply.playing).toBe(false);
  });

  test('heartbeats are no message to step to; when none comes it says so', async () => {
    await open(cache);
    await fingerprintAt(SECOND);
    expect(await lab.step('reply')).toEqual({
      ok: false,
      says: ['No reply came within 60 s of the cluster’s time.'],
    });
  });
});

describe('undo', () => {
  test('returns to the instant before the act and keeps the future that was', async () => {
    await open(counter);
    await fingerprintAt(SECOND);
    await lab.act({ do: 'kill', node: 'n2' });
    expect((await frame()).undoable).toMatchObject({ at: SECOND, action: { do: 'kill', node: 'n2' } });
    const undone = await fingerprintAt(3 * SECOND);
    expect(await lab.undo()).toEqual({ ok: true });
    const after = await frame();
    expect(after).toMatchObject({ at: SECOND, head: SECOND, branch: 2, playing: false, undoable: null });
    expect(after.branches[1]).toMatchObject({ parent: 1, at: SECOND, without: { do: 'kill' }, began: null });
    expect(after.picture?.nodes.every(({ status }) => status === 'up')).toBe(true);
    expect(after.events.some(({ what }) => what === 'stopped')).toBe(false);
    await lab.openBranch(1);
    expect((await frame()).at).toBe(3 * SECOND);
    expect((await frame()).picture?.fingerprint).toBe(undone);
    expect((await lab.undo()).ok && (await frame()).branch).toBe(3);
    expect(await lab.undo()).toEqual({ ok: false, says: ['Nothing was done by hand here.'] });
  });

  test('at once, before any time has passed: the other branch still knows what was done', async () => {
    await open(counter);
    await fingerprintAt(SECOND);
    await lab.act({ do: 'isolate', node: 'n1' });
    await lab.act({ do: 'kill', node: 'n2' });
    await lab.undo();
    const kinds = async (): Promise<string[]> =>
      (await lab.marks()).marks.filter(({ isTraffic }) => !isTraffic).map(({ kind }) => kind);
    expect(await kinds()).toEqual(['rope']);
    await lab.seek(2 * SECOND);
    await lab.openBranch(1);
    expect(await kinds()).toEqual(['rope', 'kill']);
    const acts = (await frame()).events.filter(({ what }) => what === 'action' || what === 'stopped');
    expect(acts.map(({ what }) => what)).toEqual(['action', 'action', 'stopped']);
  });

  test('whatever was done by hand, wherever: without it the run is the one that never had it', async () => {
    const acts = [
      { do: 'kill', node: 'n1' },
      { do: 'freeze', node: 'n2' },
      { do: 'isolate', node: 'n3' },
      { do: 'link', from: 'n1', to: 'n2', drop: 0.5 },
      { do: 'command', client: 'c1', text: 'INCR' },
      { do: 'skew', node: 'n4', by: '2s' },
    ] as const;
    const play = async (did: readonly (readonly [number, number])[], end: number): Promise<string> => {
      await open(counter);
      for (const [at, act] of did) {
        await fingerprintAt(at);
        await lab.act(acts[act] as (typeof acts)[number]);
      }
      return fingerprintAt(end);
    };
    const instants = fc.uniqueArray(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 4 });
    const deeds = instants.chain((times) =>
      fc.tuple(
        fc.constant([...times].sort((left, right) => left - right).map((time) => time * 100_000)),
        fc.array(fc.nat(acts.length - 1), { minLength: times.length, maxLength: times.length }),
        fc.nat(2_000_000),
      ),
    );
    await fc.assert(
      fc.asyncProperty(deeds, async ([times, chosen, lookAt]) => {
        const did = times.map((at, index) => [at, chosen[index] as number] as const);
        const end = 3 * SECOND;
        const without = await play(did.slice(0, -1), end);
        const withAll = await play(did, end);
        // From wherever one looks.
        await lab.seek(lookAt);
        expect(await lab.undo()).toEqual({ ok: true });
        expect((await frame()).at).toBe(times.at(-1));
        expect(await fingerprintAt(end)).toBe(without);
        await lab.openBranch(1);
        expect(await fingerprintAt(end)).toBe(withAll);
      }),
      { numRuns: 12 },
    );
  });

  test('step by step down a chain of branches', async () => {
    await open(counter);
    const clean = await fingerprintAt(3 * SECOND);
    await fingerprintAt(2 * SECOND);
    await lab.act({ do: 'kill', node: 'n1' });
    await fingerprintAt(SECOND);
    await lab.act({ do: 'freeze', node: 'n2' });
    const { branches, branch } = await frame();
    expect([branch, branches[2]?.began]).toMatchObject([3, { do: 'freeze', node: 'n2' }]);
    await lab.undo();
    expect(await fingerprintAt(3 * SECOND)).toBe(clean);
    expect((await frame()).undoable).toBeNull();
  });
});

test('another branch from here, before anything is done on it', async () => {
  await open(counter);
  await fingerprintAt(2 * SECOND);
  expect(await lab.branchHere()).toMatchObject({ ok: false });
  await fingerprintAt(SECOND);
  expect(await lab.branchHere()).toEqual({ ok: true });
  expect(await frame()).toMatchObject({ branch: 2, at: SECOND, head: SECOND });
  await lab.act({ do: 'kill', node: 'n1' });
  expect((await frame()).branches).toMatchObject([{ id: 1 }, { id: 2, began: { do: 'kill' } }]);
});

describe('marks', () => {
  const marks = async (): Promise<readonly Mark[]> => (await lab.marks()).marks;

  test('what was done, found out, asked and told; the future stays while somebody looks back', async () => {
    await open({ ...cache, script: [{ at: '9s', do: 'kill', node: 'n5' }] });
    await fingerprintAt(500_000);
    await lab.ask('c1', 'SET apple red');
    await lab.ask('c1', 'GET apple');
    await lab.ask('c1', 'KILL n2');
    await lab.ask('c1', 'ROPE n1 n3 | *');
    await fingerprintAt(3 * SECOND);
    await lab.ask('c1', 'UNTIE');
    await fingerprintAt(5 * SECOND);
    const all = await marks();
    const kinds = all.map(({ kind }) => kind);
    for (const kind of ['write', 'ok', 'read', 'kill', 'rope', 'doubt', 'heal'] as const)
      expect(kinds).toContain(kind);
    expect(all.filter(({ kind }) => kind === 'kill')).toMatchObject([
      { node: 'n2', isPlanned: false },
      { node: 'n5', isPlanned: true, at: 9 * SECOND },
    ]);
    expect((await lab.marks()).cuts).toMatchObject([{ until: 3 * SECOND }]);
    const { marksNumber } = await frame();
    await fingerprintAt(SECOND);
    expect(await marks()).toEqual(all);
    expect((await frame()).marksNumber).toBe(marksNumber);
  });

  test('a thousand operations a second for two minutes are a few hundred marks, and all are counted', async () => {
    await open({
      version: 1,
      system: 'counter',
      nodes: 3,
      until: '2m',
      workload: [{ rate: 1_000, reads: 0.5 }],
    });
    await lab.seek(120 * SECOND);
    const all = (await marks()).filter(({ kind }) => kind === 'read' || kind === 'write');
    expect(all.length).toBeLessThan(450);
    const counted = all.reduce((sum, { count }) => sum + count, 0);
    expect(counted).toBeGreaterThan(110_000);
    expect(all.every(({ isTraffic }) => isTraffic)).toBe(true);
  });
});

describe('bookmarks', () => {
  test('name an exact moment of a branch; opening one comes there, from another branch too', async () => {
    await open(counter);
    await fingerprintAt(1_234_567);
    expect(await lab.addBookmark('before')).toEqual({ ok: true });
    await lab.act({ do: 'kill', node: 'n1' });
    expect(await lab.addBookmark('after')).toEqual({ ok: true });
    const after = (await frame()).picture?.fingerprint;
    await fingerprintAt(3 * SECOND);
    await fingerprintAt(1_000_000);
    await lab.act({ do: 'freeze', node: 'n2' });
    const { bookmarks } = await frame();
    expect(bookmarks).toMatchObject([
      { name: 'before', branch: 1, at: 1_234_567 },
      { name: 'after', branch: 1, at: 1_234_567 },
    ]);
    const [before, later] = bookmarks.map(({ id }) => id) as [number, number];
    await lab.openBookmark(later);
    expect(await frame()).toMatchObject({ branch: 1, at: 1_234_567 });
    expect((await frame()).picture?.fingerprint).toBe(after);
    await lab.openBookmark(before);
    const first = await frame();
    expect(first.picture?.nodes.find(({ id }) => id === 'n1')?.status).toBe('up');
    await lab.removeBookmark(before);
    expect((await frame()).bookmarks.map(({ name }) => name)).toEqual(['after']);
    expect(await lab.openBookmark(before)).toMatchObject({ ok: false });
    expect(await lab.addBookmark(' ')).toMatchObject({ ok: false });
  });

  test('playing stops exactly there when it is asked to, paced or flat out', async () => {
    await open(counter);
    await fingerprintAt(2_345_678);
    await lab.addBookmark('here');
    await fingerprintAt(3 * SECOND);
    for (const pace of [4, 'flat out'] as const) {
      await fingerprintAt(SECOND);
      await lab.choose({ stopsAtBookmarks: true });
      await lab.play(pace);
      for (let pulls = 0; (await frame(33)).playing; pulls += 1) expect(pulls).toBeLessThan(1_000);
      expect((await frame()).at).toBe(2_345_678);
      await lab.play(pace);
      await frame(33);
      expect((await frame()).at).toBeGreaterThan(2_345_678);
    }
  });
});

test('alone, time goes on while nobody pulls, if that was chosen', async () => {
  const rests: (() => void)[] = [];
  let now = 0;
  lab = new Lab({
    makeHost: () => new LocalHost(programOf),
    makeReplayer: () => new Replay(),
    wall: () => now,
    rest: () => new Promise((wake) => rests.push(wake)),
  });
  const wait = async (milliseconds: number): Promise<void> => {
    now += milliseconds;
    rests.shift()?.();
    await lab.script();
    await frame();
  };
  await open(quiet);
  await lab.play(1);
  await lab.runAlone(true);
  expect(rests).toHaveLength(0);
  await lab.choose({ keepsRunning: true });
  await lab.runAlone(true);
  await wait(100);
  await wait(100);
  expect((await frame()).at).toBe(200_000);
  await lab.runAlone(false);
  await wait(100);
  await wait(100);
  expect((await frame()).at).toBe(200_000);
});
