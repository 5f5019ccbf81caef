import { describe, expect, it } from 'vitest';
import { beadLayout, chevron, sideBySide, takenBy, type Pen } from '../../src/views/geometry/band.ts';
import {
  chord,
  evenly,
  layOutRing,
  pointAt,
  pointOn,
  spread,
  type RingLayout,
} from '../../src/views/geometry/ring.ts';
import { runsOf, sidesOf } from '../../src/views/geometry/rope.ts';
import {
  groupMarks,
  scaleEnd,
  singled,
  smallTicks,
  ticks,
  trafficBars,
} from '../../src/views/geometry/timeline.ts';
import { identities } from '../../src/views/identity.ts';
import { bytesText, clockText, countText, durationText, momentText } from '../../src/views/numbers.ts';

const SECOND = 1_000_000;

const layOut = (width: number, height: number, nodes = 6, isInvited = false): RingLayout =>
  layOutRing({ width, height, nodes, isInvited });

describe('the ring', () => {
  it('never gets smaller than it may, on a desk or in a hand', () => {
    expect(layOut(1100, 540).radius).toBeGreaterThanOrEqual(115);
    expect(layOut(980, 380).radius).toBeGreaterThanOrEqual(115);
    expect(layOut(390, 384).radius).toBeGreaterThanOrEqual(116);
  });

  it('leaves room for an invitation at its left, but not on a phone', () => {
    const { center, radius } = layOut(1440, 776, 6, true);
    expect(center.x).toBeCloseTo(0.62 * 1440);
    expect(center.x + radius + 120).toBeLessThanOrEqual(1440);
    expect(layOut(390, 384, 6, true).center.x).toBe(195);
  });

  it('goes clockwise from the top', () => {
    const layout = layOut(800, 800, 4);
    const top = pointAt(layout, 0, layout.radius);
    expect([top.x, top.y]).toEqual([layout.center.x, layout.center.y - layout.radius]);
    expect(pointAt(layout, 0.25, layout.radius).x).toBeCloseTo(layout.center.x + layout.radius);
  });

  it('pushes badges apart that would lie on each other, and moves nobody else', () => {
    const places = new Map([
      ['a', 0.1],
      ['b', 0.11],
      ['c', 0.6],
    ]);
    const apart = spread(places, 0.05);
    expect(apart.get('b')! - apart.get('a')!).toBeGreaterThanOrEqual(0.05 - 1e-6);
    expect(apart.get('c')).toBeCloseTo(0.6, 12);
    const crowd = spread(
      new Map(Array.from({ length: 40 }, (_, index) => [`n${index}`, index / 1_000])),
      0.05,
    );
    const gaps = [...crowd.values()]
      .sort((left, right) => left - right)
      .map((place, index, all) => {
        return index === 0 ? Infinity : place - (all[index - 1] as number);
      });
    expect(Math.min(...gaps)).toBeCloseTo(1 / 40);
  });

  it('sends messages clear of its middle, and both ways on different curves', () => {
    const layout = layOut(800, 800);
    const places = [...evenly(['1', '2', '3', '4', '5', '6']).values()].map((place) =>
      pointAt(layout, place, layout.radius),
    );
    for (const from of places) {
      for (const to of places) {
        if (from === to) continue;
        const curve = chord(layout, from, to);
        expect(pointOn(curve, 0)).toEqual(from);
        expect(pointOn(curve, 1).x).toBeCloseTo(to.x);
        const half = pointOn(curve, 0.5);
        const { center } = layout;
        expect(Math.hypot(half.x - center.x, half.y - center.y)).toBeGreaterThan(0.35 * layout.radius);
        const back = pointOn(chord(layout, to, from), 0.5);
        expect(Math.hypot(half.x - back.x, half.y - back.y)).toBeGreaterThan(5);
      }
    }
  });
});

describe('ropes', () => {
  const places = new Map([
    ['a', 0],
    ['b', 0.2],
    ['c', 0.4],
    ['d', 0.6],
    ['e', 0.8],
  ]);

  it('whoever is in no group makes up one further side', () => {
    const sides = sidesOf([['a', 'b']], [...places.keys()]);
    expect(sides.map(({ nodes }) => nodes.join(''))).toEqual(['ab', 'cde']);
  });

  it('neighbours have one loop, also across the top; those who stand apart have one each', () => {
    const runs = (...nodes: string[]): (readonly [number, number, number])[] =>
      runsOf({ number: 1, nodes }, places).map(({ from, to, count }) => [from, to, count]);
    expect(runs('b', 'c')).toEqual([[0.2, 0.4, 2]]);
    expect(runs('e', 'a')).toEqual([[0.8, 1, 2]]);
    expect(runs('a', 'c')).toEqual(
      [
        [1, 1, 1],
        [0.4, 0.4, 1],
      ].sort((left, right) => left[0]! - right[0]!),
    );
    expect(runs('a', 'b', 'c', 'd', 'e')).toEqual([]);
  });
});

describe('the band', () => {
  const layout = layOut(1000, 800);
  const beads = beadLayout(layout);

  it('ends a slice in a tip at its token', () => {
    const points: [number, number][] = [];
    const pen: Pen = {
      moveTo: (x, y) => void points.push([x, y]),
      lineTo: (x, y) => void points.push([x, y]),
      arc: () => undefined,
      closePath: () => undefined,
    };
    chevron(pen, layout, 0.1, 0.3);
    const token = pointAt(layout, 0.3, layout.radius);
    expect(Math.min(...points.map(([x, y]) => Math.hypot(x - token.x, y - token.y)))).toBeLessThan(1);
  });

  it('keeps beads side by side in their order, and out from under badges', () => {
    const taken = takenBy(layout, beads, [0.5]);
    const drawn = sideBySide(layout, beads, [0.2, 0.2001, 0.2002, 0.499, 0.501], taken);
    const apart = (2 * beads.radius) / (2 * Math.PI * beads.first);
    expect(drawn[1]! - drawn[0]!).toBeGreaterThan(apart);
    expect(drawn[2]! - drawn[1]!).toBeGreaterThan(apart);
    const half = taken[0]!.half - 1e-9;
    expect(drawn[3]).toBeLessThanOrEqual(0.5 - half);
    expect(drawn[4]).toBeGreaterThanOrEqual(0.5 + half);
  });
});

describe('the time line', () => {
  it('ends where planned, and grows by steps after that', () => {
    expect(scaleEnd(3 * SECOND, 30 * SECOND)).toBe(30 * SECOND);
    expect(scaleEnd(31 * SECOND, 30 * SECOND)).toBeGreaterThan(31 * SECOND);
    expect(scaleEnd(31 * SECOND, 30 * SECOND)).toBe(scaleEnd(32 * SECOND, 30 * SECOND));
    expect(scaleEnd(0, 0)).toBe(SECOND);
  });

  it('has as many ticks as there is room for', () => {
    expect(ticks(30 * SECOND, 900)).toHaveLength(7);
    expect(ticks(30 * SECOND, 100).length).toBeLessThanOrEqual(2);
  });

  it('joins marks that would lie on each other', () => {
    const marks = [1, 1.01, 5].map((at) => ({ at: at * SECOND }));
    expect(groupMarks(marks, 10 * SECOND, 500, 12).map((group) => group.marks.length)).toEqual([2, 1]);
  });

  it('has small ticks between those with numbers, and none on them', () => {
    expect(ticks(15 * SECOND, 900).map((tick) => tick / SECOND)).toEqual([0, 2, 4, 6, 8, 10, 12, 14]);
    expect(smallTicks(15 * SECOND, 900).filter((tick) => tick % (2 * SECOND) === 0)).toEqual([]);
    expect(smallTicks(15 * SECOND, 400)[0]).toBe(SECOND);
  });

  it('shows a few operations one by one, and many by how much of them there was', () => {
    const operation = (at: number) => ({ at: at * SECOND, count: 1, isTraffic: true });
    const kill = { at: 2 * SECOND, count: 1, isTraffic: false };
    const few = [operation(1), kill, operation(3)];
    expect(singled(few)).toEqual(few);
    expect(trafficBars(few, 10 * SECOND, 400)).toEqual([]);
    const many = [{ ...operation(1), count: 100 }, kill, { ...operation(5), count: 25 }];
    expect(singled(many)).toEqual([kill]);
    expect(trafficBars(many, 10 * SECOND, 400)).toEqual([
      { x: 40, height: 1 },
      { x: 200, height: 0.5 },
    ]);
  });
});

describe('identities', () => {
  it('give a name of the alphabet its own letter, colour and shape', () => {
    const looks = identities([
      { id: 'n1', name: 'Alfa' },
      { id: 'n3', name: 'Charlie' },
    ]);
    expect(looks.get('n3')).toEqual({
      ...{ label: 'C', shape: 'hexagon', fill: 'var(--node-c)', ink: 'var(--letter-dark)' },
    });
  });

  it('never give two of the first twelve the same look', () => {
    const many = Array.from({ length: 12 }, (_, index) => ({ id: `n${index}`, name: `Anna${index}` }));
    expect(new Set([...identities(many).values()].map(({ fill }) => fill)).size).toBe(12);
  });
});

describe('numbers', () => {
  it('are short and carry their unit', () => {
    expect(clockText(12_326_900)).toBe('12.326');
    expect(clockText(62_326_000)).toBe('1:02.326');
    expect(momentText(9_049_000)).toBe('9.0 s');
    expect(momentText(75_000_000)).toBe('1 min 15.0 s');
    expect(durationText(800)).toBe('800 µs');
    expect(durationText(12_345)).toBe('12.3 ms');
    expect(bytesText(999)).toBe('999 B');
    expect(bytesText(12_345)).toBe('12.3 KB');
    expect(countText(1_234_567)).toBe('1\u202f234\u202f567');
  });
});
