/** For how long a cluster has been without peace, by the notes of its nodes. */
import { expect, test } from 'vitest';
import type { NoteTold, Scene } from '../../../src/kernel/system.ts';
import { weather } from '../../../src/search/storm.ts';
import { tables } from '../../../src/systems/tables/index.ts';
import { isUnsettled } from '../../../src/systems/tables/unrest.ts';
import { scenarioOf } from '../../support/cluster.ts';

type Short = readonly [ms: number, node: string, kind: 'elected' | 'stands for election'];

function isYoung(at: number, ...notes: readonly Short[]): boolean {
  return isUnsettledWith({ checkQuorum: true, preVote: true }, at, ...notes);
}

function isUnsettledWith(rules: Scene['options'], at: number, ...notes: readonly Short[]): boolean {
  const scene: Scene = {
    witnesses: new Map(),
    outcomes: new Map(),
    notes: notes.map(([ms, node, kind]): NoteTold => ({ at: ms * 1000, node, kind, detail: { term: 1 } })),
    options: { electionMin: 150_000, electionMax: 300_000, ...rules },
    ended: true,
    at: at * 1000,
    faults: new Map(),
  };
  return isUnsettled(scene, (id) => id !== 'n9');
}

const stands = (ms: number, node = 'n1'): Short => [ms, node, 'stands for election'];
const elected = (ms: number, node = 'n1'): Short => [ms, node, 'elected'];

test('without any election there is nothing that may still come', () => expect(isYoung(20_000)).toBe(false));

test('a reign that has lasted is peace, however it began', () => {
  expect(isYoung(20_000, stands(1_000), elected(1_010))).toBe(false);
  expect(isYoung(20_000, stands(19_600), elected(19_800))).toBe(false);
});

test('a reign of less than that is none yet', () =>
  expect(isYoung(20_000, stands(19_860), elected(19_900))).toBe(true));

test('who stands since lately after a long reign may still be elected, in whichever term', () => {
  const before = [stands(1_000), elected(1_010)];
  expect(isYoung(20_000, ...before, stands(18_900), stands(19_300), stands(19_700))).toBe(true);
  expect(isYoung(20_000, ...before, stands(17_900), stands(19_300), stands(19_700))).toBe(false);
});

test('reigns that do not last do not make unrest young', () =>
  expect(
    isYoung(
      20_000,
      ...Array.from({ length: 25 }, (_, turn) => [
        stands(10_000 + turn * 400),
        elected(10_300 + turn * 400),
      ]).flat(),
    ),
  ).toBe(false));

test('who is no member disturbs only where nobody keeps faith, nor asks first, and only while it stands', () => {
  const isUnsettledBy = (checkQuorum: boolean, preVote: boolean, last: number): boolean =>
    isUnsettledWith({ checkQuorum, preVote }, 20_000, stands(1_000), elected(1_010), stands(last, 'n9'));
  expect(isUnsettledBy(true, false, 19_900)).toBe(false);
  expect(isUnsettledBy(false, true, 19_900)).toBe(false);
  expect(isUnsettledBy(false, false, 19_900)).toBe(true);
  expect(isUnsettledBy(false, false, 19_600)).toBe(false);
});

test('a cluster that elects nobody, for all wait equally long, is blamed all the same', async () => {
  const { checks } = await weather(
    tables,
    scenarioOf(
      {
        system: 'tables',
        nodes: 5,
        options: { electionMin: '200ms', electionMax: '200ms', preVote: false },
        network: { latency: { law: 'constant', min: '10ms' } },
        until: '10s',
      },
      tables,
    ),
  );
  expect(checks).toContainEqual({
    name: 'after quiet all are alike',
    ok: false,
    detail: 'nobody of 5 leads',
  });
});
