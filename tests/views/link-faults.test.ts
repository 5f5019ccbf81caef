import { expect, test } from 'vitest';
import type { LinkRule } from '../../src/scenario/types.ts';
import { linkFaults, linkGrips } from '../../src/views/link-faults.ts';

const link = (more: Partial<LinkRule>): LinkRule => ({ from: 'n1', to: 'n2', ...more });

test('a link shows what is worst about it, and nothing when it is as usual', () => {
  const slow = link({ latency: { law: 'constant', min: 800_000, max: 800_000 } });
  expect(linkFaults([slow])).toEqual([
    { from: 'n1', to: 'n2', kind: 'slow', text: '800 ms', isOneWay: true },
  ]);
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

const ids = ['n1', 'n2', 'n3'];
const grips = (rules: readonly LinkRule[], asked: Parameters<typeof linkGrips>[2]) =>
  linkGrips(linkFaults(rules), ids, asked).map(({ from, to, fault, isOneWay }) => {
    return `${from}>${to} ${fault?.kind ?? 'usual'}${isOneWay ? ' one way' : ''}`;
  });

test('there is a grip for each link of whoever is looked at, and always for what is at fault', () => {
  const back = { from: 'n2', to: 'n1' };
  const n1 = { node: 'n1', peer: null };
  expect(grips([], null)).toEqual([]);
  expect(grips([], n1)).toEqual(['n1>n2 usual', 'n1>n3 usual']);
  expect(grips([], { node: 'n2', peer: 'n3' })).toEqual(['n2>n3 usual']);
  expect(grips([link({ drop: 0.3 }), link({ ...back, drop: 0.3 })], null)).toEqual(['n1>n2 lossy']);
  expect(grips([link({ drop: 0.3 }), link({ ...back, drop: 0.3 })], n1)).toEqual([
    'n1>n2 lossy',
    'n1>n3 usual',
  ]);
});

test('a fault that goes one way leaves the other way a grip of its own', () => {
  expect(grips([link({ block: true })], { node: 'n1', peer: 'n2' })).toEqual([
    'n1>n2 cut one way',
    'n2>n1 usual one way',
  ]);
  expect(grips([link({ block: true })], { node: 'n2', peer: 'n1' })).toEqual([
    'n1>n2 cut one way',
    'n2>n1 usual one way',
  ]);
});

test('of very many links of one node only those at fault have a grip', () => {
  const many = Array.from({ length: 40 }, (_, index) => `n${index + 1}`);
  expect(linkGrips([], many, { node: 'n1', peer: null })).toEqual([]);
  expect(linkGrips([], many, { node: 'n1', peer: 'n9' })).toHaveLength(1);
});
