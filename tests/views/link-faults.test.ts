import { expect, test } from 'vitest';
import type { LinkRule } from '../../src/scenario/types.ts';
import { linkFaults } from '../../src/views/link-faults.ts';

const link = (more: Partial<LinkRule>): LinkRule => ({ from: 'n1', to: 'n2', ...more });

test('a link shows what is worst about it, and nothing when it is as usual', () => {
  const slow = link({ latency: { law: 'constant', min: 800_000, max: 800_000 } });
  expect(linkFaults([slow])).toEqual([{ from: 'n1', to: 'n2', kind: 'slow', text: '800 ms' }]);
  expect(linkFaults([slow, link({ drop: 0.3 })])).toMatchObject([{ kind: 'lossy', text: '30%' }]);
  expect(linkFaults([slow, link({ block: true })])).toMatchObject([{ kind: 'cut' }]);
  expect(linkFaults([link({ block: true }), link({ block: false })])).toEqual([]);
  expect(linkFaults([link({ drop: 0 })])).toEqual([]);
});

test('what is the same both ways is told once', () => {
  const back = { from: 'n2', to: 'n1' };
  expect(linkFaults([link({ drop: 0.3 }), link({ ...back, drop: 0.3 })])).toHaveLength(1);
  expect(linkFaults([link({ drop: 0.3 }), link({ ...back, drop: 0.4 })])).toHaveLength(2);
});

test('rules for everybody, or for one kind of message, are no fault of a link', () => {
  expect(linkFaults([link({ from: '*', drop: 1 }), link({ kind: 'beat', block: true })])).toEqual([]);
});
