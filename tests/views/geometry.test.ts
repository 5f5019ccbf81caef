import { describe, expect, it } from 'vitest';
import { chord, layOutRing, partPath, placeEverybody, pointOn } from '../../src/views/geometry/ring.ts';
import { groupMarks, scaleEnd, ticks } from '../../src/views/geometry/timeline.ts';
import { identities } from '../../src/views/identity.ts';
import { bytesText, clockText, countText, durationText, momentText } from '../../src/views/numbers.ts';

const SECOND = 1_000_000;

describe('the ring', () => {
  it('never gets smaller than it may, on a desk or in a hand', () => {
    expect(layOutRing(1100, 540, 6).radius).toBeGreaterThanOrEqual(115);
    expect(layOutRing(980, 380, 6).radius).toBeGreaterThanOrEqual(115);
    expect(layOutRing(390, 384, 6).radius).toBeGreaterThanOrEqual(116);
  });

  it('goes clockwise from the top', () => {
    const layout = layOutRing(800, 800, 4);
    const places = placeEverybody(layout, ['n1', 'n2', 'n3', 'n4'], ['c1'], 800);
    expect(places.get('n1')).toMatchObject({ x: 400 });
    expect(places.get('n1')!.y).toBeCloseTo(400 - layout.radius);
    expect(places.get('n2')!.x).toBeCloseTo(400 + layout.radius);
  });

  it('sends messages clear of its middle, and both ways on different curves', () => {
    const layout = layOutRing(800, 800, 6);
    const places = [...placeEverybody(layout, ['1', '2', '3', '4', '5', '6'], [], 800).values()];
    for (const from of places) {
      for (const to of places) {
        if (from === to) continue;
        const curve = chord(layout, from, to);
        expect(pointOn(curve, 0)).toEqual(from);
        expect(pointOn(curve, 1).x).toBeCloseTo(to.x);
        const half = pointOn(curve, 0.5);
        expect(Math.hypot(half.x - 400, half.y - 400)).toBeGreaterThan(0.35 * layout.radius);
        const back = pointOn(chord(layout, to, from), 0.5);
        expect(Math.hypot(half.x - back.x, half.y - back.y)).toBeGreaterThan(5);
      }
    }
    expect(partPath(chord(layout, places[0]!, places[1]!), 0, 1)).toMatch(/^M400\.0 /);
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
