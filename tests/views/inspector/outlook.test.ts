/** What branches answered, counted. */
import { expect, test } from 'vitest';
import type { Foreseen } from '../../../src/lab/foresight.ts';
import { outlookOf } from '../../../src/views/inspector/outlook.ts';

const newest = {
  key: 'k',
  place: 0,
  stamp: [1, 7, ''],
  isGone: false,
  value: 'x',
  type: 'string',
  expires: null,
  bytes: 1,
};
const branch = (salt: number, fields: Partial<Foreseen>): Foreseen => {
  return { salt, status: 'ok', value: null, text: '', took: 1, ...fields };
};
const told = (version: number, node: string, reply: string | null = 'x'): Partial<Foreseen> => {
  return { value: { reply, node, version, epoch: 1 } };
};

test('new, old, nothing, refused and silence are told apart, the likeliest first', () => {
  const outlook = outlookOf(
    [
      branch(1, told(7, 'n1')),
      branch(2, told(6, 'n3')),
      branch(3, told(7, 'n1')),
      branch(4, { status: 'failed', value: { reply: { error: 'ERR' }, node: 'n2' } }),
      branch(5, { status: 'unknown' }),
      branch(6, { status: null }),
      branch(7, told(7, 'n2', null)),
      branch(8, told(8, 'n1')),
    ],
    newest,
  );
  expect(outlook.all).toBe(8);
  expect(outlook.shares[0]).toEqual({ outcome: 'new', count: 3 });
  expect(Object.fromEntries(outlook.shares.map(({ outcome, count }) => [outcome, count]))).toEqual({
    ...{ new: 3, old: 1, refused: 1, silence: 2, nothing: 1 },
  });
  expect(outlook.nodes).toEqual(['n1', 'n2', 'n3']);
});

test('of a key that nobody has nothing can be old', () => {
  expect(outlookOf([branch(1, told(0, 'n1', null))], null).shares).toEqual([
    { outcome: 'nothing', count: 1 },
  ]);
});
