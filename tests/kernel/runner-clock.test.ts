/** `now` is virtual and monotonic; `clock` is what the node believes the wall to show. */
import { describe, expect, it } from 'vitest';
import { arrival, Bench, type Parts } from '../support/bench.ts';

const EPOCH = 1_735_689_600_000;
const telling: Parts = { receive: (self) => self.note('time', { now: self.now, clock: self.clock - EPOCH }) };

describe('clocks', () => {
  it('show the epoch and whole milliseconds', () => {
    const bench = new Bench(telling);
    bench.to(10_000, [
      arrival(999, { kind: 'a' }),
      arrival(1_000, { kind: 'a' }),
      arrival(2_999, { kind: 'a' }),
    ]);
    expect(bench.notes).toEqual([
      ['time', { now: 999, clock: 0 }],
      ['time', { now: 1_000, clock: 1 }],
      ['time', { now: 2_999, clock: 2 }],
    ]);
  });

  it('are shifted by skew and run on by drift, while now does not', () => {
    const bench = new Bench(telling);
    bench.to(1_000_000);
    const skew = { at: 1_000_000, do: 'skew', by: -250_000, drift: 1_000 } as const;
    bench.to(20_000_000, [arrival(1_000_000, { kind: 'a' }), arrival(11_000_000, { kind: 'a' })], [skew]);
    // 10 s later, a clock that is a thousandth too fast has gained 10 ms.
    expect(bench.notes).toEqual([
      ['time', { now: 1_000_000, clock: 750 }],
      ['time', { now: 11_000_000, clock: 10_760 }],
    ]);
    bench.to(
      30_000_000,
      [arrival(21_000_000, { kind: 'a' })],
      [{ at: 20_000_000, do: 'skew', by: 0, drift: -1_000 }],
    );
    expect(bench.notes.at(-1)).toEqual(['time', { now: 21_000_000, clock: 20_999 }]);
  });

  it('stand before 1970 as whole numbers too', () => {
    const bench = new Bench(telling, { epoch: 0 });
    bench.to(10_000, [arrival(100, { kind: 'a' })], [{ at: 0, do: 'skew', by: -1_500, drift: 0 }]);
    expect(bench.notes).toEqual([['time', { now: 100, clock: -2 - EPOCH }]]);
  });

  it('are wrong from the start when the node starts with a wrong one', () => {
    const bench = new Bench(telling, {
      at: 5_000_000,
      skew: { by: 40_000, drift: 100_000, since: 3_000_000 },
    });
    bench.to(9_000_000, [arrival(7_000_000, { kind: 'a' })]);
    expect(bench.notes).toEqual([['time', { now: 7_000_000, clock: 7_440 }]]);
  });
});
