/** The picture of how versions spread. */
import { describe, expect, test } from 'vitest';
import { lanesOf, type Chart } from '../../../src/views/inspector/lanes.ts';

const seen = (node: string, at: number, version: number) => ({ node, at, stamp: [1, version, ''] });
const chart = (fields: Partial<Chart> = {}): Chart => ({
  nodes: ['n1', 'n2'],
  trail: { since: 0, sightings: [seen('n1', 100, 1), seen('n2', 150, 1), seen('n1', 900, 2)], absences: [] },
  underway: [],
  at: 1_000,
  width: 240,
  ...fields,
});

describe('lanes', () => {
  test('one for each holder, marks in the order of time, all within the picture', () => {
    const { lanes, now } = lanesOf(chart());
    expect(lanes.map(({ node, marks }) => [node, marks.map(({ stamp }) => stamp[1])])).toEqual([
      ['n1', [1, 2]],
      ['n2', [1]],
    ]);
    const places = lanes.flatMap(({ marks }) => marks.map(({ x }) => x));
    expect(Math.min(...places)).toBeGreaterThanOrEqual(8);
    expect(now).toBeGreaterThan(Math.max(...places));
    expect(now).toBeLessThan(240 - 8);
  });

  test('what is on its way stands behind now, once', () => {
    const flight = { to: 'n2', from: 'n1', stamp: [1, 2, ''], name: 'm', copy: 0 };
    const { lanes, now } = lanesOf(
      chart({
        underway: [
          { ...flight, arrives: 1_400 },
          { ...flight, copy: 1, arrives: 1_300 },
        ],
      }),
    );
    const coming = lanes[1]?.marks.filter(({ isComing }) => isComing) ?? [];
    expect(coming.map(({ at }) => at)).toEqual([1_300]);
    expect(coming[0]?.x).toBeGreaterThan(now);
    expect(coming[0]?.x).toBeLessThanOrEqual(240 - 8);
  });

  test('only the last three versions tell the story', () => {
    const sightings = [1, 2, 3, 4, 5].map((version) => seen('n1', version * 1_000, version));
    const { lanes, from } = lanesOf(chart({ at: 6_000, trail: { since: 0, sightings, absences: [] } }));
    expect(lanes[0]?.marks.map(({ stamp }) => stamp[1])).toEqual([3, 4, 5]);
    expect(from).toBeLessThan(3_000);
  });

  test('names give way where there is no room, the newest last', () => {
    const sightings = [seen('n1', 990, 1), seen('n1', 995, 2), seen('n1', 1_000, 3), seen('n2', 10, 0)];
    const { lanes } = lanesOf(chart({ trail: { since: 0, sightings, absences: [] } }));
    const labelled = lanes[0]?.marks.filter(({ hasLabel }) => hasLabel).map(({ stamp }) => stamp[1]);
    expect(labelled).toContain(3);
    expect(labelled).not.toContain(2);
  });

  test('an absence is a gap, open to now while it lasts', () => {
    const absences = [
      { node: 'n1', from: 200, until: 400 },
      { node: 'n2', from: 800, until: null },
    ];
    const { lanes, now } = lanesOf(chart({ trail: { ...chart().trail, absences } }));
    expect(lanes[0]?.gaps).toHaveLength(1);
    expect(lanes[1]?.gaps[0]?.to).toBe(now);
  });
});
