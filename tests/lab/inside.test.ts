/** What the ring is drawn from: what nodes hold and believe, at the moment that is looked at. */
import { beforeEach, describe, expect, test } from 'vitest';
import type { Inside } from '../../src/lab/inside.ts';
import type { Lab } from '../../src/lab/lab.ts';
import { localLab } from '../support/lab.ts';

const letters = ['a', 'b', 'c'];
const scenario = JSON.stringify({
  version: 1,
  system: 'cache',
  nodes: 4,
  options: { virtualNodes: 1 },
  script: [
    ...letters.map((key) => ({ at: '100ms', do: 'command', client: 'c1', text: `SET ${key} value-${key}` })),
    { at: '1s', do: 'command', client: 'c1', text: 'DEL b' },
    { at: '2s', do: 'kill', node: 'n2' },
  ],
  until: '6s',
});

let lab: Lab;
let wall = 0;

beforeEach(async () => {
  wall = 0;
  lab = localLab(() => wall);
  expect(await lab.open({ text: scenario })).toEqual({ ok: true });
});

async function insideAt(at: number): Promise<Inside> {
  expect(await lab.seek(at)).toEqual({ ok: true });
  const { inside } = await lab.frame(0, {
    epoch: -1,
    cursor: 0,
    picture: -1,
    inside: -1,
  });
  return inside as Inside;
}

const keysOf = (inside: Inside): string[] =>
  Object.values(inside.nodes).flatMap(({ holdings }) =>
    (holdings?.keys ?? []).filter(({ isGone }) => !isGone).map(({ key }) => key),
  );

describe('the inside of a cache', () => {
  test('names every copy of every key, with its place and its value', async () => {
    const inside = await insideAt(900_000);
    expect(keysOf(inside).sort()).toEqual(letters.flatMap((key) => [key, key, key]));
    const held = Object.values(inside.nodes).flatMap(({ holdings }) => holdings?.keys ?? []);
    const ofA = held.filter(({ key }) => key === 'a');
    // The MD5 of `a` begins with 0cc175b9.
    expect(new Set(ofA.map(({ place }) => place))).toEqual(new Set([0x0cc175b9 / 2 ** 32]));
    expect(new Set(ofA.map(({ value }) => value))).toEqual(new Set(['value-a']));
  });

  test('shows deletions as such, and nothing of the dead', async () => {
    const inside = await insideAt(1_900_000);
    expect(keysOf(inside)).not.toContain('b');
    const held = Object.values(inside.nodes).flatMap(({ holdings }) => holdings?.keys ?? []);
    expect(held.filter(({ key, isGone }) => key === 'b' && isGone)).toHaveLength(3);
    expect(Object.keys((await insideAt(2_000_001)).nodes)).toEqual(['n1', 'n3', 'n4']);
  });

  test('says what each believes: one is dead before the others know', async () => {
    const standing = ({ nodes }: Inside): unknown => {
      const members = nodes['n1']?.belief['members'] as readonly { id: string; standing: string }[];
      return members.find(({ id }) => id === 'n2')?.standing;
    };
    expect(standing(await insideAt(2_100_000))).toBe('up');
    expect(standing(await insideAt(5_000_000))).toBe('down');
  });

  test('is the same through a replay as live', async () => {
    const live = await insideAt(1_500_000);
    await insideAt(3_000_000);
    expect(await insideAt(1_500_000)).toEqual(live);
  });
});

test('it comes a few times a second while time passes, and at once when it stops', async () => {
  const frame = (known: number): ReturnType<Lab['frame']> =>
    lab.frame(16, { epoch: -1, cursor: 0, picture: -1, inside: known });
  await lab.play(1);
  const first = await frame(-1);
  wall += 50;
  expect((await frame(-1)).insideNumber).toBe(first.insideNumber);
  wall += 60;
  expect((await frame(-1)).insideNumber).toBe(first.insideNumber + 1);
  wall += 10;
  await frame(-1);
  await lab.pause();
  const resting = await frame(-1);
  expect(resting.inside?.at).toBe(resting.at);
});

test('whoever does not ask for it does not pay for it', async () => {
  const { inside } = await lab.frame(0, { epoch: -1, cursor: 0, picture: -1 });
  expect(inside).toBeNull();
});
