import { describe, expect, it } from 'vitest';
import type { HistoryEvent } from '../../src/cluster/recorder.ts';
import type { Frame } from '../../src/lab/types.ts';
import { KnownEvents, placeOf } from '../../src/views/known-events.ts';

const note = (at: number, kind = 'note'): HistoryEvent => ({
  ...{ at, node: 'n1', number: at, what: 'note' as const },
  ...{ kind, detail: null },
});
const notes = (from: number, to: number): HistoryEvent[] =>
  Array.from({ length: to - from }, (_, index) => note(from + index));
const first = { id: 1, parent: null, at: 0, head: 0, actions: 0, began: null, without: null };
const second = { id: 2, parent: 1, at: 50, head: 50, actions: 1, began: null, without: null };
const usual = {
  ...{ epoch: 1, system: 'echo', title: '', until: 1_000, at: 0, head: 0, cursor: 0, events: [] },
  ...{ branch: 1, branches: [first] },
};
type Told = Pick<Frame, keyof typeof usual>;
const frame = (given: Partial<Told>): Told => ({ ...usual, ...given });
const times = (known: KnownEvents): number[] => known.show().events.map(({ at }) => at);

describe('what is known of a branch', () => {
  it('grows as frames come', () => {
    const known = new KnownEvents();
    expect(known.take(frame({ at: 3, head: 3, events: notes(0, 3), cursor: 3 }))).toBe(true);
    expect(known.take(frame({ at: 3, head: 3, cursor: 3 }))).toBe(false);
    expect(known.take(frame({ at: 5, head: 5, events: notes(3, 5), cursor: 5 }))).toBe(true);
    expect(times(known)).toEqual([0, 1, 2, 3, 4]);
    expect(known.known).toMatchObject({ first: 0, count: 5, isPartial: false });
  });

  it('stays when somebody looks back, and is told nothing twice when time goes on from there', () => {
    const known = new KnownEvents();
    known.take(frame({ at: 100, head: 100, events: notes(0, 100), cursor: 100 }));
    const { line } = known.show();
    known.take(frame({ epoch: 2, at: 40, head: 100, events: notes(0, 40), cursor: 40 }));
    expect(times(known)).toEqual(notes(0, 100).map(({ at }) => at));
    expect(known.known.line).toBe(line);
    known.take(frame({ epoch: 2, at: 110, head: 110, events: notes(40, 110), cursor: 110 }));
    expect(times(known)).toEqual(notes(0, 110).map(({ at }) => at));
  });

  it('is cut where another branch begins, and where two part', () => {
    const known = new KnownEvents();
    known.take(frame({ at: 100, head: 100, events: notes(0, 100), cursor: 100 }));
    const { line } = known.show();
    const made = { epoch: 2, branch: 2, branches: [first, second], at: 50, head: 50 };
    known.take(frame({ ...made, events: notes(0, 50), cursor: 50 }));
    expect(times(known)).toEqual(notes(0, 50).map(({ at }) => at));
    expect(known.known.line).not.toBe(line);
    known.take(frame({ ...made, at: 60, head: 60, events: notes(50, 60), cursor: 60 }));
    known.take(
      frame({ epoch: 3, branches: [first, second], at: 100, head: 100, events: notes(0, 100), cursor: 100 }),
    );
    expect(times(known)).toEqual(notes(0, 100).map(({ at }) => at));
  });

  it('begins anew with another scenario, and with the same one opened again', () => {
    const known = new KnownEvents();
    known.take(frame({ at: 100, head: 100, events: notes(0, 100), cursor: 100 }));
    known.take(frame({ epoch: 2, at: 2, head: 2, events: notes(0, 2), cursor: 2 }));
    expect(times(known)).toEqual([0, 1]);
    known.take(frame({ epoch: 3, title: 'Another', at: 200, head: 200, events: [note(7)], cursor: 1 }));
    expect(times(known)).toEqual([7]);
  });

  it('says when there was more than it knows', () => {
    const known = new KnownEvents();
    known.take(frame({ at: 3, head: 3, events: notes(0, 3), cursor: 3 }));
    known.take(frame({ at: 90, head: 90, events: notes(80, 90), cursor: 90 }));
    expect(known.show().isPartial).toBe(true);
    const small = new KnownEvents(100);
    small.take(frame({ at: 200, head: 200, events: notes(0, 200), cursor: 200 }));
    expect(small.show()).toMatchObject({ first: 100, count: 100, isPartial: true });
  });
});

it('a place is found by its instant', () => {
  const events = [note(1), note(3), note(3), note(9)];
  expect([0, 1, 2, 3, 4, 10].map((at) => placeOf(events, at))).toEqual([0, 0, 1, 1, 3, 4]);
});
