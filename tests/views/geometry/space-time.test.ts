import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import {
  distanceTo,
  following,
  kept,
  laneAt,
  moved,
  settled,
  slackOf,
  slide,
  ticksOf,
  timeAt,
  xOf,
  yOf,
  zoomed,
  type Arrow,
  type Frame,
} from '../../../src/views/geometry/space-time.ts';

const frame: Frame = { span: { from: 1_000, to: 2_000 }, width: 500, lane: 20, top: 18 };

describe('places', () => {
  it('an instant and back', () => {
    expect(xOf(frame, 1_500)).toBe(250);
    expect(xOf(frame, 1_500, 100)).toBe(300);
    expect(timeAt(frame, 300, 100)).toBe(1_500);
  });

  it('lanes from the top', () => {
    expect(yOf(frame, 0)).toBe(28);
    expect([0, 18, 37, 39, 500].map((y) => laneAt(frame, y, 3))).toEqual([0, 0, 0, 1, 2]);
  });

  it('how far a point lies from an arrow', () => {
    expect(distanceTo({ x: 5, y: 3 }, { x: 0, y: 0 }, { x: 10, y: 0 })).toBe(3);
    expect(distanceTo({ x: -3, y: 4 }, { x: 0, y: 0 }, { x: 10, y: 0 })).toBe(5);
    expect(distanceTo({ x: 3, y: 4 }, { x: 0, y: 0 }, { x: 0, y: 0 })).toBe(5);
  });

  it('round instants, as many as there is room for', () => {
    expect(ticksOf(frame, 100)).toEqual([1_000, 1_200, 1_400, 1_600, 1_800, 2_000]);
    expect(ticksOf({ ...frame, span: { from: -100, to: 900 } }, 100)).toEqual([0, 200, 400, 600, 800]);
  });
});

describe('moving in time', () => {
  it('zooms about an instant', () => {
    const span = zoomed({ from: 100_000, to: 200_000 }, 0.5, 150_000);
    expect(span).toEqual({ from: 125_000, to: 175_000 });
    expect(zoomed(span, 1e-9, 150_000).to - zoomed(span, 1e-9, 150_000).from).toBe(2_000);
  });

  it('never leaves the beginning behind', () => {
    expect(moved({ from: 0, to: 100 }, -1_000)).toEqual({ from: -10, to: 90 });
    expect(kept({ from: 5, to: 10 })).toEqual({ from: 5, to: 10 });
  });

  it('follows with now near the right end', () => {
    expect(following({ from: 0, to: 100 }, 1_000)).toEqual({ from: 914, to: 1_014 });
  });
});

const arrow = (from: string, to: string, sent: number, arrives: number): Arrow => ({
  from,
  to,
  sent,
  arrives,
});

describe('sliding lanes', () => {
  const slack = slackOf([arrow('a', 'b', 0, 30), arrow('a', 'b', 100, 110), arrow('b', 'a', 200, 250)]);

  it('goes until an arrow would point backwards, and says which', () => {
    expect(slide(slack, new Map(), 'a', 7)).toEqual({ offset: 7, stopped: null });
    expect(slide(slack, new Map(), 'a', 100)).toEqual({ offset: 10, stopped: arrow('a', 'b', 100, 110) });
    expect(slide(slack, new Map(), 'a', -100)).toEqual({ offset: -50, stopped: arrow('b', 'a', 200, 250) });
    expect(slide(slack, new Map([['b', 20]]), 'a', 100).offset).toBe(30);
    expect(slide(slack, new Map(), 'c', 999)).toEqual({ offset: 999, stopped: null });
  });

  it('flips the order of what no arrow joins', () => {
    // At 40 on a lane and at 45 on another: slid by 8, the later one stands first.
    const offsets = new Map([['a', slide(slack, new Map(), 'a', 8).offset]]);
    expect(xOf(frame, 1_040, offsets.get('a'))).toBeGreaterThan(xOf(frame, 1_045));
  });

  it('gives way when other arrows come into sight', () => {
    const wished = new Map([['a', 40]]);
    expect(settled(slackOf([arrow('b', 'a', 0, 5)]), wished)).toBe(wished);
    expect(settled(slack, wished)).toEqual(new Map([['a', 10]]));
  });

  it('no arrow ever points backwards, however lanes are pushed', () => {
    const lanes = fc.constantFrom('a', 'b', 'c', 'd');
    const arrows = fc.array(
      fc
        .tuple(lanes, lanes, fc.nat(1_000), fc.integer({ min: 100, max: 900 }))
        .map(([from, to, sent, takes]) => {
          return arrow(from, to, sent, sent + takes);
        }),
      { maxLength: 20 },
    );
    const pushes = fc.array(fc.tuple(lanes, fc.integer({ min: -2_000, max: 2_000 })), { maxLength: 12 });
    fc.assert(
      fc.property(arrows, arrows, pushes, (all, others, pushed) => {
        const known = slackOf(all);
        let offsets: ReadonlyMap<string, number> = new Map();
        for (const [lane, by] of pushed)
          offsets = new Map([...offsets, [lane, slide(known, offsets, lane, by).offset]]);
        const isForward = (each: Arrow, given: ReadonlyMap<string, number>): boolean =>
          each.from === each.to ||
          each.arrives + (given.get(each.to) ?? 0) - each.sent - (given.get(each.from) ?? 0) >= -1e-6;
        expect(all.every((each) => isForward(each, offsets))).toBe(true);
        const calm = settled(slackOf(others), offsets);
        expect(others.every((each) => isForward(each, calm))).toBe(true);
      }),
    );
  });
});
