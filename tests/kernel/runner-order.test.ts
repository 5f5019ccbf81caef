/** The one order at one node: actions, arrivals by (sender, number, copy), timers by the number they were set under. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareArrivals, compareText } from '../../src/kernel/order.ts';
import { NEVER } from '../../src/kernel/time.ts';
import { arrival, Bench } from '../support/bench.ts';
import { runs } from '../support/scenarios.ts';

describe('at one instant', () => {
  it('acts come before arrivals, arrivals before timers, timers by number', () => {
    const bench = new Bench({
      boot: (self) => {
        self.after(500, { kind: 'second' });
        self.after(100, { kind: 'early' });
      },
      tick: (self, timer) => timer.kind === 'early' && self.after(400, { kind: 'third' }),
    });
    bench.to(500, []);
    const tell = { at: 500, do: 'tell', message: { kind: 'told' }, root: 'operator' } as const;
    bench.to(501, [arrival(500, { kind: 'hello' })], [tell]);
    expect(bench.handled.slice(2)).toEqual([
      'tell told 500',
      'arrival hello 500',
      'timer second 500',
      'timer third 500',
    ]);
  });

  it('a message to oneself arrives after the event that sent it, before the timers of the instant', () => {
    const bench = new Bench({
      boot: (self) => {
        self.after(100, { kind: 'one' });
        self.after(100, { kind: 'two' });
      },
      tick: (self, timer) => timer.kind === 'one' && self.send('n1', { kind: 'own' }),
    });
    const advance = bench.to(101);
    expect(bench.handled.slice(1)).toEqual(['timer one 100', 'arrival own 100', 'timer two 100']);
    // It never touches the network.
    expect(advance.sends).toEqual([]);
  });

  it('a message to oneself stands among the arrivals by the sender’s id', () => {
    const order = (senders: readonly string[]): string[] => {
      const bench = new Bench({
        receive: (self, message) => message.kind === 'first' && self.send('n1', { kind: 'own' }),
      });
      const later = senders.map((from, index) => arrival(100, { kind: from }, { from, number: 10 + index }));
      bench.to(101, [arrival(100, { kind: 'first' }, { from: 'a', number: 1 }), ...later]);
      return bench.handled.slice(2).map((line) => line.split(' ')[1] as string);
    };
    expect(order(['b', 'n2'])).toEqual(['b', 'own', 'n2']);
    expect(order(['n10', 'n2'])).toEqual(['own', 'n10', 'n2']);
  });

  it('two arrivals compare by time, sender, number and copy, code unit by code unit', () => {
    const key = fc.record({
      arrives: fc.nat(3),
      from: fc.constantFrom('n1', 'n10', 'n2', 'N1', 'ñ', '🙂', '\uffff'),
      number: fc.nat(3),
      copy: fc.nat(1),
    });
    fc.assert(
      fc.property(key, key, key, (one, two, three) => {
        const sign = (left: typeof one, right: typeof one): number => Math.sign(compareArrivals(left, right));
        expect(sign(one, two) + sign(two, one)).toBe(0);
        expect(sign(one, two) === 0).toBe(JSON.stringify(one) === JSON.stringify(two));
        if (sign(one, two) < 0 && sign(two, three) < 0) expect(sign(one, three)).toBe(-1);
        if (one.arrives === two.arrives && one.from !== two.from)
          expect(sign(one, two)).toBe(compareText(one.from, two.from));
      }),
      runs(300),
    );
    // Pairs of surrogates stand before what lies above them in code units, whatever a locale says.
    expect(compareText('🙂', '\uffff')).toBe(-1);
    expect(compareText('n10', 'n2')).toBe(-1);
    expect(compareText('N1', 'n1')).toBe(-1);
  });
});

describe('timers', () => {
  it('fire when they are due, with the delay counted from the event that set them', () => {
    const bench = new Bench({
      receive: (self, message) => void self.after(message.delay, { kind: 'alarm' }),
    });
    bench.to(5_000, [
      arrival(100, { kind: 'set', delay: 70 } as never),
      arrival(120, { kind: 'set', delay: 0 } as never),
    ]);
    expect(bench.handled.slice(1)).toEqual([
      'arrival set 100',
      'arrival set 120',
      'timer alarm 120',
      'timer alarm 170',
    ]);
    expect(bench.runner.next()).toBe(NEVER);
  });

  it('that are cancelled never fire, not even when due at this very instant', () => {
    const bench = new Bench({
      boot: (self) => ({
        first: self.after(100, { kind: 'first' }),
        second: self.after(100, { kind: 'second' }),
      }),
      tick: (self, timer, state) => timer.kind === 'first' && self.cancel(state.second),
    });
    bench.to(10_000);
    expect(bench.handled).toEqual(['boot boot 0', 'timer first 100']);
  });

  it('that are cancelled never fire, not even when they wait in the line', () => {
    const bench = new Bench(
      {
        boot: (self) => ({ alarm: self.after(120, { kind: 'alarm' }) }),
        receive: (self, _message, state) => self.cancel(state.alarm),
      },
      { service: { cost: 50, kinds: {}, line: 10 } },
    );
    // The alarm is due at 120 and waits while the first is served; the first cancels it at its end.
    bench.to(10_000, [arrival(100, { kind: 'a' }), arrival(130, { kind: 'b' })]);
    expect(bench.handled).toEqual(['boot boot 0', 'arrival a 150', 'arrival b 200']);
  });

  it('that are cancelled by the thousand are forgotten, and the others fire', () => {
    const bench = new Bench({
      boot: (self) => {
        const numbers = Array.from({ length: 5_000 }, (_, index) =>
          self.after(100 + index, { kind: `t${index}` }),
        );
        for (const [index, number] of numbers.entries()) if (index % 1_000 !== 0) self.cancel(number);
        return {};
      },
    });
    bench.to(10_000);
    expect(bench.handled.slice(1)).toEqual(
      [0, 1_000, 2_000, 3_000, 4_000].map((index) => `timer t${index} ${100 + index}`),
    );
  });

  it('refuse a delay that is no whole number from 0 on', () => {
    for (const delay of [-1, 0.5, NaN, Infinity]) {
      const bench = new Bench({ boot: (self) => void self.after(delay, { kind: 'alarm' }) });
      expect(bench.to(100).crash?.says).toContain('whole microseconds');
    }
  });
});

describe('time', () => {
  it('must pass: a million messages to oneself at one instant are a crash', () => {
    let handled = 0;
    const bench = new Bench(
      {
        boot: (self) => self.send('n1', { kind: 'again' }),
        receive: (self) => {
          handled += 1;
          self.send('n1', { kind: 'again' });
        },
      },
      { trace: false },
    );
    const advance = bench.to(1_000);
    expect(advance.crash).toMatchObject({ at: 0, event: 1_000_001 });
    expect(handled).toBe(999_999);
    expect(bench.runner.next()).toBe(NEVER);
  });
});
