import { expect, test } from 'vitest';
import { Cuts } from '../../../src/cluster/network/cuts.ts';
import { groupsFor } from '../../../src/views/interaction/rope.ts';

const everybody = ['n1', 'n2', 'n3', 'n4'];

test.each([
  ['both', false, false],
  ['out', true, false],
  ['in', false, true],
] as const)('a rope that stops %s', (way, reachesInside, reachesOutside) => {
  const { groups, oneWay = false } = groupsFor(['n2', 'n3'], everybody, way);
  const cuts = new Cuts();
  cuts.partition({ groups, oneWay });
  const passes = (from: string, to: string): boolean => cuts.between(from, to, (id) => id === 'c1') === null;
  expect(passes('n1', 'n2')).toBe(reachesInside);
  expect(passes('n3', 'n4')).toBe(reachesOutside);
  expect(passes('n2', 'n3')).toBe(true);
  expect(passes('n1', 'n4')).toBe(true);
  expect(passes('c1', 'n2')).toBe(true);
});
