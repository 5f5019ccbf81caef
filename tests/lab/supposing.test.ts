/** What would come of acts: branches that nobody sees; and playing that comes to rest at an instant. */
import { beforeEach, expect, test } from 'vitest';
import type { Lab } from '../../src/lab/lab.ts';
import type { Supposed, SupposeQuestion } from '../../src/lab/supposing.ts';
import type { Frame } from '../../src/lab/types.ts';
import { localLab } from '../support/lab.ts';

const cluster = {
  version: 1,
  system: 'cache',
  nodes: 4,
  options: { virtualNodes: 1, heartbeat: '70ms', nodeTimeout: '200ms' },
  script: [{ at: '100ms', do: 'command', client: 'c1', text: 'SET apple red' }],
  until: '6s',
};

let lab: Lab;

beforeEach(async () => {
  lab = localLab();
  expect(await lab.open({ text: JSON.stringify(cluster), at: 1_000_000 })).toEqual({ ok: true });
});

async function frame(elapsed = 0): Promise<Frame> {
  return lab.frame(elapsed, { epoch: -1, cursor: 0, picture: -1 });
}

async function suppose(question: SupposeQuestion): Promise<Supposed> {
  const answer = await lab.suppose(question);
  if (!answer.ok) throw new Error(answer.says.join(' '));
  return answer.supposed;
}

test('acts are played and looked at on a branch, and the run itself never hears of it', async () => {
  const before = (await frame()).picture?.fingerprint;
  const { anew, looks } = await suppose({
    acts: [
      { kind: 'do', action: { do: 'kill', node: 'n2' } },
      { kind: 'wait', wait: 100_000 },
    ],
    looks: [0, 900_000],
  });
  expect(anew).toBeNull();
  expect(looks.map(({ at }) => at)).toEqual([1_100_000, 2_000_000]);
  // Of a dead node nothing is known.
  expect(looks.map(({ inside }) => Object.keys(inside.nodes))).toEqual([
    ['n1', 'n3', 'n4'],
    ['n1', 'n3', 'n4'],
  ]);
  const [early, late] = looks.map(({ events }) => events);
  expect(early?.every(({ at }) => at >= 1_000_000 && at <= 1_100_000)).toBe(true);
  expect(late?.slice(0, early?.length)).toEqual(early);
  expect(late?.some((event) => event.what === 'action' && event.action.do === 'kill')).toBe(true);
  expect((await frame()).picture?.fingerprint).toBe(before);
  expect(await lab.script()).toHaveLength(1);
});

test('a branch is the run that would come of it', async () => {
  const { looks } = await suppose({
    acts: [{ kind: 'do', action: { do: 'kill', node: 'n2' } }],
    looks: [700_000],
  });
  expect(await lab.act({ do: 'kill', node: 'n2' })).toEqual({ ok: true });
  expect(await lab.seek(1_700_000)).toEqual({ ok: true });
  const { inside } = await lab.frame(0, { epoch: -1, cursor: 0, picture: -1, inside: -1 });
  expect(inside).toEqual(looks[0]?.inside);
});

test('a branch may begin anew, in another cluster', async () => {
  const { anew, looks } = await suppose({
    acts: [{ kind: 'open', text: JSON.stringify({ ...cluster, nodes: 2 }), at: 500_000 }],
    looks: [0],
  });
  expect(anew?.at).toBe(500_000);
  expect(looks[0]?.at).toBe(500_000);
  expect(Object.keys(looks[0]?.inside.nodes ?? {})).toEqual(['n1', 'n2']);
  expect(looks[0]?.events.some(({ at }) => at < 500_000)).toBe(true);
});

test('what cannot be done is said, and changes nothing', async () => {
  const unknown = await lab.suppose({
    acts: [{ kind: 'do', action: { do: 'kill', node: 'n9' } }],
    looks: [0],
  });
  expect(unknown).toMatchObject({ ok: false });
  expect(!unknown.ok && unknown.says.join()).toContain('n9');
  const broken = await lab.suppose({ acts: [{ kind: 'open', text: '{', at: 0 }], looks: [0] });
  expect(broken.ok).toBe(false);
  expect((await frame()).at).toBe(1_000_000);
});

test('playing comes to rest exactly at the instant that was asked for, once', async () => {
  await lab.restAt(1_234_567);
  await lab.play(1);
  for (let count = 0; count < 3; count += 1) await frame(200);
  expect(await frame()).toMatchObject({ at: 1_234_567, playing: false });
  await lab.play(1);
  expect((await frame(100)).at).toBe(1_334_567);
  // Passed by, and not gone back to.
  expect((await frame()).playing).toBe(true);
});

test('so does playing to the next happening; and opening something else forgets it', async () => {
  await lab.restAt(1_010_000);
  const next = lab.next();
  for (let count = 0; count < 5; count += 1) await frame(16);
  expect(await next).toMatchObject({ ended: 'interrupted', mark: null });
  expect((await frame()).at).toBe(1_010_000);
  await lab.restAt(1_100_000);
  await lab.open({ text: JSON.stringify(cluster), at: 1_000_000 });
  await lab.play(1);
  await frame(200);
  expect((await frame()).at).toBe(1_200_000);
});
