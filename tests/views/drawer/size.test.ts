import { expect, it } from 'vitest';
import { layOutRing } from '../../../src/views/geometry/ring.ts';
import { HEIGHT, heightByKey, heightMost, heightWithin, TABS } from '../../../src/views/drawer/size.ts';

it('is what was asked for, between 120 and 420', () => {
  expect(heightWithin(200.4, 900)).toBe(200);
  expect(heightWithin(10, 900)).toBe(120);
  expect(heightWithin(1_000, null)).toBe(420);
});

it.each([
  [1280, 720 - 44 - 64],
  [1440, 900 - 48 - 76],
])('leaves the ring 115 px in a window %d wide', (width, room) => {
  for (const wished of [HEIGHT.usual, HEIGHT.most]) {
    const height = room - TABS - heightWithin(wished, room);
    const { radius } = layOutRing({ width, height, nodes: 6, isInvited: false });
    expect(radius).toBeGreaterThanOrEqual(115);
  }
});

it('keys move it', () => {
  expect(heightByKey('ArrowUp', 196)).toBe(212);
  expect(heightByKey('PageDown', 196)).toBe(132);
  expect(heightByKey('Home', 196)).toBe(120);
  expect(heightByKey('End', 196)).toBe(420);
  expect(heightByKey('a', 196)).toBeNull();
  expect(heightMost(400)).toBe(HEIGHT.least);
});
