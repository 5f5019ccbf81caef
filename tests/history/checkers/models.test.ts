/** A known-good and a known-bad history of every model, and what a history of Redis commands lets pass. */
import { describe, expect, test } from 'vitest';
import type { Judgement, JudgeOptions } from '../../../src/history/checkers/checker.ts';
import { readOperationLines } from '../../../src/history/checkers/lines.ts';
import { checkers } from '../../../src/history/checkers/models/index.ts';

type Step = readonly [
  process: number,
  type: 'invoke' | 'ok' | 'fail' | 'info',
  f: string,
  value?: unknown,
  key?: unknown,
];

function judge(model: string, steps: readonly Step[], options?: JudgeOptions): Judgement {
  const text = steps
    .map(([process, type, f, value, key]) => JSON.stringify({ process, type, f, value, key }))
    .join('\n');
  const read = readOperationLines(text);
  if (!read.ok) throw new Error(`line ${read.line}: ${read.says}`);
  const checker = checkers.get(model);
  if (checker === undefined) throw new Error(model);
  return checker.judge(read.requests, options);
}

const verdict = (model: string, steps: readonly Step[], options?: JudgeOptions): string =>
  judge(model, steps, options).verdict;

/** One after the other. */
const done = (f: string, value: unknown, answer: unknown = value, key?: unknown): Step[] => [
  [0, 'invoke', f, value, key],
  [0, 'ok', f, answer, key],
];

const says = (judgement: Judgement): string => ('says' in judgement ? judgement.says : '');

describe('cells', () => {
  test('register', () => {
    const fresh = [...done('read', null, null), ...done('write', 1), ...done('read', null, 1)];
    expect(verdict('register', fresh)).toBe('ok');
    expect(verdict('register', fresh, { initial: 0 })).toBe('violated');
    expect(verdict('register', [...fresh, ...done('write', 2), ...done('read', null, 1)])).toBe('violated');
  });

  test('cas: one that was answered did find its value, one that failed did not happen', () => {
    const start = [...done('write', 1), ...done('cas', [1, 2])];
    expect(verdict('cas', [...start, ...done('read', null, 2)])).toBe('ok');
    expect(verdict('cas', [...start, ...done('cas', [1, 3])])).toBe('violated');
    const refused: Step[] = [
      [1, 'invoke', 'cas', [1, 3]],
      [1, 'fail', 'cas', [1, 3]],
    ];
    expect(verdict('cas', [...start, ...refused, ...done('read', null, 2)])).toBe('ok');
    expect(says(judge('cas', done('cas', 3)))).toContain('a list of two');
  });

  test('kv: keys are apart; text and lists grow', () => {
    const steps = [...done('write', 1, 1, 'a'), ...done('write', 2, 2, 'b'), ...done('read', null, 1, 'a')];
    expect(verdict('kv', steps)).toBe('ok');
    expect(verdict('kv', [...steps, ...done('read', null, 1, 'b')])).toBe('violated');
    const grown = [...done('append', 'x'), ...done('append', 'y'), ...done('read', null, 'xy')];
    expect(verdict('kv', grown)).toBe('ok');
    expect(verdict('kv', [...done('write', [1]), ...done('append', 2), ...done('read', null, [1, 2])])).toBe(
      'ok',
    );
    expect(verdict('kv', [...grown, ...done('read', null, 'yx')])).toBe('violated');
  });

  test('append: read as a list or as the joined text', () => {
    const steps = [...done('read', null, null), ...done('append', 'a'), ...done('append', 'b')];
    expect(verdict('append', [...steps, ...done('read', null, ['a', 'b'])])).toBe('ok');
    expect(verdict('append', [...steps, ...done('read', null, 'ab')])).toBe('ok');
    expect(verdict('append', [...steps, ...done('read', null, ['b', 'a'])])).toBe('violated');
    expect(verdict('append', [...steps, ...done('read', null, 'ba')])).toBe('violated');
    expect(verdict('append', [...steps, ...done('read', null, [])])).toBe('violated');
  });

  test('what has no answer keeps what its invoke asked, and an open read constrains nothing', () => {
    const info: Step[] = [
      [1, 'invoke', 'write', 5],
      [1, 'info', 'write', null],
      [1, 'invoke', 'read', null],
    ];
    expect(verdict('register', [...info, ...done('read', null, 5)])).toBe('ok');
    expect(verdict('register', [...info, ...done('read', null, 6)])).toBe('violated');
    expect(verdict('register', [...info, [1, 'info', 'read', 9], ...done('read', null, null)])).toBe('ok');
  });

  test('a model refuses what it does not know', () => {
    expect(judge('register', done('append', 1))).toMatchObject({
      verdict: 'unreadable',
      says: 'the model register knows read, write; not append',
      request: { line: 1 },
    });
  });

  test('a violation is told in words', () => {
    const judgement = judge('kv', [
      ...done('write', 1, 1, 'a'),
      ...done('write', 2, 2, 'a'),
      ...done('read', null, 1, 'a'),
    ]);
    expect(judgement).toEqual({
      verdict: 'violated',
      witness: {
        key: '"a"',
        operations: [
          { id: 'line 1', process: '0', says: 'write "a" 1' },
          { id: 'line 3', process: '0', says: 'write "a" 2' },
          { id: 'line 5', process: '0', says: 'read "a" → 1' },
        ],
        impossible: { id: 'line 5', process: '0', says: 'read "a" → 1' },
        fine: 2,
        order: ['line 1', 'line 3'],
        isShortest: true,
      },
    });
  });
});

describe('redis', () => {
  const OK = { status: 'OK' };
  const redis = (...commands: readonly (readonly [string, unknown])[]): Step[] =>
    commands.flatMap(([line, reply]) => done('command', line.split(' '), reply));
  const lost = (line: string): Step[] => [
    [9, 'invoke', 'command', line.split(' ')],
    [9, 'info', 'command', null],
  ];

  test('strings do what the commands say', () => {
    const steps = redis(
      ['GET a', null],
      ['SET a 1', OK],
      ['set a 1', 'OK'],
      ['GET a', '1'],
      ['INCR a', 2],
      ['INCRBY a 40', 42],
      ['DECR a', 41],
      ['APPEND a x', 3],
      ['GET a', '41x'],
      ['INCR a', { error: 'ERR value is not an integer or out of range' }],
      ['STRLEN a', 3],
      ['SETNX a 5', 0],
      ['SET a 5 NX', null],
      ['SET a 5 XX GET', '41x'],
      ['GETSET a 6', '5'],
      ['EXISTS a', 1],
      ['GETDEL a', '6'],
      ['DEL a', 0],
      ['SETNX a 9223372036854775807', 1],
      ['INCR a', { error: 'ERR increment or decrement would overflow' }],
      ['PING', { status: 'PONG' }],
      ['DECRBY a 7', { integer: '9223372036854775800' }],
      ['LPUSH a x', { error: 'WRONGTYPE …' }],
    );
    expect(judge('redis', steps)).toEqual({ verdict: 'ok' });
    for (const [line, reply] of [
      ['GET a', '1'],
      ['SETNX a 1', 1],
      ['EXISTS a', 0],
      ['DEL a', 0],
      ['APPEND a x', 1],
      ['INCR a', 1],
    ] as const)
      expect(verdict('redis', [...steps, ...redis([line, reply])])).toBe('violated');
  });

  test('an increment that is answered twice with the same number is a violation', () => {
    const judgement = judge('redis', redis(['INCR a', 1], ['INCR b', 1], ['INCR a', 2], ['INCR a', 2]));
    expect(judgement).toMatchObject({ verdict: 'violated', witness: { key: 'a' } });
  });

  test('commands on several keys are judged key by key', () => {
    const steps = redis(
      ['MSET a 1 b 2', OK],
      ['MGET a b c', ['1', '2', null]],
      ['EXISTS a b', 2],
      ['DEL a b', 2],
      ['DEL a b', 0],
    );
    expect(verdict('redis', steps)).toBe('ok');
    expect(verdict('redis', [...steps, ...redis(['MGET a b', [null, '2']])])).toBe('violated');
    // One of two: nobody can say which.
    const half = redis(['MSET a 1 b 2', OK], ['DEL b c', 1]);
    expect(verdict('redis', [...half, ...redis(['GET b', null])])).toBe('ok');
  });

  test('a time to live may end it at any time from then on, and what is unknown may have happened', () => {
    const timed = redis(['SET a 1 PX 100', OK]);
    expect(verdict('redis', [...timed, ...redis(['GET a', '1'], ['GET a', null])])).toBe('ok');
    expect(verdict('redis', [...timed, ...redis(['GET a', null], ['GET a', '1'])])).toBe('violated');
    expect(verdict('redis', [...redis(['SET a 1', OK], ['EXPIRE a 1', 1], ['GET a', null])])).toBe('ok');
    expect(verdict('redis', [...lost('SET a 7'), ...redis(['GET a', null], ['GET a', '7'])])).toBe('ok');
    expect(verdict('redis', redis(['SET a 1', OK], ['GET a', null]))).toBe('violated');
  });

  test('what the model does not know is never called ok', () => {
    const list = redis(['LPUSH l x', 1], ['SET a 1', OK]);
    expect(says(judge('redis', list))).toBe('LPUSH is not in the model redis, so "l" was left out');
    expect(verdict('redis', [...list, ...redis(['GET a', '2'])])).toBe('violated');
    expect(says(judge('redis', redis(['SET a 1', OK], ['FLUSHALL', OK], ['GET a', null])))).toBe(
      'FLUSHALL is not in the model redis',
    );
    expect(says(judge('redis', done('command', 'SET a 1', OK)))).toContain(
      'a value such as ["SET", "apple", "1"]',
    );
    expect(says(judge('redis', redis(['GET a', { push: [] }])))).toContain('cannot read the reply');
  });
});

test('the reason stays short where thousands of others could be to blame', () => {
  const redis = Array.from({ length: 3_000 }, (_, index) =>
    done('command', ['SET', 'a', `v${index}`], { status: 'OK' }),
  ).flat();
  const stale = judge('redis', [...redis, ...done('command', ['GET', 'a'], 'v2990')]);
  expect(stale).toMatchObject({ verdict: 'violated', witness: { fine: 3_000, isShortest: true } });
  if (stale.verdict === 'violated')
    expect(stale.witness.operations.map(({ says }) => says)).toEqual([
      'SET a v2990 → OK',
      expect.stringMatching(/^SET a v299[1-9] → OK$/),
      'GET a → "v2990"',
    ]);
  const cells = Array.from({ length: 3_000 }, (_, index) => done('write', index)).flat();
  const cell = judge('register', [...cells, ...done('read', null, 2_990)]);
  expect(cell).toMatchObject({
    verdict: 'violated',
    witness: { operations: { length: 3 }, isShortest: true },
  });
});
