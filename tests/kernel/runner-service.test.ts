/** An event waits for its node's one server, is served, and happens at the end. */
import { describe, expect, it } from 'vitest';
import { NEVER } from '../../src/kernel/time.ts';
import { arrival, Bench, type Parts } from '../support/bench.ts';

const answering: Parts = { receive: (self, message) => self.send('n2', { kind: 'done', of: message.kind }) };
const service = (kinds: Record<string, number>, line = 100) => ({ service: { cost: 50, kinds, line } });

describe('service', () => {
  it('takes the time of its kind, and the handler runs at the end', () => {
    const bench = new Bench(answering, service({ heavy: 400 }));
    bench.to(1_000, [arrival(100, { kind: 'light' }), arrival(600, { kind: 'heavy' })]);
    expect(bench.handled).toEqual(['boot boot 0', 'arrival light 150']);
    expect(bench.sends.map(({ sent }) => sent)).toEqual([150]);
    expect(bench.runner.next()).toBe(1_000);
    bench.to(1_001);
    expect(bench.handled.at(-1)).toBe('arrival heavy 1000');
  });

  it('is of one event at a time, in the order of coming', () => {
    const bench = new Bench(answering, service({ heavy: 400 }));
    const kinds = ['heavy', 'light', 'light'];
    bench.to(
      10_000,
      kinds.map((kind, index) => arrival(100 + index, { kind })),
    );
    expect(bench.handled.slice(1)).toEqual(['arrival heavy 500', 'arrival light 550', 'arrival light 600']);
  });

  it('makes timers wait too, and a timer that waits comes after what came before it', () => {
    const bench = new Bench(
      { boot: (self) => void self.after(200, { kind: 'alarm' }) },
      service({ heavy: 400 }),
    );
    bench.to(10_000, [arrival(100, { kind: 'heavy' }), arrival(300, { kind: 'light' })]);
    expect(bench.handled.slice(1)).toEqual(['arrival heavy 500', 'timer alarm 550', 'arrival light 600']);
  });

  it('found to cost more by work() delays the next event only', () => {
    const bench = new Bench({ receive: (self) => self.work(1_000) }, service({}));
    bench.to(10_000, [
      arrival(100, { kind: 'a' }),
      arrival(120, { kind: 'b' }),
      arrival(5_000, { kind: 'c' }),
    ]);
    expect(bench.handled.slice(1)).toEqual(['arrival a 150', 'arrival b 1200', 'arrival c 5050']);
  });

  it('keeps work() whole and not negative', () => {
    for (const cost of [-1, 0.5, NaN, Infinity]) {
      const bench = new Bench({ receive: (self) => self.work(cost) });
      expect(bench.to(1_000, [arrival(100, { kind: 'a' })]).crash?.says).toContain('whole microseconds');
    }
  });

  it('drops what finds the line full, and says which', () => {
    const bench = new Bench(answering, service({}, 2));
    const five = [100, 101, 102, 103, 104].map((at) => arrival(at, { kind: 'light' }));
    const advance = bench.to(10_000, five);
    // One is served, two wait, the others find no place.
    expect(advance.overflow).toEqual([3, 4]);
    expect(bench.handled.slice(1)).toEqual(['arrival light 150', 'arrival light 200', 'arrival light 250']);
    expect(bench.to(20_000, [arrival(11_000, { kind: 'light' })]).overflow).toEqual([]);
  });

  it('never drops a timer or a message to oneself', () => {
    const bench = new Bench(
      {
        boot: (self) => {
          for (let index = 0; index < 5; index += 1) self.after(100, { kind: 'alarm' });
          for (let index = 0; index < 5; index += 1) self.send('n1', { kind: 'own' });
        },
      },
      service({}, 1),
    );
    expect(bench.to(10_000).overflow).toEqual([]);
    expect(bench.handled.length).toBe(11);
  });
});

describe('slow', () => {
  it('multiplies from the next start', () => {
    const bench = new Bench(answering, service({}));
    bench.to(120, [arrival(100, { kind: 'a' })]);
    bench.to(10_000, [arrival(130, { kind: 'b' })], [{ at: 120, do: 'slow', times: 10 }]);
    expect(bench.handled.slice(1)).toEqual(['arrival a 150', 'arrival b 650']);
    bench.to(20_000, [arrival(11_000, { kind: 'c' })], [{ at: 10_000, do: 'slow', times: 1 }]);
    expect(bench.handled.at(-1)).toBe('arrival c 11050');
  });
});

describe('freeze', () => {
  it('starts nothing, ends what was being served, and goes on where it was', () => {
    const bench = new Bench({ boot: (self) => void self.after(400, { kind: 'alarm' }) }, service({}));
    bench.to(110, [arrival(100, { kind: 'a' })]);
    bench.to(1_000, [arrival(120, { kind: 'b' }), arrival(500, { kind: 'c' })], [{ at: 110, do: 'freeze' }]);
    expect(bench.handled.slice(1)).toEqual(['arrival a 150']);
    expect(bench.runner.next()).toBe(NEVER);
    bench.to(9_000, [], [{ at: 5_000, do: 'thaw' }]);
    expect(bench.handled.slice(2)).toEqual(['arrival b 5050', 'timer alarm 5100', 'arrival c 5150']);
  });

  it('with nothing to serve for free lets what comes wait', () => {
    const bench = new Bench(answering);
    bench.to(1_000, [arrival(200, { kind: 'a' })], [{ at: 100, do: 'freeze' }]);
    expect(bench.handled).toEqual([]);
    bench.to(2_000, [], [{ at: 1_500, do: 'thaw' }]);
    expect(bench.handled).toEqual(['boot boot 1500', 'arrival a 1500']);
  });

  it('fills the waiting line like any other delay', () => {
    const bench = new Bench(answering, service({}, 3));
    bench.to(50);
    const ten = Array.from({ length: 10 }, (_, index) => arrival(200 + index, { kind: 'a' }));
    expect(bench.to(1_000, ten, [{ at: 100, do: 'freeze' }]).overflow).toEqual([3, 4, 5, 6, 7, 8, 9]);
  });
});
