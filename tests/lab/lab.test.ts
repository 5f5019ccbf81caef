/** The lab on LocalHost: the same class that the bus Worker makes, without threads. */
import { beforeEach, expect, test } from 'vitest';
import { LocalHost } from '../../src/cluster/local-host.ts';
import { Lab } from '../../src/lab/lab.ts';
import { Replay } from '../../src/lab/replay.ts';
import type { MadeVerdict } from '../../src/lab/made.ts';
import type { Frame, Recording } from '../../src/lab/types.ts';
import { programOf } from '../../src/systems/programs.ts';
import { systemOf } from '../../src/systems/registry.ts';
import { localLab } from '../support/lab.ts';

/** A wall clock that the test moves: every look at it takes a hundredth of a millisecond. */
let wall = 0;
let lab: Lab;

beforeEach(() => {
  wall = 0;
  lab = localLab(() => (wall += 0.01));
});

const counter = JSON.stringify({ version: 1, system: 'counter', nodes: 4, workload: [{ rate: 40 }] });

async function open(text = counter): Promise<void> {
  expect(await lab.open({ text })).toEqual({ ok: true });
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

test('time passes by the pace, and only when somebody pulls', async () => {
  await open();
  await lab.play(2);
  wall += 10_000;
  expect((await frame(100)).at).toBe(200_000);
  expect((await frame(0)).at).toBe(200_000);
  await lab.play(0.001);
  // Half microseconds are not lost, they add up.
  await frame(0.5);
  expect((await frame(0.5)).at).toBe(200_001);
  await lab.pause();
  expect((await frame(100)).at).toBe(200_001);
});

test('what is opened at a moment has a past, and nobody has seen it', async () => {
  expect(await lab.open({ text: counter, at: 700_000 })).toEqual({ ok: true });
  expect(await frame()).toMatchObject({ at: 700_000, head: 700_000, playing: false, epoch: 1 });
  const fingerprint = await fingerprintAt(700_000);
  await fingerprintAt(100_000);
  await open();
  expect(await fingerprintAt(700_000)).toBe(fingerprint);
  expect(await lab.open({ text: counter, at: 0.5 })).toMatchObject({ ok: false });
});

test('a page that was asleep does not catch up', async () => {
  await open();
  await lab.play(1);
  expect((await frame(3_600_000)).at).toBe(250_000);
});

test('a frame stays within its budget however much there is to do', async () => {
  await open();
  await lab.play('flat out');
  const before = wall;
  const first = await frame(16);
  expect(wall - before).toBeLessThan(40);
  expect((await frame(16)).at).toBeGreaterThan(first.at);
});

test('a step runs one whole instant, back returns to the one before', async () => {
  await open();
  await fingerprintAt(1_000_000);
  await lab.step();
  const first = (await frame()).at;
  await lab.step();
  const second = (await frame()).at;
  expect(first).toBeGreaterThan(1_000_000);
  expect(second).toBeGreaterThan(first);
  await lab.back();
  // It stands at the instant of the last event: the event itself is not done.
  expect((await frame()).at).toBe(second - 1);
});

test('seeking anywhere shows what a straight run shows there', async () => {
  await open();
  const straight = new Map<number, string>();
  for (const at of [500_000, 1_500_000, 2_500_000, 4_000_000]) straight.set(at, await fingerprintAt(at));
  for (const at of [1_500_000, 4_000_000, 500_000, 2_500_000])
    expect(await fingerprintAt(at)).toBe(straight.get(at));
});

test('playing on from the past ends where it ended before, and tells nothing twice', async () => {
  await open();
  const end = await fingerprintAt(3_000_000);
  const told = (await frame()).events.length;
  await fingerprintAt(1_000_000);
  await lab.step();
  expect(await fingerprintAt(3_000_000)).toBe(end);
  expect((await frame()).events.length).toBe(told);
});

test('acting in the past makes a branch, both futures stay', async () => {
  await open();
  await fingerprintAt(1_000_000);
  await lab.act({ do: 'kill', node: 'n1' });
  const first = await fingerprintAt(3_000_000);
  await fingerprintAt(2_000_000);
  await lab.act({ do: 'restart', node: 'n1' });
  const { branch, branches } = await frame();
  expect([branch, branches.length]).toEqual([2, 2]);
  const second = await fingerprintAt(3_000_000);
  expect(second).not.toBe(first);
  await lab.openBranch(1);
  expect(await fingerprintAt(3_000_000)).toBe(first);
  await lab.openBranch(2);
  expect(await fingerprintAt(3_000_000)).toBe(second);
});

test('a branch leaves behind what hands did later, and keeps the script of the scenario', async () => {
  const script = [{ at: '2500ms', do: 'freeze', node: 'n3' }];
  await open(JSON.stringify({ ...(JSON.parse(counter) as object), script }));
  await fingerprintAt(2_000_000);
  await lab.act({ do: 'kill', node: 'n2' });
  await fingerprintAt(1_000_000);
  await lab.act({ do: 'isolate', node: 'n4' });
  const verbs = (JSON.parse(await lab.scenario()) as { script: { do: string }[] }).script.map(
    (action) => action.do,
  );
  expect(verbs).toEqual(['isolate', 'freeze']);
});

test('the scenario of a session replays to the same fingerprint', async () => {
  await open();
  await fingerprintAt(700_000);
  await lab.act({ do: 'link', from: 'n1', to: 'n2', latency: { min: '80ms', max: '120ms' } });
  await lab.act({ do: 'kill', node: 'n1', how: 'process' });
  await fingerprintAt(1_400_000);
  await lab.act({ do: 'restart', node: 'n1' });
  await lab.ask('c1', 'INCR');
  const played = await fingerprintAt(3_000_000);
  await open(await lab.scenario());
  expect(await fingerprintAt(3_000_000)).toBe(played);
});

test('a scenario keeps the record of its run as long as no hand has acted: then it is another run', async () => {
  const made = { editions: { counter: systemOf('counter').edition }, fingerprint: '0'.repeat(64) };
  await open(JSON.stringify({ ...(JSON.parse(counter) as object), made }));
  await fingerprintAt(700_000);
  const kept = async (): Promise<unknown> => (JSON.parse(await lab.scenario()) as { made?: unknown }).made;
  expect(await kept()).toEqual(made);
  await lab.act({ do: 'kill', node: 'n1' });
  expect(await kept()).toBeUndefined();
});

test('a command typed while paused plays until its reply, its timeout or an interrupt, and pauses again', async () => {
  await open();
  await fingerprintAt(1_000_000);
  expect(await lab.ask('c1', 'INCR')).toMatchObject({ operation: 'c1.1', ended: 'reply' });
  const { at, playing, events } = await frame();
  const settled = events.findLast((event) => event.what === 'settled' && event.operation === 'c1.1');
  expect([playing, settled?.at]).toEqual([false, at - 1]);
  await lab.act({ do: 'kill', node: 'n1' });
  expect(await lab.ask('c1', 'GET')).toMatchObject({
    ended: 'timeout',
    text: expect.stringContaining('unknown') as string,
  });
  const waiting = lab.ask('c1', 'GET');
  await lab.interrupt();
  expect((await waiting) as { ended?: string }).toHaveProperty('ended');
});

test('a refusal says where and what, and changes nothing', async () => {
  await open();
  const before = await fingerprintAt(1_000_000);
  const refused = await lab.open({ text: '{"version":1,"system":"counter","colour":"red"}' });
  expect(refused).toEqual({ ok: false, says: ['colour: this key is not known here'] });
  expect(await lab.act({ do: 'kill', node: 'n9' })).toEqual({
    ok: false,
    says: ['node: there is no node n9'],
  });
  expect(await lab.seek(-5)).toMatchObject({ ok: false });
  expect(await lab.play(0)).toMatchObject({ ok: false });
  expect((await frame()).picture?.fingerprint).toBe(before);
});

test('nothing is open: every verb says so', async () => {
  for (const answer of [lab.step(), lab.seek(5), lab.play(), lab.act({ do: 'heal' }), lab.ask('c1', 'GET')]) {
    expect(await answer).toMatchObject({ ok: false });
  }
  expect((await frame()).picture).toBeNull();
});

test('nodes that cannot be started are said, and what was open stays', async () => {
  let refuses = false;
  lab = new Lab({
    makeHost: () => {
      const host = new LocalHost(programOf);
      if (refuses)
        host.start = () => Promise.reject(new Error('A Worker cannot be started here: blocked.')) as never;
      return host;
    },
    makeReplayer: () => new Replay(),
    wall: () => 0,
  });
  await open();
  refuses = true;
  const refused = await lab.open({ text: counter });
  expect(refused).toEqual({
    ok: false,
    says: ['The nodes could not be started. A Worker cannot be started here: blocked.'],
  });
  expect((await frame()).picture?.nodes).toHaveLength(6);
});

test('a recorded scenario is held against its record at its end', async () => {
  await open(JSON.stringify({ ...(JSON.parse(counter) as object), until: '1s' }));
  const fingerprint = await fingerprintAt(1_000_000);
  const early = await fingerprintAt(700_000);
  const said = async (made: object): Promise<MadeVerdict | null> => {
    await open(JSON.stringify({ ...(JSON.parse(counter) as object), until: '1s', made }));
    await lab.seek(2_000_000);
    return (await frame()).made;
  };
  const edition = systemOf('counter').edition;
  const editions = { counter: edition };
  expect(await said({ editions, fingerprint })).toBe('equal');
  expect(await said({ editions, fingerprint: '0'.repeat(64) })).toBe('different');
  expect(await said({ editions: { echo: 1 }, fingerprint })).toBe('older');
  expect(await said({ editions: { counter: edition + 1 }, fingerprint })).toBe('newer');
  // The instant of the record need not be the end.
  expect(await said({ editions, fingerprint: early, at: '700ms' })).toBe('equal');
  expect(await said({ editions, fingerprint, at: '700ms' })).toBe('different');
});

test('a session is passed on with what came of it, and comes out equal; where a hand has acted nothing is said', async () => {
  await open(counter);
  await lab.seek(400_000);
  await lab.act({ do: 'kill', node: 'n2' });
  await lab.seek(900_000);
  await lab.act({ do: 'command', client: 'c1', text: 'INCR' });
  // What was done at the very instant belongs to what is passed on.
  const there = (await lab.recording()) as Recording;
  expect(there.at).toBe(900_001);
  await lab.seek(600_000);
  const here = (await lab.recording()) as Recording;
  expect(here).toEqual({ ...there, at: 600_000 });
  expect(JSON.parse(here.text)).toMatchObject({
    made: { at: '900001us', editions: { counter: systemOf('counter').edition } },
  });

  expect(await lab.open(here)).toEqual({ ok: true });
  expect(await frame()).toMatchObject({ at: 600_000, made: null });
  await lab.seek(2_000_000);
  expect((await frame()).made).toBe('equal');
  // Opened behind its instant it is known at once.
  await lab.open(there);
  expect((await frame()).made).toBe('equal');

  await lab.open(here);
  await lab.act({ do: 'kill', node: 'n1' });
  await lab.seek(2_000_000);
  expect((await frame()).made).toBeNull();
});
