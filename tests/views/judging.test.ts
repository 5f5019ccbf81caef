/** Answers of a shared question are judged by a branch of the cluster: as the run itself then has it, and in the words of the one catalogue. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Lab } from '../../src/lab/lab.ts';
import { PLAIN_DOOR, readDoor, writeDoor, type Answers } from '../../src/share/door.ts';
import { overviewOf } from '../../src/systems/cache/overview.ts';
import type { LabView } from '../../src/views/lab-view.svelte.ts';
import { isJudgeable, judge, judgedBy, type Judged } from '../../src/views/share/judging.ts';
import { askedBy } from '../../src/views/share/kinds.ts';
import { outcomeOf, outcomeText } from '../../src/views/share/outcome.ts';
import { act, asked, knownFrom, name, opened } from './drawer/lab.ts';

const WAIT = 2_000_000;
const IDS = ['n1', 'n2', 'n3', 'n4', 'n5', 'n6'];
let lab: Lab;
let view: LabView;
let owner = '';

async function seen(): ReturnType<Lab['frame']> {
  return lab.frame(0, { epoch: -1, cursor: 0, picture: -1, inside: -1 });
}

/** A cache with a key whose owner has just died. */
beforeAll(async () => {
  lab = await opened('cache', { nodeTimeout: '1s' });
  await asked(lab, 'SET kiwi green');
  await lab.pass(500_000);
  owner = (await lab.keepers('kiwi'))?.primary ?? '';
  await act(lab, { do: 'kill', node: owner });
  await lab.pass(50_000);
  const frame = await seen();
  const { inside, events } = frame;
  view = { frame, inside, known: knownFrom(events), forLessons: lab } as unknown as LabView;
});

async function judged(answers: Answers): Promise<Judged> {
  const found = await judge(view, answers, IDS);
  if (found === null) throw new Error('a branch can be run');
  return found;
}

describe('the kinds of questions', () => {
  test('are answered by a branch, and the run that goes on comes to the same', async () => {
    const before = (await seen()).picture;
    const kinds = (['readable', 'who', 'copies'] as const).map((kind) => askedBy(kind, 'kiwi', WAIT).answers);
    const early = await judged(askedBy('readable', 'kiwi', 10_000).answers);
    const told = await Promise.all(kinds.map(judged));
    // The run has heard nothing of it.
    expect((await seen()).picture).toEqual(before);
    // Nobody has noticed yet; after two seconds somebody else answers.
    expect([...early.isTrue]).toEqual([
      [0, false],
      [1, true],
    ]);
    expect([...(told[0] as Judged).isTrue]).toEqual([
      [0, true],
      [1, false],
    ]);

    await lab.pass(WAIT);
    const { inside } = await seen();
    const kiwi = (inside === null ? null : overviewOf(inside))?.keys.get('kiwi');
    const [readable, who, copies] = told.map((one, place) => outcomeText(kinds[place] as Answers, one, name));
    expect(readable).toBe(kiwi?.isReadable === true ? 'Yes' : 'No');
    expect(kiwi?.answers).not.toBe(owner);
    expect(who).toBe(name(kiwi?.answers ?? ''));
    expect(copies).toBe(String(kiwi?.copies.filter(({ isNewest }) => isNewest).length));
    await lab.seek((view.frame as { at: number }).at);
  });

  test('stand in a link and are read from it as they were', () => {
    for (const kind of ['readable', 'who', 'copies'] as const) {
      const { question, answers } = askedBy(kind, 'kiwi', 5_000_000);
      const door = { ...PLAIN_DOOR, question, answers };
      expect(readDoor(JSON.parse(JSON.stringify(writeDoor({}, door))))).toEqual({ door, says: [] });
    }
  });
});

test('what was said is held against it, and what it was is said', async () => {
  const { answers } = askedBy('who', 'kiwi', WAIT);
  const found = await judged(answers);
  const right = [...found.isTrue].find(([, is]) => is)?.[0] ?? '';
  expect(outcomeOf(answers, right, found, name)).toEqual({ isSo: true, text: 'So it was.' });
  expect(outcomeOf(answers, owner, found, name)).toEqual({
    isSo: false,
    text: `It went otherwise. It was: ${name(String(right))}`,
  });
});

test('a free question has no verdict, and a predicate that cannot be read takes no other answer along', async () => {
  const free: Answers = {
    kind: 'choices',
    choices: ['a', 'b'].map((says) => ({ says, holds: null })),
    wait: WAIT,
  };
  expect(isJudgeable(free)).toBe(false);
  expect(isJudgeable(null)).toBe(false);
  const strange: Answers = {
    ...free,
    choices: [
      { says: 'a', holds: { nonsense: true } },
      { says: 'b', holds: { copies: 'kiwi' } },
      { says: 'c', holds: null },
    ],
  };
  expect(isJudgeable(strange)).toBe(true);
  const found = await judged(strange);
  expect([...found.isTrue]).toEqual([[1, true]]);
  expect(outcomeOf(strange, 0, found, name).isSo).toBeNull();
  const nothing = { at: 0, events: [], operations: [], checks: [], facts: null };
  const pointing: Answers = { kind: 'point', at: 'nodes', holds: '$it', wait: 1 };
  expect(judgedBy(nothing, pointing, IDS).size).toBe(0);
});
