import { describe, expect, it } from 'vitest';
import type { HistoryEvent } from '../../../src/cluster/recorder.ts';
import type { Known } from '../../../src/views/known-events.ts';
import { passesOf, Sieve, type Filter } from '../../../src/views/drawer/sieve.ts';

const note = (number: number): HistoryEvent => ({
  ...{ at: number, node: number % 2 === 0 ? 'n1' : 'n2', number, what: 'note' as const },
  ...{ kind: `note ${number}`, detail: null },
});
const known = (from: number, to: number, line = 1): Known => ({
  events: Array.from({ length: to - from }, (_, index) => note(from + index)),
  ...{ first: from, line, version: to, count: to - from, isPartial: false },
});
const sieve = (filter: Partial<Filter> = {}): Sieve =>
  new Sieve(
    passesOf({
      filter: { choice: 'everything', node: '', text: '', ...filter },
      system: 'echo',
      textOf: (event) => (event.what === 'note' ? event.kind : ''),
    }),
  );
const never = (): boolean => false;
/** Late after so many looks at the clock. */
const lateAfter = (looks: number) => {
  let asked = 0;
  return () => (asked += 1) >= looks;
};

describe('the list of events', () => {
  it('has the newest first, filtered by kind, node and words', () => {
    const all = sieve();
    all.look(known(0, 4), never);
    expect(all.found).toEqual([3, 2, 1, 0]);
    const some = sieve({ node: 'n2', text: ' NOTE 1 ' });
    some.look(known(0, 20), never);
    expect(some.found).toEqual([19, 17, 15, 13, 11, 1]);
    const none = sieve({ choice: 'lost' });
    none.look(known(0, 20), never);
    expect(none.found).toEqual([]);
    expect(none.isDone).toBe(true);
  });

  it('takes in new ones, and lets go of those that are not known any more', () => {
    const all = sieve();
    all.look(known(0, 3), never);
    all.look(known(1, 5), never);
    expect(all.found).toEqual([4, 3, 2, 1]);
  });

  it('begins anew with another line of history', () => {
    const all = sieve();
    all.look(known(0, 5), never);
    all.look(known(0, 2, 2), never);
    expect(all.found).toEqual([1, 0]);
  });

  it('looks no longer than its budget, and goes on where it was', () => {
    const all = sieve();
    all.look(known(0, 2_000), lateAfter(1));
    expect(all.isDone).toBe(false);
    expect(all.found[0]).toBe(1_999);
    expect(all.found.length).toBeLessThan(2_000);
    for (let look = 0; look < 20; look += 1) all.look(known(0, 2_000), lateAfter(1));
    expect(all.isDone).toBe(true);
    expect(all.found).toEqual(Array.from({ length: 2_000 }, (_, index) => 1_999 - index));
  });

  it('never lists one twice when more comes than can be looked at', () => {
    const all = sieve();
    for (let end = 500; end <= 5_000; end += 500) all.look(known(0, end), lateAfter(1));
    while (!all.isDone) all.look(known(0, 5_000), lateAfter(2));
    expect(all.found).toEqual(Array.from({ length: 5_000 }, (_, index) => 4_999 - index));
  });
});
