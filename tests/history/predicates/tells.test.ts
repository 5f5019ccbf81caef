/** What nodes tell of themselves, on a table store in which one of three was stopped: each word once when it is so and once when it is not. */
import { beforeAll, describe, expect, test } from 'vitest';
import { holds, measure, says, type HistoryView } from '../../../src/history/predicates/index.ts';
import { openingOf } from '../../../src/lessons/opening.ts';
import { readPredicate, writePredicate, type Predicate } from '../../../src/scenario/index.ts';
import { namesIn } from '../../../src/scenario/predicate.ts';
import { sketches } from '../../../src/systems/registry.ts';
import { Stage } from '../../../tools/lab/lesson/stage.ts';

function read(raw: object): Predicate {
  const result = readPredicate(raw);
  if (!result.ok) throw new Error(result.faults.map(({ says: why }) => why).join('\n'));
  return result.predicate;
}

let view: HistoryView;
let leader: string;
let dead: string;
let other: string;

beforeAll(async () => {
  const read = openingOf({ version: 1, system: 'tables', seed: 1, until: '9s' }, 1_000_000, sketches);
  if (!read.ok) throw new Error(read.says.join('\n'));
  const stage = await Stage.open(read.opening, false);
  leader = (await stage.view()).facts?.tells.get('n1')?.['leader'] as string;
  [dead, other] = ['n1', 'n2', 'n3'].filter((id) => id !== leader) as [string, string];
  await stage.act({ kind: 'do', action: { do: 'kill', node: dead } });
  await stage.wait(100_000);
  view = await stage.view();
});

const isSo = (raw: object): boolean => holds(read(raw), view);

describe('a node tells', () => {
  test('what it is, in words, numbers, yes and no, and nothing', () => {
    expect(isSo({ tells: leader, what: 'role', is: 'leader' })).toBe(true);
    expect(isSo({ tells: other, what: 'role', is: 'leader' })).toBe(false);
    expect(isSo({ tells: other, what: 'term', is: 1 })).toBe(true);
    expect(isSo({ tells: other, what: 'isForgetful', is: false })).toBe(true);
    expect(isSo({ tells: other, what: 'stopped', is: null })).toBe(true);
    expect(isSo({ tells: other, what: 'leader', is: null })).toBe(false);
  });

  test('numbers within bounds, and no number of what is none', () => {
    expect(isSo({ tells: other, what: 'commit', atLeast: 1, atMost: 1 })).toBe(true);
    expect(isSo({ tells: other, what: 'commit', atLeast: 2 })).toBe(false);
    expect(isSo({ tells: other, what: 'commit' })).toBe(true);
    expect(isSo({ tells: other, what: 'role', atMost: 9 })).toBe(false);
    expect(measure(read({ tells: other, what: 'last' }), view)).toBe(1);
  });

  test('nothing when it is down, nor of what its system does not tell', () => {
    expect(isSo({ tells: dead, what: 'role', is: 'follower' })).toBe(false);
    expect(isSo({ tells: dead, what: 'term', atMost: 9 })).toBe(false);
    expect(isSo({ tells: other, what: 'toString', is: null })).toBe(false);
    expect(isSo({ tellers: 'role', is: 'follower', atLeast: 2 })).toBe(false);
  });

  test('and of tellers only those who live are counted', () => {
    expect(isSo({ tellers: 'leader', is: leader, atLeast: 2, atMost: 2 })).toBe(true);
    expect(isSo({ tellers: 'role', is: 'leader', atLeast: 2 })).toBe(false);
    expect(isSo({ tellers: 'role', is: 'candidate', atMost: 0 })).toBe(true);
    expect(measure(read({ tellers: 'role', is: 'follower' }), view)).toBe(1);
  });

  test('of this instant alone, by a name that has to be a node, and never within a span of time', () => {
    const one = { tells: 'n2', what: 'term', is: 1 };
    expect(readPredicate({ within: '1s', holds: one }).ok).toBe(false);
    expect(readPredicate({ since: { act: 'kill' }, holds: { tellers: 'term', is: 1 } }).ok).toBe(false);
    expect(readPredicate({ ...one, atLeast: 1 }).ok).toBe(false);
    expect(readPredicate({ tells: 'n2', what: 'log', is: [] }).ok).toBe(false);
    expect(namesIn(read(one), [])).toEqual([{ keys: ['tells'], id: 'n2' }]);
    expect(writePredicate(read(one))).toEqual(one);
  });

  test('as people say it', () => {
    const name = (id: string): string => (id === 'n2' ? 'Bravo' : id);
    expect(says(read({ tells: 'n2', what: 'role', is: 'leader' }), name)).toBe(
      'Bravo says of itself: role is leader',
    );
    expect(says(read({ tells: 'n2', what: 'term', atLeast: 2 }), name)).toBe(
      'Bravo says of itself: term is at least 2',
    );
    expect(says(read({ tellers: 'leader', is: null, atLeast: 2 }), name)).toBe(
      'at least 2 nodes say of themselves: leader is nothing',
    );
  });
});
